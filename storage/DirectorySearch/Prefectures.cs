namespace Zaitaku.Storage.DirectorySearch;

/// <summary>The 47 prefectures in the order of their codes, each with a box that holds it.</summary>
public static class Prefectures
{
    /// <summary>Boxes in degrees: municipality offices of localgovjp (CC0) with a margin of 0.35. Wide on purpose: they catch a coordinate on the wrong island, not one in the next town.</summary>
    private static readonly (string Name, double South, double North, double West, double East)[] Table =
    [
        ("北海道", 41.1, 45.8, 139.2, 145.9), ("青森県", 40.0, 41.9, 139.6, 142.0), ("岩手県", 38.6, 40.8, 140.4, 142.3), ("宮城県", 37.6, 39.3, 140.1, 141.9),
        ("秋田県", 38.8, 40.7, 139.5, 141.1), ("山形県", 37.6, 39.4, 139.3, 140.9), ("福島県", 36.5, 38.2, 139.0, 141.4), ("茨城県", 35.5, 37.2, 139.4, 141.1),
        ("栃木県", 35.9, 37.4, 139.1, 140.5), ("群馬県", 35.7, 37.1, 138.2, 140.0), ("埼玉県", 35.4, 36.6, 138.7, 140.2), ("千葉県", 34.6, 36.3, 139.5, 141.2),
        ("東京都", 24.0, 36.2, 136.0, 154.1), ("神奈川県", 34.8, 36.0, 138.7, 140.1), ("新潟県", 36.6, 38.8, 137.5, 139.9), ("富山県", 36.2, 37.3, 136.5, 137.9),
        ("石川県", 36.0, 37.8, 136.0, 137.6), ("福井県", 35.1, 36.6, 135.2, 136.9), ("山梨県", 34.9, 36.1, 138.0, 139.5), ("長野県", 34.9, 37.3, 137.2, 138.9),
        ("岐阜県", 34.9, 36.6, 136.1, 137.9), ("静岡県", 34.3, 35.7, 137.2, 139.5), ("愛知県", 34.3, 35.7, 136.4, 138.1), ("三重県", 33.4, 35.5, 135.7, 137.2),
        ("滋賀県", 34.6, 35.8, 135.5, 136.6), ("京都府", 34.4, 36.0, 134.7, 136.3), ("大阪府", 34.0, 35.3, 134.8, 136.0), ("兵庫県", 33.9, 36.0, 134.0, 135.8),
        ("奈良県", 33.6, 35.0, 135.3, 136.5), ("和歌山県", 33.1, 34.7, 134.8, 136.3), ("鳥取県", 34.8, 35.9, 132.9, 134.8), ("島根県", 34.0, 36.6, 131.5, 133.7),
        ("岡山県", 34.1, 35.6, 133.1, 134.7), ("広島県", 33.8, 35.3, 131.9, 133.7), ("山口県", 33.5, 34.9, 130.6, 132.6), ("徳島県", 33.3, 34.5, 133.4, 135.0),
        ("香川県", 33.8, 34.8, 133.3, 134.7), ("愛媛県", 32.6, 34.6, 131.9, 133.9), ("高知県", 32.4, 34.1, 132.3, 134.6), ("福岡県", 32.7, 34.5, 129.8, 131.5),
        ("佐賀県", 32.7, 33.9, 129.5, 130.9), ("長崎県", 31.8, 35.0, 128.0, 130.7), ("熊本県", 31.9, 33.5, 129.7, 131.6), ("大分県", 32.5, 34.1, 130.6, 132.3),
        ("宮崎県", 31.1, 33.1, 130.5, 132.1), ("鹿児島県", 26.7, 32.5, 128.1, 131.5), ("沖縄県", 23.9, 28.0, 122.6, 131.6),
    ];

    /// <summary>The invented prefecture of the demo hub: it has no code, but an address may name it.</summary>
    public const string OfTheDemo = "汐音県";

    public static IReadOnlyList<string> All { get; } = [.. Table.Select(row => row.Name)];

    /// <summary>The prefecture a text begins with, or null.</summary>
    public static string? Leading(string text)
    {
        if (text.Length < 3)
        {
            return null;
        }

        foreach ((string name, _, _, _, _) in Table)
        {
            if (text[0] == name[0] && text.StartsWith(name, StringComparison.Ordinal))
            {
                return name;
            }
        }

        return text.StartsWith(OfTheDemo, StringComparison.Ordinal) ? OfTheDemo : null;
    }

    /// <summary>The prefecture of a code 1 to 47, or null.</summary>
    public static string? OfCode(int code) => code is >= 1 and <= 47 ? Table[code - 1].Name : null;

    /// <summary>1 to 47, or 0 for a name that is none.</summary>
    public static int CodeOf(string? name) => Array.FindIndex(Table, row => row.Name == name) + 1;

    /// <summary>False for a coordinate that cannot lie in the prefecture, or in Japan when none is named.</summary>
    public static bool MayContain(string? prefecture, double latitude, double longitude)
    {
        int at = CodeOf(prefecture) - 1;
        return at < 0
            ? latitude is > 20 and < 46 && longitude is > 122 and < 154.2
            : latitude >= Table[at].South && latitude <= Table[at].North && longitude >= Table[at].West && longitude <= Table[at].East;
    }
}
