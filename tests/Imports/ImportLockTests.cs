using Microsoft.Data.Sqlite;
using Xunit;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Imports;

/// <summary>A server keeps messages while a file is read; SQLite has one write lock for all.</summary>
public sealed class ImportLockTests : IDisposable
{
    /// <summary>Progress is told every 512 rows.</summary>
    private const int RowsCount = 1_100;

    private readonly ImportWorld _world = new();

    [Fact]
    public async Task WhileAFileIsRead_OthersCanWrite()
    {
        int written = 0;
        using SqliteConnection other = Sqlite.Open(new StorageOptions { DataDirectory = _world.Storage.DataDirectory, BusyWait = TimeSpan.FromMilliseconds(100) });
        ImportReport report = await TakeAsync(new Told(() =>
        {
            using SqliteTransaction turn = other.BeginTransaction(); // Throws when somebody holds the lock.
            turn.Commit();
            written++;
        }));
        Assert.True(written >= 2);
        Assert.Equal((RowsCount, RowsCount), (report.New, _world.Places().Count));
        Assert.True(report.LockHeld > TimeSpan.Zero && report.LockHeld < report.Took);
    }

    [Fact]
    public async Task AnImportThatCommitsMeanwhile_IsTakenIntoAccount()
    {
        using ImportPass rival = new(_world.Storage);
        string same = _world.File("rival.csv", Rows.MinistryHeader + Row(0));
        bool began = false;
        ImportReport report = await TakeAsync(new Told(() =>
        {
            if (!began)
            {
                began = true;
                Assert.IsType<ImportOutcome.Done>(rival.RunAsync(same, new ImportSettings(), ImportWorld.Now, null, CancellationToken.None).GetAwaiter().GetResult());
            }
        }));
        Assert.Equal((1, RowsCount - 1), (report.Unchanged, report.New));
        Assert.Equal(RowsCount, _world.Places().Count);
    }

    [Fact]
    public async Task ARegisterWithoutCoordinates_StandsWhereItsAddressIs_InWhateverOrder()
    {
        string hospital = Rows.BureauHeader + Rows.Bureau(name: "みほん病院", address: "鶴岡市みほん町１－２－３");
        string care = Rows.MinistryHeader + Rows.Ministry(name: "みほん訪問入浴", address: "山形県鶴岡市みほん町１丁目２番３号", phone: "0000-00-0009");
        foreach (string[] order in (string[][])[[hospital, care], [care, hospital]])
        {
            using ImportWorld world = new();
            await world.TakeAsync("1.csv", order[0]);
            await world.TakeAsync("2.csv", order[1]);
            PlaceFacts facts = world.Facts("みほん病院");
            Assert.Equal(Precision.Door, facts.Precision);
            Assert.Equal(38.73, facts.Latitude!.Value, 4);
        }
    }

    [Fact]
    public async Task ADoor_IsFoundByAnySourcesSpellingOfTheAddress()
    {
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(name: "みほん訪問入浴", address: "山形県鶴岡市みほん町575番地", phone: "0000-00-0009"));
        await _world.TakeAsync("navi.csv", Rows.NaviHeader + "0610000000001,みほん病院,,山形県鶴岡市みほん町５７５番地,山形県,hospital,内科\n");
        await _world.TakeAsync("register.csv", Rows.BureauHeader + Rows.Bureau(name: "みほん病院", address: "鶴岡市みほん町字ためし５７５番地", phone: "0000-00-0008"));
        Assert.Equal(Precision.Door, _world.Facts("みほん病院").Precision);
    }

    [Fact]
    public async Task ABarePoint_AndARegisterRow_MeetAtTheDoorOfTheirHouse()
    {
        await _world.TakeAsync("point.csv", Rows.PointsHeader + "HOME_VISIT_CLINIC_DATA,38.7301,139.8301,みほん医院\n");
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(name: "みほん訪問入浴", address: "山形県鶴岡市みほん町１丁目２番３号", phone: "0000-00-0009"));
        await _world.TakeAsync("register.csv", Rows.BureauHeader + Rows.Bureau(name: "みほん医院", address: "鶴岡市みほん町１－２－３", phone: "0000-00-0008"));
        Assert.Equal(["みほん医院", "みほん訪問入浴"], _world.Places().Select(place => place.Name).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _world.Dispose();

    private async Task<ImportReport> TakeAsync(IProgress<ImportProgress> progress)
    {
        string path = _world.File("many.csv", Rows.MinistryHeader + string.Concat(Enumerable.Range(0, RowsCount).Select(Row)));
        return Assert.IsType<ImportOutcome.Done>(await _world.Pass.RunAsync(path, new ImportSettings(), ImportWorld.Now, progress, CancellationToken.None)).Report;
    }

    private static string Row(int number) => Rows.Ministry(
        number: $"069{number:0000000}", name: $"みほん入浴{number}", address: $"山形県鶴岡市みほん町{number + 1}番地", phone: "", latitude: $"{38.5 + number * 0.0001:0.0000}");

    private sealed class Told(Action action) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => action();
    }
}
