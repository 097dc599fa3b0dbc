using Xunit;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Meetings.MeetingTown;

namespace Zaitaku.Tests.Meetings;

/// <summary>What speaks against Thursday June 18, 19:00 to 20:30.</summary>
public sealed class ClashRulesTests
{
    [Theory]
    [InlineData("2026-06-18", 18, 0, "SameTime")] // Until 20:00 by guess: into it.
    [InlineData("2026-06-18", 17, 0, "SameDay")] // Over at the minute it begins.
    [InlineData("2026-06-18", 20, 30, "SameDay")] // Begins at the minute it is over.
    [InlineData("2026-06-18", 20, 29, "SameTime")]
    [InlineData("2026-06-18", 10, 0, "SameDay")]
    [InlineData("2026-06-19", 19, 0, "")]
    public void AnotherMeeting(string day, int hour, int minute, string expected) => Assert.Equal(expected, Of(Other(At(day, hour, minute))));

    [Fact]
    public void AWeekIsFull_FromThreeOthersOn_MondayToSunday()
    {
        Assert.Equal("", Of(Other(At("2026-06-15", 19)), Other(At("2026-06-21", 10))));
        Assert.Equal("FullWeek", Of(Other(At("2026-06-15", 19)), Other(At("2026-06-16", 19)), Other(At("2026-06-21", 10))));
        Assert.Equal("", Of(Other(At("2026-06-15", 19)), Other(At("2026-06-16", 19)), Other(At("2026-06-22", 10))));
    }

    [Fact]
    public void CalledOff_ForOthers_OrItself_IsNoClash()
    {
        Meeting off = Other(At("2026-06-18", 19)), residents = Other(At("2026-06-18", 19)), dentists = Other(At("2026-06-18", 19)), own = Other(At("2026-06-18", 19), id: 1);
        (off.CancelledAt, residents.Kind, dentists.AudienceRoles) = (At("2026-06-01", 9), MeetingKind.ResidentCourse, "dentist");
        Meeting doctors = One();
        doctors.AudienceRoles = "doctor nurse";
        Assert.Empty(ClashRules.Of(doctors, [off, residents, dentists, own]));
        dentists.AudienceRoles = "dentist nurse";
        Assert.Equal(ClashKind.SameTime, Assert.Single(ClashRules.Of(doctors, [dentists])).Kind);
    }

    [Fact]
    public void FreeEvenings_ThursdaysFirst_NoHolidayNoTakenEvening()
    {
        Meeting[] others = [Other(At("2026-06-18", 19)), Other(At("2026-06-10", 10))];
        IReadOnlyList<FreeEvening> free = ClashRules.FreeEvenings(One(), others, new DateOnly(2026, 6, 8), new DateOnly(2026, 6, 26), day => day == new DateOnly(2026, 6, 25) ? "休み" : null);
        Assert.Equal(new DateOnly(2026, 6, 11), free[0].Day); // The 18th is taken, the 25th off.
        Assert.Equal(new DateOnly(2026, 6, 24), free[1].Day); // A Wednesday of a week with nothing in it; a morning does not take an evening, but counts in its week.
        Assert.DoesNotContain(free, one => one.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Assert.True(free.Count <= ClashRules.EveningsMax);
        Assert.DoesNotContain(free, one => one.Day == new DateOnly(2026, 6, 26)); // The first day that is not looked at.
    }

    private static string Of(params Meeting[] others) => string.Join(' ', ClashRules.Of(One(), others).Select(clash => clash.Kind));

    private static Meeting One() => new() { Id = 1, Title = "会議", StartsAt = At("2026-06-18", 19), EndsAt = At("2026-06-18", 20, 30) };

    private static Meeting Other(DateTimeOffset start, int id = 2) => new() { Id = id, Title = "研修", StartsAt = start };
}
