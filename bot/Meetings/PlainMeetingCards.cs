using System.Globalization;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>What is said of meetings, in plain words: title, day and hour in Tokyo, place, and whether it is held.</summary>
public sealed class PlainMeetingCards : IMeetingCards
{
    public string Reminder(MeetingReminderKind kind, ToldMeeting told, DateTimeOffset now) => Say(
        kind switch
        {
            MeetingReminderKind.Invite => "会議・研修のご案内です。出席か欠席か、お知らせください。",
            MeetingReminderKind.Nudge => "会議・研修のご案内に、まだお返事をいただいていません。",
            MeetingReminderKind.Day => "出席のお返事をいただいている会議・研修が近づきました。",
            _ => "まもなく始まります。",
        }, told);

    public string Changed(ToldMeeting told, MeetingFacts heard, DateTimeOffset now) => Say(
        told is { Meeting.IsCancelled: true } ? "次の会議・研修は中止になりました。" : heard is { IsCancelled: true } ? "中止とお知らせした会議・研修は、開くことになりました。" : "会議・研修の予定が変わりました。", told);

    public string Offer(ToldMeeting told, DateTimeOffset now) => Say($"席が空きました。{(told is { Who.OfferUntil: { } until } ? When(until) : "")}までに、出席か欠席か、お知らせください。", told);

    public string Lapsed(ToldMeeting told, DateTimeOffset now) => Say("お返事の期限を過ぎたため、空いた席は次の方にご案内しました。", told);

    public string Removed(ToldMeeting told, DateTimeOffset now) => Say("次の会議・研修の案内先から外れました。", told);

    private static string Say(string what, ToldMeeting told)
    {
        ArgumentNullException.ThrowIfNull(told);
        Meeting meeting = told.Meeting;
        string place = meeting.Place.Length > 0 ? $"\n{meeting.Place}" : meeting.Way == MeetingWay.Online ? "\nオンライン" : "";
        return OutboxBody.Text($"{what}\n{meeting.Title}\n{When(meeting.StartsAt)}{place}{(meeting.IsCancelled ? "\n中止" : "")}");
    }

    private static string When(DateTimeOffset at)
    {
        DateOnly day = OfficeTime.DayOf(at);
        int minute = OfficeTime.MinuteOf(at);
        return string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日({OfficeTime.LetterOf(day)}) {minute / 60}:{minute % 60:00}");
    }
}
