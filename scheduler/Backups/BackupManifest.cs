using System.Text.Json;
using System.Text.RegularExpressions;

namespace Zaitaku.Scheduler.Backups;

/// <summary>A file in a backup.</summary>
/// <param name="Sha256">Hex.</param>
public sealed record BackupPart(string Name, long Bytes, string Sha256);

/// <summary>What a backup says of itself, in its last entry: an archive that was cut off has none.</summary>
public sealed partial record BackupManifest
{
    public const string Name = "manifest.json";
    public const string Database = "zaitaku.db";

    /// <summary>Grows when an older program could no longer read it.</summary>
    public const int FormatNow = 1;

    /// <summary>Bytes of this entry.</summary>
    public const int BytesMax = 256 * 1024 * 1024;

    /// <summary>Folders of the data directory that travel along, and files beside the database: what was said and not taken into it yet.</summary>
    public static readonly IReadOnlyList<string> Folders = ["uploads", "keys"];

    /// <summary>In the order in which an event moves through them.</summary>
    public static readonly IReadOnlyList<string> Spills = ["inbox-spill.jsonl", "inbox-spill.jsonl.taken"];

    public required int Format { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required IReadOnlyList<BackupPart> Parts { get; init; }

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Names we write, and no other: an archive is input like any other.</summary>
    public static bool IsName(string name) => name == Database || Spills.Contains(name) || InFolder().IsMatch(name);

    [GeneratedRegex(@"\A(?:uploads|keys)/[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}\z")]
    private static partial Regex InFolder();
}
