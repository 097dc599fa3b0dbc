using Xunit;
using Microsoft.Data.Sqlite;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Tests.Imports;

/// <summary>What happens to a directory as files come in one after the other.</summary>
public sealed class ImportStory : IDisposable
{
    private readonly ImportWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task TheSameFileTwice_ChangesNothing()
    {
        string file = Rows.MinistryHeader + Rows.Ministry() + Rows.Ministry(number: "0690000002", name: "べつの入浴", phone: "0000-00-0002");
        await _world.TakeAsync("care_2026-04.csv", file);
        (List<Place> before, long size) = (_world.Places(), Stored());
        ImportReport again = await _world.TakeAsync("care_2026-04.csv", file);
        Assert.Equal((2, 0, 2, 0), (again.Accepted, again.Changed, again.Unchanged, again.Merged));
        Assert.Equivalent(before, _world.Places());
        Assert.Equal(size, Stored());
    }

    [Fact]
    public async Task ANewPhone_IsAChange_AndAnOlderIssueDoesNotTakeItBack()
    {
        await _world.TakeAsync("care_2025-06.csv", Rows.MinistryHeader + Rows.Ministry(phone: "0000-00-0001"));
        ImportReport fresh = await _world.TakeAsync("care_2026-04.csv", Rows.MinistryHeader + Rows.Ministry(phone: "0000-00-0002"));
        Assert.Equal(1, fresh.Changed);
        ImportReport old = await _world.TakeAsync("care_2025-06.csv", Rows.MinistryHeader + Rows.Ministry(phone: "0000-00-0001"));
        Assert.Equal(1, old.Unchanged);
        Assert.Equal("0000-00-0002", _world.OnlyFacts().Phone);
        Assert.Equal(new DateOnly(2026, 4, 1), _world.Places()[0].ConfirmedOn);
    }

    [Fact]
    public async Task ARowMissing_IsClosedOnlyWhenTheFileIsComplete_AndComesBack()
    {
        string one = Rows.Ministry(), other = Rows.Ministry(number: "0690000002", name: "べつの入浴", phone: "0000-00-0002"), elsewhere = Rows.Ministry(number: "0690000003", name: "みほんリハ", service: "訪問リハビリテーション", phone: "0000-00-0003");
        await _world.TakeAsync("a.csv", Rows.MinistryHeader + one + other);
        await _world.TakeAsync("b.csv", Rows.MinistryHeader + elsewhere);
        Assert.Equal(0, (await _world.TakeAsync("a.csv", Rows.MinistryHeader + one)).Closed);
        Assert.Equal(1, (await _world.TakeAsync("a.csv", Rows.MinistryHeader + one, complete: true)).Closed);
        Assert.Equal(["べつの入浴"], _world.Places().Where(place => place.ClosedAt is not null).Select(place => place.Name)); // another service's file is not spoken of
        await _world.TakeAsync("a.csv", Rows.MinistryHeader + one + other);
        Assert.DoesNotContain(_world.Places(), place => place.ClosedAt is not null);
    }

    [Fact]
    public async Task ACompleteFileThatLacksMostRows_IsTakenForCutShort()
    {
        string[] rows = [.. Enumerable.Range(0, 60).Select(at => Rows.Ministry(number: $"06{at:00000000}", name: $"みほん{at}号館", phone: $"0000-01-{at:0000}"))];
        await _world.TakeAsync("a.csv", Rows.MinistryHeader + string.Concat(rows));
        string path = _world.File("cut.csv", Rows.MinistryHeader + string.Concat(rows.Take(10)));
        ImportOutcome outcome = await _world.Pass.RunAsync(path, new ImportSettings(Complete: true), ImportWorld.Now, null, CancellationToken.None);
        Assert.Contains("50 件がこのファイルにありません", Assert.IsType<ImportOutcome.Refused>(outcome).Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Places(), place => place.ClosedAt is not null);
    }

    [Fact]
    public async Task ThreeFilesAboutOneClinic_AreOnePlace_InWhateverOrder()
    {
        (string Name, string Text)[] files =
        [
            ("bureau.csv", Rows.BureauHeader + Rows.Bureau(name: "医療法人　みほん内科", support: "支援診２")),
            ("points.csv", Rows.PointsHeader + "HOME_VISIT_CLINIC_DATA,38.73,139.83,みほん内科\n"),
            ("joined.csv", Rows.JoinedHeader + "060110001,山形県,鶴岡市,みほん町,みほん内科,9970000,鶴岡市みほん町1-2-3,,支援診２,,1,,,,38.73,139.83,0.1,,38.70,139.80,town\n"),
            ("navi.csv", Rows.NaviHeader + "600000000001,みほん内科,,山形県鶴岡市みほん町１丁目２番３号,山形県,clinic,内科|外科\n"),
        ];
        foreach (int[] order in (int[][])[[0, 1, 2, 3], [3, 1, 0, 2], [1, 3, 0, 2], [2, 3, 1, 0]])
        {
            using ImportWorld world = new();
            foreach (int at in order)
            {
                await world.TakeAsync(files[at].Name, files[at].Text);
            }

            PlaceFacts facts = world.OnlyFacts();
            Assert.Equal((HomeCareClass.ClinicEnhancedJoint, "home_visit_doctor clinic", 38.73, "0610110001"), (facts.HomeCareClass, facts.Services, facts.Latitude, facts.MedicalCode));
            Assert.Equal(["内科", "外科"], facts.Departments);
        }
    }

