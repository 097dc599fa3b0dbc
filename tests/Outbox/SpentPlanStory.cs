using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>The month's plan is spent faster than our figures tell.</summary>
public sealed class SpentPlanStory : OwedWorld
{
    /// <summary>Spent at one blow, from LINE's own console: nothing but the reserve is left, and nobody was warned before.</summary>
    [Theory]
    [InlineData(10, 10)]
    [InlineData(23, 7)] // It wakes nobody.
    public async Task PlanIsSpentAtOneBlow_TheCoordinatorHearsOfIt_FromTheReserve(int atHour, int heardAt)
    {
        await using StoryWorld world = await StartAsync(atHour, day: 12);
        await ChangeAsync(world, db => AddAsync(db, PersonWith("line", FakeLine.IdOf("coordinator"), Role.Coordinator)));
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 20);
        await RunQuotaJobAsync(world);
        await world.SettleAsync();
        world.HearsNothing("coordinator");

        world.Line.MonthlyUsed = 185;
        await RunQuotaJobAsync(world);
        await world.SettleAsync();
        Assert.Equal(atHour == heardAt ? 1 : 0, world.Line.Heard("coordinator").Count);
        if (atHour != heardAt)
        {
            world.Clock.AdvanceTo(FakeClock.InTokyo(2026, 4, 13, heardAt).GetUtcNow());
            await RunQuotaJobAsync(world);
            await world.SettleAsync();
            Assert.Single(world.Hears("coordinator", "足りなくなりそうです"));
        }
    }

    /// <summary>There is room again before the first answer's next look: the second, which must be bought too, does not overtake it. Found by storm 98269.</summary>
    [Fact]
    public async Task AnAnswerThatWaitsForRoom_IsNotOvertakenByOneThatIsBought()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await SpendAsync(world);
        await AnswerAsync(world, "はじめの返事");
        await world.SettleAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        world.Line.MonthlyLimit = 5_000;
        await RunQuotaJobAsync(world);
        await AnswerAsync(world, "あとの返事");
        await world.SettleAsync();
        world.HearsNothing("家族");

        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await world.SettleAsync();
        Assert.Equal(["はじめの返事", "あとの返事"], world.Hears("家族").Select(message => message.Words));
    }

    private static Task AnswerAsync(StoryWorld world, string words) => ChangeAsync(world, db =>
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        OutboxMessage answer = new() { Id = Guid.CreateVersion7(now), Channel = "line", Address = FakeLine.IdOf("家族"), Body = OutboxBody.Text(words), Urgency = Urgency.Reply, CreatedAt = now, UselessAfter = now.AddHours(1) };
        answer.PlanFor(now);
        db.Outbox.Add(answer);
        return Task.CompletedTask;
    });

    /// <summary>Our figures are old: the plan has room for ten and a notice goes to thirty. LINE's words are of the month, its figures say that something is left.</summary>
    [Fact]
    public async Task PlanHasRoomForSome_ThirtyWaitForThePlan_AndAPageStillGoes()
    {
        await using StoryWorld world = await StartAsync(atHour: 9);
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 100);
        await RunQuotaJobAsync(world);
        world.Line.MonthlyUsed = 190;
        Guid[] people = await PeopleAsync(world, 31);
        await OweAsync(world, people[..30], Urgency.Notice, "研修のお知らせ");
        await world.SettleAsync();
        await OweAsync(world, people[30..], Urgency.Page, "当番の呼び出し");
        await world.SettleAsync();
        Assert.Single(world.Hears("p30", "当番の呼び出し"));
        await RunQuotaJobAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.SettleAsync();
        world.HearsNothing("p0"); // What is left is the reserve.

        world.Line.MonthlyLimit = 1_000;
        await RunQuotaJobAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.SettleAsync();
        Assert.All(Enumerable.Range(0, 30), number => Assert.Single(world.Hears($"p{number}", "研修のお知らせ")));
    }
}
