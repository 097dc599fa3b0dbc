using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Covers;

/// <summary>A duty that may be chosen, with its rota's name.</summary>
public sealed record CoverChoice(DutyStretch Duty, string Rota);

/// <summary>What is about to be asked.</summary>
/// <param name="Whole">The whole duty, where a part of it is meant; else null.</param>
/// <param name="Asked">How many it goes to.</param>
/// <param name="Others">How many more could take it and are in no chat.</param>
public sealed record CoverCheck(NewCover Wanted, string Rota, bool NeedsApproval, CoverSpan? Whole, int Asked, int Others, bool IsSudden, HolidayCalendar Holidays)
{
    /// <summary>Somebody at the hub is in a chat; else nobody there hears of it but by phone.</summary>
    public bool IsHubInChat { get; init; } = true;
}

/// <summary>All that is answered about covers, in one place; what people are told unasked is <see cref="CoverNewsReplies"/>.</summary>
public static class CoverReplies
{
    /// <summary>Duties offered to choose from; further ones are named by their day.</summary>
    public const int ChoicesMax = 8;

    /// <summary>Colleagues offered to ask alone.</summary>
    public const int HoldersMax = 12;

    public static readonly TextReply InGroup = new("当番の交代は、1対1のチャットで受け付けます。ここではまだ、だれにも連絡していません。");

    /// <summary>A button of a card that is old, or of somebody else's.</summary>
    public static readonly TextReply Gone = new("この当番かお願いは、いまは見つかりません。当番表が変わったのかもしれません。もう一度「当番を代わってほしい」と送ってください。");

    /// <summary>To a 「はい」 under a card to check.</summary>
    public static readonly TextReply NotSentYet = new("まだ何も送っていません。登録もしていません。進めるときは、上のカードのボタンを押してください。\n当番の確認のお返事でしたら、当番のお知らせの「確認しました」を押してください。");

    /// <summary>Somebody whom the product knows by no duty. Their words are kept for the coordinators.</summary>
    public static CardReply NotLinked(HubContact hub, bool isRung) => Notice(
        "当番の方とつながっていません", $"どの当番の方か、このチャットでは分かりません。{(isRung ? "急ぎの件として、拠点の担当者に知らせました。" : "いただいた言葉は、拠点の担当者が見られるように残しました。")}", "急ぐときは、日にちと時間を電話でお伝えください。拠点で当番表とつなぐと、次からはこのチャットで頼めます。", hub);

    /// <summary>A doctor for a patient is looked for in another way.</summary>
    public static CardReply OfPatients(HubContact hub) => Notice(
        "拠点にご相談ください", "副主治医や、患者さんを引き受ける先生を探すことは、このチャットではまだできません。だれにも連絡は行っていません。", "お電話でご相談ください。患者さんのお名前などは、チャットに書かないでください。", hub);

    /// <summary>None of theirs at the time they named, or none at all.</summary>
    /// <param name="isRung">They cannot come soon, and the coordinators know.</param>
    public static CardReply NoDuty(IReadOnlyList<CoverChoice> others, bool isRung, HubContact hub, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(hub);
        string day = others.Count == 0 ? "この先" : "その日", told = isRung ? "急ぎの件として、拠点の担当者に知らせました。急ぐときは、電話でもお伝えください。" : "まだだれにも連絡していません。";
        return new CardReply($"{day}のあなたの当番は、表に登録がありません。",
        [
            new Card
            {
                Tone = CardTone.Notice, Title = $"{day}の当番が見当たりません",
                Rows =
                [
                    new CardRow("", $"{day}のあなたの当番は、表に登録がありません。{told}"),
                    .. others.Take(ChoicesMax).Select((one, at) => Line(one, at, holidays)), .. hub.OnCallRows, hub.Row,
                ],
                Buttons = hub.Buttons,
            },
        ]) { QuickReplies = [.. Choose(others, "ask", holidays)] };
    }

    /// <summary>Several may be meant.</summary>
    public static CardReply Which(IReadOnlyList<CoverChoice> choices, HolidayCalendar holidays) =>
        Choices("どの当番ですか", "代わってほしい当番を選んでください。まだだれにも連絡していません。", choices, Choose(choices, "ask", holidays), holidays);

