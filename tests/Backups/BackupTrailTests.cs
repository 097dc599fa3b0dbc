using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Commands;
using Zaitaku.Scheduler.Backups;

namespace Zaitaku.Tests.Backups;

/// <summary>Whoever takes the whole house along, or puts an older one in its place, leaves a row.</summary>
public sealed class BackupTrailTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task BackupAndRestoreByCommand_AreWrittenDown_EachInTheDatabaseThatGoesOn()
    {
        await using House house = await House.OpenAsync();
        string file = house.Beside("b.zip");
        using StringWriter output = new(), complaints = new();
        Assert.Equal(0, await BackupCommand.RunAsync(house.Storage, file, Now, output, complaints, CancellationToken.None));
        Assert.Equal(["house.backup"], await ActionsAsync(house));
        Assert.Equal(1, await BackupCommand.RunAsync(house.Storage, file, Now, output, complaints, CancellationToken.None)); // It is there: nothing was taken.
        Assert.Equal(["house.backup"], await ActionsAsync(house));

        Assert.Equal(0, await RestoreCommand.RunAsync(house.Storage, file, Now.AddHours(1), output, complaints, CancellationToken.None));
        Assert.Equal(["house.restore"], await ActionsAsync(house)); // The copy is older than its own row.
    }

    [Fact]
    public async Task TheNightlyCopy_LeavesNone()
    {
        await using House house = await House.OpenAsync();
        Assert.IsType<BackupOutcome.Made>(await BackupPass.RunAsync(house.Storage, house.Beside("b.zip"), Now, CancellationToken.None));
        Assert.Empty(await ActionsAsync(house));
    }

    [Fact]
    public async Task WhereTheTrailCannotBeWritten_TheCopyIsGoodAllTheSame()
    {
        await using House house = await House.OpenAsync();
        await house.AskAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "audit_entry" RENAME TO "away" """));
        using StringWriter output = new(), complaints = new();
        Assert.Equal(0, await BackupCommand.RunAsync(house.Storage, house.Beside("b.zip"), Now, output, complaints, CancellationToken.None));
        Assert.Contains("監査の記録に書けませんでした", complaints.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(house.Beside("b.zip")));
    }

    private static Task<List<string>> ActionsAsync(House house) => house.AskAsync(db => db.AuditTrail.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
}
