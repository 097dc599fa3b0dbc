using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Backups;

namespace Zaitaku.Tests.Backups;

/// <summary>Three weeks of nights, and the commands beside a running server.</summary>
public sealed class NightlyStory
{
    [Fact]
    public async Task ANightlyCopy_IsMadeOnce_FourteenAreKept_AndALateOneIsSaid()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 3, 9);
        string folder = Directory.CreateTempSubdirectory("zaitaku-backups-").FullName;
        await using World.World world = await World.World.StartAsync(clock, new() { ["Backup:Directory"] = folder, ["Backup:Keep"] = "14" });
        NightlyBackups nights = world.Services.GetRequiredService<NightlyBackups>();
        Assert.Equal((null, false), (nights.Standing().LastMadeAt, nights.Standing().IsLate));
        await LookAsync(world);
        for (int night = 0; night < 20; night++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await LookAsync(world);
            await LookAsync(world);
            clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        }

        Assert.Equal(14, Directory.GetFiles(folder).Length);
        Assert.Contains("zaitaku-20260420-0310.zip", Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.False(nights.Standing().IsLate);
        clock.Advance(TimeSpan.FromHours(3));
        Assert.True(nights.Standing().IsLate);
        await LookAsync(world);
        Assert.False(nights.Standing().IsLate);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Backup_WorksBesideTheServer_RestoreDoesNot_AndAfterwardsTheServerStarts()
    {
        string data = Directory.CreateTempSubdirectory("zaitaku-run-").FullName;
        Dictionary<string, string> settings = new() { ["Storage__DataDirectory"] = data };
        string file = Path.Combine(data, "b.zip");
        await using (World.Program server = await World.Program.ServeAsync(settings))
        {
            (int code, string output) = await World.Program.RunAsync(settings, "backup", file);
            Assert.True(code == 0, output);
            (code, output) = await World.Program.RunAsync(settings, "restore", file);
            Assert.Equal(1, code);
            Assert.Contains("サーバーかほかのコマンドが動いています", output, StringComparison.Ordinal);
            await server.StopAsync();
        }

        (int restored, string words) = await World.Program.RunAsync(settings, "restore", file);
        Assert.True(restored == 0, words);
        await using (World.Program server = await World.Program.ServeAsync(settings))
        {
            using HttpClient web = await server.WebAsync();
            Assert.Contains("\"ready\":true", await web.GetStringAsync("/readyz"), StringComparison.Ordinal);
            await server.StopAsync();
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task AfterANightWithAWrongClock_CopiesAreMadeAgain_AndWhatADyingProgramLeftGoes()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 3, 10);
        string folder = Directory.CreateTempSubdirectory("zaitaku-backups-").FullName;
        await using World.World world = await World.World.StartAsync(clock, new() { ["Backup:Directory"] = folder, ["Backup:Keep"] = "2" });
        NightlyBackups nights = world.Services.GetRequiredService<NightlyBackups>();
        string[] left = ["zaitaku-20260331-0310.zip.part", "zaitaku-20260331-0310.zip.part-db"];
        string[] others = ["zaitaku-20270101-0310.zip", "family.zip.part"];
        Array.ForEach([.. left, .. others], name => File.WriteAllText(Path.Combine(folder, name), "x"));
        Array.ForEach([.. left, others[1]], name => File.SetLastWriteTimeUtc(Path.Combine(folder, name), clock.GetUtcNow().AddDays(-1).AddSeconds(-1).UtcDateTime));

        await LookAsync(world);
        Assert.Equal(["family.zip.part", "zaitaku-20260401-0310.zip", "zaitaku-20270101-0310.zip"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        clock.Advance(TimeSpan.FromHours(27));
        Assert.True(nights.Standing().IsLate);
        await LookAsync(world);
        Assert.False(nights.Standing().IsLate);
        Assert.Equal(["family.zip.part", "zaitaku-20260401-0310.zip", "zaitaku-20260402-0610.zip"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task LookAsync(World.World world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<BackupJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }
}
