namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Where to search from or in: a resolved place name, a shared position, or the hub's own area.</summary>
public sealed record SearchArea
{
    /// <summary>What people call it: 鶴岡駅, 横浜市青葉区, 現在地.</summary>
    public required string Label { get; init; }

    /// <summary>Centre in degrees; null when nothing with coordinates is known in it (then only the names of the area filter).</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>Door: a point (station, facility, shared position). Town: the centre of an area, and distances say so.</summary>
    public Precision Precision { get; init; }

    /// <summary>The area's own names as in <see cref="Place"/>; all null for a point.</summary>
    public string? Prefecture { get; init; }

    public string? Municipality { get; init; }

    public string? Town { get; init; }

    /// <summary>The municipality a point lies in, where known: decides whether a visiting service goes there.</summary>
    public string? PointMunicipality { get; init; }
}

/// <summary>A search, resolved. Everything it depends on is in it, so the same request gives the same answer.</summary>
public sealed record SearchRequest
{
    /// <summary>Any of these; empty means any service (a search by capability alone).</summary>
    public ServiceSet Services { get; init; }

    /// <summary>All of these. A place known to be unable is left out; unknown stays in, below the certain.</summary>
    public IReadOnlyList<CapabilityKind> Capabilities { get; init; } = [];

    /// <summary>All of these, with the same rule for unknown.</summary>
    public IReadOnlyList<ConditionKind> Conditions { get; init; } = [];

    /// <summary>Null: the whole directory, nearest to nothing.</summary>
    public SearchArea? Area { get; init; }

    /// <summary>+1 doubles the reach, -1 halves it, and so on.</summary>
    public int Reach { get; init; }

    public bool ForProfessional { get; init; }

    public DateTimeOffset Now { get; init; }
}

/// <summary>How sure a match is. Ordered: greater is better.</summary>
public enum Certainty { No, Unknown, ByStandard, Consult, Likely, Confirmed }

/// <summary>How one wish of the request fits one place: the wish as ids, and how sure.</summary>
/// <param name="WishId">A capability or condition id.</param>
/// <param name="Text">What a card says of it: 「在宅酸素: 対応可能・対応中」「届出上24時間」「土日: 未確認」.</param>
public sealed record WishMatch(string WishId, Certainty Certainty, string Text);

/// <summary>A place found, with why it stands where it stands.</summary>
/// <param name="DistanceMetres">From the area's centre or point; null when either has no coordinate.</param>
/// <param name="DistancePrecision">The coarser of the two ends.</param>
/// <param name="ServesArea">For visiting services: true when the place says it goes there, false when it says where it goes and this is not it, null when not stated.</param>
public sealed record FoundPlace(int PlaceId, double? DistanceMetres, Precision DistancePrecision, IReadOnlyList<WishMatch> Matches, bool? ServesArea);

/// <summary>What a search found.</summary>
/// <param name="Places">Ranked, at most <see cref="PlacesMax"/>.</param>
/// <param name="Total">How many fit in all.</param>
/// <param name="RelaxedWishId">When nothing fits all: the wish that was left out to find these; null otherwise.</param>
/// <param name="ReachMetres">How far was looked around a point; null for an area by name.</param>
public sealed record SearchAnswer(IReadOnlyList<FoundPlace> Places, int Total, string? RelaxedWishId = null, double? ReachMetres = null)
{
    public const int PlacesMax = 50;
}
