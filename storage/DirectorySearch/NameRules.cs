using System.Text;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Folds names, so that one written two ways is one: widths, spaces, kana, old character forms, legal forms.</summary>
public static class NameRules
{
    /// <summary>Old and variant forms that registers mix with the plain ones.</summary>
    private static readonly Dictionary<char, char> Variants = Pairs(
        "齋斎齊斉邊辺邉辺澤沢濱浜瀨瀬髙高﨑崎嵜崎廣広國国櫻桜眞真嶋島嶌島榮栄龍竜惠恵德徳藪薮淵渕渊渕籠篭檜桧鷗鴎曾曽藏蔵增増冨富圓円豐豊壽寿應応學学會会醫医濟済靜静鐵鉄礒磯萬万與与樂楽條条塚塚横横橫横黑黒穗穂來来祐祐神神福福都都都都郎郎館舘" +
        "濵浜薗園澁渋瀧滝關関寳宝寶宝彌弥禮礼巖巌縣県團団栁柳桒桑槗橋籏旗亞亜壹壱獨独傳伝驛駅藥薬總総麥麦凉涼曉暁淨浄龜亀峯峰舩船嶌島枩松薗園讚讃穐秋嶽岳槇槙");

    private static readonly string[] LegalForms =
    [
        "特定医療法人社団", "特定医療法人財団", "社会医療法人社団", "社会医療法人財団", "医療法人社団", "医療法人財団", "特定医療法人", "社会医療法人", "医療法人",
        "社会福祉法人", "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人", "特定非営利活動法人", "NPO法人", "株式会社", "有限会社", "合同会社", "合資会社",
        "独立行政法人", "地方独立行政法人", "国立大学法人", "学校法人", "宗教法人", "生活協同組合", "(株)", "(有)", "(医)", "(福)",
    ];

    /// <summary>After kana too, が before one of these is the ヶ of a place: みどりが丘, みどりヶ丘.</summary>
    private const string Landforms = "丘岡谷原台浦浜森峰";

    /// <summary>Lookup key: NFKC, no spaces or punctuation, katakana, small ケ and ヶ as one, variant characters plain, capitals small.</summary>
    public static string KeyOf(string name)
    {
        string folded = name.Normalize(NormalizationForm.FormKC);
        StringBuilder key = new(folded.Length);
        for (int at = 0; at < folded.Length; at++)
        {
            char plain = Variants.GetValueOrDefault(folded[at], folded[at]);
            if (plain is 'ヶ' or 'ゖ' || (plain is 'ケ' or 'け' or 'が' or 'ガ' && key.Length > 0 && IsPlaceParticle(key[^1], folded, at + 1)))
            {
                key.Append('ケ'); // 鳩ケ谷, 鳩ヶ谷 and 鳩が谷 are one place.
            }
            else if (plain is >= 'ぁ' and <= 'ゖ')
            {
                key.Append((char)(plain + 0x60));
            }
            else if (char.IsLetterOrDigit(plain) || plain is 'ー' or '々')
            {
                key.Append(char.ToLowerInvariant(plain));
            }
        }

        return key.ToString();
    }

    /// <summary>The name without its legal form: 医療法人社団 旭山内科クリニック → 旭山内科クリニック. Never empty for a name that is not.</summary>
    public static string WithoutLegalForm(string name)
    {
        string text = name.Normalize(NormalizationForm.FormKC).Trim();
        foreach (string form in LegalForms)
        {
            int at = text.IndexOf(form, StringComparison.Ordinal);
            if (at == 0)
            {
                string rest = text[form.Length..].Trim();
                int space = rest.IndexOf(' ');
                text = space > 0 && rest.Length - space > 3 ? rest[(space + 1)..].Trim() : rest.Length > 0 ? rest : text;
                break;
            }
        }

        return text;
    }

    /// <summary>Edit distance up to a limit: how many letters must change; <paramref name="limit"/> + 1 when it is more.</summary>
    public static int Distance(string one, string other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit)
        {
            return limit + 1;
        }

        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            int best = row[0];
            for (int j = 1; j <= other.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
                best = Math.Min(best, row[j]);
            }

            if (best > limit)
            {
                return limit + 1;
            }
        }

        return Math.Min(row[^1], limit + 1);
    }

    private static bool IsPlaceParticle(char before, string folded, int next) =>
        IsKanji(before) || (next < folded.Length && Landforms.Contains(folded[next]));

    private static bool IsKanji(char letter) => letter is >= '一' and <= '鿿' or '々';

    private static Dictionary<char, char> Pairs(string pairs)
    {
        Dictionary<char, char> map = [];
        for (int at = 0; at + 1 < pairs.Length; at += 2)
        {
            if (pairs[at] != pairs[at + 1])
            {
                map[pairs[at]] = pairs[at + 1];
            }
        }

        return map;
    }
}
