using Xunit;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Covers;

/// <summary>Whether somebody may take the night of 6 June, 17:30 to 8:30, on seat 1 of rota 1.</summary>
public sealed class TakeRulesTests
{
    private static readonly CoverSpan Night = new(1, 1, At("2026-06-06", 17, 30), At("2026-06-06", 32, 30));

    public static TheoryData<string, Taker, TakeRule?> Rows => new()
    {
        { "free", Free(), null },
        { "takes no more duties", new Taker(new DutyHolder { Name = "三木", NameKey = "三木", ClosedAt = At("2026-06-01", 9) }), TakeRule.Closed },
        { "not of this rota", Free() with { IsOfRota = false }, TakeRule.NotOfRota },
        { "has left it", Free() with { Terms = new RotaMember { LeftAt = At("2026-05-01", 0) } }, TakeRule.NotOfRota },
        { "takes seat 1", Free() with { Terms = new RotaMember { Seats = "2, 1" } }, null },
        { "takes seat 11 and not 1", Free() with { Terms = new RotaMember { Seats = "11,21" } }, TakeRule.Seat },
        { "on duty elsewhere for its last minute", Busy(2, At("2026-06-06", 32, 29), At("2026-06-06", 40)), TakeRule.Overlap },
        { "on duty elsewhere from its end, rested", Busy(2, At("2026-06-06", 40, 30), At("2026-06-06", 48)), null },
        { "eight hours to the next, and no minute less", Busy(1, At("2026-06-06", 40, 29), At("2026-06-06", 48)), TakeRule.Rest },
        { "eight hours after the last, and no minute less", Busy(1, At("2026-06-06", 0), At("2026-06-06", 9, 31)), TakeRule.Rest },
        { "eight hours after the last", Busy(1, At("2026-06-06", 0), At("2026-06-06", 9, 30)), null },
        { "the other rota asks for more rest", Busy(3, At("2026-06-06", 42), At("2026-06-06", 48)), TakeRule.Rest },
        { "away from its last minute", Free() with { Away = [new PlanSpan(At("2026-06-06", 32, 29), At("2026-06-09", 0))] }, TakeRule.Away },
        { "away until it begins", Free() with { Away = [new PlanSpan(At("2026-06-01", 0), At("2026-06-06", 17, 30))] }, null },
        { "has two in June and takes two", Month(2, "2026-06-01", "2026-06-20"), TakeRule.MonthMax },
        { "has the first day of June, from the last noon of May", Month(1) with { Duties = [FromNoonBefore("2026-06-01")] }, TakeRule.MonthMax },
        { "has the first day of July, from the last noon of June", Month(1) with { Duties = [FromNoonBefore("2026-07-01")] }, null },
        { "has one in June and one in July", Month(2, "2026-06-01", "2026-07-01"), null },
        { "has two in June, one on another rota", Month(2, "2026-06-01") with { Duties = [Stretch("2026-06-01", 1), Stretch("2026-06-20", 2)] }, null },
        { "gives its own night for it", Month(1, "2026-06-20") with { Gives = new CoverSpan(1, 1, At("2026-06-20", 17, 30), At("2026-06-20", 32, 30)) }, null },
        { "gives half of a night that is in the way", Busy(1, At("2026-06-06", 17, 30), At("2026-06-06", 32, 30)) with { Gives = new CoverSpan(1, 1, At("2026-06-06", 17, 30), At("2026-06-06", 22)) }, TakeRule.Overlap },
        { "is off when the deputy is away", Free() with { Gives = new CoverSpan(1, 1, At("2026-06-20", 17, 30), At("2026-06-20", 32, 30)), PartnersAway = [new PlanSpan(At("2026-06-20", 0), At("2026-06-21", 0))] }, TakeRule.Pair },
        { "takes one while the deputy is away", Free() with { PartnersAway = [new PlanSpan(At("2026-06-06", 0), At("2026-06-08", 0))] }, null },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void TheFirstRuleThatIsBroken_IsNamed(string edge, Taker taker, TakeRule? rule) =>
        Assert.True(TakeRules.BreachOf(taker, Night, rota => TimeSpan.FromHours(rota == 3 ? 10 : 8))?.Rule == rule, edge);

    [Fact]
    public void TheDutyInTheWay_IsNamed() =>
        Assert.Equal(Stretch("2026-06-06", 2), TakeRules.BreachOf(Free() with { Duties = [Stretch("2026-06-01", 1), Stretch("2026-06-06", 2)] }, Night, _ => TimeSpan.Zero)!.Other);

    private static Taker Free() => new(new DutyHolder { Id = 7, Name = "三木", NameKey = "三木" });

    private static Taker Busy(int rota, DateTimeOffset from, DateTimeOffset until) => Free() with { Duties = [new DutyStretch(rota, 1, 7, from, until)] };

    /// <summary>A day's 36 hours.</summary>
    private static DutyStretch FromNoonBefore(string day) => new(1, 1, 7, At(day, -12), At(day, 24));

    private static Taker Month(int most, params string[] nights) => Free() with { Terms = new RotaMember { MonthMax = most }, Duties = [.. nights.Select(night => Stretch(night, 1))] };

    private static DutyStretch Stretch(string night, int rota) => new(rota, 1, 7, At(night, 17, 30), At(night, 32, 30));
}
