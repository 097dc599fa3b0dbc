using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Duties;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Bot.Covers;

/// <summary>A duty of their own that short words may be of.</summary>
/// <param name="Unconfirmed">Its row, where it waits to be confirmed; else null.</param>
public sealed record OwnDutyAsked(CoverChoice Choice, long? Unconfirmed);

/// <summary>All that is answered to those who are asked to take a duty over.</summary>
public static class TakeReplies
{
    /// <summary>Duties of their own shown beside requests.</summary>
    private const int OwnMax = 3;

    /// <summary>A button of a request that was not put to them, or is of nobody.</summary>
    public static readonly TextReply NotAsked = new("そのお願いは見つかりません。");

    public static readonly TextReply NothingAsked = new("いま、お返事をお待ちしている交代のお願いはありません。");

    /// <summary>Names the request, so that nobody takes it for their own duty.</summary>
    public static TextReply Declined(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new TextReply($"分かりました。{facts.Asker.Name}さんの{facts.Duty}の当番の交代は「できません」と受け取りました。お返事をありがとうございます。");
    }

    /// <summary>They were first.</summary>
    public static CardReply Took(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return CoverNewsReplies.Agreed(facts, facts.Taker!);
    }

    /// <summary>Somebody was first, or it is over.</summary>
    public static TextReply TooLate(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        string duty = $"{facts.Rota} {facts.Duty}";
        return new TextReply(facts.Request.State switch
        {
            CoverState.Taken or CoverState.Settled => $"もう決まりました。{duty}の当番は、ほかの方が先に引き受けました。お申し出をありがとうございます。",
            CoverState.TakenBack => $"{duty}の当番の交代のお願いは、取り消されました。お返事をありがとうございます。",
            _ => $"{duty}の当番の交代のお願いは、もう終わっています。お返事をありがとうございます。",
        });
    }

    /// <summary>They took it, and the table was changed since: it is theirs no more.</summary>
    public static TextReply ChangedSince(CoverFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new TextReply($"{facts.Rota} {facts.Duty}の当番は、引き受けていただいたあとで当番表が変わりました。いまのあなたの当番は「私の当番」と書くとお見せします。") { QuickReplies = [new QuickReply("私の当番", new ReplyAction.Say("私の当番"))] };
    }

    /// <summary>The one who took it cannot after all: by a button they must not think themselves rid of it.</summary>
    public static TextReply CannotGiveBack(CoverFacts facts, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply(facts.Request.State == CoverState.Settled ? $"{facts.Duty}の当番は、あなたが引き受けて決まっています。入れなくなったときは「当番を代わってほしい」と送るか、拠点にお電話ください。\n{hub.Lines}"
            : $"{facts.Duty}の当番は、あなたが引き受けて、拠点の承認を待っています。入れなくなったときは、拠点にお電話ください。\n{hub.Lines}");
    }

    /// <summary>Several requests wait for an answer: which is meant?</summary>
    /// <param name="own">Duties of theirs that may be meant as well.</param>
    /// <param name="isNo">They said that they cannot.</param>
    public static CardReply WhichAsked(IReadOnlyList<OwnDutyAsked> own, IReadOnlyList<CoverFacts> asked, bool isNo, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(asked);
        string title = own.Count > 0 ? "どちらのことでしょうか。まだ何も変わっていません。ボタンでお答えください。" : "どのお願いへのお返事ですか。まだ何も変わっていません。ボタンでお答えください。";
        Card[] cards = [.. own.Take(OwnMax).Select(one => OwnCard(one, isNo, holidays)).Concat(asked.Select(one => CoverNewsReplies.Ask(one, isAgain: false).Cards[0])).Take(CardReply.CardsMax)];
        return new CardReply(title, [cards[0] with { Rows = [new CardRow("", title, RowTone.Unsure), .. cards[0].Rows] }, .. cards.Skip(1)]);
    }

    private static Card OwnCard(OwnDutyAsked one, bool isNo, HolidayCalendar holidays)
    {
        DutyStretch duty = one.Choice.Duty;
        CardButton away = new("代わる人を探す", CoverPick.Of(CoverSpan.Of(duty)).Press("ask", "代わる人を探す"), IsPrimary: isNo);
        CardButton[] sure = one.Unconfirmed is { } id ? [new CardButton("確認しました", new ReplyAction.Press(DutyCards.Data($"{DutyCards.ConfirmVerb}:d", id), "確認しました"), IsPrimary: !isNo)] : [];
        return new Card
        {
            Kicker = one.Choice.Rota, Title = "あなたの当番",
            Rows = [new CardRow("", CoverFacts.DutyOf(duty.StartsAt, duty.EndsAt, holidays)), new CardRow("", isNo ? "この当番に入れないときは、代わる人を探します。" : "この当番のことでしたら、こちらです。", RowTone.Faint)],
            Buttons = isNo ? [away, .. sure] : [.. sure, away],
        };
    }
}
