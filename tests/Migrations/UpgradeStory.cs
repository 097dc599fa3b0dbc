using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Hosting;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.Migrations;

/// <summary>A database written by the previous release is taken over with all that was in it.</summary>
public sealed class UpgradeStory
{
    /// <summary>The last migration of the release before this one: directory by chat, before the two doors.</summary>
    private const string PreviousRelease = "20261121044237_CodeTries";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task OpenAsync_DatabaseOfThePreviousRelease_LosesNothing()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-upgrade-").FullName;
        await using ServiceProvider services = ServicesOf(folder);
        IDbContextFactory<ZaitakuDb> databases = services.GetRequiredService<IDbContextFactory<ZaitakuDb>>();
        StorageOptions options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        Guid member = Guid.Parse("019d0000-0000-7000-8000-000000000001"), owed = Guid.Parse("019d0000-0000-7000-8000-000000000002");
        await WriteAsThePreviousReleaseAsync(databases, options, member, owed);

        await databases.OpenAsync(options, CancellationToken.None);

        await using (ZaitakuDb db = await databases.CreateDbContextAsync())
        {
            Member person = await db.Members.Include(one => one.Links).SingleAsync();
            Assert.Equal((member, Role.Nurse, "U1", ""), (person.Id, person.Role, person.Links.Single().ChannelUserId, person.Phone));
            OutboxMessage message = await db.Outbox.SingleAsync();
            Assert.Equal((owed, OutboxState.Waiting, "reply", Now, Now, 2), (message.Id, message.State, message.Kind, message.DueAt, message.NotBefore, message.Attempts));
            Assert.Equal(("[]", "token", null), (message.Body, message.ReplyToken, message.Key));
            InboxMessage heard = await db.Inbox.SingleAsync();
            Assert.Equal(("e1", "{}", InboxState.Parked), (heard.ChannelEventId, heard.Event, heard.State));
            Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        }

        DataFolder.Delete(folder);
    }

    /// <summary>Rolled back without its backup: the older program would overlook what the newer one wrote.</summary>
    [Fact]
    public async Task OpenAsync_DatabaseOfANewerRelease_IsRefused_InWords()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-newer-").FullName;
        await using ServiceProvider services = ServicesOf(folder);
        IDbContextFactory<ZaitakuDb> databases = services.GetRequiredService<IDbContextFactory<ZaitakuDb>>();
        StorageOptions options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        await databases.OpenAsync(options, CancellationToken.None);
        await using (ZaitakuDb db = await databases.CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlInterpolatedAsync($"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ({"20990101000000_FarAhead"}, {"99.0.0"})""");
        }

        NewerDatabaseException refused = await Assert.ThrowsAsync<NewerDatabaseException>(() => databases.OpenAsync(options, CancellationToken.None));

        Assert.Contains("新しい版", OpeningFaults.InWords(refused), StringComparison.Ordinal);
        DataFolder.Delete(folder);
    }

    private static async Task WriteAsThePreviousReleaseAsync(IDbContextFactory<ZaitakuDb> databases, StorageOptions options, Guid member, Guid owed)
    {
        Sqlite.PrepareDataDirectory(options);
        await using ZaitakuDb db = await databases.CreateDbContextAsync();
        await db.GetService<IMigrator>().MigrateAsync(PreviousRelease);
        long now = Now.UtcTicks;
        foreach (FormattableString row in (FormattableString[])
        [
            $"""INSERT INTO "member" ("Id", "Role", "CreatedAt", "WrongCodeTries") VALUES ({member}, {"nurse"}, {now}, 0)""",
            $"""INSERT INTO "channel_link" ("MemberId", "Channel", "ChannelUserId") VALUES ({member}, {"line"}, {"U1"})""",
            $"""
            INSERT INTO "outbox_message" ("Id", "Channel", "Address", "Urgency", "Body", "CreatedAt", "NotBefore", "UselessAfter", "ReplyToken", "ReplyTokenExpiresAt", "Sequence", "State", "Attempts", "LastAnswer")
            VALUES ({owed}, {"line"}, {"U1"}, {"Reply"}, {"[]"}, {now}, {now}, {now + TimeSpan.TicksPerHour}, {"token"}, {now}, 0, {"Waiting"}, 2, {"500"})
            """,
            $"""
            INSERT INTO "inbox_message" ("Channel", "ChannelEventId", "ChannelMessageId", "Conversation", "Event", "SaidAt", "ReceivedAt", "State", "Attempts", "LastProblem")
            VALUES ({"line"}, {"e1"}, {""}, {"line:U1"}, {"{}"}, {now}, {now}, {"Parked"}, 3, {"x"})
            """,
        ])
        {
            await db.Database.ExecuteSqlInterpolatedAsync(row);
        }
    }

    private static ServiceProvider ServicesOf(string folder)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = folder }).Build());
        services.AddZaitakuStorage();
        return services.BuildServiceProvider();
    }
}
