using Xunit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.Meetings;

/// <summary>When whoever has something to do from a meeting hears of it.</summary>
public sealed class IssueRulesTests
{
    private static readonly DateOnly Day = new(2026, 6, 30);

    private static MeetingIssue Issue(DateOnly? due, bool done = false, bool known = true) => new() { Problem = "窓口", MemberId = known ? Guid.CreateVersion7(OfficeTime.At(Day, 0)) : null, DueOn = due, DoneAt = done ? OfficeTime.At(Day, 0) : null };

    [Theory]
    [InlineData("2026-06-01", 0, "06-23 06-30 07-07 07-14 07-21 07-28")]
    [InlineData("2026-06-23", 540, "06-23 06-30 07-07 07-14 07-21 07-28")] // its hour has passed: still true until the next
    [InlineData("2026-06-30", 540, "06-30 07-07 07-14 07-21 07-28")]
    [InlineData("2026-06-23", 539, "06-23 06-30 07-07 07-14 07-21 07-28")]
    [InlineData("2026-08-04", 540, "")] // five weeks late: a coordinator asks
    public void RemindersOf_BeforeOnAndAfter(string today, int minute, string days)
    {
        IReadOnlyList<IssueReminder> found = IssueRules.RemindersOf(Issue(Day), OfficeTime.At(DateOnly.Parse(today), minute));
        Assert.Equal(days, string.Join(' ', found.Select(one => $"{OfficeTime.DayOf(one.Due):MM-dd}")));
        Assert.All(found, one => Assert.Equal(540, OfficeTime.MinuteOf(one.Due)));
        Assert.All(found.Zip(found.Skip(1)), pair => Assert.Equal(pair.First.UselessAfter, pair.Second.Due)); // One gives way to the next.
    }

    [Fact]
    public void RemindersOf_DoneUndatedOrNobodys_None()
    {
        DateTimeOffset now = OfficeTime.At(new DateOnly(2026, 6, 1), 0);
        Assert.Empty(IssueRules.RemindersOf(Issue(Day, done: true), now));
        Assert.Empty(IssueRules.RemindersOf(Issue(null), now));
        Assert.Empty(IssueRules.RemindersOf(Issue(Day, known: false), now));
    }

    [Theory]
    [InlineData("2026-06-30", 1_439, false)] // all of its day
    [InlineData("2026-07-01", 0, true)]
    public void IsLate_AfterItsDay(string today, int minute, bool late)
    {
        Assert.Equal(late, IssueRules.IsLate(Issue(Day), OfficeTime.At(DateOnly.Parse(today), minute)));
        Assert.False(IssueRules.IsLate(Issue(Day, done: true), OfficeTime.At(DateOnly.Parse(today), minute)));
    }
}
