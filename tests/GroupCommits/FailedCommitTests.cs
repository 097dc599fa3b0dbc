using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.GroupCommits;

/// <summary>A disk that is full at the very commit: SQLite has rolled back by itself, and whoever comes next must find connections and contexts as good as new.</summary>
public sealed class FailedCommitTests
{
    private const int NextOnes = 20;

    private static readonly FakeClock Clock = FakeClock.InTokyo(2026, 4, 1, 22);

    /// <param name="isAtCommit">False: one of the rows already finds no room, and SQLite takes the whole transaction back there and then.</param>
    /// <param name="isWrapped">In a transaction of the caller's.</param>
    /// <param name="isAsync">Both ways of saving have their own code in the provider.</param>
    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(false, true, false)]
    public async Task TheDiskIsFull_TheNextSaveFindsAllAsGoodAsNew(bool isAtCommit, bool isWrapped, bool isAsync)
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        OpenConnections connections = world.Services.GetRequiredService<OpenConnections>();
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();
        for (int times = 0; times < 3; times++)
        {
            await using ZaitakuDb db = await DbOfAsync(world);
            db.Inbox.Add(Event("never", new string('x', 1_000_000)));
            await FailAsync(db, isAtCommit, isWrapped, isAsync);
        }

        for (int next = 0; next < NextOnes; next++)
        {
            await using ZaitakuDb db = await DbOfAsync(world);
            Assert.Null(db.Database.CurrentTransaction);
            using (connections.Lend(db))
            {
                Assert.Equal(next * 2, await db.Inbox.CountAsync());
            }

            db.Inbox.Add(Event($"own{next}"));
            await db.SaveChangesAsync();
            db.Inbox.Add(Event($"shared{next}"));
            await commits.SaveAsync(db, CancellationToken.None);
        }

        Assert.Equal(NextOnes * 2, await world.AskAsync(db => db.Inbox.CountAsync()));
    }

    private static async Task FailAsync(ZaitakuDb db, bool isAtCommit, bool isWrapped, bool isAsync)
    {
        await db.Database.OpenConnectionAsync();
        sqlite3 native = ((SqliteConnection)db.Database.GetDbConnection()).Handle!; // The pool gives the same one out again.
        if (isAtCommit)
        {
            raw.sqlite3_commit_hook(native, _ => 1, null!);
        }
        else
        {
            raw.sqlite3_exec(native, "PRAGMA max_page_count=1");
        }

        await db.Database.CloseConnectionAsync();
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => isWrapped ? SaveInATransactionAsync(db, isAsync) : SaveAsync(db, isAsync));
        }
        finally
        {
            raw.sqlite3_commit_hook(native, null!, null!);
            raw.sqlite3_exec(native, "PRAGMA max_page_count=1000000000");
        }
    }

    private static async Task SaveAsync(ZaitakuDb db, bool isAsync) => _ = isAsync ? await db.SaveChangesAsync() : db.SaveChanges();

    private static async Task SaveInATransactionAsync(ZaitakuDb db, bool isAsync)
    {
        await using IDbContextTransaction whole = await db.Database.BeginTransactionAsync();
        await SaveAsync(db, isAsync);
        if (isAsync)
        {
            await whole.CommitAsync();
        }
        else
        {
            whole.Commit();
        }
    }

    private static Task<ZaitakuDb> DbOfAsync(StoryWorld world) => world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();

    private static InboxMessage Event(string id, string words = "null") => new()
    {
        Channel = "line", ChannelEventId = id, Conversation = "line:U1", Event = words, SaidAt = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(),
    };
}
