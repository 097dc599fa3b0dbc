using Xunit;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.Imports;

/// <summary>Everything under ../shared/data/care, medical and gazetteer, imported once for all tests of the collection.</summary>
[CollectionDefinition(Name)]
public sealed class WholeCountryCollection : ICollectionFixture<WholeCountry>
{
    public const string Name = "whole country";
}

/// <summary>The whole country's directory, built when first asked for and removed at the end. About a minute on two busy cores.</summary>
public sealed class WholeCountry : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 1, 9, 0, 0, TimeSpan.FromHours(9));
    private readonly Lazy<Task<StorageOptions>> _built;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"zaitaku-country-{Guid.CreateVersion7(s_now)}-{Environment.ProcessId}");

    public WholeCountry() => _built = new Lazy<Task<StorageOptions>>(BuildAsync);

    public IReadOnlyList<ImportReport> Reports { get; private set; } = [];

    public TimeSpan Took { get; private set; }

    /// <summary>The storage to ask. Skips the test where the data is absent.</summary>
    public Task<StorageOptions> StorageAsync()
    {
        RealFiles.Needed();
        return _built.Value;
    }

    public static ZaitakuDb Open(StorageOptions storage) => Sqlite.NewContext(storage);

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            DataFolder.Delete(_folder);
        }
    }

    private async Task<StorageOptions> BuildAsync()
    {
        StorageOptions storage = new() { DataDirectory = _folder };
        Sqlite.PrepareDataDirectory(storage);
        await using (ZaitakuDb db = Open(storage))
        {
            await Sqlite.MigrateAsync(db, storage, CancellationToken.None);
        }

        long started = Stopwatch.GetTimestamp();
        List<ImportReport> reports = [];
        using ImportPass pass = new(storage);
        foreach (string path in Directories.SelectMany(name => Directory.EnumerateFiles(RealFiles.Of(name), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)))
        {
            ImportOutcome outcome = await pass.RunAsync(path, new ImportSettings(), s_now, null, CancellationToken.None);
            reports.Add(Assert.IsType<ImportOutcome.Done>(outcome).Report);
        }

        Reports = reports;
        Took = Stopwatch.GetElapsedTime(started);
        return storage;
    }

    private static readonly string[] Directories = ["gazetteer", "care", "medical"];
}
