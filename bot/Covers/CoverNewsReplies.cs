using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>What people are told of a cover request without having asked at that moment, in one place.</summary>
public static class CoverNewsReplies
{
    public const string TakeVerb = "covertake";
    public const string NoVerb = "coverno";

    /// <summary>Colleagues with their numbers on one card; all of them stand in the console.</summary>
    private const int CandidatesMax = 8;

    /// <summary>To somebody who could take it.</summary>
    /// <param name="isAgain">They were asked before and did not answer.</param>
    public static CardReply Ask(CoverFacts facts, bool isAgain)
    {
        ArgumentNullException.ThrowIfNull(facts);
        CoverRequest one = facts.Request;
        string title = one.IsSudden ? "急ぎ: 当番に入れる方を探しています" : one.Kind == CoverKind.Swap ? "当番の交換のお願い" : "当番の交代のお願い";
        string[] terms =
        [
            .. facts.Return.Length > 0 ? [$"代わりに、あなたの\n{facts.Return}\nの当番に、{facts.Asker.Name}さんが入ります。"] : Array.Empty<string>(),
            one.Kind == CoverKind.Cover ? "はじめに引き受けた方に決まります。" : "あなたにだけお願いしています。",
            .. facts.NeedsApproval ? ["引き受けたあと、拠点の承認で決まります。"] : Array.Empty<string>(),
        ];
        return new CardReply($"{(isAgain ? "まだ決まっていません。" : "")}{title}: {facts.Duty}",
        [
            new Card
            {
                Tone = one.IsSudden ? CardTone.Notice : CardTone.Plain,
                Kicker = $"{facts.Rota}{(isAgain ? "・まだ決まっていません" : "")}",
                Title = title,
                Rows = [new CardRow("", facts.Duty), new CardRow("", $"{DutyWords.Name(facts.Asker)}さんからのお願いです。"), .. terms.Select(term => new CardRow("", term, RowTone.Faint))],
                Buttons = [new CardButton("引き受けます", Press(TakeVerb, one, "引き受けます"), IsPrimary: true), new CardButton("できません", Press(NoVerb, one, "できません"))],
            },
        ]);
    }

    /// <summary>To the others who were asked.</summary>
    public static TextReply Settled(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new TextReply($"当番の交代のお願い（{facts.Rota} {facts.Duty}）は、引き受ける方が決まりました。ありがとうございました。");
    }

    /// <summary>To those who were asked, where nobody took it.</summary>
    public static TextReply Ended(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new TextReply($"当番の交代のお願い（{facts.Rota} {facts.Duty}）は{(facts.Request.State == CoverState.TakenBack ? "、取り消されました。" : "終わりました。")}お返事はいりません。");
    }

