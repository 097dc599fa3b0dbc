using System.Globalization;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>What is said of a meeting should a message ever go out without being drawn.</summary>
internal static class MeetingWords
{
    public static string Plain(Meeting meeting)
    {
        DateOnly day = OfficeTime.DayOf(meeting.StartsAt);
        int minute = OfficeTime.MinuteOf(meeting.StartsAt);
        string when = string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日({OfficeTime.LetterOf(day)}) {minute / 60}:{minute % 60:00}〜");
        return OutboxBody.Text($"会議・研修のお知らせです。\n{meeting.Title}\n{(meeting.IsCancelled ? "中止になりました。" : $"{when}{(meeting.Place.Length > 0 ? $"\n{meeting.Place}" : "")}")}");
    }
}
