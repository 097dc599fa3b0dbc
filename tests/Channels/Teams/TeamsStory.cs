using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>Teams from a person's words to a person's screen, with our own Teams at the other end.</summary>
public sealed class TeamsStory
{
    /// <summary>A Wednesday, by day: no quiet hours.</summary>
    private static FakeClock Clock() => FakeClock.InTokyo(2026, 4, 1, 10);

    [Fact]
    public async Task SomebodyAsks_TheAnswerIsACard_AndMoreComesByAButton()
    {
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams());
        await world.GivenAsync([.. Enumerable.Range(1, 12).Select(number => World.World.Town($"みなと訪問看護ステーション{number}", ServiceKind.VisitingNurse, number * 100))]);
        await world.SaysInTeamsAsync("佐藤", "みなと市の訪問看護ステーション");
        HeardActivity list = world.HearsInTeams("佐藤", "みなと訪問看護ステーション1", "0000-22-0000")[^1];
        Assert.Equal("お返事があります", list.Summary);
        if (list.Actions.Any(action => (string?)action["title"] == "もっと見る"))
        {
            await world.PressesInTeamsAsync("佐藤", list, "もっと見る");
            world.HearsInTeams("佐藤", "みなと訪問看護ステーション12");
        }
    }

    [Fact]
    public async Task InAGroup_ItAnswersWhenMentioned_AndInDangerWithoutThat()
    {
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams());
        await world.DoesInTeamsAsync(world.Teams.Says("佐藤", "使い方", inGroup: "退院支援", isMentioning: false));
        Assert.Empty(world.Teams.Heard("退院支援"));
        await world.SaysInTeamsAsync("佐藤", "使い方", inGroup: "退院支援");
        world.HearsInTeams("退院支援");
        await world.DoesInTeamsAsync(world.Teams.Says("田中", "父が息をしていない", inGroup: "退院支援", isMentioning: false));
        HeardActivity danger = world.HearsInTeams("退院支援", "119")[0];
        Assert.Equal("tel:119", (string)danger.Action("119に電話")["url"]!);

        await world.SaysInTeamsAsync("佐藤", "使い方", inChannel: "在宅チーム");
        Assert.Contains(";messageid=", world.HearsInTeams("在宅チーム")[0].Conversation, StringComparison.Ordinal); // in the thread of the question
    }

    [Fact]
    public async Task APersonIsToldSomethingUnasked_ThoughTheyOnlyEverWroteInAGroup()
    {
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams());
        await world.SaysInTeamsAsync("佐藤", "使い方", inGroup: "退院支援");
        world.HearsInTeams("退院支援");
        _ = world.Teams.Installs("佐藤"); // by their organisation; what Teams told of it never came through
        await OweAsync(world, "佐藤", new TextReply("明日の会議は14時からです"));
        world.HearsInTeams("佐藤", "明日の会議は14時からです");
    }

    [Fact]
    public async Task ACardThatIsClaimed_ChangesForEverybody_AndAnotherPressTellsSo()
    {
        ClaimTurn claims = new();
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams(), services => services.AddScoped<ITurnHandler>(_ => claims));
        HeardActivity card = await ClaimCardAsync(world, "佐藤");

        TeamsRequest press = world.Teams.Presses("佐藤", card, "担当する");
        await world.DoesInTeamsAsync(press);
        Assert.Equal([HeardHow.InvokeAnswer, HeardHow.Updated], world.HearsInTeams("佐藤", "担当が決まりました").Select(heard => heard.How).Order().Reverse());
        Assert.Contains("担当が決まりました", world.Teams.Screen("佐藤")[^1].Words, StringComparison.Ordinal);

        await world.DoesInTeamsAsync(world.Teams.Redelivers(press)); // Teams delivers the same again.
        await world.PressesInTeamsAsync("佐藤", card, "担当する");      // and the person presses the old card
        Assert.All(world.Teams.Heard("佐藤"), heard => Assert.Contains("もう受け付けています", heard.Words, StringComparison.Ordinal));
        Assert.Equal(1, claims.Count);
    }

    [Fact]
    public async Task WhatTakesLonger_IsReceivedFirst_AndTheCardFollows()
    {
        ClaimTurn claims = new();
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams(), services => services.AddScoped<ITurnHandler>(_ => claims));
        HeardActivity card = await ClaimCardAsync(world, "佐藤");

        (int status, _) = await world.Teams.PostAsync(world.Web, world.Teams.Presses("佐藤", card, "担当する")); // nobody works the inbox off
        Assert.Equal(200, status);
        Assert.Equal(HeardHow.InvokeAnswer, Assert.Single(world.HearsInTeams("佐藤", "受付中")).How);
        await world.SettleAsync();
        HeardActivity done = Assert.Single(world.HearsInTeams("佐藤", "担当が決まりました"));
        Assert.Equal((HeardHow.Updated, card.Id), (done.How, done.Id));
    }

    [Fact]
    public async Task ANoticeThatWentThroughThoughTheGatewayGaveUp_IsHeardOnce_AndStaysInDoubt()
    {
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams());
        await world.SaysInTeamsAsync("佐藤", "使い方");
        world.HearsInTeams("佐藤");
        world.Teams.Fails(TeamsFailure.GatewayTimeoutAfterAcceptance);
        await OweAsync(world, "佐藤", new TextReply("明日の会議は14時からです"));
        world.Clock.Advance(TimeSpan.FromMinutes(30));
        await world.SettleAsync();

        Assert.Single(world.HearsInTeams("佐藤", "明日の会議は14時からです"));
        Assert.Equal(OutboxState.Unknown, await world.AskAsync(db => db.Outbox.Where(message => message.Urgency == Urgency.Notice).Select(message => message.State).SingleAsync()));
    }

    [Fact]
    public async Task TheOthersSeeACardThatIsClaimed_AlsoWhenTeamsIsBusyAtThatMoment()
    {
        ClaimTurn claims = new();
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams(), services => services.AddScoped<ITurnHandler>(_ => claims));
        HeardActivity card = await ClaimCardAsync(world, "佐藤");
        world.Teams.Fails(TeamsFailure.Throttled);

        await world.PressesInTeamsAsync("佐藤", card, "担当する");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SettleAsync();

        Assert.Equal([HeardHow.InvokeAnswer, HeardHow.Updated], world.HearsInTeams("佐藤", "担当が決まりました").Select(heard => heard.How).Order().Reverse());
        Assert.Contains("担当が決まりました", world.Teams.Screen("佐藤")[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BlockedOnTeams_NothingIsSent_UntilThePersonWrites()
    {
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams());
        await world.SaysInTeamsAsync("佐藤", "使い方");
        world.HearsInTeams("佐藤");
        await world.DoesInTeamsAsync(world.Teams.Uninstalls("佐藤"));
        await OweAsync(world, "佐藤", new TextReply("お知らせ"));
        Assert.Empty(world.Teams.Heard("佐藤"));
        await world.DoesInTeamsAsync(world.Teams.Installs("佐藤"));
        world.HearsInTeams("佐藤");
    }

    [Fact]
    public async Task OnePersonOnLineAndTeams_BecomesOneMember_ByACode()
    {
        await using World.World world = await World.World.StartAsync(Clock(), World.World.WithTeams());
        await world.IsAsync("佐藤", Role.Coordinator);
        await world.SaysAsync("佐藤", "Teamsとつなぐ");
        string code = System.Text.RegularExpressions.Regex.Match(world.HearsText("佐藤"), "[0-9A-Z]{4}-[0-9A-Z]{4}").Value;
        await world.SaysInTeamsAsync("佐藤", $"連携コード {code}");
        world.HearsInTeams("佐藤", "つなぎました", "コーディネーター");

        Member one = await world.AskAsync(db => db.Members.Include(member => member.Links).SingleAsync());
        Assert.Equal((Role.Coordinator, 2), (one.Role, one.Links.Count));
        await world.SaysAsync("佐藤", "使い方"); // LINE goes on as before.
        world.Hears("佐藤");
    }

    private static async Task<HeardActivity> ClaimCardAsync(World.World world, string name)
    {
        await world.SaysInTeamsAsync(name, "使い方");
        world.HearsInTeams(name);
        await OweAsync(world, name, new CardReply("相談", [new Card { Title = "新しい相談", Buttons = [new CardButton("担当する", new ReplyAction.Press("take", "担当する") { InPlace = true })] }]));
        return world.HearsInTeams(name, "新しい相談")[0];
    }

    /// <summary>Writes down something owed to a person, and lets the outbox find out how to reach them.</summary>
    private static async Task OweAsync(World.World world, string name, ReplyContent content)
    {
        string user = FakeTeams.IdOf(name);
        await using (ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync())
        {
            ChannelLink link = await db.ChannelLinks.SingleAsync(link => link.ChannelUserId == user);
            DateTimeOffset now = world.Clock.GetUtcNow();
            OutboxMessage message = new()
            {
                Id = Guid.CreateVersion7(now), MemberId = link.MemberId, Urgency = Urgency.Notice, Body = ReplyContent.ToJson([content]), CreatedAt = now, UselessAfter = now.AddHours(1),
            };
            message.PlanFor(now);
            db.Outbox.Add(message);
            await db.SaveChangesAsync();
        }

        await world.SettleAsync();
    }

    /// <summary>Takes a consultation, as later features will.</summary>
    private sealed class ClaimTurn : ITurnHandler
    {
        public int Count { get; private set; }

        public IReadOnlyList<string> Intents => [];

        public IReadOnlyList<string> Verbs => ["take"];

        public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
        {
            Count++;
            return Task.FromResult(TurnOutcome.Say([new CardReply("相談", [new Card { Title = "担当が決まりました" }])]));
        }
    }
}
