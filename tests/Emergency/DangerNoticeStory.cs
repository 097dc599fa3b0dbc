using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Emergency;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Desk;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Emergency;

/// <summary>Every danger card is told to the coordinators at once, at any hour, without a word of the person.</summary>
public sealed class DangerNoticeStory
{
    private const string Urgent = "【至急】いのちに関わるかもしれない言葉";

    /// <summary>Three in the morning: notices are quiet then.</summary>
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 11, 24, 3);

    [Fact]
    public async Task OnLine_EveryCoordinatorHears_WhenWhereWhatAndWho_ButNoWordAndNoName()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await DeskWorld.TeamsCoordinatorAsync(world, "鈴木");

        await world.SaysAsync("花子", "使い方");
        world.HearsText("花子");
        await world.SaysAsync("花子", "父が息をしていない");

        Assert.True(Assert.Single(world.Hears("花子", "すぐに119へ電話")).ByReply);
        string heard = Assert.Single(world.Hears("佐藤", Urgent, "11月24日(火) 3:00", "LINE", "急な病気・けが・危険", "住民・家族", "「届いたことば」", "https://hub.example/console/notes")).Words;
        Assert.DoesNotContain("息を", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("花子", heard, StringComparison.Ordinal);
        world.HearsInTeams("鈴木", Urgent);
    }

    [Fact]
    public async Task InTeams_TheSame_AndThatItIsNone()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.TeamsCoordinatorAsync(world, "鈴木");

        await world.SaysInTeamsAsync("職員A", "利用者さんの意識がありません");
        world.HearsInTeams("職員A", "すぐに119へ電話");
        world.HearsInTeams("鈴木", Urgent, "Teams");

        await world.SaysInTeamsAsync("職員A", "緊急ではありません");
        world.HearsInTeams("職員A", "緊急でなくてよかったです");
        world.HearsInTeams("鈴木", "「緊急ではありません」を押しました");
    }

    [Fact]
    public async Task Repeated_IsToldOnceInAQuarterOfAnHour_WorseAtOnce_AfterwardsAgain()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await world.SaysAsync("花子", "もう死にたい");
        world.Hears("花子", "話を聞いてくれる人");
        world.Hears("佐藤", Urgent, "種類：死にたい気持ち\n");

        _clock.Advance(TimeSpan.FromMinutes(14));
        await world.SaysAsync("花子", "消えてしまいたい");
        world.Hears("花子", "話を聞いてくれる人");
        world.HearsNothing("佐藤");

        await world.SaysAsync("花子", "死にたい 薬を全部飲みました");
        world.Hears("花子", "119か110へ電話");
        world.Hears("佐藤", Urgent, "手段、またはほかの方のこと");

        await world.SaysAsync("花子", "父が息をしていない"); // Not worse than what they know.
        world.Hears("花子", "すぐに119へ電話");
        world.HearsNothing("佐藤");

        _clock.Advance(DangerNotices.ToldEvery + TimeSpan.FromSeconds(1));
        await world.SaysAsync("花子", "もう死にたい");
        world.Hears("花子", "話を聞いてくれる人");
        world.Hears("佐藤", Urgent);
    }

    [Fact]
    public async Task SomebodyElse_IsToldOfForThemselves()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        foreach (string name in (string[])["花子", "太郎"])
        {
            await world.SaysAsync(name, "父が息をしていない");
            world.Hears(name, "すぐに119へ電話");
            world.Hears("佐藤", Urgent);
        }
    }

    [Fact]
    public async Task NotAnEmergency_IsHeardOnce_AndDangerAfterItIsNewsAgain()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await world.SaysAsync("花子", "緊急ではありません");
        world.Hears("花子", "緊急でなくてよかったです");
        world.HearsNothing("佐藤"); // They were told of nothing.

        await world.SaysAsync("花子", "父が息をしていない");
        world.Hears("花子", "すぐに119へ電話");
        world.Hears("佐藤", Urgent);
        for (int press = 0; press < 2; press++)
        {
            await world.SaysAsync("花子", "緊急ではありません");
            world.Hears("花子", "緊急でなくてよかったです");
        }

        Assert.Single(world.Hears("佐藤", "「緊急ではありません」を押しました"));
        await world.SaysAsync("花子", "やっぱり息が苦しいです");
        world.Hears("花子", "すぐに119へ電話");
        world.Hears("佐藤", Urgent);
    }

    [Fact]
    public async Task SeenByTheLookout_CoordinatorsHearBeforeItsTurn_AndNotAgainAfterIt()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("花子", "父が息をしていない"));

        await world.Services.GetRequiredService<EmergencyLookout>().RunAsync(CancellationToken.None);
        await world.Services.GetRequiredService<DangerBell>().RunAsync(CancellationToken.None);
        await world.Services.GetRequiredService<OutboxPass>().RunAsync(CancellationToken.None);
        world.Hears("花子", "すぐに119へ電話");
        world.Hears("佐藤", Urgent, "登録のない方"); // Their turn makes them a member.

        await world.SettleAsync();
        world.HearsNothing("佐藤");
    }

    [Fact]
    public async Task NobodyReachable_TheCardGoes_AndTheNoteStays()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await world.DoesAsync(world.Line.Unfollows("佐藤"));

        await world.SaysAsync("花子", "父が息をしていない");

        world.Hears("花子", "すぐに119へ電話");
        Assert.Equal(0, await world.AskAsync(db => db.Outbox.CountAsync(message => message.Urgency == Urgency.Page)));
        Assert.Equal(0, await world.AskAsync(db => db.PhoneTasks.CountAsync()));
        Assert.Equal(1, await world.AskAsync(db => db.KeptNotes.CountAsync()));
    }

    [Fact]
    public async Task ACoordinatorInDanger_IsNotToldOfThemselves()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await world.SaysAsync("佐藤", "もう死にたい");
        world.Hears("佐藤", "話を聞いてくれる人");
        world.HearsNothing("佐藤");
    }
}
