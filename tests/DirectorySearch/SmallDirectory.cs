using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Storage.Imports;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.DirectorySearch;

/// <summary>An invented directory in a database of its own, thrown away afterwards.</summary>
public sealed class SmallDirectory : IDisposable
{
    private readonly StorageOptions _options = new() { DataDirectory = Path.Combine(Path.GetTempPath(), "zaitaku-" + Path.GetRandomFileName()) };
    private readonly DbContextOptions<ZaitakuDb> _db;
    private readonly OpenConnections _connections;
    private int _lastId;

    public SmallDirectory()
    {
        Sqlite.PrepareDataDirectory(_options);
        DbContextOptionsBuilder<ZaitakuDb> builder = new();
        Sqlite.Configure(builder, _options);
        _db = builder.Options;
        using ZaitakuDb db = Open();
        db.Database.Migrate();
        _connections = new OpenConnections(Options.Create(_options));
        Live = new LiveDirectory(_connections);
        Search = new PlaceSearch(Live);
        Names = new PlaceNames(Live);
    }

    public LiveDirectory Live { get; }

    public PlaceSearch Search { get; }

    public PlaceNames Names { get; }

    /// <summary>Every place added, by id, for looking names up in an assertion.</summary>
    public Dictionary<int, string> NameOf { get; } = [];

    public ZaitakuDb Open() => new(_db);

    /// <summary>Adds places as an import would: facts, then what search reads of them, and a run.</summary>
    public SmallDirectory With(params PlaceFacts[] all)
    {
        using ZaitakuDb db = Open();
        foreach (PlaceFacts facts in all)
        {
            Place place = new() { Id = ++_lastId, Name = "", NameKey = "", Services = "" };
            SearchColumns.Apply(place, facts);
            db.Places.Add(place);
            db.PlaceDetails.Add(new PlaceDetail { PlaceId = place.Id, Facts = facts.ToJson(), Provenance = "{}" });
            NameOf[place.Id] = place.Name;
        }

        db.ImportRuns.Add(new ImportRun { FileName = "test.csv", Format = "test" });
        db.SaveChanges();
        return this;
    }

    public SmallDirectory With(params GazetteerEntry[] entries)
    {
        using ZaitakuDb db = Open();
        db.GazetteerEntries.AddRange(entries);
        db.ImportRuns.Add(new ImportRun { FileName = "gazetteer.csv", Format = "test" });
        db.SaveChanges();
        return this;
    }

    public SmallDirectory Change(Action<ZaitakuDb> change)
    {
        using ZaitakuDb db = Open();
        change(db);
        db.ImportRuns.Add(new ImportRun { FileName = "change.csv", Format = "test" });
        db.SaveChanges();
        return this;
    }

    /// <summary>Names found, in order.</summary>
    public string[] Find(SearchRequest request) => [.. Search.Search(request).Places.Select(place => NameOf[place.PlaceId])];

    public void Dispose()
    {
        _connections.Dispose();
        DataFolder.Delete(_options.DataDirectory);
    }
}
