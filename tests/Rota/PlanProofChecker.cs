using Xunit;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

/// <summary>Reads a conflict as the proof it claims to be and checks each step of it.</summary>
internal static class PlanProofChecker
{
    public static void Check(PlanRequest request, PlanConflict conflict)
    {
        Assert.Equal(request.Holders.Count == 0, conflict.Rules.Count == 0);
        Assert.Equal(conflict.Units.Distinct().Order(), conflict.Units);
        switch (conflict.Kind)
        {
            case PlanConflictKind.FixedBreaks:
                int?[] table = [.. request.Units.Select((unit, place) => conflict.Units.Contains(place) ? unit.FixedHolder : null)];
                Assert.NotEmpty(PlanChecker.Breaches(request with { Units = [.. request.Units.Select(unit => unit with { FixedHolder = null })] }, table));
                break;
            case PlanConflictKind.PairAway:
                Assert.Contains(request.Pairs, pair => conflict.Holders.Order().SequenceEqual(new[] { pair.One, pair.Other }.Order()));
                Assert.All(conflict.Holders, id => Assert.True(AwayAll(request.Holders.Single(one => one.Id == id), conflict.Span!.Value)));
                break;
            case PlanConflictKind.NobodyLeft:
                Assert.Equal(request.Holders.Select(one => one.Id).Order(), conflict.Bars.Select(bar => bar.Holder).Order());
                Assert.Empty(TakersOf(request, conflict.Units.Single()));
                break;
            case PlanConflictKind.MonthTooFull:
                Assert.All(conflict.Units, unit => Assert.Subset(conflict.Holders.ToHashSet(), TakersOf(request, unit)));
                Assert.All(conflict.Units, unit => Assert.True(PlanChecker.SameMonth(request.Units[unit].Duty, request.Units[conflict.Units[0]].Duty)));
                Assert.True(conflict.Holders.Sum(id => RoomOf(request, id, request.Units[conflict.Units[0]].Duty)) < conflict.Units.Count);
                break;
            case PlanConflictKind.TooFewAtOnce:
                Assert.All(conflict.Units, unit => Assert.Subset(conflict.Holders.ToHashSet(), TakersOf(request, unit)));
                Assert.All(conflict.Units, unit => Assert.All(conflict.Units, other =>
                    Assert.True(unit == other || PlanChecker.Clash(request, request.Units[unit].Duty, request.Units[other].Duty))));
                Assert.True(conflict.Holders.Count < conflict.Units.Count);
                break;
            default:
                Assert.True(conflict.Units.Count > 1); // Proven by trying every way; a brute force does so on small requests.
                break;
        }
    }

    /// <summary>Who can take a duty beside what is fixed.</summary>
    private static HashSet<int> TakersOf(PlanRequest request, int unit) =>
        [.. request.Holders.Where(one => PlanChecker.Breaches(request, [.. request.Units.Select((other, place) => place == unit ? one.Id : other.FixedHolder)]).Count == 0).Select(one => one.Id)];

    private static int RoomOf(PlanRequest request, int id, DutyUnit duty) => (request.Holders.Single(one => one.Id == id).MonthMax ?? int.MaxValue)
        - request.Units.Count(unit => unit.FixedHolder == id && PlanChecker.SameMonth(unit.Duty, duty));

    private static bool AwayAll(PlanHolder holder, PlanSpan span)
    {
        DateTimeOffset reached = span.From;
        foreach (PlanSpan away in holder.Away.OrderBy(away => away.From).Where(away => away.Until > span.From))
        {
            reached = away.From <= reached && away.Until > reached ? away.Until : reached;
        }

        return span.From < span.Until && reached >= span.Until;
    }
}
