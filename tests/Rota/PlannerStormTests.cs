using System.Globalization;
using Xunit;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

/// <summary>
/// Requests drawn from seeds. Whatever is asked: a plan breaks no hard rule, a proof of impossibility holds step by step, and on requests small enough to
/// try every table the planner finds a plan exactly when there is one. A failure names its seed; add it to Known.
/// </summary>
public sealed class PlannerStormTests
{
    private static readonly int[] Known = [20260401];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100), .. Known];

    public static TheoryData<int> Tens => [.. Enumerable.Range(0, 60).Select(ten => ten * 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Plan_AnyRequest_IsKeptOrProven(int seed)
    {
        PlanRequest request = PlanDraw.Of(seed, unitsMax: 60, holdersMax: 14);
        Look(request, PlannerRules.Plan(request));
    }

    [Theory]
    [MemberData(nameof(Tens))]
    public void Plan_SmallRequests_AreFoundExactlyWhenThereIsAPlan(int first)
    {
        for (int seed = first; seed < first + 10; seed++)
        {
            PlanRequest request = PlanDraw.Of(seed, unitsMax: 6, holdersMax: 4);
            PlanOutcome outcome = PlannerRules.Plan(request);
            bool isPossible = PlanChecker.BruteForce(request) is not null && !PlanChecker.IsPairAway(request);
            Assert.True(isPossible ? outcome is PlanOutcome.Planned : outcome is PlanOutcome.Impossible, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {outcome}"));
            Look(request, outcome);
        }
    }

    private static void Look(PlanRequest request, PlanOutcome outcome)
    {
        switch (outcome)
        {
            case PlanOutcome.Planned planned:
                Assert.Equal(Enumerable.Range(0, request.Units.Count), planned.Assignments.Select(assignment => assignment.Unit));
                LookAtTable(request, planned.Assignments, planned.Loads);
                Assert.Empty(PlannerRules.BreachesOf(request, PlanChecker.TableOf(request, planned.Assignments)));
                break;
            case PlanOutcome.Impossible impossible:
                Assert.InRange(impossible.Conflicts.Count, 1, PlannerRules.ConflictsMax);
                Assert.All(impossible.Conflicts, conflict => PlanProofChecker.Check(request, conflict));
                break;
            case PlanOutcome.NotFound notFound:
                LookAtTable(request, notFound.Assignments, notFound.Loads);
                Assert.NotEmpty(notFound.Open);
                Assert.Equal(Enumerable.Range(0, request.Units.Count), notFound.Assignments.Select(one => one.Unit).Concat(notFound.Open.Select(one => one.Unit)).Order());
                Assert.All(notFound.Open, open => Assert.Equal(request.Holders.Count, open.Bars.Count));
                break;
            default:
                Assert.Fail($"{outcome}");
                break;
        }
    }

    private static void LookAtTable(PlanRequest request, IReadOnlyList<PlanAssignment> assignments, IReadOnlyList<PlanLoad> loads)
    {
        int?[] table = PlanChecker.TableOf(request, assignments);
        PlanRequest asGiven = request with { Units = [.. request.Units.Select((unit, place) => table[place] is null ? unit with { FixedHolder = null } : unit)] };
        Assert.Empty(PlanChecker.Breaches(asGiven, table));
        Assert.Equal(request.Holders.Select(one => one.Id).Order(), loads.Select(load => load.Holder));
        foreach (PlanLoad load in loads)
        {
            foreach (DutyCount kind in Enum.GetValues<DutyCount>())
            {
                Assert.Equal(assignments.Count(one => one.Holder == load.Holder && request.Units[one.Unit].Duty.Kind == kind), load.Assigned.Of(kind));
            }
        }

        foreach (PlanAssignment one in assignments)
        {
            int free = request.Holders.Count(other => other.Id != one.Holder && PlanChecker.Breaches(asGiven with { Units = [.. asGiven.Units.Select(unit => unit with { FixedHolder = null })] },
                [.. table.Select((id, unit) => unit == one.Unit ? other.Id : id)]).Count == 0);
            Assert.Equal(free, one.Why.OthersFree);
            Assert.Equal(request.Holders.Count - 1, free + one.Why.Barred.Sum(bar => bar.Holders));
            Assert.Equal(one.Why.Before.Plus(request.Units[one.Unit].Duty.Kind, 1), one.Why.After);
        }
    }
}
