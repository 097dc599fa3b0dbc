using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Corrections;

/// <summary>The source of everything coordinators write into the directory by the console.</summary>
public static class HubSource
{
    public const string Key = "hub_console";

    /// <summary>How cards cite it.</summary>
    public const string Name = "拠点の確認";

    /// <summary>As much as the hub's own table; between the two the fresher wins.</summary>
    public const int Trust = 100;

    public static PlaceSource New() => new() { Key = Key, Name = Name, Trust = Trust };

    /// <summary>A key nobody else has: two confirmations of one place are two records.</summary>
    public static string KeyOf(DateTimeOffset now) => $"c:{Guid.CreateVersion7(now):N}";
}
