using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Inbox;
using Zaitaku.Bot.Turns;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Channels.Line;
using Zaitaku.Tests.Inbox;

namespace Zaitaku.Tests.Emergency;

/// <summary>A life in danger waits for no order, no mention and no disk. A doubled card is allowed, a missing one is not.</summary>
public sealed class LookoutStory
{
    [Fact]
    public async Task Ordinarily_OneCardIsShown_ByReply_WhoeverSawItFirst()
    {
        await using World.World world = await StartAsync();

        await world.SaysAsync("U1", "父が息をしていない");
        using HttpResponseMessage turnFirst = await world.PostAsync(world.Line.Says("U2", "母が息をしていない"));
        await world.Services.GetRequiredService<InboxPump>().RunAsync(CancellationToken.None);
        await world.SettleAsync();

        Assert.True(Assert.Single(world.Hears("U1", "119")).ByReply);
        Assert.True(Assert.Single(world.Hears("U2", "119")).ByReply);
        Assert.Equal(2, await world.AskAsync(db => db.Outbox.CountAsync()));
        Assert.Equal(2, await world.AskAsync(db => db.KeptNotes.CountAsync())); // That it was shown is noted.
    }

    [Fact]
    public async Task BehindATurnThatHangs_TheCardComesAtOnce_AndOnce()
    {
        HangingTurn hanging = new();
        await using World.World world = await StartAsync(hanging);
        using HttpResponseMessage slow = await world.PostAsync(world.Line.Presses("U1", "hang"));
        Task<int> pass = world.Services.GetRequiredService<InboxPump>().RunAsync(CancellationToken.None);
        await hanging.Entered.Task;

        using HttpResponseMessage danger = await world.PostAsync(world.Line.Says("U1", "父が息をしていない"));
        await LookAsync(world);
        Assert.True(Assert.Single(world.Hears("U1", "119")).ByReply);

        hanging.MayLeave.SetResult();
        await pass;
        await world.SettleAsync();
        Assert.Equal("ゆっくり考えました", Assert.Single(world.Hears("U1")).Words);
    }

    [Fact]
    public async Task BehindAParkedEvent_AndWhenItsOwnTurnFails_TheCardComes()
    {
        await using World.World world = await StartAsync(new FailingTurn());
        await world.DoesAsync(world.Line.Presses("U1", "broken"));

        await world.SaysAsync("U1", "父が息をしていない");

        Assert.Single(world.Hears("U1", "119"));
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("standby", false)]
    public async Task InAGroupWithoutAMention_TheCardComes_InStandbyNever(string mode, bool isHeard)
    {
        await using World.World world = await StartAsync();
        SignedWebhook said = world.Line.Says("U1", "利用者さんが息をしていません", inGroup: "group1");
        string body = System.Text.Encoding.UTF8.GetString(said.Body).Replace("\"active\"", $"\"{mode}\"", StringComparison.Ordinal);
        using HttpResponseMessage kept = await world.PostAsync(SignedWebhook.Of(System.Text.Encoding.UTF8.GetBytes(body), world.Line.ChannelSecret));

        await LookAsync(world);
        if (isHeard)
        {
            Assert.Single(world.Hears("group1", "119"));
        }

        await world.SettleAsync();
        world.HearsNothing("group1");
    }

    [Fact]
    public async Task WhileTheDatabaseIsHeld_BetweenKeepingAndWriting_TheCardIsSentFromMemory()
    {
        await using World.World world = await StartAsync();
        using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("U1", "父が息をしていない"));
        using (SqliteConnection import = Sqlite.Open(new StorageOptions { DataDirectory = world.DataDirectory }))
        using (import.BeginTransaction())
        {
            await world.Services.GetRequiredService<EmergencyLookout>().RunAsync(CancellationToken.None);
            world.Hears("U1", "119");
        }

