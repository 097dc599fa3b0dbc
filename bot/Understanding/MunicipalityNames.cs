namespace Zaitaku.Bot.Understanding;

/// <summary>Names of prefectures, municipalities and wards as the program knows them by itself, added to the words.</summary>
public static class MunicipalityNames
{
    /// <summary>Names that without 市, 町, 村 are everyday words, directions or family names first: they count with their ending only.</summary>
    private static readonly HashSet<string> NeedEnding = new(
        ("南 北 東 西 中 中央 港 緑 旭 泉 光 本 境 栄 寿 新 森 関 津 桜 大和 朝日 日野 池田 大野 川上 清水 高森 山口 福島 石川 宮崎 小川 川本 森 山田 吉田 松田 井川 大島 高橋 坂本 平田 上野 " +
         "石井 長野原 白石 黒木 安田 本山 三原 原 岡 平川 青木 野田 藤沢 藤岡 小林 大田 金山 金子 長井 村山 秋田 広川 大川 古川 中川 前橋 飯田 岩崎 今治 南部 東部 北部 日高 上 下 金 一 海 白山 " +
         "真鶴 明日香 平和 美里 美郷 朝来 太子 福祉 長寿 昭和 明和 共和 協和 平生 富士 豊 開成 聖籠 階上 階 大口 大井 川北 高山 高田 高野 青木 那珂 中野 杉並 三田 木曽 田原 愛西 大木 大江 大石 国立 府中 小山 佐井 " +
         "立科 売木 早川 江北 多久 多気 多良木 小国 玉川 玉名 柳津 新地 広野 小坂 五城目 中泊 風間浦 東通 野々市 内灘 小野 行方 関 堺 呉 萩 燕 蕨 柏").Split(' ').Except(["山口", "福島", "石川", "宮崎", "秋田", "富士", "前橋", "今治", "中野", "杉並", "国立", "府中", "藤沢", "藤岡", "小林", "柏", "堺", "呉", "燕", "池田", "白山", "三原", "高山", "小山", "飯田", "野田", "日野", "清水"]), StringComparer.Ordinal);

    /// <summary>Readings that without their ending are everyday words.</summary>
    private static readonly HashSet<string> NeedEndingKana = new(
        "はまだ みなと さが ちば おおた きた にし ひがし みなみ ちゅうおう さかい うみ いずみ ひかり みどり さくら あさひ いけだ やまだ よしだ おおの あさか みえ しが うき あき つ くれ はぎ もり せき のだ ひの いなべ かが かさい たはら おくた あげお まつだ おがわ かわかみ あおき こばやし たかはし さかもと たかもり しょうわ きょうわ めいわ へいわ ながい みはら かい とね いち みと しま あわ つばめ ひだか ふじ うえの たけた さの おの こうか やす なか ほんじょう すざか たいし とまり さつま いちき よこて まき いわみ かわもと かわにし なかの かみ はくい ひみ おおい ようろう".Split(' '), StringComparer.Ordinal);

    public static void AddTo(WordTrie words, IEnumerable<string> lines, byte file)
    {
        HashSet<(string, Cue)> seen = [];
        foreach (string line in lines)
        {
            string[] cells = line.Split('\t');
            Add(words, cells[0], file, seen, bare: true);
            foreach (string cell in cells[1].Split(' '))
            {
                string[] names = cell.Split('>');
                Add(words, names[0], file, seen, bare: true);
                foreach (string ward in names.AsSpan(1))
                {
                    Add(words, ward, file, seen, bare: false);
                }
            }
        }
    }

    private static void Add(WordTrie words, string nameAndReading, byte file, HashSet<(string, Cue)> seen, bool bare)
    {
        string[] pair = nameAndReading.Split('/');
        (string name, string reading) = (pair[0], pair[1]);
        bool isKana = name[0] is >= 'ぁ' and <= 'ヺ';
        Put(name, Cue.PlaceFull);
        Put(reading, Cue.PlaceKana);
        string bareName = name == "北海道" ? name : name[..^1];
        string bareReading = name == "北海道" ? reading : WithoutEnding(reading);
        if (bare && !NeedEnding.Contains(bareName) && (bareName.Length > (isKana ? 2 : 1) || bareName is "柏" or "堺" or "呉" or "燕"))
        {
            Put(isKana ? bareReading : bareName, isKana ? Cue.PlaceKanaBare : Cue.PlaceBare);
        }

        if (bare && bareReading.Length >= 3 && !NeedEndingKana.Contains(bareReading))
        {
            Put(bareReading, Cue.PlaceKanaBare);
        }

        void Put(string word, Cue cue)
        {
            string key = TextNormalizer.FoldWord(word);
            foreach (string spelling in key.Contains('け', StringComparison.Ordinal) && cue is Cue.PlaceFull or Cue.PlaceBare ? [key, key.Replace('け', 'が')] : new[] { key })
            {
                if (seen.Add((spelling, cue)))
                {
                    words.Add(spelling, new WordEntry(WordLayer.Cue, (byte)cue, -1, WordEdges.None, file, 0));
                }
            }
        }
    }

    private static string WithoutEnding(string reading)
    {
        foreach (string ending in (ReadOnlySpan<string>)["ちょう", "まち", "むら", "そん", "けん", "し", "く", "と", "ふ"])
        {
            if (reading.EndsWith(ending, StringComparison.Ordinal))
            {
                return reading[..^ending.Length];
            }
        }

        return reading;
    }
}
