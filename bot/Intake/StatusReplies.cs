using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake;

/// <summary>「先日の相談どうなりましたか」: where one's own consultations stand.</summary>
public static class StatusReplies
{
    /// <summary>Its argument is the number; without one the person's own are listed.</summary>
    public const string Verb = "consultstatus";

    public static CardReply List(IReadOnlyList<Consultation> own) => new(
        $"ご相談は{own.Count}件です。" + string.Join(" ", own.Take(1).Select(one => $"{ConsultationNumbers.Shown(one.Number)} {StateWords(one)}")), [.. own.Select(CardOf)]);

    public static TextReply None(HubContact hub) => new(
        $"このアカウントからのご相談は見つかりませんでした。電話やFAXでのご相談は、お電話でお尋ねください。\n{hub.Lines}") { QuickReplies = [IntakeReplies.Start] };

    /// <summary>Of another person or of nobody: the two look alike.</summary>
    public static TextReply NotFound(string number, HubContact hub) => new(
        $"受付番号 {number} のご相談は、このアカウントからは見つかりませんでした。番号をお確かめのうえ、お電話でもお尋ねいただけます。\n{hub.Lines}") { QuickReplies = [IntakeReplies.Start] };

    public static readonly TextReply NotInGroups = new("ご相談の様子は、ほかの人に見えないよう、1対1のチャットでお尋ねください。");

    public static CardReply FreshLink(Consultation one, Uri link, TimeSpan life) => new("新しいリンクです。",
    [
        new Card
        {
            Kicker = $"受付番号 {ConsultationNumbers.Shown(one.Number)}",
            Title = "新しいリンクです",
            Rows = [new("内容", IntakeReplies.ContentOf(one)), new("期限", $"{IntakeReplies.Hours(life)}。最初に開いた1台でだけ使えます。", RowTone.Faint)],
            Buttons = [new CardButton("ページを開く", new ReplyAction.Open(link.AbsoluteUri), IsPrimary: true)],
            Footer = "このリンクをほかの人に送らないでください。",
        },
    ]);

    /// <summary>Where it stands, in words a family understands.</summary>
    public static string StateWords(Consultation one) => one.State switch
    {
        ConsultationState.Draft => "書きかけです。まだ送られていません。",
        ConsultationState.Waiting => "届いています。担当者を決めているところです。",
        ConsultationState.Claimed when one.FirstAnswerAt is not null => "担当者がお返事しました。",
        ConsultationState.Claimed => "担当者が決まり、お返事を用意しています。",
        ConsultationState.AskedBack => "担当者からお尋ねしています。お返事をお待ちしています。",
        ConsultationState.Planned => "担当者が連絡や訪問を予定しています。",
        ConsultationState.Closed when one.Outcome == ConsultationOutcome.Withdrawn => "取り消されました。",
        ConsultationState.Closed => "終わりました。",
        ConsultationState.Merged => "同じ内容のご相談とまとめました。",
        _ => "とりやめました。",
    };

    private static Card CardOf(Consultation one) => new()
    {
        Kicker = $"受付番号 {ConsultationNumbers.Shown(one.Number)}",
        Title = IntakeReplies.ContentOf(one),
        Rows =
        [
            new("いま", StateWords(one)),
            .. one is { IsOpen: true, TargetAt: { } target, FirstAnswerAt: null } ? (CardRow[])[new("お返事", $"{IntakeRules.Clock(target)}までに")] : [],
            .. one.PlannedAt is { } planned && one.State == ConsultationState.Planned ? (CardRow[])[new("予定", IntakeRules.Clock(planned))] : [],
            .. one.ReceivedAt is { } received ? (CardRow[])[new("受付", IntakeRules.Clock(received), RowTone.Faint)] : [],
        ],
        Buttons = one.State switch
        {
            ConsultationState.Draft => [new CardButton("続きから", new ReplyAction.Press($"{IntakeReplies.Verb}:resume:{one.Number}", "続きから"), IsPrimary: true)],
            ConsultationState.Abandoned or ConsultationState.Merged => [],
            _ =>
            [
                new CardButton(one.FirstAnswerAt is null ? "送った内容を見る" : "お返事を読む", new ReplyAction.Press($"{IntakeReplies.Verb}:link:{one.Number}", "ページを開く"), IsPrimary: one.FirstAnswerAt is not null),
                .. one.IsOpen ? (CardButton[])[new("書き足す", new ReplyAction.Press($"{IntakeReplies.Verb}:add:{one.Number}", "書き足す")), new("取り消す", new ReplyAction.Press($"{TakeBackReplies.Verb}:{one.Number}", "相談を取り消したい"))] : [],
            ],
        },
    };
}
