namespace Zaitaku.Storage.DirectorySearch;

/// <summary>The directory in memory as it is now: read at first use, and again by the first caller who sees that an import changed it. Others keep the old one meanwhile.</summary>
public sealed class LiveDirectory(OpenConnections connections)
{
    private readonly Lock _loading = new();
    private volatile PlaceIndex? _index;

    /// <summary>The index of the directory's present version. Costs a look at the version (some 20 µs), and a reading when it changed.</summary>
    public PlaceIndex Current() => Reading(reads =>
    {
        DirectoryVersion version = DirectoryVersion.Read(reads);
        PlaceIndex? index = _index;
        return index is not null && index.Version == version ? index : Reload(reads, version);
    });

    /// <summary>The version alone, without waiting for the reading: a start asks while the directory is being read beside it.</summary>
    public DirectoryVersion VersionNow() => Reading(DirectoryVersion.Read);

    /// <summary>Runs <paramref name="read"/> on a connection of its own.</summary>
    internal T Reading<T>(Func<DirectoryReads, T> read)
    {
        KeepingConnection connection = connections.Take();
        try
        {
            return read(new DirectoryReads(connection));
        }
        finally
        {
            connections.TakeBack(connection);
        }
    }

    private PlaceIndex Reload(DirectoryReads reads, DirectoryVersion version)
    {
        // The first reader is waited for; later ones are not, the old index serves.
        bool mine = _index is null ? EnterAndWait() : _loading.TryEnter();
        if (!mine)
        {
            return _index!;
        }

        try
        {
            if (_index is null || _index.Version != version)
            {
                _index = PlaceIndexLoader.Load(reads);
            }

            return _index;
        }
        finally
        {
            _loading.Exit();
        }
    }

    private bool EnterAndWait()
    {
        _loading.Enter();
        return true;
    }
}
