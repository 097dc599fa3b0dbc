using System.Numerics;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>What decides where a found place stands, in this order but for <see cref="SearchRules.Compare"/>'s word on the nearest.</summary>
/// <param name="GoesElsewhere">It says where it goes, and this is not it.</param>
/// <param name="OutsideArea">A neighbour of the area that was named.</param>
/// <param name="Unknown">Wishes nothing is known about.</param>
/// <param name="ByStandard">Wishes met by a legal standard only.</param>
/// <param name="Consult">Wishes answered 要相談.</param>
/// <param name="GoesHere">It says that it goes there.</param>
/// <param name="Metres">Whole metres, or <see cref="SearchRules.NoDistance"/>.</param>
/// <param name="ConfirmedOn">Day as 20250601; 0 when not known.</param>
public readonly record struct SearchRank(bool GoesElsewhere, bool OutsideArea, int Unknown, int ByStandard, int Consult, bool GoesHere, int Metres, int ConfirmedOn, int PlaceId);

/// <summary>The order of an answer and how far is looked.</summary>
public static class SearchRules
{
    public const int NoDistance = int.MaxValue;

    /// <summary>How far is looked around a point at first: half an hour's drive in the country. Doctors may visit within 16 km (診療報酬の訪問診療の範囲).</summary>
    public const double ReachDefaultMetres = 10_000;

    /// <summary>The reach doubles by itself up to here while fewer than <see cref="EnoughPlaces"/> are found.</summary>
    public const double ReachGrowthMaxMetres = 40_000;

    public const int EnoughPlaces = 3;

    /// <summary>もっと遠くても and もっと近く count this often: 625 m to 160 km.</summary>
    public const int ReachStepsMax = 4;

    /// <summary>Negative: <paramref name="one"/> comes first. With いちばん近い the distance goes before certainty, but a place that does not come or is outside stays behind.</summary>
    public static int Compare(in SearchRank one, in SearchRank other, bool nearest)
    {
        int order = one.GoesElsewhere.CompareTo(other.GoesElsewhere);
        order = order != 0 ? order : one.OutsideArea.CompareTo(other.OutsideArea);
        order = order != 0 || !nearest ? order : one.Metres.CompareTo(other.Metres);
        order = order != 0 ? order : one.Unknown.CompareTo(other.Unknown);
        order = order != 0 ? order : one.ByStandard.CompareTo(other.ByStandard);
        order = order != 0 ? order : one.Consult.CompareTo(other.Consult);
        order = order != 0 ? order : other.GoesHere.CompareTo(one.GoesHere);
        order = order != 0 ? order : one.Metres.CompareTo(other.Metres);
        order = order != 0 ? order : other.ConfirmedOn.CompareTo(one.ConfirmedOn);
        return order != 0 ? order : one.PlaceId.CompareTo(other.PlaceId);
    }

    /// <summary>Metres for a request's <see cref="SearchRequest.Reach"/>.</summary>
    public static double ReachMetres(int reach) => ReachDefaultMetres * Math.Pow(2, Math.Clamp(reach, -ReachStepsMax, ReachStepsMax));

    /// <summary>Does the place travel for what is asked? Then office hours do not say when it comes.</summary>
    public static bool Comes(ServiceSet asked, ServiceSet offered) => (asked.Bits & offered.Bits & ServiceKinds.Visiting.Bits) != 0;

    /// <summary>Does the area it serves count? Not where something asked for is found on the spot too.</summary>
    public static bool OnlyComes(ServiceSet asked, ServiceSet offered)
    {
        uint matched = asked.Bits & offered.Bits;
        return matched != 0 && (matched & ~ServiceKinds.Visiting.Bits) == 0;
    }

    /// <summary>The first of the asked services a place offers: rows listed under several are looked at once.</summary>
    public static bool IsFirstMatch(ServiceSet asked, ServiceSet offered, ServiceKind kind) =>
        BitOperations.TrailingZeroCount(asked.Bits & offered.Bits) == (int)kind;
}
