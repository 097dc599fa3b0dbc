using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>The card in the coordinators' channel when time runs out, and when Teams is in trouble: there is one, and it says what is.</summary>
public sealed class TeamsCardTroubleStory
{
    private const string Room = "相談窓口";
    private const int LooksMax = 40;
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 28, 10);

    [Fact]
    public async Task WhenTheTimeIsOver_TheCardSaysSo_AndWhoWasTold()
    {
        await using StoryWorld world = await StartAsync();
        StaffAccount deputy = await DeskWorld.CoordinatorAsync(world, "鈴木");
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤", account => account.DeputyId = deputy.Id);
        int number = await DeskWorld.ConsultsAsync(world, "田中", ConsultationUrgency.Today);
        world.Line.Heard("鈴木");
        world.Line.Heard("佐藤");
        HeardActivity card = Assert.Single(world.HearsInTeams(Room));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, holder.Id, now, CancellationToken.None));
        world.HearsInTeams(Room);

        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-28T12:00");
        world.Hears("佐藤", "期限を過ぎました");
        world.Hears("鈴木", "代わりに");
        Assert.Equal((card.Id, HeardHow.Updated), IdOf(world.HearsInTeams(Room, "期限を過ぎました。代理の鈴木さんに知らせました", "対応中（佐藤）")[^1]));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-28T13:00");
        Array.ForEach(["鈴木", "佐藤"], name => world.Hears(name, "どなたか対応を"));
        Assert.Equal((card.Id, HeardHow.Updated), IdOf(world.HearsInTeams(Room, "期限を過ぎました。全員に知らせました")[^1]));

        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, holder.Id, "お電話しました。", now, CancellationToken.None));
        world.Hears("田中");
        Assert.DoesNotContain("期限を過ぎました", world.HearsInTeams(Room)[^1].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TeamsFailure.Throttled)]
    [InlineData(TeamsFailure.ConnectionRefused)]
    [InlineData(TeamsFailure.PreconditionFailed)]
    public async Task WhileTheFirstCardIsStillTried_NoSecondIsSent_AndInTheEndItSaysWhatIs(TeamsFailure failure)
    {
        await using StoryWorld world = await StartAsync();
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤");
        world.Teams.Fails(failure, times: 3, pathPart: "tacv2");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Line.Heard("佐藤");
        Assert.Empty(Cards(world, number));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, holder.Id, now, CancellationToken.None)); // The first try has failed; this is a card of its own.
        await ComesToRestAsync(world);
        Assert.Contains("対応中（佐藤）", Assert.Single(Cards(world, number)).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TeamsFailure.Throttled)]
    [InlineData(TeamsFailure.ConnectionRefused)]
    public async Task AnUpdateThatIsTriedAgain_StillTakesTheCardsPlace(TeamsFailure failure)
    {
        await using StoryWorld world = await StartAsync();
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤");
        world.Teams.Fails(failure, times: 1, pathPart: "tacv2");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Line.Heard("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, holder.Id, now, CancellationToken.None)); // Planned before the first card has an id.
        world.Teams.Fails(failure, times: 3, pathPart: "tacv2/activities/");
        await ComesToRestAsync(world);
        Assert.Contains("対応中（佐藤）", Assert.Single(Cards(world, number)).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TeamsFailure.Throttled)]
    [InlineData(TeamsFailure.ConnectionRefused)]
    public async Task TheAnswerToAPress_ThatComesLate_DoesNotPutBackWhatHasChangedSince(TeamsFailure failure)
    {
        await using StoryWorld world = await StartAsync();
        await DeskWorld.TeamsCoordinatorAsync(world, "佐藤");
        StaffAccount other = await DeskWorld.CoordinatorAsync(world, "鈴木");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        Array.ForEach(["佐藤", "鈴木"], name => world.Line.Heard(name));
        world.Teams.Heard("佐藤");
        HeardActivity card = Assert.Single(world.HearsInTeams(Room));
        world.Teams.Fails(failure, times: 1, pathPart: $"/activities/{card.Id}");
        await world.PressesInTeamsAsync("佐藤", card, "詳細");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, other.Id, now, CancellationToken.None)); // In the console, before the answer is tried again.
        int next = await DeskWorld.ConsultsAsync(world, "山本");
        Array.ForEach(["佐藤", "鈴木"], name => world.Line.Heard(name));
        world.HearsInTeams(Room, ConsultationNumbers.Shown(next)); // Another's card does not wait for it.
        await ComesToRestAsync(world);
        Assert.Contains("対応中（鈴木）", Assert.Single(Cards(world, number)).Words, StringComparison.Ordinal);
        world.Teams.Heard("佐藤");
    }

    [Fact]
    public async Task InAnotherChannel_AKnownNumberShowsNothing()
    {
        await using StoryWorld world = await StartAsync();
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        HeardActivity card = Assert.Single(world.HearsInTeams(Room));
        await world.DoesInTeamsAsync(world.Teams.AddsBotToChannel("高橋", "総務"));
        world.Teams.Heard("総務");
        await world.DoesInTeamsAsync(world.Teams.Presses("高橋", card with { Room = "総務" }, "詳細"));
        world.HearsInTeams("高橋", "見つかりません");
        Assert.DoesNotContain(world.Teams.Delivered, heard => heard.Room == "総務" && heard.Words.Contains(ConsultationNumbers.Shown(number), StringComparison.Ordinal));
    }

    private static (string Id, HeardHow How) IdOf(HeardActivity heard) => (heard.Id, heard.How);

    private static HeardActivity[] Cards(StoryWorld world, int number) =>
        [.. world.Teams.Screen(Room).Where(heard => heard.Words.Contains(ConsultationNumbers.Shown(number), StringComparison.Ordinal))];

    /// <summary>A minute at a time, until nothing is tried any more.</summary>
    private async Task ComesToRestAsync(StoryWorld world)
    {
        for (int looks = 0; looks < LooksMax; looks++)
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            await world.SettleAsync();
        }

        world.Teams.Heard(Room);
    }

    private async Task<StoryWorld> StartAsync()
    {
        StoryWorld world = await DeskWorld.StartAsync(_clock);
        await world.SaysInTeamsAsync("高橋", "使い方");
        world.HearsInTeams("高橋");
        await world.DoesInTeamsAsync(world.Teams.AddsBotToChannel("高橋", Room));
        world.Teams.Heard(Room);
        world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.TeamsChannel = world.Teams.ConversationOf(Room);
        return world;
    }
}
