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

/// <summary>A world in which messages are owed to people, with a second channel beside LINE.</summary>
public abstract class OwedWorld
{
    private protected ScriptedSender Other { get; } = new();

    protected async Task<StoryWorld> StartAsync(int atHour, int day = 1) =>
        await StoryWorld.StartAsync(FakeClock.InTokyo(2026, 4, day, atHour), more: services => services.AddSingleton<IChannelSender>(Other));

    protected static Member PersonWith(string channel, string user, Role role = Role.CareManager)
    {
        Member member = new() { Id = Guid.CreateVersion7(), Role = role };
        member.Links.Add(new ChannelLink { Channel = channel, ChannelUserId = user });
        return member;
    }

    protected static Task<Guid[]> PeopleAsync(StoryWorld world, int count) => PeopleAsync(world, count, number => PersonWith("line", FakeLine.IdOf($"p{number}")));

    /// <summary>People whom only the other channel reaches.</summary>
    protected static Task<Guid[]> OthersAsync(StoryWorld world, int count) => PeopleAsync(world, count, number => PersonWith("other", $"teams-of-{number}"));

    private static async Task<Guid[]> PeopleAsync(StoryWorld world, int count, Func<int, Member> person)
    {
        Member[] people = [.. Enumerable.Range(0, count).Select(person)];
        await ChangeAsync(world, db =>
        {
            db.Members.AddRange(people);
            return Task.CompletedTask;
        });
        return [.. people.Select(person => person.Id)];
    }

    protected static async Task<Guid> PersonOnBothAsync(StoryWorld world, string phone = "")
    {
        Member person = PersonWith("line", FakeLine.IdOf("both"));
        person.Phone = phone;
        person.Links.Add(new ChannelLink { Channel = "other", ChannelUserId = "mri", Address = "teams-of-both" });
        await ChangeAsync(world, db => AddAsync(db, person));
        return person.Id;
    }

    protected static PlannedMessage Planned(Guid person, string words, DateTimeOffset due) => new(person, "meeting.reminder", Urgency.Notice, OutboxBody.Text(words), due, due.AddHours(30));

    protected static Task PlanAsync(StoryWorld world, string about, IReadOnlyCollection<PlannedMessage> wanted) =>
        ChangeAsync(world, db => OutboxPlans.PlanAsync(db, about, wanted, world.Clock.GetUtcNow(), CancellationToken.None));

    protected static Task OweAsync(StoryWorld world, IReadOnlyList<Guid> people, Urgency urgency, string words, TimeSpan? useful = null) => ChangeAsync(world, db =>
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

    protected static Task AddAsync(ZaitakuDb db, Member person)
    {
        db.Members.Add(person);
        return Task.CompletedTask;
    }

    protected static async Task ChangeAsync(StoryWorld world, Func<ZaitakuDb, Task> change)
    {
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        await change(db);
        await db.SaveChangesAsync();
    }

    protected static Task<(int, int)> CountAsync(StoryWorld world, OutboxState one, OutboxState other) =>
        world.AskAsync(async db => (await db.Outbox.CountAsync(message => message.State == one), await db.Outbox.CountAsync(message => message.State == other)));

    /// <summary>Our figures say that there is room, LINE says that there is none.</summary>
    protected static async Task SpendAsync(StoryWorld world)
    {
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 0);
        await RunQuotaJobAsync(world);
        world.Line.MonthlyUsed = 200;
    }

    protected static async Task RunQuotaJobAsync(StoryWorld world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<QuotaJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }
}
