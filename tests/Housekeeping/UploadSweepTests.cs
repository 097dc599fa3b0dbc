using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Tests.Housekeeping;

/// <summary>Bytes on disk that no row names any more, or never did.</summary>
public sealed class UploadSweepTests
{
    private static readonly FakeClock Clock = FakeClock.InTokyo(2026, 4, 2, 3, 20);

    [Fact]
    public async Task BytesWithoutARow_GoAfterADay_AndNothingElseDoes()
    {
        await using World.World world = await World.World.StartAsync(Clock);
        StorageOptions storage = world.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        string folder = Path.GetDirectoryName(UploadFolder.PathOf(storage, Guid.Empty))!;
        Guid named = await GivenAsync(world, storage, erasedAt: null), erased = await GivenAsync(world, storage, erasedAt: Clock.GetUtcNow());
        Guid neverKept = await WriteAsync(storage), justWritten = await WriteAsync(storage);
        string half = UploadFolder.PathOf(storage, NewId()) + ".part", other = Path.Combine(folder, "読んでください.txt"), odd = Path.Combine(folder, NewId().ToString("D"));
        foreach (string file in (string[])[half, other, odd])
        {
            await File.WriteAllTextAsync(file, "…");
        }

        foreach (string file in Directory.GetFiles(folder))
        {
            File.SetLastWriteTimeUtc(file, Clock.GetUtcNow().UtcDateTime.AddHours(-24).AddSeconds(-1));
        }

        File.SetLastWriteTimeUtc(UploadFolder.PathOf(storage, justWritten), Clock.GetUtcNow().UtcDateTime.AddHours(-24).AddSeconds(1));
        Directory.CreateDirectory(Path.Combine(folder, NewId().ToString("N")));

        await NightAsync(world);
        Assert.Equal(
            new[] { UploadFolder.PathOf(storage, named), UploadFolder.PathOf(storage, justWritten), other, odd }.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Order(StringComparer.Ordinal));
        Assert.False(File.Exists(UploadFolder.PathOf(storage, neverKept)) || File.Exists(UploadFolder.PathOf(storage, erased)) || File.Exists(half));
        Assert.Single(Directory.GetDirectories(folder));
        await NightAsync(world);
        Assert.Equal(4, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task WhereNobodyEverSentAFile_TheNightGoesByAsEver()
    {
        await using World.World world = await World.World.StartAsync(Clock);
        await NightAsync(world);
        Assert.False(Directory.Exists(Path.Combine(world.DataDirectory, "uploads")));
    }

    private static async Task NightAsync(World.World world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<HousekeepingJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }

    private static async Task<Guid> GivenAsync(World.World world, StorageOptions storage, DateTimeOffset? erasedAt)
    {
        Guid id = await WriteAsync(storage);
        Consultation one = new() { Id = NewId(), Number = erasedAt is null ? 100_001 : 100_002, State = ConsultationState.Waiting, CreatedAt = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow() };
        one.Files.Add(new ConsultationFile { Id = id, ConsultationId = one.Id, Name = "薬.jpg", ContentType = "image/jpeg", AddedAt = Clock.GetUtcNow(), ErasedAt = erasedAt });
        await world.AskAsync(async db =>
        {
            db.Consultations.Add(one);
            return await db.SaveChangesAsync();
        });
        return id;
    }

    private static async Task<Guid> WriteAsync(StorageOptions storage)
    {
        Guid id = NewId();
        await UploadFolder.WriteAsync(storage, id, "bytes"u8.ToArray(), CancellationToken.None);
        return id;
    }

    private static Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());
}
