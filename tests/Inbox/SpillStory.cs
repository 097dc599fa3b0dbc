using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Tests.Inbox;

/// <summary>What was spilled to a file while another program held the database stands before what is said afterwards.</summary>
public sealed class SpillStory
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task WhatIsSaidOnceTheDatabaseIsFree_StandsBehindWhatWasSpilled(int spilled)
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2));
        string[] ids = [.. Enumerable.Range(1, spilled + 1).Select(number => $"01EVENT{number}")];
        using (SqliteConnection import = Sqlite.Open(new StorageOptions { DataDirectory = world.DataDirectory }))
        using (import.BeginTransaction())
        {
            foreach (string id in ids[..^1])
            {
                using HttpResponseMessage meanwhile = await world.PostAsync(world.Line.Says("U1", "使い方おしえて", eventId: id));
                Assert.Equal(200, (int)meanwhile.StatusCode);
            }
        }

        using HttpResponseMessage afterwards = await world.PostAsync(world.Line.Says("U1", "使い方おしえて", eventId: ids[^1]));

        Assert.Equal(200, (int)afterwards.StatusCode);
        await world.SettleAsync(); // It may have joined a look that began while the database was still held, and be spilled itself.
        Assert.Equal(ids, await world.AskAsync(db => db.Inbox.OrderBy(message => message.Id).Select(message => message.ChannelEventId).ToListAsync()));
        Assert.False(File.Exists(Path.Combine(world.DataDirectory, "inbox-spill.jsonl")));
        world.Hears("U1");
    }

    /// <summary>A request gave up waiting and was spilled; the writer, who still tried, kept it after all.</summary>
    [Fact]
    public async Task ALifeInDangerThatWasSpilledAndKept_IsSeenBeforeItsTurnToo()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2));
        ChannelEvent danger = EventOf("01DANGER") with { Address = FakeLine.IdOf("U1"), UserId = FakeLine.IdOf("U1"), Text = "父が息をしていません", SaidAt = world.Clock.GetUtcNow() };
        await world.Services.GetRequiredService<KeepQueue>().KeepAsync([new InboxMessage
        {
            Channel = "line", ChannelEventId = danger.EventId, Conversation = "line:U1", Event = "null", SaidAt = danger.SaidAt, ReceivedAt = danger.SaidAt,
        }]);
        await world.Services.GetRequiredService<InboxSpill>().AppendAsync([danger], CancellationToken.None);

        await world.Services.GetRequiredService<EventInbox>().TakeSpilledAsync(CancellationToken.None);

        Assert.Equal(1, await world.Services.GetRequiredService<EmergencyLookout>().RunAsync(CancellationToken.None));
        await world.Services.GetRequiredService<OutboxPass>().RunAsync(CancellationToken.None);
        world.Hears("U1", "119");
        Assert.Equal(1, await world.AskAsync(db => db.Inbox.CountAsync()));
    }

    /// <summary>A disk that was full for a moment, or a power cut, and then an event that is answered 200.</summary>
    [Theory]
    [InlineData("{\"channel\":\"line\",\"eventId\":\"01TORN\",\"ki")]
    [InlineData("{")]
    public async Task WhatComesAfterHalfALine_IsNotGluedToIt(string torn)
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-spill-").FullName;
        InboxSpill spill = new(Options.Create(new StorageOptions { DataDirectory = folder }));
        await spill.AppendAsync([EventOf("01BEFORE")], CancellationToken.None);
        await File.AppendAllTextAsync(Path.Combine(folder, "inbox-spill.jsonl"), torn);
        await spill.AppendAsync([EventOf("01AFTER")], CancellationToken.None);
        await spill.AppendAsync([EventOf("01LAST")], CancellationToken.None);

        List<string> handed = [];
        await spill.DrainAsync(events =>
        {
            handed.AddRange(events.Select(one => one.EventId));
            return Task.CompletedTask;
        }, CancellationToken.None);

        Assert.Equal(["01BEFORE", "01AFTER", "01LAST"], handed);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task ALifeInDangerThatWasSpilled_IsSeenBeforeItsTurn()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2));
        using (SqliteConnection import = Sqlite.Open(new StorageOptions { DataDirectory = world.DataDirectory }))
        using (import.BeginTransaction())
        {
            world.Line.Fails(FakeFailure.ConnectionRefused, 2); // So the card from memory does not get through.
            using HttpResponseMessage danger = await world.PostAsync(world.Line.Says("U1", "父が息をしていません"));
            Assert.Equal(200, (int)danger.StatusCode);
            world.HearsNothing("U1");
            world.Line.ClearsUp();
        }

        await world.Services.GetRequiredService<EventInbox>().TakeSpilledAsync(CancellationToken.None);
        Assert.Equal(1, await world.Services.GetRequiredService<EmergencyLookout>().RunAsync(CancellationToken.None));
        await world.Services.GetRequiredService<OutboxPass>().RunAsync(CancellationToken.None); // No turn has been taken.

        Assert.Single(world.Hears("U1", "119").Select(message => message.RequestId).Distinct());
        await world.SettleAsync();
        world.HearsNothing("U1");
    }

    /// <summary>An old program that is being stopped and the new one that is starting: what one has read, the other must not replace before it is removed.</summary>
    [Fact]
    public async Task TwoProgramsHandingOverAtOnce_LoseNothing()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-spill-").FullName;
        IOptions<StorageOptions> storage = Options.Create(new StorageOptions { DataDirectory = folder });
        InboxSpill stopping = new(storage);
        InboxSpill starting = new(storage);
        await starting.AppendAsync([EventOf("01FIRST")], CancellationToken.None);
        TaskCompletionSource isReading = new();
        TaskCompletionSource mayEnd = new();
        Task<int> slow = stopping.DrainAsync(
            async _ =>
            {
                isReading.SetResult();
                await mayEnd.Task;
            }, CancellationToken.None);
        await isReading.Task;

        await starting.DrainAsync(_ => Task.CompletedTask, CancellationToken.None);
        await starting.AppendAsync([EventOf("01SECOND")], CancellationToken.None);
        Task held = starting.DrainAsync(_ => throw new TimeoutException("held"), CancellationToken.None);
        await held.ContinueWith(_ => { }, TaskScheduler.Default);
        mayEnd.SetResult();
        Assert.Equal(1, await slow);

        List<string> handed = [];
        await starting.DrainAsync(events =>
        {
            handed.AddRange(events.Select(one => one.EventId));
            return Task.CompletedTask;
        }, CancellationToken.None);
        Assert.Equal(["01SECOND"], handed);
        Directory.Delete(folder, recursive: true);
    }

    private static ChannelEvent EventOf(string id) => new() { Channel = "line", EventId = id, Kind = EventKind.Text, Address = "U1", SaidAt = default };

    [Fact]
    public async Task WhatTheLastRunSpilled_IsKnownOfBeforeTheFirstWordsOfThisOne()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-spill-").FullName;
        IOptions<StorageOptions> storage = Options.Create(new StorageOptions { DataDirectory = folder });
        InboxSpill last = new(storage);
        Assert.False(last.IsHolding);
        await last.AppendAsync([EventOf("01BEFORE")], CancellationToken.None);
        Assert.True(last.IsHolding);

        InboxSpill next = new(storage);
        Assert.True(next.IsHolding);
        List<string> handed = [];
        await next.DrainAsync(events =>
        {
            handed.AddRange(events.Select(one => one.EventId));
            return Task.CompletedTask;
        }, CancellationToken.None);

        Assert.Equal(["01BEFORE"], handed);
        Assert.False(next.IsHolding);
        await last.DrainAsync(_ => Task.CompletedTask, CancellationToken.None);
        Assert.False(last.IsHolding); // Taken over by another program.
        Directory.Delete(folder, recursive: true);
    }
}
