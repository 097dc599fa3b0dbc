using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Storage;

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

        Assert.Equal(ids, await world.AskAsync(db => db.Inbox.OrderBy(message => message.Id).Select(message => message.ChannelEventId).ToListAsync()));
        Assert.False(File.Exists(Path.Combine(world.DataDirectory, "inbox-spill.jsonl")));
        await world.SettleAsync();
        world.Hears("U1");
    }

    [Fact]
    public async Task WhatTheLastRunSpilled_IsKnownOfBeforeTheFirstWordsOfThisOne()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-spill-").FullName;
        IOptions<StorageOptions> storage = Options.Create(new StorageOptions { DataDirectory = folder });
        InboxSpill last = new(storage);
        Assert.False(last.IsHolding);
        await last.AppendAsync([new ChannelEvent { Channel = "line", EventId = "01BEFORE", Kind = EventKind.Text, Address = "U1", SaidAt = default }], CancellationToken.None);
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
