using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storm;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.GroupCommits;

/// <summary>The journal beside the database belongs to whoever has it open. SQLite's locks are the process's: any closing of the file ends them all.</summary>
public sealed class JournalTests
{
    private const string LooksInAndLeaves = """
        import sqlite3, sys
        database = sqlite3.connect(sys.argv[1])
        database.execute("DELETE FROM inbox_message WHERE 1 = 0")
        database.commit()
        print(database.execute("SELECT count(*) FROM inbox_message").fetchone()[0])
        database.close()
        """;

    private static readonly FakeClock Clock = FakeClock.InTokyo(2026, 4, 1, 22);

    [SkippableFact]
    public async Task ThePlaceIsPreparedWhileSomebodyReads_AnotherProgramThatLooksInAndLeaves_TakesNothingWithIt()
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        StorageOptions options = world.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();
        await KeepAsync(commits, "a");

        Sqlite.PrepareDataDirectory(options); // The start opens the house while the directory is read ahead.
        Assert.Equal("1", await AnotherAsync(options));
        await KeepAsync(commits, "b");

        Assert.Equal("2", await AnotherAsync(options));
    }

    private static Task KeepAsync(GroupCommit commits, string id) => commits.RunAsync(connection => InboxWrites.Keep(connection, [new InboxMessage
    {
        Channel = "line", ChannelEventId = id, Conversation = "line:U1", Event = "null", SaidAt = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(),
    }]), CancellationToken.None);

    private static async Task<string> AnotherAsync(StorageOptions options)
    {
        using Process python = Process.Start(new ProcessStartInfo("python3", ["-c", LooksInAndLeaves, Sqlite.DatabaseFile(options)]) { RedirectStandardOutput = true })!;
        string said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return said.Trim();
    }
}
