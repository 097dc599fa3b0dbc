using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>A channel that takes nothing for a while: nothing useful is lost, nobody is woken by what was late, and what is urgent finds another way.</summary>
public sealed class OutageStory : OwedWorld
{
    [Fact]
    public async Task LinesPlanIsSpent_BeforeOurFiguresKnow_APageGoesByTheOtherChannel()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        await SpendAsync(world);
        await OweAsync(world, [await PersonOnBothAsync(world)], Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        Assert.Single(Other.Sent);
        world.HearsNothing("both");
    }

    [Fact]
    public async Task LinesPlanIsSpent_AndNoOtherWay_APageBecomesACall()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        await SpendAsync(world);
        await OweAsync(world, await PeopleAsync(world, 1), Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        Assert.Single(await world.AskAsync(db => db.PhoneTasks.ToListAsync()));
        Assert.Equal((1, 0), await CountAsync(world, OutboxState.GivenUp, OutboxState.Waiting));
    }

    [Fact]
    public async Task LinesPlanIsSpent_NoticesWaitAndHardlyAsk_AndGoWhenThereIsRoom()
    {
        await using StoryWorld world = await StartAsync(atHour: 9);
        await SpendAsync(world);
        await OweAsync(world, await PeopleAsync(world, 2), Urgency.Notice, "研修のお知らせ");
        for (int quarter = 0; quarter < 16; quarter++)
        {
            await world.SettleAsync();
            world.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.All(await world.AskAsync(db => db.Outbox.ToListAsync()), message =>
        {
            Assert.Equal((OutboxState.Waiting, OutboxRules.NoRoom), (message.State, message.LastAnswer));
            Assert.InRange(message.Attempts, 1, 5); // LINE is asked once an hour.
        });
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (5_000, 200);
        await RunQuotaJobAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.SettleAsync();
        world.Hears("p0", "研修のお知らせ");
        world.Hears("p1", "研修のお知らせ");
    }

    [Fact]
    public async Task LinesPlanIsSpent_WhatIsAskedLater_IsAnsweredForNothing()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await SpendAsync(world);
        DateTimeOffset now = world.Clock.GetUtcNow();
        await ChangeAsync(world, db =>
        {
            OutboxMessage late = new() { Id = Guid.CreateVersion7(now), Channel = "line", Address = FakeLine.IdOf("家族"), Body = OutboxBody.Text("遅れた返事"), Urgency = Urgency.Reply, CreatedAt = now, UselessAfter = now.AddHours(1) };
            late.PlanFor(now);
            db.Outbox.Add(late);
            return Task.CompletedTask;
        });
        await world.SettleAsync();
        world.HearsNothing("家族");

        await world.SaysAsync("家族", "こんにちは");
        world.Hears("家族", "こんにちは");
    }

