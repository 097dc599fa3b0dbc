namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Which state of the directory an index was read from. Equal versions mean that reading again would bring nothing new.</summary>
public readonly record struct DirectoryVersion(long ImportRun, long Corrections, long LastPlace, long LastRecord)
{
    /// <summary>Of the database as <paramref name="reads"/> sees it. Whoever changes places without an import makes this query see it.</summary>
    internal static DirectoryVersion Read(DirectoryReads reads) =>
        reads.First(DirectorySql.Version, [], row => new DirectoryVersion(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));
}