    /// <summary>To the one who asked, and the one who takes it: who does what, and how they reach each other.</summary>
    /// <param name="to">Who reads it.</param>
    public static CardReply Agreed(CoverFacts facts, DutyHolder to)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(to);
        bool isAsker = to.Id == facts.Asker.Id, isOpen = facts.Request.State == CoverState.Taken;
        DutyHolder partner = isAsker ? facts.Taker! : facts.Asker;
        string taker = isAsker ? $"{facts.Taker!.Name}さん" : "あなた";
        string title = isOpen ? "引き受ける方が見つかりました" : "当番の交代が決まりました";
        return new CardReply($"{title}: {facts.Duty}",
        [
            new Card
            {
                Kicker = facts.Rota,
                Title = title,
                Rows =
                [
                    new CardRow("", $"{facts.Duty}\n当番に入る方: {taker}", RowTone.Good),
                    .. facts.Return.Length > 0 ? [new CardRow("", $"{facts.Return}\n当番に入る方: {(isAsker ? "あなた" : $"{facts.Asker.Name}さん")}", RowTone.Good)] : Array.Empty<CardRow>(),
                    .. isOpen ? [new CardRow("", "拠点の承認を待っています。承認されるまでは、いまの当番のままです。", RowTone.Unsure)] : Array.Empty<CardRow>(),
                    new CardRow("", CoverFacts.ReachOf(partner)),
                ],
                Buttons = DutyWords.Numbers(partner.Phone) is [var number, ..] ? [new CardButton("電話をかける", new ReplyAction.Call(number.Number))] : [],
            },
        ]);
    }

    /// <summary>To the one who asked: the one who was asked alone cannot.</summary>
    public static TextReply Declined(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new TextReply($"{facts.Other!.Name}さんは、{facts.Duty}の当番の{(facts.Request.Kind == CoverKind.Swap ? "交換" : "交代")}は「できません」とのことです。いまはあなたの当番のままです。")
        {
            QuickReplies = [new QuickReply("みんなにお願いする", CoverPick.Of(CoverSpan.Of(facts.Request)).Press("ask", "みんなにお願いする"))],
        };
    }

    /// <summary>To the one who asked: everybody who was asked has answered that they cannot.</summary>
    public static TextReply NobodyCan(CoverFacts facts, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"{facts.Duty}の当番の交代は、お願いした方全員が「できません」とのことです。拠点に知らせました。いまはあなたの当番のままです。\n{hub.Lines}");
    }

    /// <summary>A coordinator refused: to the one who asked, and to the one who had taken it.</summary>
    public static TextReply Refused(CoverFacts facts, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"{facts.Duty}の当番（{facts.Rota}）の交代は、拠点で承認されませんでした。当番は{facts.Asker.Name}さんのままです。\n{hub.Lines}");
    }

    /// <summary>A coordinator did not approve of the one who took it, and it is asked again: to both.</summary>
    public static TextReply AskedAgain(CoverFacts facts, DutyHolder notTaking)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(notTaking);
        return new TextReply($"{facts.Duty}の当番（{facts.Rota}）は、拠点の判断で{notTaking.Name}さん以外の方にもう一度お願いしています。当番は、まだ{facts.Asker.Name}さんのままです。");
    }

    /// <summary>To the one who asked: the time is up, or the table has changed.</summary>
    public static TextReply Lapsed(CoverFacts facts, bool isTooLate, bool wasTaken, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply(!isTooLate ? $"当番表が変わり、{facts.Duty}（{facts.Rota}）の全部または一部が{facts.Asker.Name}さんの当番ではなくなったため、交代のお願いを終わりにしました。いまの当番表をお確かめください。"
            : $"{facts.Duty}の当番（{facts.Rota}）の交代は、{(wasTaken ? "承認されないまま" : "引き受ける方が見つからないまま")}時間になりました。当番は{facts.Asker.Name}さんのままです。入れないときは、すぐに拠点へお電話ください。\n{hub.Lines}");
    }

    /// <summary>To coordinators: nobody has taken it yet. Of a sudden one with all numbers.</summary>
    /// <param name="candidates">Who could take it.</param>
    /// <param name="console">The page of the console; null where no address is known.</param>
    public static CardReply StillOpen(CoverFacts facts, IReadOnlyList<CoverCandidate> candidates, int no, Uri? console)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(candidates);
        CoverRequest one = facts.Request;
        CoverCandidate[] free = [.. candidates.Where(candidate => candidate.Breach is null).OrderByDescending(candidate => candidate.IsReachable)];
        string title = one.IsSudden ? one.ChaseStep == 0 ? "当番に入れない方がいます" : "当番に入る方がまだ決まりません" : "交代のお願いがまだ決まりません";
        List<CardRow> rows =
        [
            new("", facts.Duty, RowTone.Bad),
            new("", $"入れない方\n{CoverFacts.ReachOf(facts.Asker)}"),
            new("", free.Length == 0 ? "規則に合って空いている方が、当番表に見当たりません。" : $"空いている方 {free.Length}人（うちチャットでお願いした方 {free.Count(candidate => candidate.IsReachable)}人、「できません」{no}人）", RowTone.Unsure),
            .. one.IsSudden ? free.Take(CandidatesMax).Select(candidate => new CardRow("", $"{CoverFacts.ReachOf(candidate.Holder)}{(candidate.IsReachable ? "" : "\nチャットでは届きません")}")) : [],
            .. one.IsSudden && free.Length > CandidatesMax ? [new CardRow("", $"ほかに{free.Length - CandidatesMax}人（コンソールにあります）", RowTone.Faint)] : Array.Empty<CardRow>(),
        ];
        return Desk(facts, title, rows, one.IsSudden, console);
    }

    /// <summary>To coordinators: approve or refuse.</summary>
    public static CardReply ToApprove(CoverFacts facts, Uri? console)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<CardRow> rows =
        [
            new("", facts.Duty), new("", $"{facts.Asker.Name}さん → {facts.Taker!.Name}さん"),
            .. facts.Return.Length > 0 ? [new CardRow("", $"{facts.Return}\n{facts.Taker.Name}さん → {facts.Asker.Name}さん")] : Array.Empty<CardRow>(),
            new("", "承認されるまでは、いまの当番のままです。", RowTone.Unsure),
        ];
        return Desk(facts, "当番の交代の承認をお願いします", rows, isUrgent: false, console);
    }

    /// <summary>To coordinators who were told that it was open: how it ended.</summary>
    public static CardReply EndedForDesk(CoverFacts facts, bool isTooLate, Uri? console)
    {
        ArgumentNullException.ThrowIfNull(facts);
        (string title, string text) = facts.Request.State switch
        {
            CoverState.Settled => ("当番の交代が決まりました", $"当番に入る方\n{CoverFacts.ReachOf(facts.Taker!)}"),
            CoverState.TakenBack => ("交代のお願いは取り消されました", $"当番は{facts.Asker.Name}さんのままです。"),
            CoverState.Lapsed when isTooLate => ("交代する方が決まらず、時間になりました", $"当番表はこの方のままです。入れるかどうか、お確かめください。\n{CoverFacts.ReachOf(facts.Asker)}"),
            CoverState.Lapsed => ("交代のお願いを終わりにしました", "当番表が変わり、頼んだ方の当番ではなくなったためです。"),
            _ => ("お願いした方全員が「できません」です", $"当番は{facts.Asker.Name}さんのままです。"),
        };
        return Desk(facts, title, [new CardRow("", facts.Duty), new CardRow("", text, isTooLate ? RowTone.Bad : RowTone.Plain)], isTooLate, console);
    }

    /// <summary>To coordinators: somebody at work, of whom no table shows a duty then, wrote that they cannot come soon.</summary>
    public static TextReply UnknownCannotCome { get; } = new("【至急】専門職の方が、まもなくの当番に入れないと書きました。当番表からは、だれのどの当番か分かりません。コンソールの「届いたことば」で確かめてください。");

    private static CardReply Desk(CoverFacts facts, string title, IReadOnlyList<CardRow> rows, bool isUrgent, Uri? console) =>
        new($"{(isUrgent ? "【至急】" : "")}{title}: {facts.Rota} {facts.Duty}",
        [
            new Card
            {
                Tone = isUrgent ? CardTone.Notice : CardTone.Plain, Kicker = facts.Rota, Title = title,
                Rows = [.. rows, .. console is null ? [new CardRow("", "コンソールの「当番の交代」で開いてください。", RowTone.Faint)] : Array.Empty<CardRow>()],
                Buttons = console is null ? [] : [new CardButton("コンソールで開く", new ReplyAction.Open(console.ToString()))],
            },
        ]);

    private static ReplyAction.Press Press(string verb, CoverRequest request, string shown) => new($"{verb}:{request.Id:N}", shown) { InPlace = true };
}
