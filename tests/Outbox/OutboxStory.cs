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

/// <summary>What we owe somebody leaves in time, once, on the right channel, or ends on record.</summary>
public sealed class OutboxStory
{
    private readonly ScriptedSender _other = new();

    [Fact]
    public async Task EqualNotices_ToManyPeople_TravelInOneCall()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, [.. await PeopleAsync(world, 700)], Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Equal(700, world.Line.Delivered.Count);
        Assert.Equal(2, world.Line.Records.Count(record => record.Call.Path.EndsWith("/multicast", StringComparison.Ordinal)));
        foreach (int number in Enumerable.Range(0, 700))
        {
            world.Hears($"p{number}", "研修のお知らせ");
        }
    }

    [Fact]
    public async Task Multicast_OneAddressIsNoAddress_TheOthersStillGetIt()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await PeopleAsync(world, 3);
        await ChangeAsync(world, db => AddAsync(db, PersonWith("line", "U-not-an-id")));
        Guid[] all = await world.AskAsync(db => db.Members.Select(member => member.Id).ToArrayAsync());
        await OweAsync(world, all, Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Equal(3, people.Length);
        Assert.All(Enumerable.Range(0, 3), number => world.Hears($"p{number}", "研修のお知らせ"));
        Assert.Equal((3, 1), await CountAsync(world, OutboxState.Sent, OutboxState.GivenUp));
    }

    [Fact]
    public async Task Multicast_AnswerIsLost_IsRepeatedUnderItsKeyAndNobodyHearsItTwice()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, await PeopleAsync(world, 20), Urgency.Notice, "研修のお知らせ");
        world.Line.Fails(FakeFailure.NoAnswerAfterAcceptance);

        await world.SettleAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SettleAsync();

        Assert.All(Enumerable.Range(0, 20), number => Assert.Single(world.Hears($"p{number}", "研修のお知らせ")));
        Assert.Equal((20, 0), await CountAsync(world, OutboxState.Sent, OutboxState.Unknown));
    }

    [Theory]
    [InlineData(Urgency.Notice, 22, false)]
    [InlineData(Urgency.Digest, 6, false)]
    [InlineData(Urgency.Notice, 7, true)]
    [InlineData(Urgency.Page, 3, true)] // somebody must come
    [InlineData(Urgency.Emergency, 3, true)]
    public async Task QuietHours_OnlyWhatCannotWaitRingsAtNight(Urgency urgency, int hour, bool rings)
    {
        await using StoryWorld world = await StartAsync(hour);
        await OweAsync(world, await PeopleAsync(world, 1), urgency, "お知らせ");

        await world.SettleAsync();
        Assert.Equal(rings, world.Line.Heard("p0").Count == 1);
        world.Clock.AdvanceTo(new DateTimeOffset(2026, 4, 2, 7, 0, 0, TimeSpan.FromHours(9)));
        await world.SettleAsync();

        Assert.Equal(rings ? 0 : 1, world.Line.Heard("p0").Count);
    }

    [Fact]
    public async Task QuietHours_LastLongerThanItsUse_IsCancelledOnRecord()
    {
        await using StoryWorld world = await StartAsync(atHour: 22);
        await OweAsync(world, await PeopleAsync(world, 1), Urgency.Notice, "今夜の受付は23時まで", TimeSpan.FromHours(1));

        await world.SettleAsync();

        world.HearsNothing("p0");
        OutboxMessage message = await world.AskAsync(db => db.Outbox.SingleAsync());
        Assert.Equal((OutboxState.Cancelled, "the quiet hours last longer than its use"), (message.State, message.LastAnswer));
    }

    [Fact]
    public async Task PlanMadeAnew_BeforeTheFirstTry_OnlyTheLastIsSaid()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await PeopleAsync(world, 2);
        await PlanAsync(world, "meeting:1", [.. people.Select(person => Planned(person, "会議は14時です", world.Clock.GetUtcNow().AddHours(1)))]);
        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は15時に変わりました", world.Clock.GetUtcNow().AddHours(2))]);

        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.SettleAsync();
        world.HearsNothing("p0");
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.SettleAsync();

        Assert.Single(world.Hears("p0", "15時に変わりました"));
        world.HearsNothing("p1");
    }

    [Fact]
    public async Task PlanMadeAnew_AfterItWasSaid_TheCorrectionIsANewMessage()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await PeopleAsync(world, 1);
        DateTimeOffset now = world.Clock.GetUtcNow();
        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は14時です", now)]);
        await world.SettleAsync();
        world.Hears("p0", "14時です");

        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は14時です", now)]);
        await world.SettleAsync();
        world.HearsNothing("p0");

        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は15時に変わりました", now)]);
        await world.SettleAsync();
        world.Hears("p0", "15時に変わりました");
    }

    [Fact]
    public async Task ThreeDigestsInOneMinute_AreOneMessage()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid person = (await PeopleAsync(world, 1))[0];
        DateTimeOffset now = world.Clock.GetUtcNow();
        foreach (string words in (string[])["会議A", "会議B", "会議C"])
        {
            await PlanAsync(world, words, [Planned(person, words, now) with { Bundle = "week" }]);
        }

        await world.SettleAsync();

        Assert.Equal(3, world.Hears("p0", "会議A", "会議B", "会議C").Count);
        Assert.Single(world.Line.Records, record => record.Call.Path.EndsWith("/push", StringComparison.Ordinal));
        Assert.Equal(1, world.Line.MonthlyUsed);
    }

    [Fact]
    public async Task Page_FirstChannelIsGone_GoesByTheOther()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid person = await PersonOnBothAsync(world);
        world.Line.Fails(FakeFailure.Forbidden);
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        world.HearsNothing("both");
        Assert.Equal("teams-of-both", Assert.Single(_other.Sent).Addresses[0]);
        Assert.Empty(await world.AskAsync(db => db.PhoneTasks.ToListAsync()));
    }

    [Fact]
    public async Task Page_NoChannelTakesIt_BecomesACallAndTheCoordinatorHearsOfIt()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid person = await PersonOnBothAsync(world, phone: "0000-22-0000");
        await ChangeAsync(world, db => AddAsync(db, PersonWith("line", FakeLine.IdOf("coordinator"), Role.Coordinator)));
        world.Line.Fails(FakeFailure.Forbidden);
        _other.Answers.Enqueue(new SendOutcome.Refused("blocked", IsRecipientGone: true));
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
        _other.Answers.Enqueue(new SendOutcome.Unknown("no answer"));
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        Assert.Equal([false, true], _other.Sent.Select(send => send.IsResend));
        Assert.Equal((1, 1), await CountAsync(world, OutboxState.Unknown, OutboxState.Sent));
    }

    [Fact]
    public async Task Notice_OutcomeUnknown_IsNotSaidAgain()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await ChangeAsync(world, db => AddAsync(db, PersonWith("other", "teams-of-one")));
        Guid person = await world.AskAsync(db => db.Members.Select(member => member.Id).SingleAsync());
        _other.Answers.Enqueue(new SendOutcome.Unknown("no answer"));
        await OweAsync(world, [person], Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Single(_other.Sent);
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
    public async Task PlanIsUsedUp_NoticeGoesByTheOtherChannel()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 200);
        await RunQuotaJobAsync(world);
        Guid person = await PersonOnBothAsync(world);
        await OweAsync(world, [person], Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Single(_other.Sent);
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

    private async Task<StoryWorld> StartAsync(int atHour, int day = 1) =>
        await StoryWorld.StartAsync(FakeClock.InTokyo(2026, 4, day, atHour), more: services => services.AddSingleton<IChannelSender>(_other));

    private static Member PersonWith(string channel, string user, Role role = Role.CareManager)
    {
        Member member = new() { Id = Guid.CreateVersion7(), Role = role };
        member.Links.Add(new ChannelLink { Channel = channel, ChannelUserId = user });
        return member;
    }

    private static async Task<Guid[]> PeopleAsync(StoryWorld world, int count)
    {
        Member[] people = [.. Enumerable.Range(0, count).Select(number => PersonWith("line", FakeLine.IdOf($"p{number}")))];
        await ChangeAsync(world, db =>
        {
            db.Members.AddRange(people);
            return Task.CompletedTask;
        });
        return [.. people.Select(person => person.Id)];
    }

    private static async Task<Guid> PersonOnBothAsync(StoryWorld world, string phone = "")
    {
        Member person = PersonWith("line", FakeLine.IdOf("both"));
        person.Phone = phone;
        person.Links.Add(new ChannelLink { Channel = "other", ChannelUserId = "mri", Address = "teams-of-both" });
        await ChangeAsync(world, db => AddAsync(db, person));
        return person.Id;
    }

    private static PlannedMessage Planned(Guid person, string words, DateTimeOffset due) => new(person, "meeting.reminder", Urgency.Notice, OutboxBody.Text(words), due, due.AddHours(30));

    private static Task PlanAsync(StoryWorld world, string about, IReadOnlyCollection<PlannedMessage> wanted) =>
        ChangeAsync(world, db => OutboxPlans.PlanAsync(db, about, wanted, world.Clock.GetUtcNow(), CancellationToken.None));

    private static Task OweAsync(StoryWorld world, IReadOnlyList<Guid> people, Urgency urgency, string words, TimeSpan? useful = null) => ChangeAsync(world, db =>
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        foreach (Guid person in people)
        {
            OutboxMessage message = new()
            {
                Id = Guid.CreateVersion7(now), MemberId = person, Kind = "test", Urgency = urgency, Body = OutboxBody.Text(words), CreatedAt = now, UselessAfter = now + (useful ?? TimeSpan.FromHours(30)),
            };
            message.PlanFor(now);
            db.Outbox.Add(message);
        }

        return Task.CompletedTask;
    });

    private static Task AddAsync(ZaitakuDb db, Member person)
    {
        db.Members.Add(person);
        return Task.CompletedTask;
    }

    private static async Task ChangeAsync(StoryWorld world, Func<ZaitakuDb, Task> change)
    {
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        await change(db);
        await db.SaveChangesAsync();
    }

    private static Task<(int, int)> CountAsync(StoryWorld world, OutboxState one, OutboxState other) =>
        world.AskAsync(async db => (await db.Outbox.CountAsync(message => message.State == one), await db.Outbox.CountAsync(message => message.State == other)));

    private static async Task RunQuotaJobAsync(StoryWorld world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<QuotaJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }
}
