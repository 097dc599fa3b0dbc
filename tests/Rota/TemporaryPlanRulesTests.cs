using Xunit;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

public sealed class TemporaryPlanRulesTests
{
    private static readonly DutyShift Plan = Shift(1, At("2026-12-30", 17), At("2026-12-31", 8));

    [Theory]
    [InlineData(8, 17, "17-32")]        // ends as it begins: nothing is covered
    [InlineData(8, 18, "18-32")]
    [InlineData(17, 32, "")]            // the whole of it
    [InlineData(0, 48, "")]
    [InlineData(32, 40, "17-32")]       // begins as it ends
    [InlineData(20, 24, "17-20 24-32")] // the middle
    public void Uncovered_Boundary(int from, int until, string left) => Assert.Equal(left, Left(Over(from, until)));

    [Fact]
    public void Uncovered_BySeveral_TogetherAndApart()
    {
        Assert.Equal("", Left(Over(17, 24), Over(24, 32)));
        Assert.Equal("23-24", Left(Over(16, 22), Over(20, 23), Over(24, 40)));
        Assert.Equal("17-32", Left());
    }

    [Fact]
    public void Answered_APlansDutyIsNot_WhereATemporaryOneHidesAllOfIt()
    {
        DutyShift hidden = Over(17, 32), other = Shift(3, At("2026-12-30", 17), At("2026-12-31", 8), seat: 2), part = Shift(4, At("2026-12-30", 20), At("2026-12-30", 21), DutyLayer.TemporaryPlan, seat: 2);
        Assert.Equal([other, hidden, part], TemporaryPlanRules.Answered([Plan, other, hidden, part]));
    }

    [Fact]
    public void Differences_OfAPlannersDuties_TouchOnlyWhatTheyOverlapOnTheirSeats()
    {
        StandingShift Standing(int seat, DateTimeOffset startsAt, DateTimeOffset endsAt, string name) => new(Shift(1, startsAt, endsAt, seat: seat), "", name, name, "0000-00-0000");
        StandingShift[] standing =
        [
            Standing(1, At("2026-05-09", 17, 30), At("2026-05-10", 8, 30), "甲"), Standing(1, At("2026-05-09", 8), At("2026-05-09", 12), "乙"), // ends as the proposal's begins
            Standing(2, At("2026-05-10", 0), At("2026-05-10", 24), "丙"), Standing(1, At("2026-05-17", 0), At("2026-05-17", 24), "丁"),
        ];
        DraftShift[] draft = [new("", "戊", At("2026-05-09", 12), At("2026-05-10", 24), SeatId: 1), new("", "丁", At("2026-05-17", 0), At("2026-05-17", 24), SeatId: 1), new("", "丙", At("2026-05-10", 0), At("2026-05-10", 24), SeatId: 3)];
        Assert.Equal([(DutyChange.New, "戊"), (DutyChange.Gone, "甲"), (DutyChange.New, "丙"), (DutyChange.Same, "丁")],
            RotaDraftRules.Differences(standing, draft).Select(one => (one.Change, one.After?.Holder ?? one.Before!.Holder)));
    }

    private static DutyShift Over(int from, int until) => Shift(2, At("2026-12-30", from), At("2026-12-30", until), DutyLayer.TemporaryPlan);

    private static string Left(params DutyShift[] over) => string.Join(' ', TemporaryPlanRules.Uncovered(Plan, over).Select(span => $"{(span.From - At("2026-12-30", 0)).TotalHours:0}-{(span.Until - At("2026-12-30", 0)).TotalHours:0}"));
}
