using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Scheduler.Outbox;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>The program dies between any two saves of a week's invitations and of their corrections, again and again: it goes on, and each is heard once.</summary>
public sealed class MeetingKillTests
{
    private const int DeathsMax = 60;

    public static TheoryData<string> Places => [.. KillPoints.OfMeetings, "between-plans", "after-freeze", "before-send", "after-outcome"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task WhereverItDies_EachHearsOfEachMeetingOnce(string point)
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int[] ids = [await HeldAsync(world, "2026-06-15"), await HeldAsync(world, "2026-06-17"), await HeldAsync(world, "2026-06-19")];
        int deaths = await SurvivesAsync(world, point);
        world.Clock.AdvanceTo(At("2026-06-01", 10));
        deaths += await SurvivesAsync(world, point);
        Assert.All(Everybody, name => Assert.Equal([.. ids.Select(id => ("Invite", id))], HeardBy(world, name)));
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await EditAsync(world, ids[0], meeting => meeting.Place = "公民館");
        await CancelAsync(world, ids[2]);
        deaths += await SurvivesAsync(world, point);
        Assert.All(Everybody, name => Assert.Equal([("Changed", ids[0]), ("Changed", ids[2])], HeardBy(world, name)));
        Assert.True(deaths > 1, "It hardly ever died.");
    }

    private static (string, int)[] HeardBy(StoryWorld world, string name) => [.. Told(world, name).Select(told => (told.Kind, told.Meeting)).OrderBy(one => one.Meeting)];

    /// <summary>Each life passes the place once more often than the one before it, until one of them gets through.</summary>
    private static async Task<int> SurvivesAsync(StoryWorld world, string point)
    {
        for (int deaths = 0; deaths < DeathsMax; deaths++)
        {
            int left = deaths + 1;
            KillPoints.Watch(name => left = name == point && --left == 0 ? throw new PowerCut() : left);
            try
            {
                await world.Services.GetRequiredService<OutboxRecovery>().RunAsync(CancellationToken.None);
                await ActivatorUtilities.CreateInstance<MeetingPass>(world.Services).RunAsync(CancellationToken.None); // What it remembered died with it.
                await world.SettleAsync();
                return deaths;
            }
            catch (Exception problem) when (problem is PowerCut || (problem as AggregateException)?.Flatten().InnerExceptions.Any(one => one is PowerCut) == true)
            {
                world.Clock.Advance(TimeSpan.FromMinutes(1));
            }
            finally
            {
                KillPoints.Watch(_ => { });
            }
        }

        throw new InvalidOperationException("It never gets through.");
    }

    private sealed class PowerCut : Exception;
}