    /// <summary>Which duty of another is to be had for it.</summary>
    public static CardReply WhichInReturn(CoverSpan given, DutyHolder other, IReadOnlyList<CoverChoice> choices, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(other);
        CoverPick pick = CoverPick.Of(given);
        return choices.Count == 0
            ? Choices("交換できる当番がありません", $"{other.Name}さんのこの先の当番は、この当番表に登録がありません。まだだれにも連絡していません。", choices, [new QuickReply("交代だけ頼む", pick.Press("gift", "交代だけ頼む", Id(other)))], holidays)
            : Choices("どの当番と交換しますか", $"{other.Name}さんの当番を選んでください。まだだれにも連絡していません。", choices,
                choices.Take(ChoicesMax).Select((one, at) => new QuickReply(LabelOf(one, at), pick.Press("swap", LabelOf(one, at), Id(other), CoverPick.Of(CoverSpan.Of(one.Duty)).ToString()))), holidays);
    }

    /// <summary>Who is to be asked alone.</summary>
    public static CardReply Whom(CoverSpan given, string rota, IReadOnlyList<DutyHolder> free, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(free);
        DutyHolder[] offered = [.. free.Take(HoldersMax)];
        string text = offered.Length == 0 ? "チャットで頼める、その時間に空いている方が見当たりません。" : $"お願いする方を選んでください。{(free.Count > offered.Length ? "ここにない方は、お名前を入れて「土曜の当番を○○先生に代わってほしい」のように送ってください。" : "")}まだだれにも連絡していません。";
        return new CardReply(text, [new Card { Kicker = rota, Title = "だれに頼みますか", Rows = [new CardRow("", DutyOf(given, holidays)), new CardRow("", text)] }])
        {
            QuickReplies = [.. offered.Select(holder => new QuickReply(Cut(holder.Name), CoverPick.Of(given).Press("gift", Cut(holder.Name), Id(holder)))), new QuickReply("みんなに頼む", CoverPick.Of(given).Press("ask", "みんなに頼む"))],
        };
    }

    /// <summary>To look at before it is sent.</summary>
    public static CardReply Check(CoverCheck check, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(check);
        NewCover one = check.Wanted;
        string duty = DutyOf(one.Span, check.Holidays), title = one.Kind switch { CoverKind.Swap => "この内容で交換を頼みますか", CoverKind.Gift => "この内容で交代を頼みますか", _ => "この内容でお願いを送りますか" };
        return new CardReply($"{title}: {duty}",
        [
            new Card
            {
                Tone = check.IsSudden ? CardTone.Notice : CardTone.Plain, Kicker = check.Rota, Title = title,
                Rows =
                [
                    new CardRow("", $"{duty}{(check.Whole is null ? "" : "\n（当番の一部の時間です）")}"),
                    .. one.Return is { } gives ? [new CardRow("", $"代わりに入る当番\n{DutyOf(gives, check.Holidays)}")] : Array.Empty<CardRow>(),
                    new CardRow("", GoesTo(check)),
                    .. check.NeedsApproval ? [new CardRow("", "引き受ける方が決まったあと、拠点の承認で当番が変わります。", RowTone.Faint)] : Array.Empty<CardRow>(),
                    .. check.IsSudden ? new[] { new CardRow("", "24時間以内の当番なので、急ぎの呼び出しとして送り、拠点の担当者にもすぐ知らせます。", RowTone.Unsure), new CardRow("", RotaReplies.Danger, RowTone.Bad) } : [], .. check.IsSudden ? [.. hub.OnCallRows, hub.Row] : Array.Empty<CardRow>(),
                    new CardRow("", "まだ送っていません。", RowTone.Unsure),
                ],
                Buttons = [.. Buttons(check)],
            },
        ]);
    }

