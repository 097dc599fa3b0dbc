using Zaitaku.Bot.Channels;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Meetings;

/// <summary>A meeting as one asker may see it.</summary>
/// <param name="Who">Their row on its list; null where they are on none.</param>
/// <param name="MayApply">They may say here that they come.</param>
public sealed record SeenMeeting(Meeting Meeting, MeetingInvitee? Who, bool MayApply, int? Seats);

/// <summary>Who asks, and when.</summary>
/// <param name="IsGuest">A resident, or a group: what is public, and the hub's number.</param>
public sealed record MeetingAsker(bool IsGuest, DateTimeOffset Now, HolidayCalendar Holidays, HubContact Hub);

/// <summary>What is answered to questions about meetings.</summary>
public static class AskMeetingReplies
{
    private static readonly QuickReply Duties = new("私の当番", new ReplyAction.Say("私の当番")), Calendar = new("会議・研修の予定", new ReplyAction.Say("会議・研修の予定"));

    public static readonly TextReply OwnNotInGroups = new("ご自分の予定は、ほかの人に見えないよう、1対1のチャットでお尋ねください。");

    /// <param name="left">More there are than are shown.</param>
    public static CardReply Found(IReadOnlyList<SeenMeeting> found, int left, MeetingAsker asker)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(asker);
        Card[] cards = [.. found.Take(CardReply.CardsMax).Select((one, at) => CardOf(one, at == Math.Min(found.Count, CardReply.CardsMax) - 1 ? left : 0, asker))];
        return new CardReply($"{MeetingCards.Alt(found[0].Meeting, asker.Holidays, asker.Now)}{(cards.Length + left > 1 ? $" ほか{cards.Length + left - 1}件" : "")}", cards) { QuickReplies = asker.IsGuest ? [] : [MeetingReplies.MyPlans] };
    }

    /// <summary>Nothing is entered that fits: that is not to say that nothing is held.</summary>
    /// <param name="filledUntil">The last day for which anything is entered that they may see; null for none.</param>
    /// <param name="hasOthers">Other meetings are entered.</param>
    public static CardReply None(DateOnly? filledUntil, bool hasOthers, MeetingAsker asker)
    {
        ArgumentNullException.ThrowIfNull(asker);
        string what = asker.IsGuest ? "住民の方が参加できる催しは" : "その会議・研修は", said = $"{(hasOthers ? what : asker.IsGuest ? what : "会議・研修の予定は")}、登録がありません。";
        string until = filledUntil is { } day ? $"いま登録されている予定は、{day.Year}年{DutyWords.Day(day, asker.Holidays)}までのものです。ほかにも開かれるかもしれません。" : "この先の予定が、まだ登録されていません。開かれないとは限りません。";
        return new CardReply($"{said}{until}", [new Card { Tone = CardTone.Notice, Title = "登録がありません", Rows = [new CardRow("", said, RowTone.Unsure), new CardRow("", until), new CardRow("", "拠点へお尋ねください。"), asker.Hub.Row], Buttons = asker.Hub.Buttons }])
        {
            QuickReplies = hasOthers ? [Calendar] : [],
        };
    }

    /// <summary>What they are on the list of, with what they said.</summary>
    public static CardReply Own(IReadOnlyList<SeenMeeting> own, int left, bool isProfessional, MeetingAsker asker)
    {
        ArgumentNullException.ThrowIfNull(own);
        CardReply found = Found(own, left, asker);
        return found with { AltText = $"あなたの予定: {found.AltText}", QuickReplies = isProfessional ? [OwnCalendarReplies.Offer, Duties, Calendar] : [OwnCalendarReplies.Offer] };
    }

    public static TextReply OwnNone(bool isProfessional, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"このチャットの方への会議・研修の案内は、登録がありません。{(isProfessional ? "\n当番は「私の当番」と書くとお見せします。" : "")}\n{hub.Lines}") { QuickReplies = isProfessional ? [Duties, Calendar] : [Calendar] };
    }

    private static Card CardOf(SeenMeeting one, int left, MeetingAsker asker)
    {
        Meeting meeting = one.Meeting;
        bool isOver = meeting.EndOrGuess <= asker.Now, isOfTheHub = meeting.TakesAnswers || asker.IsGuest || meeting.Organiser.Length == 0;
        CardRow[] state = meeting.IsCancelled ? [new CardRow("", "中止になりました。", RowTone.Bad)] : isOver ? [new CardRow("", "終わりました。", RowTone.Faint)] : one.Who is { } who ? StateOf(meeting, who, asker)
            : !asker.IsGuest && one.MayApply ? [] : isOfTheHub ? [new CardRow("", "参加のお申し込みやお問い合わせは、お電話でお願いします。"), asker.Hub.Row] : [new CardRow("", "お申し込みは、主催の方へお願いします。")];
        CardButton[] buttons = meeting.IsCancelled || isOver || (asker.IsGuest && one.Who is null) ? [] : one.Who is { } own ? [.. MeetingLines.OnlineOf(meeting, own), .. MeetingLines.ButtonsOf(meeting, own, asker.Now)] : one.MayApply ? [MeetingLines.ApplyTo(meeting)] : [];
        return new Card
        {
            Kicker = MeetingCards.KindOf(meeting), Title = meeting.Title,
            Rows =
            [
                .. MeetingLines.FactsOf(meeting, one.Seats, asker.Holidays, asker.Now), .. meeting.AudienceWords.Length > 0 ? [new CardRow("", $"対象 {meeting.AudienceWords}")] : Array.Empty<CardRow>(),
                .. buttons.Length > 0 && MeetingLines.UntilOf(meeting, asker.Holidays, asker.Now) is { } until ? [until] : Array.Empty<CardRow>(), .. state,
                .. left > 0 ? [new CardRow("", $"ほかに{left}件あります。日にちや名前で、もう一度お尋ねください。", RowTone.Faint)] : Array.Empty<CardRow>(),
            ],
            Buttons = buttons,
        };
    }

    private static CardRow[] StateOf(Meeting meeting, MeetingInvitee who, MeetingAsker asker)
    {
        string answer = MeetingLines.AnswerOf(who);
        bool isLate = meeting.TakesAnswers && !MeetingLines.MayAnswer(meeting, who, asker.Now) && !MeetingLines.MayGiveUp(meeting, who, asker.Now);
        CardRow state = new("", $"お返事: {(answer.Length > 0 ? answer : "まだ")}{(isLate ? "。変えるときは、お電話でお知らせください" : "")}", MeetingLines.ToneOf(who.Answer));
        return isLate ? [state, asker.Hub.Row] : [state];
    }
}
