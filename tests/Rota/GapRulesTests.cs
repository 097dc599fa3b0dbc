using Xunit;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>Which duties are not safely held. Wednesday 2026-05-27, 10:00 in Tokyo.</summary>
public sealed class GapRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-05-27", 10);
    private static readonly Guid Chat = Guid.Parse("0197a000-0000-7000-8000-000000000001");
    private static readonly ShiftPattern EveryNight = new() { Name = "毎晩", Seat = 1, StartMinute = 17 * 60 + 30, EndMinute = 32 * 60 + 30 };

    [Fact]
    public void HoursThePatternAsksFor_AndNoRowSpeaksOf_AreAGap_UpToTheRotasLastDuty()
    {
        DutyShift[] shifts = [Night(1, "2026-05-27"), Night(1, "2026-05-29"), Night(1, "2026-06-20")];
        FoundGap[] found = Find(Rota(shifts, [EveryNight]), GapCause.NobodyAssigned);
        Assert.Equal((At("2026-05-28", 17, 30), At("2026-05-28", 32, 30)), (found[0].StartsAt, found[0].EndsAt)); // Over midnight, whole.
        Assert.Equal((At("2026-06-19", 17, 30), 22), (found[^1].StartsAt, found.Length)); // 28 May, and 30 May to 19 June.
        Assert.Empty(Find(Rota(shifts), GapCause.NobodyAssigned)); // Without a pattern unknown is not a gap.
        Assert.Empty(Find(Rota([], [EveryNight]), GapCause.NobodyAssigned)); // Its first table is still to come.
    }

    [Fact]
    public void APartThatNobodyHolds_IsThatPart_ToTheMinute()
    {
        DutyShift[] shifts = [Shift(1, At("2026-05-28", 17, 30), At("2026-05-28", 22)), Shift(1, At("2026-05-28", 22, 1), At("2026-05-28", 32, 30)), Night(1, "2026-05-29")];
        FoundGap gap = Assert.Single(Find(Rota([.. shifts, Night(1, "2026-05-27")], [EveryNight]), GapCause.NobodyAssigned));
        Assert.Equal((At("2026-05-28", 22), At("2026-05-28", 22, 1), (int?)null), (gap.StartsAt, gap.EndsAt, gap.HolderId));
    }

    [Fact]
    public void ARowThatSaysNobody_IsAGap_WithAndWithoutAPattern_WhileItLasts()
    {
        DutyShift[] shifts = [Night(1, "2026-05-27"), Night(1, "2026-05-28"), Shift(0, At("2026-05-28", 17, 30), At("2026-05-28", 32, 30), DutyLayer.Override, id: 9), Night(1, "2026-05-29")];
        foreach (ShiftPattern[] patterns in (ShiftPattern[][])[[], [EveryNight]])
        {
            Assert.Equal(At("2026-05-28", 17, 30), Assert.Single(Find(Rota(shifts, patterns), GapCause.NobodyAssigned)).StartsAt);
        }

        Assert.Equal(At("2026-05-28", 17, 30), Assert.Single(Find(Rota(shifts), GapCause.NobodyAssigned, At("2026-05-29", 8, 29))).StartsAt); // Under way: the same place still.
        Assert.Empty(Find(Rota(shifts), GapCause.NobodyAssigned, At("2026-05-29", 8, 30)));
    }

    [Fact]
    public void AHolidayPattern_AsksOnlyOnHolidays()
    {
        ShiftPattern holiday = new() { Name = "日祝", Seat = 1, FreeDays = FreeDayRuns.Single, StartMinute = -720, EndMinute = 1_440 };
        DutyShift[] shifts = [Shift(1, At("2026-05-30", 12), At("2026-05-31", 24)), Shift(1, At("2026-07-18", 12), At("2026-07-19", 24)), Shift(1, At("2026-07-19", 24), At("2026-07-20", 24))];
        FoundGap[] found = Find(Rota(shifts, [holiday]), GapCause.NobodyAssigned);
        Assert.Equal([At("2026-06-06", 12), At("2026-06-13", 12), At("2026-06-20", 12), At("2026-06-27", 12), At("2026-07-04", 12), At("2026-07-11", 12)], found.Select(gap => gap.StartsAt)); // From noon of the day before, 36 hours.
        Assert.All(found, gap => Assert.Equal(TimeSpan.FromHours(36), gap.EndsAt - gap.StartsAt));
    }

    [Theory]
    [InlineData("2026-05-28 17:30", "2026-05-28 17:31", true)] // a minute of it
    [InlineData("2026-05-28 17:29", "2026-05-28 17:30", false)] // touches
    [InlineData("2026-05-29 08:30", "2026-05-29 23:00", false)] // from its end on
    [InlineData("2026-05-29 08:29", "2026-05-29 23:00", true)]
    [InlineData("2026-05-28 00:00", "2026-05-29 00:00", true)] // over midnight
    public void WhoIsAway_DuringADuty(string from, string until, bool isGap)
    {
        DutyAway away = new() { HolderId = 1, StartsAt = Parse(from), EndsAt = Parse(until) };
        FoundGap[] found = Find(Rota([Night(1, "2026-05-28"), Night(2, "2026-05-29")]), GapCause.Unavailable, aways: [away]);
        Assert.Equal(isGap ? [(At("2026-05-28", 17, 30), 1)] : [], found.Select(gap => (gap.StartsAt, gap.HolderId!.Value))); // The whole duty, whatever part of it.
    }

    [Fact]
    public void WhoLeft_OrTakesNoMoreDuties_AndIsInTheTableStill()
    {
        GapRota left = Rota([Night(1, "2026-05-28"), Night(2, "2026-05-29")], left: [2]), closed = Rota([Night(1, "2026-05-28"), Night(2, "2026-05-29")]);
        closed.View.Shifts[0].Holder!.ClosedAt = Now;
        Assert.Equal([2], Find(left, GapCause.MemberLeft).Select(gap => gap.HolderId));
        Assert.Equal([1], Find(closed, GapCause.MemberLeft).Select(gap => gap.HolderId));
        Assert.DoesNotContain(Find(left, GapCause.NoChannel), gap => gap.HolderId == 2); // One reason is enough.
    }

    [Theory]
    [InlineData(RotaPurpose.Doctor, "2026-05-28 17:30", true)]
    [InlineData(RotaPurpose.Doctor, "2026-05-29 08:29", true)] // a minute
    [InlineData(RotaPurpose.Doctor, "2026-05-29 08:30", false)] // one ends, the other begins
    [InlineData(RotaPurpose.Hospital, "2026-05-28 17:30", false)] // a hospital has more than one doctor
    public void OneHolderOnTwoSeatsAtOnce(RotaPurpose purpose, string second, bool isGap)
    {
        GapRota rota = Rota([Night(1, "2026-05-28"), Shift(1, Parse(second), Parse(second).AddHours(8), seat: 2)]);
        rota.View.Rota.Purpose = purpose;
        Assert.Equal(isGap ? [2] : [], Find(rota, GapCause.DoubleBooked).Select(gap => gap.SeatId)); // The one that begins later.
    }

    [Fact]
    public void OneHolderInTwoRotasAtOnce_IsAGapWhateverTheyAreFor()
    {
        GapRota one = Rota([Night(1, "2026-05-28")]), other = Rota([Shift(1, At("2026-05-28", 20), At("2026-05-28", 24), seat: 11)], id: 2, seat: 11);
        (one.View.Rota.Purpose, other.View.Rota.Purpose) = (RotaPurpose.Hospital, RotaPurpose.Hospital);
        FoundGap gap = Assert.Single(GapRules.Find(Scene([one, other]), Now), gap => gap.Cause == GapCause.DoubleBooked);
        Assert.Equal((2, 11, 1), (gap.RotaId, gap.SeatId, gap.HolderId));
    }

    [Fact]
    public void WhoCannotBeTold_IsOneGapARota_AtTheirNextDuty_AndOnlyWhereHoldersAreTold()
    {
        GapRota rota = Rota([Night(1, "2026-05-28"), Night(1, "2026-05-30"), Night(2, "2026-05-29")]);
        rota.View.Shifts[2].Holder!.MemberId = Chat;
        Assert.Equal([(1, At("2026-05-28", 17, 30)), (2, At("2026-05-29", 17, 30))], Find(rota, GapCause.NoChannel).Select(gap => (gap.HolderId!.Value, gap.StartsAt)));
        Assert.Equal([1], Find(rota, GapCause.NoChannel, reached: [Chat]).Select(gap => gap.HolderId)); // The other's chat is not blocked.
        rota.View.Rota.TellsHolders = false;
        Assert.Empty(Find(rota, GapCause.NoChannel));
    }

    [Theory]
    [InlineData("2026-05-12", false)] // ended two weeks ago and more: the hub does not keep it
    [InlineData("2026-05-13", true)]
    [InlineData("2026-06-08", true)]
    [InlineData("2026-06-09", true)] // until 10 June 8:30, a moment before two weeks
    [InlineData("2026-06-10", false)]
    public void ATableThatEndsSoon(string last, bool isGap) =>
        Assert.Equal(isGap ? [At(last, 32, 30)] : [], Find(Rota([Night(1, "2026-05-09"), Night(1, last)]), GapCause.TableEnds).Select(gap => gap.StartsAt));

    [Fact]
    public void AClosedRota_ADemo_TheDay61_AndWhatIsOver_AreNotLookedAt()
    {
        foreach (DutyRota rota in (DutyRota[])[new() { Id = 1, Name = "閉", ClosedAt = Now }, new() { Id = 1, Name = "デモ", IsDemo = true }])
        {
            Assert.Empty(GapRules.Find(Scene([Rota([Night(1, "2026-05-28")], [EveryNight], left: [1], of: rota)]), Now));
        }

        GapRota held = Rota([Night(1, "2026-05-26"), Night(1, "2026-07-25"), Night(1, "2026-07-26")], left: [1]);
        Assert.Equal([At("2026-07-25", 17, 30)], Find(held, GapCause.MemberLeft).Select(gap => gap.StartsAt)); // 60 days from today on; last night is over.
        Assert.Equal([At("2026-05-26", 17, 30), At("2026-07-25", 17, 30)], Find(held, GapCause.MemberLeft, At("2026-05-27", 8, 29)).Select(gap => gap.StartsAt)); // And until it is.
    }

    private static DateTimeOffset Parse(string tokyo) => DateTimeOffset.ParseExact($"{tokyo}+09:00", "yyyy-MM-dd HH:mmzzz", null).ToUniversalTime();

    private static DutyShift Night(int holder, string day) => Shift(holder, At(day, 17, 30), At(day, 32, 30));

    private static FoundGap[] Find(GapRota rota, GapCause cause, DateTimeOffset? now = null, DutyAway[]? aways = null, Guid[]? reached = null) =>
        [.. GapRules.Find(Scene([rota], aways, reached), now ?? Now).Where(gap => gap.Cause == cause)];

    private static GapScene Scene(GapRota[] rotas, DutyAway[]? aways = null, Guid[]? reached = null) => new(rotas, (aways ?? []).ToLookup(away => away.HolderId), (reached ?? []).ToHashSet());

    private static GapRota Rota(DutyShift[] shifts, ShiftPattern[]? patterns = null, int[]? left = null, int id = 1, int seat = 1, DutyRota? of = null)
    {
        DutyRota rota = of ?? new DutyRota { Id = id, Name = "在宅当番医" };
        rota.Seats.AddRange([new DutySeat { Id = seat, RotaId = id, Group = "内科" }, new DutySeat { Id = seat + 1, RotaId = id, Group = "小児科", Position = 1 }]);
        DutyCalendar calendar = new(HolidayCalendar.ByRule, new YearEndClosure(12, 29, 1, 3));
        UnitOutcome units = UnitRules.UnitsOf(patterns ?? [], calendar, new DateOnly(2026, 5, 19), new DateOnly(2026, 7, 26));
        return new GapRota(new RotaView(rota, shifts), Assert.IsType<UnitOutcome.Units>(units).All, (left ?? []).ToHashSet());
    }
}