    /// <summary>It is on its way.</summary>
    public static CardReply Sent(CoverCheck check, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(check);
        NewCover one = check.Wanted;
        string text = check.Asked == 0 ? check.IsHubInChat ? "チャットでお願いできる方がいないため、拠点の担当者に知らせました。" : "チャットでお願いできる方がいません。お願いは残しました。" : one.Other is { } other ? $"{other.Name}さんにお願いを送りました。" : $"{Number(check.Asked)}人にお願いを送りました。";
        return new CardReply(text,
        [
            new Card
            {
                Kicker = check.Rota, Title = check.Asked > 0 ? "お願いを送りました" : check.IsHubInChat ? "拠点に知らせました" : "まだだれにも届いていません",
                Rows =
                [
                    new CardRow("", DutyOf(one.Span, check.Holidays)), new CardRow("", text, check.Asked > 0 || check.IsHubInChat ? RowTone.Good : RowTone.Bad), .. HubRows(check, hub),
                    .. check.IsSudden ? new[] { new CardRow("", check.IsHubInChat ? "拠点の担当者にもすぐ知らせました。決まるまで、15分ごとを目安に知らせ続けます。" : "決まるまで、15分ごとを目安に知らせ続けます。"), new CardRow("", RotaReplies.Danger, RowTone.Bad) } : [], .. check.IsSudden ? [.. hub.OnCallRows, hub.Row] : Array.Empty<CardRow>(),
                    new CardRow("", "決まるまでは、あなたの当番のままです。決まったらお知らせします。", RowTone.Unsure),
                ],
                Buttons = [new CardButton("お願いを取り消す", CoverPick.Of(one.Span).Press("back", "お願いを取り消す"))],
            },
        ]);
    }

    /// <summary>It was asked before.</summary>
    public static CardReply Running(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        CoverRequest one = facts.Request;
        bool isTaken = one.State == CoverState.Taken;
        return new CardReply($"この当番は、もうお願いを出しています: {facts.Duty}",
        [
            new Card
            {
                Kicker = facts.Rota, Title = "もうお願いを出しています",
                Rows =
                [
                    new CardRow("", facts.Duty),
                    new CardRow("", isTaken ? $"{facts.Taker!.Name}さんが引き受けました。拠点の承認を待っています。" : $"{Number(one.Asks.Count)}人にお願いして、「できません」が{Number(one.Asks.Count(ask => ask.Answer == CoverAnswer.No))}人です。まだ決まっていません。", isTaken ? RowTone.Good : RowTone.Unsure),
                ],
                Buttons = isTaken ? [] : [new CardButton("お願いを取り消す", CoverPick.Of(CoverSpan.Of(one)).Press("back", "お願いを取り消す"))],
            },
        ]);
    }

    public static TextReply TakenBack(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new TextReply($"交代のお願い（{facts.Duty}）を取り消しました。あなたの当番のままです。まだ返事のない方にも知らせます。");
    }

    /// <summary>Somebody took it before it was taken back.</summary>
    public static TextReply TooLateToTakeBack(CoverFacts facts, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply(facts.Taker is { } taker ? $"取り消せませんでした。{facts.Duty}の当番は、{taker.Name}さんがもう引き受けています。元に戻すときは、{taker.Name}さんと拠点にご連絡ください。\n{hub.Lines}"
            : $"{facts.Duty}の当番の交代のお願いは、もう終わっています。当番表をお確かめください。\n{hub.Lines}");
    }

    /// <summary>Which of their requests is to be taken back.</summary>
    public static TextReply WhichBack(IReadOnlyList<CoverRequest> running, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(running);
        return running.Count == 0 ? new TextReply("取り消せる交代のお願いはありません。")
            : new TextReply("どのお願いを取り消しますか。") { QuickReplies = [.. running.Take(ReplyContent.QuickRepliesMax).Select(one => new QuickReply(Cut(ShortOf(one.StartsAt)), CoverPick.Of(CoverSpan.Of(one)).Press("back", "取り消す")))] };
    }

    /// <summary>A rule, in words, keeps it from them, or it cannot be asked.</summary>
    public static TextReply NotAllowed(string reason) => new($"{reason}\nまだ何も変わっていません。");

    /// <summary>Nobody at the hub can be rung: whoever needs them must call.</summary>
    private static CardRow[] HubRows(CoverCheck check, HubContact hub) => check.IsHubInChat || (check.Asked > 0 && !check.IsSudden) ? []
        : [new CardRow("", "拠点の担当者には、チャットで届きません。お電話でお知らせください。", RowTone.Bad), .. check.IsSudden ? Array.Empty<CardRow>() : [hub.Row]];

    private static string DutyOf(CoverSpan span, HolidayCalendar holidays) => CoverFacts.DutyOf(span.StartsAt, span.EndsAt, holidays);

