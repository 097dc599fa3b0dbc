using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Meetings;

/// <summary>A reminder of what a meeting left to do.</summary>
/// <param name="Step">-1 before its day, 0 on it, from 1 on a week late each.</param>
public sealed record IssueReminder(int Step, DateTimeOffset Due, DateTimeOffset UselessAfter);

/// <summary>When who has something to do hears of it. No clock, no database.</summary>
public static class IssueRules
{
    /// <summary>Days before its day.</summary>
    public const int BeforeDays = 7;

    /// <summary>Reminders after its day, a week apart; then a coordinator asks.</summary>
    public const int LateMax = 4;

    private const int WeekDays = 7;

    /// <summary>9:00.</summary>
    private const int MorningMinute = 540;

    /// <summary>What is still to be said, also one whose day has come and that is still true: an edit on that very morning loses nobody's reminder. Nothing for what is done, has no day, or nobody who could be told.</summary>
    public static IReadOnlyList<IssueReminder> RemindersOf(MeetingIssue issue, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(issue);
        if (issue is not { DoneAt: null, MemberId: not null, DueOn: { } day })
        {
            return [];
        }

        return
        [
            .. Enumerable.Range(-1, LateMax + 2).Select(step => new IssueReminder(step, OfficeTime.At(DayOf(day, step), MorningMinute), OfficeTime.At(DayOf(day, step + 1), MorningMinute))).Where(one => one.UselessAfter > now),
        ];
    }

    public static bool IsLate(MeetingIssue issue, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return issue is { DoneAt: null, DueOn: { } day } && OfficeTime.DayOf(now) > day;
    }

    private static DateOnly DayOf(DateOnly day, int step) => step < 0 ? day.AddDays(-BeforeDays) : day.AddDays(step * WeekDays);
}