        await world.SettleAsync();
        world.Hears("U1", "119"); // Its turn cannot know; doubled is allowed.
    }

    [Fact]
    public async Task WhatTheLastRunKept_IsSeenAtTheStart_ThoughTheRowBeforeItCannotBeRead()
    {
        await using World.World world = await StartAsync();
        ChannelEvent danger = new() { Channel = "line", EventId = "01DANGER", Kind = EventKind.Text, Address = FakeLine.IdOf("U1"), UserId = FakeLine.IdOf("U1"), Text = "父が息をしていません", SaidAt = world.Clock.GetUtcNow() };
        await world.AskAsync(async db =>
        {
            db.Inbox.AddRange(RowOf("01BROKEN", "{\"channel\":", danger), RowOf(danger.EventId, JsonSerializer.Serialize(danger, ReplyJson.Default.ChannelEvent), danger));
            return await db.SaveChangesAsync();
        });
        EmergencyLookout lookout = world.Services.GetRequiredService<EmergencyLookout>();
        await lookout.StartAsync(CancellationToken.None);
        for (int looks = 0; looks < 1_000 && !await world.AskAsync(db => db.Outbox.AnyAsync()); looks++)
        {
            await Task.Delay(10);
        }

        await lookout.StopAsync(CancellationToken.None);
        await world.Services.GetRequiredService<OutboxPass>().RunAsync(CancellationToken.None);
        world.Hears("U1", "119");
    }

    private static InboxMessage RowOf(string id, string kept, ChannelEvent said) => new()
    {
        Channel = said.Channel, ChannelEventId = id, Conversation = $"line:{said.Address}", Event = kept, SaidAt = said.SaidAt, ReceivedAt = said.SaidAt,
    };

    /// <summary>Nothing can be written down, so there is no second try: whatever becomes of the reply, the card is pushed.</summary>
    [Theory]
    [InlineData(FakeFailure.ServerErrorBeforeAcceptance)]
    [InlineData(FakeFailure.TooManyToOneUser)]
    [InlineData(FakeFailure.HungUpBeforeAcceptance)]
    [InlineData(FakeFailure.ConnectionRefused)]
    public async Task WithoutADatabase_AndTheReplyFails_TheCardIsPushed(FakeFailure failure)
    {
        await using World.World world = await StartAsync();
        await world.AskAsync(async db => await db.Database.ExecuteSqlRawAsync("ALTER TABLE inbox_message RENAME TO gone"));
        world.Line.Fails(failure);

        using HttpResponseMessage danger = await world.PostAsync(world.Line.Together(world.Line.Says("U1", "父が息をしていない"), world.Line.Says("U2", "意識がない")));

        Assert.Equal(503, (int)danger.StatusCode);
        world.Hears("U1", "119");
        world.Hears("U2", "119");
    }

    [Fact]
    public async Task OnAFullDisk_LineHears503_TheCardComes_AndNothingIsAcknowledged()
    {
        await using World.World world = await StartAsync();
        await FillDiskAsync(world);
        using HttpResponseMessage danger = await world.PostAsync(world.Line.Says("U1", "父が息をしていない。" + new string('あ', 4_000)));

        Assert.Equal(503, (int)danger.StatusCode);
        world.Hears("U1", "119");
        Assert.Equal(0, await world.AskAsync(db => db.Inbox.CountAsync()));
        Assert.False(File.Exists(Path.Combine(world.DataDirectory, "inbox-spill.jsonl")));

        await world.SaysAsync("U1", "使い方おしえて"); // Somebody made room.
        world.Hears("U1");
    }

    [Fact]
    public async Task ARedeliveryOfAnEmergency_ShowsNoSecondCard()
    {
        await using World.World world = await StartAsync();
        SignedWebhook said = world.Line.Says("U1", "父が息をしていない");
        await world.DoesAsync(said);
        await world.DoesAsync(world.Line.Redelivers(said));

        Assert.Single(world.Hears("U1", "119"));
    }

    [Fact]
    public async Task WhatIsOwedOnce_IsWrittenAsTheRecordBookWouldWriteIt()
    {
        await using World.World world = await StartAsync();
        DateTimeOffset now = world.Clock.GetUtcNow();
        OutboxMessage owed = new()
        {
            Id = Guid.CreateVersion7(now), MemberId = Guid.CreateVersion7(now), Channel = "line", Address = "U1", Kind = "emergency", Urgency = Urgency.Emergency, Body = "[]",
            About = "a:1", Bundle = "b", CreatedAt = now, UselessAfter = now.AddHours(1), Sequence = 3, ReplacesSentId = "m1", ResendOf = Guid.CreateVersion7(now), Generation = 2,
            TriedChannels = "teams",
        };
        owed.PlanFor(now.AddMinutes(1));
        owed.OfferReplyToken("token", now.AddSeconds(50));
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();
        int added = 0;
        await commits.RunAsync(connection => added = OutboxOnce.Add(connection, [owed, owed]), CancellationToken.None);

        OutboxMessage kept = await world.AskAsync(db => db.Outbox.AsNoTracking().SingleAsync());
        Assert.Equal(1, added);
        Assert.Equivalent(owed, kept, strict: true);
    }

    [Fact]
    public async Task WhenMoreComesThanCanBeLookedThrough_ItIsSaidOnceATime_AndTheRestIsAnsweredByTurns()
    {
        LogRecords said = new();
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2), more: services => services.AddSingleton<ILogger<EmergencyLookout>>(
            new LoggerFactory([said]).CreateLogger<EmergencyLookout>()));
        EmergencyLookout lookout = world.Services.GetRequiredService<EmergencyLookout>();
        ChannelEvent small = new() { Channel = "line", EventId = "e", Kind = EventKind.Text, Address = "U9", SaidAt = world.Clock.GetUtcNow(), Text = "あ" };
        ChannelEvent[] burst = [.. Enumerable.Repeat(small, 20_000)];
        lookout.Watch(burst);
        Assert.DoesNotContain(said.Lines, line => line.StartsWith("Warning 2904 ", StringComparison.Ordinal));

        using HttpResponseMessage danger = await world.PostAsync(world.Line.Says("U1", "父が息をしていない")); // One more than it can hold.
        lookout.Watch([small]);
        Assert.Single(said.Lines, line => line.StartsWith("Warning 2904 ", StringComparison.Ordinal));

        Assert.Equal(0, await lookout.RunAsync(CancellationToken.None));
        lookout.Watch([.. burst, small]);
        Assert.Equal(2, said.Lines.Count(line => line.StartsWith("Warning 2904 ", StringComparison.Ordinal))); // Full anew: said anew.
        await world.SettleAsync();
        world.Hears("U1", "119");
    }

    private static Task<World.World> StartAsync(ITurnHandler? more = null) =>
        World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2), more: services => _ = more is null ? services : services.AddSingleton(more));

    /// <summary>The lookout and the outbox, while the inbox is busy with something else.</summary>
    private static async Task LookAsync(World.World world)
    {
        await world.Services.GetRequiredService<EmergencyLookout>().RunAsync(CancellationToken.None);
        await world.Services.GetRequiredService<OutboxPass>().RunAsync(CancellationToken.None);
    }

    /// <summary>The writer's database may grow no further.</summary>
    private static Task FillDiskAsync(World.World world) => world.Services.GetRequiredService<GroupCommit>().RunAsync(connection =>
    {
        using System.Data.Common.DbCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA max_page_count=1";
        command.ExecuteNonQuery();
    }, CancellationToken.None);
}