    private static string GoesTo(CoverCheck check) => check.Wanted.Other is { } other ? $"{other.Name}さんにだけ送ります。"
        : check.Asked == 0 ? $"その時間に空いていてチャットで届く方が見当たりません。拠点の担当者に知らせて、探してもらいます。{More(check)}"
        : $"規則に合って空いている{Number(check.Asked)}人に送ります。はじめに引き受けた方に決まります。{More(check)}";

    private static string More(CoverCheck check) => check.Others == 0 ? "" : $"ほかに空いている{Number(check.Others)}人には、チャットでは届きません。";

    private static IEnumerable<CardButton> Buttons(CoverCheck check)
    {
        NewCover one = check.Wanted;
        CoverPick pick = CoverPick.Of(one.Span);
        string[] more = one.Return is { } gives ? [Id(one.Other!), CoverPick.Of(gives).ToString()] : one.Other is { } alone ? [Id(alone)] : [];
        yield return new CardButton(check.Asked == 0 ? "拠点に知らせる" : "この内容で送る", pick.Press("send", "この内容で送る", more), IsPrimary: true);
        if (check.Whole is { } whole)
        {
            yield return new CardButton("当番の全部を頼む", CoverPick.Of(whole).Press("ask", "当番の全部を頼む"));
        }

        if (one.Other is null && check.Asked > 0)
        {
            yield return new CardButton("1人にだけ頼む", pick.Press("whom", "1人にだけ頼む"));
        }

        if (one is { Other: { } other, Return: null } && !check.IsSudden)
        {
            yield return new CardButton("当番を交換する", pick.Press("return", "当番を交換する", Id(other)));
        }
    }

    private static CardReply Choices(string title, string text, IReadOnlyList<CoverChoice> choices, IEnumerable<QuickReply> buttons, HolidayCalendar holidays) =>
        new(text, [new Card { Title = title, Rows = [new CardRow("", text), .. choices.Take(ChoicesMax).Select((one, at) => Line(one, at, holidays)), .. choices.Count > ChoicesMax ? [new CardRow("", $"ほかに{Number(choices.Count - ChoicesMax)}件あります。日にちを書いてください。", RowTone.Faint)] : Array.Empty<CardRow>()] }]) { QuickReplies = [.. buttons] };

    private static CardRow Line(CoverChoice one, int at, HolidayCalendar holidays) => new("", $"{Number(at + 1)}. {CoverFacts.DutyOf(one.Duty.StartsAt, one.Duty.EndsAt, holidays)}\n{one.Rota}");

    private static IEnumerable<QuickReply> Choose(IReadOnlyList<CoverChoice> choices, string step, HolidayCalendar holidays) =>
        choices.Take(ChoicesMax).Select((one, at) => new QuickReply(LabelOf(one, at), CoverPick.Of(CoverSpan.Of(one.Duty)).Press(step, CoverFacts.DutyOf(one.Duty.StartsAt, one.Duty.EndsAt, holidays))));

    private static string LabelOf(CoverChoice one, int at) => Cut($"{Number(at + 1)}. {ShortOf(one.Duty.StartsAt)}");

    /// <summary>5/30(土) 17:30.</summary>
    private static string ShortOf(DateTimeOffset startsAt)
    {
        DateOnly day = OfficeTime.DayOf(startsAt);
        return string.Create(CultureInfo.InvariantCulture, $"{day.Month}/{day.Day}({OfficeTime.LetterOf(day)}) {HoursText.Clock(OfficeTime.MinuteOf(startsAt))}");
    }

    private static string Cut(string label) => label.Length <= LabelMax ? label : label[..LabelMax];

    /// <summary>Letters of a button; a longer name is known by its beginning, and stands in full on the card that follows.</summary>
    private const int LabelMax = 20;

    private static string Id(DutyHolder holder) => Number(holder.Id);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static CardReply Notice(string title, string text, string more, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new CardReply(text, [new Card { Tone = CardTone.Notice, Title = title, Rows = [new CardRow("", text), new CardRow("", more), new CardRow("", RotaReplies.Danger, RowTone.Bad), .. hub.OnCallRows, hub.Row], Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true })] }])
        {
            QuickReplies = [new QuickReply("できること", new ReplyAction.Say("使い方"))],
        };
    }
}
