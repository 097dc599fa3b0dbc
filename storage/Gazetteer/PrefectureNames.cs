using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>The ways people write a prefecture: 山形県, 山形, やまがたけん.</summary>
internal static class PrefectureNames
{
    /// <summary>Kana in the order of the codes.</summary>
    private static readonly string[] Kana =
    [
        "ホッカイドウ", "アオモリケン", "イワテケン", "ミヤギケン", "アキタケン", "ヤマガタケン", "フクシマケン", "イバラキケン", "トチギケン",
        "グンマケン", "サイタマケン", "チバケン", "トウキョウト", "カナガワケン", "ニイガタケン", "トヤマケン", "イシカワケン", "フクイケン",
        "ヤマナシケン", "ナガノケン", "ギフケン", "シズオカケン", "アイチケン", "ミエケン", "シガケン", "キョウトフ", "オオサカフ",
        "ヒョウゴケン", "ナラケン", "ワカヤマケン", "トットリケン", "シマネケン", "オカヤマケン", "ヒロシマケン", "ヤマグチケン", "トクシマケン",
        "カガワケン", "エヒメケン", "コウチケン", "フクオカケン", "サガケン", "ナガサキケン", "クマモトケン", "オオイタケン", "ミヤザキケン",
        "カゴシマケン", "オキナワケン",
    ];

    /// <summary>Key of the name, with or without its ending, or of its kana → the name. Endings stay on for 北海道 only.</summary>
    private static readonly Dictionary<string, string> ByKey = Keys();

    public static string? Of(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The prefecture a key begins with, written in full, and how long that is; null when it begins with none or is one.</summary>
    public static (string Name, int Length)? Beginning(string key)
    {
        foreach (string name in Prefectures.All)
        {
            string prefix = NameRules.KeyOf(name);
            if (key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return (name, prefix.Length);
            }
        }

        return null;
    }

    private static Dictionary<string, string> Keys()
    {
        Dictionary<string, string> keys = new(StringComparer.Ordinal);
        foreach ((string name, string kana) in Prefectures.All.Zip(Kana))
        {
            keys[NameRules.KeyOf(name)] = name;
            keys[NameRules.KeyOf(kana)] = name;
            keys[NameRules.KeyOf(name == "北海道" ? name : name[..^1])] = name;
        }

        return keys;
    }
}
