using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>The 47 prefectures, with kana.</summary>
internal static class Prefectures
{
    private static readonly string[] Written =
    [
        "北海道 ホッカイドウ", "青森県 アオモリケン", "岩手県 イワテケン", "宮城県 ミヤギケン", "秋田県 アキタケン", "山形県 ヤマガタケン", "福島県 フクシマケン",
        "茨城県 イバラキケン", "栃木県 トチギケン", "群馬県 グンマケン", "埼玉県 サイタマケン", "千葉県 チバケン", "東京都 トウキョウト", "神奈川県 カナガワケン",
        "新潟県 ニイガタケン", "富山県 トヤマケン", "石川県 イシカワケン", "福井県 フクイケン", "山梨県 ヤマナシケン", "長野県 ナガノケン", "岐阜県 ギフケン",
        "静岡県 シズオカケン", "愛知県 アイチケン", "三重県 ミエケン", "滋賀県 シガケン", "京都府 キョウトフ", "大阪府 オオサカフ", "兵庫県 ヒョウゴケン",
        "奈良県 ナラケン", "和歌山県 ワカヤマケン", "鳥取県 トットリケン", "島根県 シマネケン", "岡山県 オカヤマケン", "広島県 ヒロシマケン", "山口県 ヤマグチケン",
        "徳島県 トクシマケン", "香川県 カガワケン", "愛媛県 エヒメケン", "高知県 コウチケン", "福岡県 フクオカケン", "佐賀県 サガケン", "長崎県 ナガサキケン",
        "熊本県 クマモトケン", "大分県 オオイタケン", "宮崎県 ミヤザキケン", "鹿児島県 カゴシマケン", "沖縄県 オキナワケン",
    ];

    /// <summary>Key of the name, with or without its ending, or of its kana → the name. Endings stay on for 北海道 only.</summary>
    private static readonly Dictionary<string, string> ByKey = Keys();

    /// <summary>Names as written, without kana.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Written.Select(line => line.Split(' ')[0])];

    public static string? Of(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The prefecture a key begins with, written in full, and how long that is; null when it begins with none or is one.</summary>
    public static (string Name, int Length)? Beginning(string key)
    {
        foreach (string name in Names)
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
        foreach (string[] pair in Written.Select(line => line.Split(' ')))
        {
            keys[NameRules.KeyOf(pair[0])] = pair[0];
            keys[NameRules.KeyOf(pair[1])] = pair[0];
            keys[NameRules.KeyOf(pair[0] == "北海道" ? pair[0] : pair[0][..^1])] = pair[0];
        }

        return keys;
    }
}
