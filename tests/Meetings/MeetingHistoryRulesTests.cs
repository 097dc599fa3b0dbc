using Xunit;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Meetings.MeetingTown;

namespace Zaitaku.Tests.Meetings;

/// <summary>What held of a meeting at an earlier instant. It was planned for A, moved to B on June 3, and to C on June 5.</summary>
public sealed class MeetingHistoryRulesTests
{
    private static readonly DateTimeOffset A = At("2026-06-18", 19), B = At("2026-06-25", 19), C = At("2026-06-26", 19), Third = At("2026-06-03", 12), Fifth = At("2026-06-05", 12);

    public static TheoryData<int, string> Held => new()
    {
        { -1, "A" },
        { 0, "B" }, // From the instant of the edit on.
        { 24, "B" },
        { 48, "C" },
        { 72, "C" },
    };

    [Theory]
    [MemberData(nameof(Held))]
    public void At_(int hours, string expected) =>
        Assert.Equal(expected switch { "A" => A, "B" => B, _ => C }, MeetingHistoryRules.At(Now(C), [Change(Fifth, B, 2), Change(Third, A, 1)], Third.AddHours(hours)).StartsAt);

    [Fact]
    public void TwoEditsOfOneInstant_TheEarlierTellsWhatHeldBefore() =>
        Assert.Equal(A, MeetingHistoryRules.At(Now(C), [Change(Third, B, 2), Change(Third, A, 1)], Third.AddTicks(-1)).StartsAt);

    [Fact]
    public void NeverChanged_ItHolds()
    {
        Assert.Equal(A, MeetingHistoryRules.At(Now(A), [], Third).StartsAt);
        Assert.Null(MeetingHistoryRules.MoveOf(Now(A), []));
        Assert.Null(MeetingHistoryRules.ChangedAt([]));
    }

    [Fact]
    public void MoveOf_IsTheLastMove_NotAnotherRoom()
    {
        Assert.Equal(Third, MeetingHistoryRules.MoveOf(Now(B), [Change(Fifth, B, 2), Change(Third, A, 1)])?.Until); // On the fifth the room became another.
        Assert.Equal(Fifth, MeetingHistoryRules.MoveOf(Now(A), [Change(Fifth, B, 2), Change(Third, A, 1)])?.Until); // There and back: what was said in between does not count.
        Assert.Equal(Fifth, MeetingHistoryRules.ChangedAt([Change(Third, A, 1), Change(Fifth, B, 2)]));
    }

    private static Meeting Now(DateTimeOffset start) => new() { Id = 1, Title = "会議", StartsAt = start };

    private static MeetingChange Change(DateTimeOffset until, DateTimeOffset start, long id) => new() { Id = id, MeetingId = 1, Until = until, StartsAt = start };
}
