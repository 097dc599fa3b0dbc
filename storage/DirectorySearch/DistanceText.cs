namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Distances in words that claim no more than is known.</summary>
public static class DistanceText
{
    public const string NotKnown = "距離は不明";

    /// <summary>「約350m」「約1.2km」 from door to door, 「町の中心から約1.2km」 when an end is only a town, 「距離は不明」 when it is not known.</summary>
    public static string Of(double? metres, Precision precision) => (metres, precision) switch
    {
        (null, _) => NotKnown,
        (_, Precision.Door) => "約" + Plain(metres.Value),
        (_, Precision.Town) => "町の中心から約" + Plain(metres.Value),
        _ => $"約{Plain(metres.Value)}（位置は未確認）",
    };

    /// <summary>Below one kilometre to 50 m, below ten to 100 m, then to the kilometre. Never 0.</summary>
    private static string Plain(double metres)
    {
        double fifties = Math.Max(1, Math.Round(metres / 50, MidpointRounding.AwayFromZero)) * 50;
        return fifties < 1000 ? $"{fifties:0}m"
            : metres < 9950 ? $"{metres / 1000:0.0}km"
            : $"{Math.Round(metres / 1000, MidpointRounding.AwayFromZero):0}km";
    }
}