    [Fact]
    public async Task ARowThatNowSpeaksOfAnotherPlace_MovesThere()
    {
        await _world.TakeAsync("a.csv", Rows.RepackedHeader + Rows.Repacked(id: "690000001", name: "みほんデイ") + Rows.Repacked(id: "690000002", name: "みほんデイ", service: "訪問介護"));
        Assert.Single(_world.Places());
        await _world.TakeAsync("a.csv", Rows.RepackedHeader + Rows.Repacked(id: "690000002", name: "まったく別", service: "訪問介護", address: "山形県鶴岡市別町9", phone: "0000-00-0009"));
        Assert.Equal([("みほんデイ", "day_service"), ("まったく別", "home_help")], _world.Places().Select(place => (place.Name, place.Services)));
    }

    [Fact]
    public async Task AnotherProgramsImport_IsSeenByTheNextFile()
    {
        await _world.TakeAsync("a.csv", Rows.MinistryHeader + Rows.Ministry());
        using ImportPass other = new(_world.Storage);
        await other.RunAsync(_world.File("b.csv", Rows.MinistryHeader + Rows.Ministry(number: "0690000002", name: "べつの入浴", phone: "0000-00-0002")), new ImportSettings(), ImportWorld.Now, null, CancellationToken.None);
        ImportReport report = await _world.TakeAsync("c.csv", Rows.RepackedHeader + Rows.Repacked(id: "690000002", name: "べつの入浴", phone: "0000-00-0002"));
        Assert.Equal(1, report.Merged);
    }

    [Fact]
    public async Task AWriterWhoNeverLetsGo_IsNamed_AndNothingHappens()
    {
        using ImportPass hurried = new(new StorageOptions { DataDirectory = _world.Storage.DataDirectory, BusyWait = TimeSpan.FromMilliseconds(200) });
        using SqliteConnection other = Sqlite.Open(_world.Storage);
        using SqliteTransaction held = other.BeginTransaction();
        ImportOutcome outcome = await hurried.RunAsync(_world.File("a.csv", Rows.MinistryHeader + Rows.Ministry()), new ImportSettings(), ImportWorld.Now, null, CancellationToken.None);
        Assert.Contains("書き込み中", Assert.IsType<ImportOutcome.Refused>(outcome).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGazetteerFile_ReplacesWhatItsKindBrought_AndLeavesTheRest()
    {
        const string Towns = "pref,city,town,koaza,lat,lng\n山形県,鶴岡市,みほん町二丁目,,38.72,139.82\n山形県,鶴岡市,大山,一,38.74,139.76\n山形県,鶴岡市,大山,二,38.76,139.78\n";
        Assert.Equal(("town", 2), (await _world.TakeAsync("towns.csv", Towns) is var first ? (first.Format, first.Accepted) : default));
        Assert.Equal(2, (await _world.TakeAsync("towns.csv", Towns)).Unchanged);
        await _world.TakeAsync("station.csv", "code,id,name,original_name,name_kana,lat,lng,prefecture,postal_code,address,closed\n1,1,鶴岡,鶴岡,つるおか,38.7397,139.8347,6,997-0015,山形県鶴岡市末広町1-1,0\n2,2,むかし,むかし,むかし,38.74,139.83,6,997-0015,山形県鶴岡市,1\n");
        using ZaitakuDb db = _world.Open();
        GazetteerEntry station = db.GazetteerEntries.Single(entry => entry.Kind == GazetteerKind.Station);
        Assert.Equal(("鶴岡", "ツルオカ", "山形県", "鶴岡市"), (station.Name, station.KanaKey, station.Prefecture, station.Municipality));
        GazetteerEntry town = db.GazetteerEntries.Single(entry => entry.Name == "みほん町2丁目");
        Assert.Equal((NameRules.KeyOf("みほん町2丁目"), NameRules.KeyOf("みほん町二丁目")), (town.NameKey, town.KanaKey));
        GazetteerEntry middle = db.GazetteerEntries.Single(entry => entry.Name == "大山");
        Assert.Equal((38.75, 139.77), (middle.Latitude, middle.Longitude));
    }

    private long Stored()
    {
        using SqliteConnection connection = Sqlite.Open(_world.Storage);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT SUM(LENGTH(Stated)) + (SELECT SUM(LENGTH(Facts) + LENGTH(Provenance)) FROM place_detail) + SUM(Digest % 1000003) FROM place_record";
        return (long)command.ExecuteScalar()!;
    }
}
