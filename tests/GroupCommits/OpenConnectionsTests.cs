using System.Data;
using System.Data.Common;
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

/// <summary>A statement that is used again must answer as a new one would.</summary>
public sealed class OpenConnectionsTests
{
    private static readonly FakeClock Clock = FakeClock.InTokyo(2026, 4, 1, 22);

    [Fact]
    public async Task SameText_OtherValues_AnswersForTheNewValues()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await KeepAsync(world, "a", "b");
        for (int time = 0; time < 3; time++)
        {
            await LentAsync(world, async db =>
            {
                foreach (string id in (string[])["a", "b", "c", "b"])
                {
                    Assert.Equal(id == "c" ? null : id, (await db.Inbox.AsNoTracking().SingleOrDefaultAsync(row => row.ChannelEventId == id))?.ChannelEventId);
                }
            });
        }
    }

    [Fact]
    public async Task CommandGivenAnotherText_RunsThatOne()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await LentAsync(world, async db =>
        {
            Assert.Equal(ConnectionState.Open, db.Database.GetDbConnection().State);
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT 'one'";
            Assert.Equal("one", await command.ExecuteScalarAsync());
            command.CommandText = "SELECT 'two'";
            Assert.Equal("two", await command.ExecuteScalarAsync());
        });
    }

    [Fact]
    public async Task OneTextReadTwiceAtOnce_BothReadersSeeAllRows()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await KeepAsync(world, "a", "b", "c");
        await LentAsync(world, db =>
        {
            int inner = 0;
            foreach (InboxMessage outer in db.Inbox.AsNoTracking().OrderBy(row => row.Id))
            {
                Assert.StartsWith(outer.ChannelEventId, "abc"[inner..], StringComparison.Ordinal);
                Assert.Equal(["a", "b", "c"], db.Inbox.AsNoTracking().OrderBy(row => row.Id).AsEnumerable().Select(row => row.ChannelEventId));
                inner++;
            }

            Assert.Equal(3, inner);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task NewTurn_SeesWhatOthersKeptMeanwhile()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await LentAsync(world, async db => Assert.Equal(0, await db.Inbox.CountAsync()));
        await KeepAsync(world, "a");
        await LentAsync(world, async db => Assert.Equal(1, await db.Inbox.CountAsync()));
    }

    [Fact]
    public async Task TableChangesBetweenTwoUses_TheStatementFollows()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await KeepAsync(world, "a");
        await LentAsync(world, async db => Assert.Equal(1, await db.Inbox.CountAsync()));
        await using (ZaitakuDb other = await DbOfAsync(world))
        {
            await other.Database.ExecuteSqlRawAsync("CREATE INDEX ix_of_a_later_version ON inbox_message(\"Conversation\")");
        }

        await LentAsync(world, async db => Assert.Equal(1, await db.Inbox.CountAsync()));
    }

    [Fact]
    public async Task StatementThatCannotBeRun_LeavesTheNextTurnWell()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await LentAsync(world, async db => await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync("SELECT * FROM no_such_table")));
        await LentAsync(world, async db => Assert.Equal(0, await db.Inbox.CountAsync()));
    }

    [Fact]
    public async Task TransactionLeftOpen_IsNobodyElses()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await LentAsync(world, async db =>
        {
            await db.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE");
            await db.Database.ExecuteSqlRawAsync("INSERT INTO holiday_correction(\"Day\", \"IsHoliday\", \"Name\") VALUES('2026-05-07', 1, 'x')");
        });

        await KeepAsync(world, "a"); // Would wait for the lock in vain.
        await LentAsync(world, async db => Assert.Equal(0, await db.HolidayCorrections.CountAsync()));
    }

    [Fact]
    public async Task MoreTextsThanAreKept_AllAnswer()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        for (int time = 0; time < 2; time++)
        {
            await LentAsync(world, async db =>
            {
                for (int number = 0; number < 250; number++)
                {
                    Assert.Equal(0, await db.Inbox.FromSqlRaw($"SELECT * FROM inbox_message WHERE {number} = {number}").CountAsync());
                }
            });
        }
    }

    [Fact]
    public async Task ContextAfterItsLoan_ReadsOverItsOwnConnection()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        await using ZaitakuDb db = await DbOfAsync(world);
        using (world.Services.GetRequiredService<OpenConnections>().Lend(db))
        {
            Assert.Equal(0, await db.Inbox.CountAsync());
        }

        db.Inbox.Add(Event("a"));
        await db.SaveChangesAsync();
        Assert.Equal(1, await db.Inbox.CountAsync());
    }

    /// <summary>An import beside the server, or in its console, sets its connection up for what was public anyway.</summary>
    [Fact]
    public async Task WhatBulkWorkSetsForItself_NobodyInherits()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        StorageOptions options = world.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        await using ZaitakuDb busy = await DbOfAsync(world);
        await busy.Database.OpenConnectionAsync(); // So that nothing idle is left to hand out.
        using (SqliteConnection import = Sqlite.Open(options))
        {
            Run(import, "PRAGMA secure_delete=OFF; PRAGMA foreign_keys=OFF");
        }

        for (int next = 0; next < 3; next++)
        {
            await using ZaitakuDb db = await DbOfAsync(world);
            await db.Database.OpenConnectionAsync();
            Assert.Equal((1L, 1L), (Ask(db, "PRAGMA secure_delete"), Ask(db, "PRAGMA foreign_keys")));
        }

        static void Run(DbConnection connection, string text)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }

        static object? Ask(ZaitakuDb db, string text)
        {
            using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = text;
            return command.ExecuteScalar();
        }
    }

    private static async Task LentAsync(StoryWorld world, Func<ZaitakuDb, Task> use)
    {
        await using ZaitakuDb db = await DbOfAsync(world);
        using OpenConnections.Loan loan = world.Services.GetRequiredService<OpenConnections>().Lend(db);
        await use(db);
    }

    private static async Task KeepAsync(StoryWorld world, params string[] ids)
    {
        await using ZaitakuDb db = await DbOfAsync(world);
        db.Inbox.AddRange(ids.Select(Event));
        await world.Services.GetRequiredService<GroupCommit>().SaveAsync(db, CancellationToken.None);
    }

    private static async Task<ZaitakuDb> DbOfAsync(StoryWorld world) => await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();

    private static InboxMessage Event(string id) => new()
    {
        Channel = "test", ChannelEventId = id, Conversation = "c", Event = "null", SaidAt = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(),
    };
}
