using Xunit;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>What is kept of the month's plan for pages is not eaten by notices, though LINE's figures are approximate and late.</summary>
public sealed class ReserveStory : OwedWorld
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 10, 12, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public async Task LinesFiguresAreBehind_TheReserveStays_AndPagesGo()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 177);
        await RunQuotaJobAsync(world);
        Guid[] people = await PeopleAsync(world, 5);
        await OweAsync(world, people[..3], Urgency.Notice, "研修のお知らせ");
        await world.SettleAsync();
        Assert.All(Enumerable.Range(0, 3), number => world.Hears($"p{number}", "研修のお知らせ"));

        world.Line.MonthlyUsed = 177;
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await RunQuotaJobAsync(world);
        await OweAsync(world, [people[3]], Urgency.Notice, "研修のお知らせ");
        await OweAsync(world, [people[4]], Urgency.Page, "当番の呼び出し");
        await world.SettleAsync();

        world.HearsNothing("p3");
        world.Hears("p4", "当番の呼び出し");
    }

    [Fact]
    public void LineCountsLessForOverAnHour_ItIsBelieved()
    {
        ChannelBudgets budgets = new();
        budgets.Read("line", new QuotaFigures(200, 170), 0, Noon);
        budgets.Bought("line", 10);
        budgets.Read("line", new QuotaFigures(200, 170), budgets.BoughtOf("line"), Noon.AddMinutes(10));
        Assert.False(budgets.Allows("line", Urgency.Notice, 1, Noon.AddMinutes(10)));

        budgets.Read("line", new QuotaFigures(200, 170), budgets.BoughtOf("line"), Noon.AddMinutes(70));
        Assert.True(budgets.Allows("line", Urgency.Notice, 1, Noon.AddMinutes(70)));
    }

    [Fact]
    public void BoughtWhileTheFiguresWereRead_CountsBesideThem()
    {
        ChannelBudgets budgets = new();
        budgets.Read("line", new QuotaFigures(200, 100), 0, Noon);
        long before = budgets.BoughtOf("line");
        budgets.Bought("line", 5);

        budgets.Read("line", new QuotaFigures(200, 176), before, Noon.AddMinutes(10)); // Others wrote from LINE's own console.

        Assert.False(budgets.Allows("line", Urgency.Notice, 1, Noon.AddMinutes(10)));
        Assert.True(budgets.Allows("line", Urgency.Page, 1, Noon.AddMinutes(10)));
    }

    [Fact]
    public void NewMonth_LastMonthsFiguresAreForgotten()
    {
        ChannelBudgets budgets = new();
        DateTimeOffset last = new(2026, 4, 30, 23, 55, 0, TimeSpan.FromHours(9));
        budgets.Read("line", new QuotaFigures(200, 199), 0, last);
        budgets.Bought("line", 1);

        budgets.Read("line", new QuotaFigures(200, 0), budgets.BoughtOf("line"), last.AddMinutes(10));

        Assert.True(budgets.Allows("line", Urgency.Notice, 1, last.AddMinutes(10)));
    }
}
