using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake;

/// <summary>What is said to somebody who takes back a consultation.</summary>
public static class TakeBackReplies
{
    /// <summary>Its arguments: nothing, a number, or a number with <see cref="Yes"/> or <see cref="No"/>.</summary>
    public const string Verb = "takeback";

    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>Asked before anything is done.</summary>
    /// <param name="years">How long what was sent is kept.</param>
    public static CardReply Ask(Consultation one, int years)
    {
        bool isDraft = one.State == ConsultationState.Draft;
        return new CardReply(isDraft ? "書きかけのご相談を消しますか。" : $"ご相談 {ConsultationNumbers.Shown(one.Number)} を取り消しますか。",
        [
            new Card
            {
                Tone = CardTone.Notice,
                Kicker = isDraft ? "書きかけのご相談" : $"受付番号 {ConsultationNumbers.Shown(one.Number)}",
                Title = isDraft ? "書きかけの内容を消しますか" : "このご相談を取り消しますか",
                Rows =
                [
                    new("内容", IntakeReplies.ContentOf(one)),
                    new("いま", StatusReplies.StateWords(one)),
                    new("", isDraft ? "まだ送られていません。消すと元に戻せません。" : $"担当者に知らせて、終わりにします。お返事や訪問の予定もなくなります。記録は{years}年間保存します。"),
                ],
                Buttons =
                [
                    new CardButton(isDraft ? "消す" : "取り消す", new ReplyAction.Press($"{Verb}:{one.Number}:{Yes}", isDraft ? "消す" : "取り消す")),
                    new CardButton("そのままにする", new ReplyAction.Press($"{Verb}:{one.Number}:{No}", "そのままにする"), IsPrimary: true),
                ],
            },
        ]);
    }

    /// <summary>Several go on: which one is meant?</summary>
    public static CardReply Which(IReadOnlyList<Consultation> goingOn) => new("どのご相談を取り消しますか。",
    [
        .. goingOn.Select(one => new Card
        {
            Kicker = one.State == ConsultationState.Draft ? "書きかけ" : $"受付番号 {ConsultationNumbers.Shown(one.Number)}",
            Title = IntakeReplies.ContentOf(one),
            Rows = [new("いま", StatusReplies.StateWords(one)), new("始めた日", IntakeRules.Clock(one.CreatedAt), RowTone.Faint)],
            Buttons = [new CardButton("これを取り消す", new ReplyAction.Press($"{Verb}:{one.Number}", "これを取り消す"))],
        }),
    ]);

    public static TextReply Done(Consultation one) => new(
        $"ご相談 {ConsultationNumbers.Shown(one.Number)} を取り消し、担当者に知らせました。\nまたお困りのときは「相談したい」とお書きください。") { QuickReplies = [IntakeReplies.Start] };

    public static TextReply Over(Consultation one) => new($"ご相談 {ConsultationNumbers.Shown(one.Number)} は、もう終わっています。") { QuickReplies = [IntakeReplies.Start] };

    public static TextReply None(HubContact hub) => new($"いま取り消せるご相談はありません。電話やFAXでのご相談は、お電話でお申し出ください。\n{hub.Lines}") { QuickReplies = [IntakeReplies.Start] };

    public static readonly TextReply NotInGroups = new("ご相談の取り消しは、ほかの人に見えないよう、1対1のチャットでお願いします。");
}
