using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Turns;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Inbox;

/// <summary>What comes in takes effect once, in order, and is forgotten when it is taken back.</summary>
public sealed class InboxStory
{
    [Fact]
    public async Task AskingAtNight_IsAnsweredByReply_AndARedeliveryIsNotAnsweredTwice()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 22));
        await world.GivenAsync(Town("夜間訪問看護ステーション", ServiceKind.VisitingNurse) with { Answers24h = true });

        await world.SaysAsync("U1", "24時間の訪問看護", eventId: "01HX");
        await world.SaysAsync("U1", "24時間の訪問看護", eventId: "01HX"); // LINE delivers again

        Assert.All(world.Hears("U1", "夜間訪問看護ステーション"), message => Assert.True(message.ByReply));
        Assert.Equal(1, await world.AskAsync(db => db.Inbox.CountAsync()));
    }

    [Fact]
    public async Task InAGroup_OnlyAMentionIsAnswered_ButALifeInDangerAlways()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));

        await world.SaysAsync("U1", "おはようございます", inGroup: "group1");
        world.HearsNothing("group1");

        await world.SaysAsync("U1", "@拠点 使い方おしえて", inGroup: "group1", mentioning: "@拠点");
        world.Hears("group1");

        await world.SaysAsync("U1", "利用者さんが息をしていません", inGroup: "group1");
        world.Hears("group1", "119");
    }

    [Fact]
    public async Task InStandby_NothingIsSaid()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));

        SignedWebhook webhook = world.Line.Says("U1", "父が息をしていない");
        string body = System.Text.Encoding.UTF8.GetString(webhook.Body).Replace("\"active\"", "\"standby\"", StringComparison.Ordinal);
        await world.DoesAsync(SignedWebhook.Of(System.Text.Encoding.UTF8.GetBytes(body), world.Line.ChannelSecret));

        world.HearsNothing("U1");
    }

    [Fact]
    public async Task TakingAMessageBack_LeavesNoWordsWithUs()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        SignedWebhook said = world.Line.Says("U1", "今朝から38度の熱、食事半分でした");
        await world.DoesAsync(said);
        world.Hears("U1");
        Assert.Equal(1, await world.AskAsync(db => db.KeptNotes.CountAsync(note => note.Kind == NoteKind.Observation && note.Text.Contains("38度"))));

        await world.DoesAsync(world.Line.Unsends("U1", said.Events[0]["message"]!["id"]!.GetValue<string>()));

        Assert.Equal(0, await world.AskAsync(db => db.KeptNotes.CountAsync(note => note.Text.Contains("38度"))));
        Assert.Equal(0, await world.AskAsync(db => db.Inbox.CountAsync(message => message.Event.Contains("38度"))));
        Assert.Equal(0, await world.AskAsync(db => db.Dialogues.CountAsync(dialogue => dialogue.State.Contains("38度"))));
    }

    [Fact]
    public async Task AnEventThatFailsThreeTimes_IsParked_AndTheOnesBehindItAreAnswered()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10), more: services =>
            services.AddSingleton<ITurnHandler, BrokenTurn>());

        await world.DoesAsync(world.Line.Presses("U1", "broken"));
        await world.SaysAsync("U1", "使い方おしえて");

        world.Hears("U1");
        InboxMessage parked = await world.AskAsync(db => db.Inbox.SingleAsync(message => message.State == InboxState.Parked));
        Assert.Equal(InboxMessage.AttemptsMax, parked.Attempts);
    }

    [Fact]
    public async Task WithoutADatabase_LineHears503_AndALifeInDangerIsAnsweredAtOnce()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2));
        await world.AskAsync(async db => await db.Database.ExecuteSqlRawAsync("ALTER TABLE inbox_message RENAME TO gone"));

        using HttpResponseMessage ordinary = await world.PostAsync(world.Line.Says("U1", "使い方おしえて"));
        using HttpResponseMessage danger = await world.PostAsync(world.Line.Says("U2", "母が息をしていない"));

        Assert.Equal((503, 503), ((int)ordinary.StatusCode, (int)danger.StatusCode));
        world.HearsNothing("U1");
        world.Hears("U2", "119");
    }

    [Fact]
    public async Task WhileAnImportHoldsTheDatabase_NothingIsLost_AndALifeInDangerIsAnsweredAtOnce()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2));
        string spill = Path.Combine(world.DataDirectory, "inbox-spill.jsonl");
        using Microsoft.Data.Sqlite.SqliteConnection import = Sqlite.Open(new StorageOptions { DataDirectory = world.DataDirectory });
        using (import.BeginTransaction())
        {
            using HttpResponseMessage danger = await world.PostAsync(world.Line.Says("U2", "母が息をしていない", eventId: "01HY"));
            using HttpResponseMessage ordinary = await world.PostAsync(world.Line.Says("U1", "使い方おしえて", eventId: "01HZ"));
            using HttpResponseMessage again = await world.PostAsync(world.Line.Says("U1", "使い方おしえて", eventId: "01HZ"));

            Assert.Equal((200, 200, 200), ((int)danger.StatusCode, (int)ordinary.StatusCode, (int)again.StatusCode));
            world.Hears("U2", "119");
            Assert.Equal(3, Directory.GetFiles(world.DataDirectory, "inbox-spill.jsonl*").Sum(file => File.ReadAllLines(file).Length));
        }

        await world.SettleAsync();

        Assert.Single(world.Hears("U1").Select(message => message.RequestId).Distinct()); // Told twice, answered once.
        world.Hears("U2", "119"); // A doubled danger card is allowed, a missing one is not.
        Assert.Equal(2, await world.AskAsync(db => db.Inbox.CountAsync()));
        Assert.False(File.Exists(spill));
    }

    [Fact]
    public async Task ALineOfTheSpillCutOffByACrash_HidesNoOther()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2));
        string spill = Path.Combine(world.DataDirectory, "inbox-spill.jsonl");
        using Microsoft.Data.Sqlite.SqliteConnection import = Sqlite.Open(new StorageOptions { DataDirectory = world.DataDirectory });
        using (import.BeginTransaction())
        {
            using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("U1", "使い方おしえて"));
        }

        await File.AppendAllTextAsync(spill, "{\"channel\":\"line\",\"eventId\":\"01\",\"ki");
        await world.SettleAsync();

        world.Hears("U1");
    }

    [Fact]
    public async Task WithoutADatabaseAndWithTheReplyTokenGone_ALifeInDangerIsAnsweredByPush()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2));
        await world.AskAsync(async db => await db.Database.ExecuteSqlRawAsync("ALTER TABLE inbox_message RENAME TO gone"));
        SignedWebhook late = world.Line.Says("U2", "母が息をしていない");
        world.Clock.Advance(TimeSpan.FromMinutes(30));

        using HttpResponseMessage danger = await world.PostAsync(late);

        Assert.All(world.Hears("U2", "119"), message => Assert.False(message.ByReply));
    }

    [Fact]
    public async Task WhatPeopleSayAmongThemselvesInAGroup_IsNotKept()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));

        await world.SaysAsync("U1", "明日の昼はうどんにしよう", inGroup: "group1");

        world.HearsNothing("group1");
        Assert.Equal("null", (await world.AskAsync(db => db.Inbox.SingleAsync())).Event);
    }

    [Theory]
    [InlineData("今朝から38度の熱、食事半分でした", NoteKind.Observation)]
    [InlineData("無事です、停電しています", NoteKind.Safety)]
    [InlineData("家は大丈夫です、でも断水しています", NoteKind.Safety)]
    public async Task ANoteAfterASearch_IsKeptAsANote_AndNotTakenForASearch(string note, NoteKind kind)
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await world.GivenAsync(Town("みなと訪問看護ステーション", ServiceKind.VisitingNurse));
        await world.SaysAsync("U1", "みなと市の訪問看護");
        world.Hears("U1", "みなと訪問看護ステーション");

        await world.SaysAsync("U1", note);

        world.Hears("U1", "119", "だれも読んでいません");
        Assert.Equal((kind, note), await world.AskAsync(async db => (await db.KeptNotes.SingleAsync()) is { } kept ? (kept.Kind, kept.Text) : default));
    }

    [Fact]
    public async Task AnUnknownPlace_IsAskedAboutOnce_AndDoesNotStandInTheWayOfTheNextQuestion()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await world.GivenAsync(Town("みなと訪問看護ステーション", ServiceKind.VisitingNurse));
        await world.SaysAsync("U1", "無影市の訪問看護");
        world.Hears("U1", "無影市", "見つかりませんでした");

        await world.SaysAsync("U1", "訪問看護を探しています");

        world.Hears("U1", "みなと訪問看護ステーション");
    }

    [Fact]
    public async Task ALateAnswer_IsPushedUnderItsOwnKey()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("U1", "使い方おしえて"));

        world.Clock.Advance(TimeSpan.FromMinutes(2)); // longer than the reply token lives
        await world.SettleAsync();

        Assert.All(world.Hears("U1"), message => Assert.NotEqual("", message.RetryKey));
    }

    [Fact]
    public async Task AReplyNobodyKnowsTheFateOf_IsShownToAPersonAndNotRepeated()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        world.Line.Fails(FakeFailure.NoAnswerAfterAcceptance, pathPart: "/message/reply");

        await world.SaysAsync("U1", "使い方おしえて");

        Assert.Single(world.Hears("U1").Select(message => message.RequestId).Distinct());
        Assert.Equal(OutboxState.Unknown, (await world.AskAsync(db => db.Outbox.SingleAsync())).State);
    }

    /// <summary>A bug of ours.</summary>
    private sealed class BrokenTurn : ITurnHandler
    {
        public IReadOnlyList<string> Intents => [];

        public IReadOnlyList<string> Verbs => ["broken"];

        public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }
}
