namespace Zaitaku.Storage.Gazetteer;

/// <summary>What a name in the gazetteer stands for. Stored as text.</summary>
public enum GazetteerKind { Prefecture, Municipality, Town, Station, Landmark, PostalCode }

/// <summary>A name with a point on the map, from an imported gazetteer file.</summary>
public sealed class GazetteerEntry
{
    public int Id { get; init; }

    public GazetteerKind Kind { get; init; }

    /// <summary>As written: 鶴岡, 横浜市青葉区, 藤が丘二丁目. A postal code is seven digits.</summary>
    public required string Name { get; init; }

    /// <summary>The name folded by <c>NameRules.KeyOf</c>.</summary>
    public required string NameKey { get; init; }

    /// <summary>The kana folded likewise, or empty.</summary>
    public string KanaKey { get; init; } = "";

    public string Prefecture { get; init; } = "";

    public string Municipality { get; init; } = "";

    /// <summary>Degrees; null where the file has none (postal codes).</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>Which file kind it came from; an import replaces the entries of its kind.</summary>
    public required string Source { get; init; }
}
