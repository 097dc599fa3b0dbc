using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>What no channel takes, what nobody knows about, and what the month's plan has no room for.</summary>
public sealed class OutboxTroubleStory : OwedWorld
{
    [Fact]
    public async Task Page_FirstChannelIsGone_GoesByTheOther()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid person = await PersonOnBothAsync(world);
        world.Line.Fails(FakeFailure.Forbidden);
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        world.HearsNothing("both");
        Assert.Equal("teams-of-both", Assert.Single(Other.Sent).Addresses[0]);
        Assert.Empty(await world.AskAsync(db => db.PhoneTasks.ToListAsync()));
    }

    [Fact]
    public async Task Page_NoChannelTakesIt_BecomesACallAndTheCoordinatorHearsOfIt()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid person = await PersonOnBothAsync(world, phone: "0000-22-0000");
        await ChangeAsync(world, db => AddAsync(db, PersonWith("line", FakeLine.IdOf("coordinator"), Role.Coordinator)));
        world.Line.Fails(FakeFailure.Forbidden);
        Other.Answers.Enqueue(new SendOutcome.Refused("blocked", IsRecipientGone: true));
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        PhoneTask task = Assert.Single(await world.AskAsync(db => db.PhoneTasks.ToListAsync()));
        Assert.Equal((person, "0000-22-0000", null), (task.MemberId, task.Phone, task.DoneAt));
        string told = world.HearsText("coordinator");
        Assert.Contains("電話してください", told);
        Assert.DoesNotContain("0000-22-0000", told);
        Assert.NotNull((await world.AskAsync(db => db.ChannelLinks.SingleAsync(link => link.Channel == "other"))).BlockedAt);
    }

    [Fact]
    public async Task Page_OutcomeUnknown_IsSaidAgainMarkedSoAndShown()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        await ChangeAsync(world, db => AddAsync(db, PersonWith("other", "teams-of-one")));
        Guid person = await world.AskAsync(db => db.Members.Select(member => member.Id).SingleAsync());
        Other.Answers.Enqueue(new SendOutcome.Unknown("no answer"));
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        Assert.Equal([false, true], Other.Sent.Select(send => send.IsResend));
        Assert.Equal((1, 1), await CountAsync(world, OutboxState.Unknown, OutboxState.Sent));
    }

    [Fact]
    public async Task Notice_OutcomeUnknown_IsNotSaidAgain()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await ChangeAsync(world, db => AddAsync(db, PersonWith("other", "teams-of-one")));
        Guid person = await world.AskAsync(db => db.Members.Select(member => member.Id).SingleAsync());
        Other.Answers.Enqueue(new SendOutcome.Unknown("no answer"));
        await OweAsync(world, [person], Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Single(Other.Sent);
        Assert.Equal((1, 0), await CountAsync(world, OutboxState.Unknown, OutboxState.Sent));
    }

    [Fact]
    public async Task PlanIsNearlyUsedUp_NoticesWaitAndPagesGo()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 185);
        await RunQuotaJobAsync(world);
        Guid[] people = await PeopleAsync(world, 2);
        await OweAsync(world, [people[0]], Urgency.Notice, "研修のお知らせ");
        await OweAsync(world, [people[1]], Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        world.HearsNothing("p0");
        world.Hears("p1", "当番の呼び出し");
    }

    [Fact]
    public async Task PlanHasRoomForThree_OfTenNoticesDueTogetherThreeAreBoughtAndTheReserveStays()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 177);
        await RunQuotaJobAsync(world);
        await OweAsync(world, await PeopleAsync(world, 10), Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Equal(180, world.Line.MonthlyUsed);
        Assert.Equal(3, Enumerable.Range(0, 10).Sum(number => world.Line.Heard($"p{number}").Count));
        Assert.Equal((3, 7), await CountAsync(world, OutboxState.Sent, OutboxState.Waiting));
    }

    [Fact]
    public async Task ChannelWithoutKeys_OnlyTheTryUnderWayCouldBecomeDoubtful()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await OthersAsync(world, 30);
        int sendingMax = 0;
        Other.OnSend = async () => sendingMax = Math.Max(sendingMax, await world.AskAsync(db => db.Outbox.CountAsync(message => message.State == OutboxState.Sending)));
        await OweAsync(world, people, Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Equal(30, Other.Sent.Count);
        Assert.InRange(sendingMax, 1, Other.Limits.AtOnceMax);
    }

    [Fact]
    public async Task PlanIsUsedUp_NoticeGoesByTheOtherChannel()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 200);
        await RunQuotaJobAsync(world);
        Guid person = await PersonOnBothAsync(world);
        await OweAsync(world, [person], Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Single(Other.Sent);
        world.HearsNothing("both");
    }

    [Fact]
    public async Task PlanWillNotLast_CoordinatorsHearOfItOnceAndDaysBefore()
    {
        await using StoryWorld world = await StartAsync(atHour: 10, day: 12);
        await ChangeAsync(world, db => AddAsync(db, PersonWith("line", FakeLine.IdOf("coordinator"), Role.Coordinator)));
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (5_000, 3_000);

        await RunQuotaJobAsync(world);
        await world.SettleAsync();
        world.Hears("coordinator", "足りなくなりそうです", "4月18日");

        await RunQuotaJobAsync(world);
        await world.SettleAsync();
        world.HearsNothing("coordinator");
    }

    [Fact]
    public async Task ProgramDiedDuringTheTry_PushIsRepeatedUnderItsKeyReplyIsUnknown()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await PeopleAsync(world, 1);
        await OweAsync(world, people, Urgency.Notice, "研修のお知らせ");
        await ChangeAsync(world, async db =>
        {
            OutboxMessage torn = await db.Outbox.SingleAsync();
            (torn.Channel, torn.Address) = ("line", FakeLine.IdOf("p0"));
            torn.Freeze(torn.Id, byReply: false, world.Clock.GetUtcNow());
            OutboxMessage reply = new() { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), Channel = "line", Address = FakeLine.IdOf("p0"), Body = OutboxBody.Text("答え"), Urgency = Urgency.Reply, UselessAfter = world.Clock.GetUtcNow().AddHours(1) };
            reply.OfferReplyToken("token", world.Clock.GetUtcNow().AddMinutes(1));
            reply.Freeze(reply.Id, byReply: true, world.Clock.GetUtcNow());
            db.Outbox.Add(reply);
        });

        Assert.Equal(2, await world.Services.GetRequiredService<OutboxRecovery>().RunAsync(CancellationToken.None));
        await world.SettleAsync();

        Assert.Single(world.Hears("p0", "研修のお知らせ"));
        Assert.Equal((1, 1), await CountAsync(world, OutboxState.Sent, OutboxState.Unknown));
    }
}
