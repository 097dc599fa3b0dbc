using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>A doctor who does not confirm: asked again, then the next in line and the coordinators, then everybody.</summary>
public sealed class DutyStepsStory
{
    /// <summary>The Friday before.</summary>
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 14);

    [Fact]
    public async Task WhoDoesNotConfirm_IsAskedAgain_ThenTheNextAndTheCoordinatorsHear_ThenEverybody_EachOnce()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishedAsync(world, rota);
        await LookAtAsync(world, "2026-05-31", 17);
        world.Hears(Kihara, "あすは当番です");
        await LookAtAsync(world, "2026-05-31", 19, 59);
        world.HearsNothing(Kihara);
        await LookAtAsync(world, "2026-05-31", 20);
        world.Hears(Kihara, "当番の確認をお願いします", "6月1日(月) 17:30〜翌8:30");
        world.HearsNothing(Coordinator);
        await LookAtAsync(world, "2026-05-31", 20, 30);
        world.Hears(Coordinator, "当番の確認がありません", "木原 一郎", "0000-31-1111", "次の方", "三木 二郎", "0000-31-2222");
        world.Hears(Miki, "代わりをお願いするかもしれません", "木原 一郎");
        Assert.Equal(1, await world.AskAsync(db => Task.FromResult(db.PhoneTasks.Count(task => task.Phone == "0000-31-1111" && task.DoneAt == null))));
        await LookAtAsync(world, "2026-06-01", 6, 59);
        world.HearsNothing(Coordinator); // Nobody is woken for a duty of the evening.
        await LookAtAsync(world, "2026-06-01", 7);
        world.Hears(Coordinator, "確認がないままです", "0000-31-1111");
        await LookAtAsync(world, "2026-06-01", 12);
        world.HearsNothing(Coordinator);
        HeldDuty held = (await HeldAsync(world))[0];
        Assert.Equal([DutyStepKind.SecondTry, DutyStepKind.NextInLine, DutyStepKind.Everyone], held.Steps.Select(step => step.Kind));

        await world.SaysAsync(Kihara, "了解");
        world.Hears(Kihara, "確認をいただきました", "6月1日(月)");
        Assert.Equal(0, await world.AskAsync(db => Task.FromResult(db.PhoneTasks.Count(task => task.DoneAt == null))));
    }

    [Fact]
    public async Task AConfirmation_EndsIt_AtEveryStep()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishedAsync(world, rota);
        await LookAtAsync(world, "2026-05-31", 17);
        world.Hears(Kihara, "あすは当番です");
        await LookAtAsync(world, "2026-05-31", 20);
        HeardMessage again = Assert.Single(world.Hears(Kihara, "当番の確認をお願いします"));
        await TapsAsync(world, Kihara, again, "確認しました");
        world.Hears(Kihara, "確認をいただきました");
        await LookAtAsync(world, "2026-06-01", 9);
        world.HearsNothing(Coordinator);
        world.HearsNothing(Miki);
    }

    [Fact]
    public async Task ADutyThatGoesToSomebodyElseMeanwhile_IsAskedOfThem()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishedAsync(world, rota);
        await LookAtAsync(world, "2026-05-31", 17);
        world.Hears(Kihara, "あすは当番です");
        await LookAtAsync(world, "2026-05-31", 20);
        world.Hears(Kihara, "当番の確認をお願いします");
        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-01", 17, 30), At("2026-06-01", 32, 30));
        world.Hears(Kihara, "当番ではなくなりました");
        world.Hears(Hirose, "当番をお願いします");
        await LookAtAsync(world, "2026-05-31", 20, 30);
        world.HearsNothing(Coordinator);
        await LookAtAsync(world, "2026-06-01", 7, 1); // Told at 20:00: an hour later it was night.
        world.Hears(Hirose, "当番の確認をお願いします");
    }

    [Fact]
    public async Task WhenTheDutyBegins_NobodyWaitsPolitely()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock, one => (one.NextInLineAfterMinutes, one.EveryoneAfterMinutes) = (240, 240));
        await using StoryWorld _ = world;
        _clock.AdvanceTo(At("2026-06-01", 17));
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-02"));
        world.Hears(Kihara, "当番をお願いします");
        world.Hears(Miki, "当番をお願いします");
        await LookAtAsync(world, "2026-06-01", 17, 15);
        world.Hears(Kihara, "当番の確認をお願いします");
        await LookAtAsync(world, "2026-06-01", 17, 30);
        world.Hears(Kihara, "いま当番です");
        world.Hears(Coordinator, "当番の確認がありません");
        world.Hears(Miki, "代わりをお願いするかもしれません");
    }

    [Fact]
    public async Task WhoIsOnTwoChannels_IsAskedAgainOnTheOther()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock, settings: StoryWorld.WithTeams());
        await using StoryWorld _ = world;
        await world.SaysInTeamsAsync(Kihara, "使い方");
        world.HearsInTeams(Kihara);
        await world.AskAsync(async db =>
        {
            Guid teams = await db.ChannelLinks.Where(link => link.Channel == "teams").Select(link => link.MemberId).SingleAsync(), line = (await db.DutyHolders.SingleAsync(holder => holder.Name == "木原 一郎")).MemberId!.Value;
            await MemberMerge.ApplyAsync(db, (await db.Members.FindAsync(line))!, (await db.Members.FindAsync(teams))!, CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        world.HearsInTeams(Kihara, "当番をお願いします"); // Where messages cost nothing.
        await LookAtAsync(world, "2026-05-31", 17);
        world.HearsInTeams(Kihara, "あすは当番です");
        await LookAtAsync(world, "2026-05-31", 20);
        world.Hears(Kihara, "当番の確認をお願いします");
    }

    private static async Task PublishedAsync(StoryWorld world, int rota)
    {
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-10"));
        world.Hears(Kihara, "6月1日");
        world.Hears(Miki, "6月10日");
    }
}
