using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>The story world with coordinators, consultations and the clock of their targets.</summary>
internal static class DeskWorld
{
    /// <summary>What no notification may hold.</summary>
    public const string Secret = "母の花子が来週退院します";

    public const string AskerName = "架空花子";
    public const string AskerPhone = "0000-33-0000";

    public static Task<StoryWorld> StartAsync(FakeClock clock, Dictionary<string, string?>? settings = null)
    {
        Dictionary<string, string?> all = StoryWorld.WithTeams();
        all["Hub:PublicBaseUrl"] = "https://hub.example";
        foreach ((string key, string? value) in settings ?? [])
        {
            all[key] = value;
        }

        return StoryWorld.StartAsync(clock, all);
    }

    /// <summary>Somebody who works at the desk and is reached on LINE.</summary>
    public static async Task<StaffAccount> CoordinatorAsync(StoryWorld world, string name, Action<StaffAccount>? adjust = null)
    {
        await world.SaysAsync(name, "使い方");
        world.HearsText(name);
        return await AccountAsync(world, name, FakeLine.IdOf(name), adjust);
    }

    /// <summary>The same, reached in Teams.</summary>
    public static async Task<StaffAccount> TeamsCoordinatorAsync(StoryWorld world, string name)
    {
        await world.SaysInTeamsAsync(name, "使い方");
        world.HearsInTeams(name);
        return await AccountAsync(world, name, FakeTeams.IdOf(name), null);
    }

    /// <summary>A family on LINE puts a worry to the hub, as the intake does.</summary>
    public static async Task<int> ConsultsAsync(StoryWorld world, string name, ConsultationUrgency urgency = ConsultationUrgency.Normal, string words = Secret)
    {
        await world.SaysAsync(name, "使い方");
        world.HearsText(name);
        return await SubmitAsync(world, await MemberAsync(world, FakeLine.IdOf(name)), "line", ConsultationRoute.Line, urgency, words);
    }

    public static async Task<int> ConsultsInTeamsAsync(StoryWorld world, string name)
    {
        await world.SaysInTeamsAsync(name, "使い方");
        world.HearsInTeams(name);
        return await SubmitAsync(world, await MemberAsync(world, FakeTeams.IdOf(name)), "teams", ConsultationRoute.Teams, ConsultationUrgency.Normal, Secret);
    }

    /// <summary>Something done at the desk, from the console.</summary>
    public static async Task<DeskAnswer> DoesAsync(StoryWorld world, int number, Func<ConsultationDesk, Consultation, DateTimeOffset, Task<DeskAnswer>> act)
    {
        DeskAnswer answer = await world.Services.GetRequiredService<DeskActions>().RunAsync(number, act, CancellationToken.None);
        await world.SettleAsync();
        return answer;
    }

    /// <summary>A duplicate joins the one that goes on.</summary>
    public static async Task<DeskAnswer> MergesAsync(StoryWorld world, int number, int into, Guid staff)
    {
        DeskAnswer answer = await world.Services.GetRequiredService<DeskActions>().MergeAsync(number, into, staff, CancellationToken.None);
        await world.SettleAsync();
        return answer;
    }

    public static Task<Consultation> FindAsync(StoryWorld world, int number) =>
        world.AskAsync(db => db.Consultations.AsNoTracking().Include(one => one.Entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)).SingleAsync(one => one.Number == number));

    /// <summary>The clock goes on to this hour of Tokyo, and the jobs that watch targets, questions and loose ends look once.</summary>
    public static async Task WatchAtAsync(StoryWorld world, FakeClock clock, string tokyo)
    {
        clock.AdvanceTo(At(tokyo));
        await using (AsyncServiceScope scope = world.Services.CreateAsyncScope())
        {
            await ActivatorUtilities.CreateInstance<TargetJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
            await ActivatorUtilities.CreateInstance<AskedBackJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
            await ActivatorUtilities.CreateInstance<LooseEndsJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
        }

        await world.SettleAsync();
    }

    public static DateTimeOffset At(string tokyo) => DateTimeOffset.Parse($"{tokyo}:00+09:00", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Families on LINE whose worries are submitted before any of them is on disk.</summary>
    public static async Task<int[]> ConsultAtOnceAsync(StoryWorld world, params string[] names)
    {
        List<AsyncServiceScope> turns = [];
        List<int> numbers = [];
        foreach (string name in names)
        {
            await world.SaysAsync(name, "使い方");
            world.HearsText(name);
        }

        foreach (string name in names)
        {
            turns.Add(world.Services.CreateAsyncScope());
            numbers.Add(await SubmitAsync(turns[^1], world, await MemberAsync(world, FakeLine.IdOf(name)), "line", ConsultationRoute.Line, ConsultationUrgency.Normal, Secret));
        }

        foreach (AsyncServiceScope turn in turns)
        {
            await turn.ServiceProvider.GetRequiredService<ZaitakuDb>().SaveChangesAsync();
            await turn.DisposeAsync();
        }

        await world.SettleAsync();
        return [.. numbers];
    }

    private static async Task<int> SubmitAsync(StoryWorld world, Guid member, string channel, ConsultationRoute route, ConsultationUrgency urgency, string words)
    {
        int number;
        await using (AsyncServiceScope scope = world.Services.CreateAsyncScope())
        {
            number = await SubmitAsync(scope, world, member, channel, route, urgency, words);
            await scope.ServiceProvider.GetRequiredService<ZaitakuDb>().SaveChangesAsync();
        }

        await world.SettleAsync();
        return number;
    }

    private static async Task<int> SubmitAsync(AsyncServiceScope turn, StoryWorld world, Guid member, string channel, ConsultationRoute route, ConsultationUrgency urgency, string words)
    {
        ConsultationDesk desk = turn.ServiceProvider.GetRequiredService<ConsultationDesk>();
        DateTimeOffset now = world.Clock.GetUtcNow();
        Consultation one = await desk.OpenAsync(new NewConsultation
        {
            Route = route, Channel = channel, MemberId = member, Origin = ConsultationOrigin.Resident, Content = ConsultationContent.Discharge, Urgency = urgency,
            Area = "みなと市", AskerName = AskerName, CallPhone = AskerPhone, Words = words,
        }, now, CancellationToken.None);
        await desk.SubmitAsync(one, now, CancellationToken.None);
        return one.Number;
    }

    private static Task<Guid> MemberAsync(StoryWorld world, string user) =>
        world.AskAsync(db => db.ChannelLinks.Where(link => link.ChannelUserId == user).Select(link => link.MemberId).SingleAsync());

    private static async Task<StaffAccount> AccountAsync(StoryWorld world, string name, string user, Action<StaffAccount>? adjust)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        StaffAccount account = new()
        {
            Id = Guid.CreateVersion7(now), SignInName = name, DisplayName = name, Role = Role.Coordinator, CreatedAt = now, MemberId = await MemberAsync(world, user),
            PasswordHash = "eA==", // Somebody who has been here.
        };
        adjust?.Invoke(account);
        await world.AskAsync(async db =>
        {
            db.StaffAccounts.Add(account);
            return await db.SaveChangesAsync();
        });
        return account;
    }
}
