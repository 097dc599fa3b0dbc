using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>All that is answered to those who answer an invitation in chat.</summary>
public static class MeetingReplies
{
    public static readonly QuickReply MyPlans = new("私の予定", new ReplyAction.Say("私の予定"));

    private static readonly QuickReply Calendar = new("会議・研修の予定", new ReplyAction.Say("会議・研修の予定"));

    /// <summary>Whose answer it is nothing for everybody there.</summary>
    public static readonly TextReply NotInGroups = new("会議・研修の出欠は、1対1のチャットでお知らせください。ここではまだ、何も受け付けていません。");

    /// <summary>The same for a meeting nobody entered and one to which others are invited.</summary>
    public static TextReply NotFound(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"この会議・研修の案内は、このチャットの方への案内としては見つかりません。\n{hub.Lines}") { QuickReplies = [Calendar] };
    }

    /// <summary>Nobody waits for their word, and they are on no list.</summary>
    public static TextReply NothingOpen(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"いま、お返事をお待ちしている会議・研修の案内は、このチャットには届いていません。このお返事は、どこにも届いていません。\n紙やメールの案内へのお返事は、お電話でお知らせください。\n{hub.Lines}") { QuickReplies = [Calendar] };
    }

    /// <summary>Written down; with all they need, and with buttons to change it.</summary>
    /// <param name="isDeputyGone">Whoever they had named is not expected any more.</param>
    public static CardReply Answered(ToldMeeting told, bool isAgain, bool isDeputyGone, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(told);
        string answer = told.Who.Answer switch
        {
            MeetingAnswer.Yes => "出席",
            MeetingAnswer.No => told.Who.Kind == InviteeKind.Contact ? "出る方なし" : "欠席",
            _ => MeetingLines.AnswerOf(told.Who),
        };
        string said = $"「{answer}」で{(isAgain ? "うかがっています" : "お受けしました")}";
        CardRow[] rows =
        [
            new CardRow("", $"{said}。", RowTone.Good),
            .. told.Who.Answer == MeetingAnswer.No ? [new CardRow("", MeetingLines.WhenOf(told.Meeting.Facts, holidays, now))] : MeetingLines.FactsOf(told.Meeting, null, holidays, now),
            .. isDeputyGone ? [new CardRow("", told.Who.Kind == InviteeKind.Contact ? "お名前をいただいていた方の出席は、取り消しました。その方にもお伝えください。" : "代理の方の出席は、取り消しました。代理の方にもお伝えください。", RowTone.Unsure)] : Array.Empty<CardRow>(),
            new CardRow("", told.Meeting.AnswersUntil is { } until ? $"{MeetingLines.InstantOf(until, holidays)}まで、いつでも変えられます。" : "始まる前なら、いつでも変えられます。", RowTone.Faint),
        ];
        return Card($"{said}: {MeetingCards.Alt(told.Meeting, holidays, now)}", MeetingCards.KindOf(told.Meeting), told.Meeting, rows, [.. MeetingLines.OnlineOf(told.Meeting, told.Who), .. MeetingLines.ButtonsOf(told.Meeting, told.Who, now)]);
    }

    /// <param name="before">So many wait before them.</param>
    public static CardReply Waits(ToldMeeting told, int before, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(told);
        string said = string.Create(CultureInfo.InvariantCulture, $"満席です。{before + 1}番目にお待ちいただきます");
        return Card($"{said}: {MeetingCards.Alt(told.Meeting, holidays, now)}", "満席です", told.Meeting,
            [new CardRow("", MeetingLines.WhenOf(told.Meeting.Facts, holidays, now)), new CardRow("", $"{said}。出席はまだ決まっていません。席が空いたら、このチャットでお知らせします。", RowTone.Unsure)], MeetingLines.ButtonsOf(told.Meeting, told.Who, now));
    }

    /// <summary>No answer is taken any more: why, and how it stands.</summary>
    public static CardReply TooLate(ToldMeeting told, TooLateCause cause, HolidayCalendar holidays, HubContact hub, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(hub);
        string answer = MeetingLines.AnswerOf(told.Who) is { Length: > 0 } given ? $"いまのお返事は「{given}」です。" : "お返事はいただいていません。";
        (string why, string then) = cause switch
        {
            TooLateCause.Cancelled => ("中止になりました", "お返事は要りません。"),
            TooLateCause.Over => ("お返事の時間は終わりました", $"もう始まったか、終わっています。{answer}"),
            _ => ("お返事の締切を過ぎています", $"ここでは受け付けられません。{answer}変えるときは、{(MeetingLines.MayGiveUp(told.Meeting, told.Who, now) ? "欠席はこのチャットで、ほかは" : "")}お電話でお知らせください。"),
        };
        return Card($"{why}: {MeetingCards.Alt(told.Meeting, holidays, now)}", why, told.Meeting, [new CardRow("", MeetingLines.WhenOf(told.Meeting.Facts, holidays, now), RowTone.Faint), new CardRow("", then, RowTone.Unsure), hub.Row], hub.Buttons, CardTone.Notice);
    }

    /// <summary>It is not clear of which meeting they speak: nothing was written down.</summary>
    /// <param name="isNamed">They named one, and none of theirs is it.</param>
    public static CardReply Which(IReadOnlyList<ToldMeeting> among, bool isNamed, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(among);
        string ask = isNamed ? "その日やお名前の案内は、見つかりませんでした。まだ何も変わっていません。下の案内のことでしたら、ボタンでお答えください。" : "どの会議・研修へのお返事ですか。まだ何も変わっていません。ボタンでお答えください。";
        return Several(ask, among, holidays, now);
    }

    /// <summary>It may be an answer, or another matter: nothing was written down.</summary>
    public static CardReply PerhapsOf(IReadOnlyList<ToldMeeting> among, QuickReply consult, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(among);
        return Several("会議・研修へのお返事でしょうか。まだ何も変わっていません。お返事でしたら、ボタンでお答えください。ほかのご用件でしたら、「相談したい」と送ってください。", among, holidays, now) with { QuickReplies = [consult, MyPlans] };
    }

    /// <summary>It sounds like an answer, and nobody asked.</summary>
    public static TextReply NoAnswer(HubContact hub, QuickReply consult)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"お返事をお待ちしている会議・研修の案内は、ありません。いまの文は、まだどなたにも届いていません。\nご相談でしたら、「相談したい」と送ってください。お電話でもお受けします。\n{hub.Lines}") { QuickReplies = [consult] };
    }

    /// <summary>Nobody waits for their word: what they said so far, and how to change it.</summary>
    public static CardReply SaidSoFar(IReadOnlyList<ToldMeeting> own, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(own);
        return Several("いま、お返事をお待ちしている案内はありません。まだ何も変わっていません。これまでのお返事を変えるときは、ボタンでお知らせください。", own, holidays, now);
    }

    /// <summary>「了解」 says neither.</summary>
    public static CardReply YesOrNo(ToldMeeting told, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(told);
        return Several("ありがとうございます。出席か欠席かを、ボタンでお知らせください。", [told], holidays, now);
    }

    /// <summary>「行けません」 right after a message about a meeting, of somebody who has duties too.</summary>
    public static CardReply OrOfADuty(ToldMeeting told, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(told);
        return Several("どちらのことでしょうか。まだ何も変わっていません。下の会議・研修のことでしたら、ボタンでお答えください。", [told], holidays, now) with { QuickReplies = [new QuickReply("当番のことです", new ReplyAction.Say("当番を代わってほしい"))] };
    }

    /// <summary>They come with others, whose names nobody knows.</summary>
    public static readonly TextReply OnlyOne = new("お返事は、あなたお一人分としてお受けします。ごいっしょの方は、ご自分でお返事いただくか、拠点へお電話ください。");

    /// <summary>「了解」 to a reminder.</summary>
    public static TextReply Noted(ToldMeeting told, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(told);
        string answer = MeetingLines.AnswerOf(told.Who) is { Length: > 0 } given ? $"お返事は「{given}」でうかがっています。" : "お返事は、まだいただいていません。";
        return new TextReply($"ありがとうございます。{told.Meeting.Title}（{MeetingLines.WhenOf(told.Meeting.Facts, holidays, now)}）の{answer}") { QuickReplies = [MyPlans] };
    }

    /// <summary>Who comes is written on a page: names are nothing for the chat.</summary>
    public static CardReply WhoComes(ToldMeeting told, Uri page, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(page);
        bool isContact = told.Who.Kind == InviteeKind.Contact;
        string title = isContact ? "出る方のお名前を書いてください" : "代理の方のお名前を書いてください";
        string stays = isContact ? "何人でも書けます。" : MeetingLines.AnswerOf(told.Who) is { Length: > 0 } answer ? $"書くまでは、お返事は「{answer}」のままです。" : "書くまでは、お返事はまだいただいていないままです。";
        return Card($"{title}: {MeetingCards.Alt(told.Meeting, holidays, now)}", title, told.Meeting,
            [new CardRow("", MeetingLines.WhenOf(told.Meeting.Facts, holidays, now)), new CardRow("", $"下のページで、お名前・職種・勤め先を書けます。その方に渡すリンクも、そこで作れます。{stays}"), new CardRow("", "このリンクは、ほかの方に渡さないでください。開いた方が、あなたのお返事を変えられます。", RowTone.Faint)],
            [new CardButton("名前を書くページ", new ReplyAction.Open(page.AbsoluteUri), IsPrimary: true)]);
    }

    /// <summary>This server has no address people know: names by phone.</summary>
    public static TextReply NoAddress(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"出る方のお名前は、お電話でお知らせください。まだ何も変わっていません。\n{hub.Lines}");
    }

    /// <summary>What they are not invited to and may come to.</summary>
    public static CardReply MayApply(IReadOnlyList<Meeting> meetings, IReadOnlyDictionary<int, int?> seats, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meetings);
        ArgumentNullException.ThrowIfNull(seats);
        const string Ask = "どれに申し込みますか。まだ申し込んでいません。";
        Card[] cards = [.. meetings.Take(CardReply.CardsMax).Select((meeting, at) => new Card
        {
            Kicker = MeetingCards.KindOf(meeting), Title = meeting.Title,
            Rows = [.. at == 0 ? [new CardRow("", Ask, RowTone.Unsure)] : Array.Empty<CardRow>(), .. MeetingLines.FactsOf(meeting, seats.GetValueOrDefault(meeting.Id), holidays, now), .. MeetingLines.UntilOf(meeting, holidays, now) is { } until ? [until] : Array.Empty<CardRow>()],
            Buttons = [MeetingLines.ApplyTo(meeting)],
        })];
        return new CardReply($"{Ask} {MeetingCards.Alt(meetings[0], holidays, now)}{(cards.Length > 1 ? $" ほか{cards.Length - 1}件" : "")}", cards);
    }

    public static TextReply NothingToApply(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"このチャットから申し込める会議・研修は、登録がありません。何も申し込んでいません。\n{hub.Lines}") { QuickReplies = [Calendar] };
    }

    private static CardReply Several(string ask, IReadOnlyList<ToldMeeting> among, HolidayCalendar holidays, DateTimeOffset now)
    {
        Card[] cards = [.. among.Take(CardReply.CardsMax).Select((told, at) => new Card
        {
            Kicker = MeetingCards.KindOf(told.Meeting), Title = told.Meeting.Title,
            Rows =
            [
                .. at == 0 ? [new CardRow("", ask, RowTone.Unsure)] : Array.Empty<CardRow>(), new CardRow("", MeetingLines.WhenOf(told.Meeting.Facts, holidays, now)), new CardRow("", MeetingLines.PlaceOf(told.Meeting.Way, told.Meeting.Place)),
                new CardRow("", MeetingLines.AnswerOf(told.Who) is { Length: > 0 } answer ? $"お返事: {answer}" : "お返事: まだ", MeetingLines.ToneOf(told.Who.Answer)),
                .. MeetingLines.MayAnswer(told.Meeting, told.Who, now) || MeetingLines.MayGiveUp(told.Meeting, told.Who, now) ? Array.Empty<CardRow>() : [new CardRow("", "変えるときは、お電話でお知らせください。", RowTone.Faint)],
            ],
            Buttons = MeetingLines.ButtonsOf(told.Meeting, told.Who, now),
        })];
        return new CardReply(ask, cards) { QuickReplies = [MyPlans] };
    }

    private static CardReply Card(string alt, string kicker, Meeting meeting, IReadOnlyList<CardRow> rows, IReadOnlyList<CardButton> buttons, CardTone tone = CardTone.Plain) =>
        new(alt, [new Card { Tone = tone, Kicker = kicker, Title = meeting.Title, Rows = rows, Buttons = buttons }]) { QuickReplies = [MyPlans] };
}
