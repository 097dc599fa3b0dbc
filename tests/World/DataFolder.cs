using Microsoft.Data.Sqlite;
using Zaitaku.Storage;

namespace Zaitaku.Tests.World;

/// <summary>A data directory of one test.</summary>
internal static class DataFolder
{
    /// <summary>Closes what the pool keeps open of this database and no other's (tests side by side have theirs in use), and removes the directory.</summary>
    public static void Delete(string folder)
    {
        using (SqliteConnection pooled = new(Sqlite.ConnectionString(new StorageOptions { DataDirectory = folder })))
        {
            SqliteConnection.ClearPool(pooled);
        }

        Directory.Delete(folder, recursive: true);
    }
}
