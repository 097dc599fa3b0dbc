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

/// <summary>One card a consultation in the coordinators' channel; it follows the state for everybody.</summary>
public sealed class TeamsCardStory
{
    private const string Room = "相談窓口";

    [Fact]
    public async Task TheCardFollowsTheState_TheWinnerIsNamedToTheLoser_AndAStrangerChangesNothing()
    {
        await using StoryWorld world = await StartAsync();
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        HeardActivity card = Assert.Single(world.HearsInTeams(Room, ConsultationNumbers.Shown(number), "退院支援", "みなと市", "担当者を待っています", "引き受ける"));
        Both(world);

        await world.PressesInTeamsAsync("部外者", card, "引き受ける");
        world.HearsInTeams("部外者", "コーディネーターだけ", "担当者を待っています");
        Assert.All(world.Teams.Heard(Room), heard => Assert.Contains("担当者を待っています", heard.Words, StringComparison.Ordinal));

        await world.PressesInTeamsAsync("鈴木", card, "引き受ける");
        world.HearsInTeams("鈴木", "対応中（鈴木）");
        world.HearsInTeams(Room, "対応中（鈴木）");
        Assert.DoesNotContain("引き受ける", Assert.Single(world.Teams.Screen(Room), heard => heard.Id == card.Id).Words, StringComparison.Ordinal);

        await world.PressesInTeamsAsync("佐藤", card, "引き受ける"); // still shown on an old screen
        world.HearsInTeams("佐藤", "先に鈴木さんが引き受けました", "対応中（鈴木）");
        world.Teams.Heard(Room);

        Consultation claimed = await DeskWorld.FindAsync(world, number);
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.CloseAsync(one, claimed.StaffId!.Value, ConsultationOutcome.Informed, "", now, CancellationToken.None));
        HeardActivity closed = world.HearsInTeams(Room, "終了しました（鈴木）")[^1];
        Assert.Equal((card.Id, HeardHow.Updated), (closed.Id, closed.How));
        Assert.Single(world.Teams.Screen(Room), heard => heard.Words.Contains(ConsultationNumbers.Shown(number), StringComparison.Ordinal)); // one card, from first to last
        world.Hears("田中", "お役に立てましたか");
    }

    [Fact]
    public async Task TheDetails_ComeToThePresserAlone_AndAreWrittenDown()
    {
        await using StoryWorld world = await StartAsync();
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        HeardActivity card = world.HearsInTeams(Room)[^1];
        Both(world);
        await world.PressesInTeamsAsync("佐藤", card, "詳細");
        world.HearsInTeams("佐藤", DeskWorld.Secret, "相談元: 地域住民", "受付: LINE");
        Assert.DoesNotContain(world.Teams.Heard(Room), heard => heard.Words.Contains(DeskWorld.Secret, StringComparison.Ordinal));
        Assert.True(await world.AskAsync(db => Task.FromResult(db.AuditTrail.Any(row => row.Action == "consultation.read" && row.Subject == $"consultation:{number}"))));
        Assert.DoesNotContain(world.Teams.Delivered.Where(heard => heard.Room == Room), heard => heard.Words.Contains(DeskWorld.AskerName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoPressAtTheSameMoment_OneWins_AndTheOtherIsToldWho()
    {
        await using StoryWorld world = await StartAsync();
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        HeardActivity card = world.HearsInTeams(Room)[^1];
        Both(world);
        Task[] presses = [.. new[] { "佐藤", "鈴木" }.Select(name => (Task)world.Teams.PostAsync(world.Web, world.Teams.Presses(name, card, "引き受ける")))];
        for (int looks = 0; looks < 500 && !Task.WhenAll(presses).IsCompleted; looks++)
        {
            await Task.WhenAny(Task.WhenAll(presses), Task.Delay(10));
            await world.SettleAsync();
        }

        await Task.WhenAll(presses);
        await world.SettleAsync();
        Guid holder = (await DeskWorld.FindAsync(world, number)).StaffId!.Value;
        string winner = await world.AskAsync(db => Task.FromResult(db.StaffAccounts.Single(account => account.Id == holder).DisplayName));
        string loser = winner == "佐藤" ? "鈴木" : "佐藤";
        world.HearsInTeams(loser, $"先に{winner}さんが引き受けました");
        world.Teams.Heard(winner);
        world.HearsInTeams(Room, $"対応中（{winner}）");
        Assert.Contains($"対応中（{winner}）", world.Teams.Screen(Room)[^1].Words, StringComparison.Ordinal);
    }

    private static void Both(StoryWorld world) => Array.ForEach(["佐藤", "鈴木"], name => world.HearsInTeams(name, "新しい相談が届きました"));

    /// <summary>Two coordinators and somebody else in one channel.</summary>
    private static async Task<StoryWorld> StartAsync()
    {
        StoryWorld world = await DeskWorld.StartAsync(FakeClock.InTokyo(2026, 4, 28, 10));
        await DeskWorld.TeamsCoordinatorAsync(world, "佐藤");
        await DeskWorld.TeamsCoordinatorAsync(world, "鈴木");
        await world.SaysInTeamsAsync("部外者", "使い方");
        world.HearsInTeams("部外者");
        await world.DoesInTeamsAsync(world.Teams.AddsBotToChannel("佐藤", Room, "鈴木", "部外者"));
        world.Teams.Heard(Room);
        world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.TeamsChannel = world.Teams.ConversationOf(Room);
        return world;
    }
}
