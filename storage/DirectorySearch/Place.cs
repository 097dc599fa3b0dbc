namespace Zaitaku.Storage.DirectorySearch;

/// <summary>One place people can be sent to, merged from all its records. Holds what search reads for every place; the rest is in <see cref="PlaceDetail"/>.</summary>
public sealed class Place
{
    public int Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The name as <c>NameRules.KeyOf</c> folds it: how it is looked up when somebody types it.</summary>
    public required string NameKey { get; set; }

    /// <summary>The kana folded likewise, or empty.</summary>
    public string KanaKey { get; set; } = "";

    /// <summary>Stored form of <see cref="ServiceSet"/>.</summary>
    public required string Services { get; set; }

    public string Prefecture { get; set; } = "";

    public string Municipality { get; set; } = "";

    public string Town { get; set; } = "";

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public Precision Precision { get; set; }

    /// <summary>What search filters on, packed by <c>SearchColumns</c>: capability levels, yes/no/unknown facts, class, scope.</summary>
    public string Flags { get; set; } = "";

    /// <summary>Text form of <see cref="WeeklyHours"/>, empty when unknown.</summary>
    public string Hours { get; set; } = "";

    /// <summary>The latest day any fact was confirmed.</summary>
    public DateOnly? ConfirmedOn { get; set; }

    /// <summary>The demo hub's places are taken away by the first import.</summary>
    public bool IsDemo { get; set; }

    /// <summary>Set when a complete import no longer listed the place. Closed places are not found, but kept.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>Everything known about a place, read for the ten that are shown.</summary>
public sealed class PlaceDetail
{
    /// <summary>Same id as the <see cref="Place"/>.</summary>
    public int PlaceId { get; init; }

    /// <summary>Merged <see cref="PlaceFacts"/> as JSON.</summary>
    public required string Facts { get; set; }

    /// <summary>JSON of fact name (snake_case, as in the facts' JSON) → <see cref="Provenance"/>; <c>*</c> stands for every fact not named.</summary>
    public required string Provenance { get; set; }
}

/// <summary>What one source said about one place, as last imported. A place is the merge of its records; nothing a source said is lost by the merge.</summary>
public sealed class PlaceRecord
{
    public int Id { get; init; }

    public int SourceId { get; set; }

    /// <summary>The source's own key for the row: an official number, or a digest of name and address. Unique within the source.</summary>
    public required string SourceKey { get; set; }

    public int PlaceId { get; set; }

    /// <summary>Digest of <see cref="Stated"/>: equal means unchanged.</summary>
    public long Digest { get; set; }

    /// <summary><see cref="PlaceFacts"/> as JSON.</summary>
    public required string Stated { get; set; }

    public DateOnly? ConfirmedOn { get; set; }

    /// <summary>Set when a complete import no longer had the row.</summary>
    public DateTimeOffset? MissingSince { get; set; }
}

/// <summary>A file or person facts come from.</summary>
public sealed class PlaceSource
{
    public int Id { get; init; }

    /// <summary>Stable key such as <c>mhlw_care</c>, <c>bureau_register</c>, <c>hub_template</c>, <c>demo</c>.</summary>
    public required string Key { get; init; }

    /// <summary>How the source is cited on a card.</summary>
    public required string Name { get; set; }

    public string Licence { get; set; } = "";

    /// <summary>0 to 100. Between two facts the more trusted wins, then the fresher. A coordinator's word is 100.</summary>
    public int Trust { get; set; }
}
