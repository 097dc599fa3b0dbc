using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zaitaku.Benchmarks;

/// <summary>Things people type, made from templates of our own and the names of real places. The same every time.</summary>
public static class UtteranceMaker
{
    /// <summary>Kanji and kana as they are, not as escapes.</summary>
    private static readonly JsonSerializerOptions AsTyped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Ways to name a service; in the patterns below {0} is the place, {1} the service, {2} the need, {3} the limit.</summary>
    private static readonly string[] Services =
    [
        "訪問診療", "往診の先生", "診療所", "病院", "訪問看護", "訪看", "訪問リハビリ", "訪問入浴", "訪問介護", "ヘルパーさん", "デイサービス", "デイケア",
        "ショートステイ", "小規模多機能", "看多機", "居宅介護支援", "地域包括支援センター", "特養", "老健", "介護医療院", "有料老人ホーム", "福祉用具のレンタル",
    ];

    private static readonly string[] Needs =
        ["", "胃ろうの人もみてくれる", "在宅酸素の方を受けてくれる", "人工呼吸器に対応できる", "認知症でも大丈夫な", "看取りまでしてくれる", "たんの吸引ができる", "インスリンの管理をしてくれる"];

    private static readonly string[] Limits = ["", "24時間の", "土日もやっている", "祝日も開いている", "新規を受けている", "今日開いている"];

    private static readonly string[] Searches =
        ["{0}の近くで{3}{2}{1}を教えてください", "{0}で{3}{2}{1}はありますか", "{0} {3}{2}{1}", "{2}{3}{1}を{0}あたりで探しています", "{0}の{3}{2}{1}"];

    private static readonly string[] Talks =
    [
        "{0}の{1}に空きはありますか", "その中で24時間のところは？", "{1}と病院の違いは何ですか", "今夜の当番の先生はだれですか", "次の研修会はいつですか", "担当の人につないでください",
        "ありがとうございました", "{0}に住む母のことで相談したいです", "もっと近いところはありますか", "今朝から{0}の父に38度の熱があります", "使い方を教えて", "明日の{0}の天気は？",
        "父が急に倒れて返事をしません", "2番目の電話番号を教えて", "招待コードは ABCD-1234 です", "土曜の当番を代わってください",
    ];

    /// <summary>Distinct searches, each with a place, spread evenly over places, services, needs and limits.</summary>
    public static IReadOnlyList<string> Questions(IReadOnlyList<string> places, int count) => Distinct(Searches, places, count);

    /// <summary>Lines for the <c>understand</c> command: searches and the rest of what people say.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> places, int count) =>
        Distinct([.. Searches, .. Talks], places, count).Select(text => JsonSerializer.Serialize(new { text, previous = (string?)null }, AsTyped));

    private static List<string> Distinct(string[] patterns, IReadOnlyList<string> places, int count)
    {
        // Strides without a common factor, so that every combination comes up before one repeats.
        HashSet<string> seen = [];
        List<string> made = [];
        for (int at = 0; made.Count < count && at < 20 * count; at++)
        {
            string text = string.Format(
                null, patterns[at % patterns.Length], places[(int)(at * 7919L % places.Count)], Services[at / patterns.Length % Services.Length],
                Needs[at / 3 % Needs.Length], Limits[at / 7 % Limits.Length]).Trim();
            if (seen.Add(text) || patterns.Length > Searches.Length && at % 3 == 0)
            {
                made.Add(text); // Short talk repeats, as it does in life; searches never do.
            }
        }

        return made.Count == count ? made : throw new BenchmarkException($"Only {made.Count} distinct questions could be made.");
    }
}