    [Fact]
    public async Task SixHoursWithoutAnAnswer_NoNoticeIsGivenUp_AndAllGoAtOnceWhenItAnswersAgain()
    {
        await using StoryWorld world = await StartAsync(atHour: 8);
        Guid[] people = await OthersAsync(world, 5);
        Enumerable.Range(0, 10_000).ToList().ForEach(_ => Other.Answers.Enqueue(new SendOutcome.TryAgain("503")));
        await OweAsync(world, people, Urgency.Notice, "研修のお知らせ");
        for (int minute = 0; minute < 6 * 60; minute++)
        {
            await world.SettleAsync();
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((5, 0), await CountAsync(world, OutboxState.Waiting, OutboxState.GivenUp));
        Other.Answers.Clear();
        Other.Sent.Clear();
        DateTimeOffset next = await world.AskAsync(db => db.Outbox.MinAsync(message => message.NotBefore));
        world.Clock.AdvanceTo(next > world.Clock.GetUtcNow() ? next : world.Clock.GetUtcNow());
        await world.SettleAsync();
        Assert.Equal((5, 0), await CountAsync(world, OutboxState.Sent, OutboxState.Waiting));
    }

    [Fact]
    public async Task ChannelDoesNotAnswer_APageGoesByTheOther_AfterAMinuteAndAHalf()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid person = await PersonOnBothAsync(world);
        world.Line.Fails(FakeFailure.Unauthorized, times: 1_000);
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");
        for (int second = 0; second < 180 && Other.Sent.Count == 0; second++)
        {
            await world.SettleAsync();
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Single(Other.Sent);
        Assert.Empty(await world.AskAsync(db => db.PhoneTasks.ToListAsync()));
        Assert.Equal((1, 1), await CountAsync(world, OutboxState.GivenUp, OutboxState.Sent));
    }

    [Fact]
    public async Task ChannelDoesNotAnswer_AndThereIsNoOther_SomebodyCalls_AndThePageIsTriedOn()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid[] people = await OthersAsync(world, 1);
        Enumerable.Range(0, 15).ToList().ForEach(_ => Other.Answers.Enqueue(new SendOutcome.TryAgain("503")));
        await OweAsync(world, people, Urgency.Page, "当番の呼び出し");
        for (int half = 0; half < 30; half++)
        {
            await world.SettleAsync();
            world.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Single(await world.AskAsync(db => db.PhoneTasks.ToListAsync()));
        Assert.Equal(OutboxState.Sent, (await world.AskAsync(db => db.Outbox.SingleAsync(message => message.Kind == "test"))).State);
    }

    [Fact]
    public async Task PageNobodyKnowsAbout_EvenAfterItWasSaidAgain_BecomesACall()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Enumerable.Range(0, OutboxRules.GenerationsMax + 1).ToList().ForEach(_ => Other.Answers.Enqueue(new SendOutcome.Unknown("no answer")));
        await OweAsync(world, await OthersAsync(world, 1), Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        Assert.Equal(OutboxRules.GenerationsMax + 1, Other.Sent.Count);
        Assert.Single(await world.AskAsync(db => db.PhoneTasks.ToListAsync()));
    }

    [Fact]
    public async Task FailedInTheEvening_RingsNobodyAtNight()
    {
        await using StoryWorld world = await StartAsync(atHour: 20);
        Guid[] people = await PeopleAsync(world, 3);
        world.Clock.Advance(TimeSpan.FromMinutes(59));
        world.Line.Fails(FakeFailure.ServerErrorBeforeAcceptance, times: 1);
        await OweAsync(world, people, Urgency.Notice, "研修のお知らせ");
        await world.SettleAsync();
        for (int hour = 0; hour < 9; hour++)
        {
            world.Clock.Advance(TimeSpan.FromHours(1));
            await world.SettleAsync();
        }

        Assert.All(Enumerable.Range(0, 3), number => world.HearsNothing($"p{number}"));
        world.Clock.AdvanceTo(FakeClock.InTokyo(2026, 4, 2, 7).GetUtcNow());
        await world.SettleAsync();
        Assert.All(Enumerable.Range(0, 3), number => world.Hears($"p{number}", "研修のお知らせ"));
    }

    [Fact]
    public async Task ErasedDuringTheTry_NobodyIsAskedToCall()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid[] people = await OthersAsync(world, 1);
        Other.Answers.Enqueue(new SendOutcome.Refused("blocked", IsRecipientGone: true));
        Other.OnSend = () => ChangeAsync(world, async db =>
        {
            db.Outbox.RemoveRange(await db.Outbox.ToListAsync());
            db.Members.RemoveRange(await db.Members.Include(member => member.Links).ToListAsync());
        });
        await OweAsync(world, people, Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        Assert.Empty(await world.AskAsync(db => db.PhoneTasks.ToListAsync()));
        Assert.Empty(await world.AskAsync(db => db.Outbox.ToListAsync()));
    }

    [Fact]
    public async Task OneKindThatCannotBeChecked_HoldsUpNobodyElse()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10), more: services => services.AddSingleton<IMessageTruth, Breaks>());
        Guid[] people = await PeopleAsync(world, 2);
        DateTimeOffset now = world.Clock.GetUtcNow();
        await PlanAsync(world, "broken:1", [Planned(people[0], "会議A", now)]);
        await PlanAsync(world, "meeting:1", [Planned(people[1], "会議B", now)]);

        await world.SettleAsync();

        world.Hears("p1", "会議B");
        world.HearsNothing("p0");
        Assert.Equal(OutboxPlanning.Unasked, (await world.AskAsync(db => db.Outbox.SingleAsync(message => message.About == "broken:1"))).LastAnswer);
    }

    [Fact]
    public async Task PlanWillNotLast_WhoIsAtRestHearsOfItInTheMorning_ThoughAColleagueKnows()
    {
        await using StoryWorld world = await StartAsync(atHour: 10, day: 12);
        Member early = PersonWith("line", FakeLine.IdOf("early"), Role.Coordinator), late = PersonWith("line", FakeLine.IdOf("late"), Role.Coordinator);
        await ChangeAsync(world, db =>
        {
            db.Members.AddRange(early, late);
            db.QuietHours.Add(new QuietHours { MemberId = late.Id, FromMinute = 0, ToMinute = 12 * 60 });
            return Task.CompletedTask;
        });
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (5_000, 3_000);
        for (int look = 0; look < 15; look++)
        {
            await RunQuotaJobAsync(world);
            await world.SettleAsync();
            world.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Single(world.Hears("early", "足りなくなりそうです"));
        Assert.Single(world.Hears("late", "足りなくなりそうです"));
    }

    [Fact]
    public void AllUsedUpOnTheFirstDay_IsWorrying()
    {
        DateOnly first = new(2026, 4, 1);
        Assert.True(QuotaRules.IsWorrying(QuotaRules.Forecast(200, 200, first), first));
        Assert.False(QuotaRules.IsWorrying(QuotaRules.Forecast(200, 20, first), first)); // Too early to tell.
    }

    private sealed class Breaks : IMessageTruth
    {
        public string AboutPrefix => "broken:";

        public Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken) => throw new InvalidOperationException("Broken.");
    }
}
