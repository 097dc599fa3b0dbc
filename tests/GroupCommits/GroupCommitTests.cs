using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.GroupCommits;

public sealed class GroupCommitTests
{
    private static readonly FakeClock Clock = FakeClock.InTokyo(2026, 4, 1, 22);

    /// <summary>A writer that is dead never answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task SaveAsync_ManyAtOnce_KeepsEachOnce()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            await using ZaitakuDb db = await DbOfAsync(world);
            db.Inbox.Add(Event($"e{number}"));
            await commits.SaveAsync(db, CancellationToken.None);
            Assert.False(db.ChangeTracker.HasChanges());
        }));

        Assert.Equal(200, await world.AskAsync(db => db.Inbox.CountAsync()));
    }

    [Fact]
    public async Task SaveAsync_OneOfManyFails_TheOthersAreKept()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();

        string[] ids = ["a", "b", "a", "c"]; // The second "a" meets the unique index.
        Task[] all = [.. ids.Select(async id =>
        {
            await using ZaitakuDb db = await DbOfAsync(world);
            db.Inbox.Add(Event(id));
            await commits.SaveAsync(db, CancellationToken.None);
        })];

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => Task.WhenAll(all));
        Assert.Equal(["a", "b", "c"], await world.AskAsync(db => db.Inbox.Select(row => row.ChannelEventId).OrderBy(id => id).ToListAsync()));
    }

    [Fact]
    public async Task SaveAsync_ContextIsUsedAgain_ReadsOverItsOwnConnection()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await using ZaitakuDb db = await DbOfAsync(world);
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();
        InboxMessage row = Event("a");
        db.Inbox.Add(row);
        await commits.SaveAsync(db, CancellationToken.None);

        row.MarkHandled(Clock.GetUtcNow());
        await commits.SaveAsync(db, CancellationToken.None);

        Assert.Equal(1, await db.Inbox.CountAsync(kept => kept.State == InboxState.Handled));
        db.Inbox.Add(Event("b"));
        await db.SaveChangesAsync();
        Assert.Equal(2, await db.Inbox.CountAsync());
    }

    [Fact]
    public async Task RunAsync_AnotherProgramHoldsTheDatabase_SaysBusyAndGoesOnAfterwards()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();
        StorageOptions options = world.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        using (SqliteConnection other = Sqlite.Open(options))
        using (other.BeginTransaction())
        {
            SqliteException held = await Assert.ThrowsAsync<SqliteException>(() => commits.RunAsync(Touch, CancellationToken.None));
            Assert.True(Sqlite.IsBusy(held));
        }

        await commits.RunAsync(Touch, CancellationToken.None);
    }

    [Fact]
    public async Task RunAsync_TheConnectionCannotEvenBeClosed_GoesOnWithAnother()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();

        await Assert.ThrowsAsync<SqliteException>(() => commits.RunAsync(connection =>
        {
            connection.StateChange += (_, _) => throw new InvalidOperationException("It does not close.");
            throw new SqliteException("disk I/O error", 10);
        }, CancellationToken.None).WaitAsync(Patience));

        await commits.RunAsync(Touch, CancellationToken.None).WaitAsync(Patience);
    }

    [Theory]
    [InlineData("ROLLBACK")]
    [InlineData("COMMIT")]
    public async Task RunAsync_TheTransactionEndedBehindTheProvidersBack_GoesOn(string ended)
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();

        await Assert.ThrowsAnyAsync<Exception>(() => commits.RunAsync(connection =>
        {
            using System.Data.Common.DbCommand command = connection.CreateCommand();
            command.CommandText = ended;
            command.ExecuteNonQuery();
        }, CancellationToken.None).WaitAsync(Patience));

        await commits.RunAsync(Touch, CancellationToken.None).WaitAsync(Patience);
    }

    [Fact]
    public async Task RunAsync_CancelledBeforeItsTurn_DoesNothing()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        GroupCommit commits = world.Services.GetRequiredService<GroupCommit>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => commits.RunAsync(_ => Assert.Fail("ran"), new CancellationToken(canceled: true)));
    }

    private static void Touch(System.Data.Common.DbConnection connection)
    {
        using System.Data.Common.DbCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM inbox_message WHERE id = -1";
        command.ExecuteNonQuery();
    }

    private static Task<ZaitakuDb> DbOfAsync(StoryWorld world) => world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();

    private static InboxMessage Event(string id) => new()
    {
        Channel = "line", ChannelEventId = id, Conversation = "line:U1", Event = "null", SaidAt = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(),
    };
}
