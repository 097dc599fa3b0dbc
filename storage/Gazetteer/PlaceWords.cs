using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Takes apart how people write a place. Pure text; what the parts mean is for others.</summary>
internal static partial class PlaceWords
{
    /// <summary>Letters of a place name that are looked at; an address with building is shorter.</summary>
    public const int LettersMax = 60;

    private static readonly string[] Endings =
    [
        "の近く", "の近所", "の周辺", "の付近", "のあたり", "の辺り", "のほう", "の方", "近く", "近所", "周辺", "付近", "近辺", "界隈", "あたり", "辺り",
        "エリア", "方面", "地域", "地区", "全域", "市内", "区内", "町内", "村内", "県内", "府内", "都内", "内", "の", "で", "に", "は", "から",
    ];

    /// <summary>The text as typed, then with words of nearness and particles taken off its end, at most three of them.</summary>
    public static IReadOnlyList<string> Forms(string text)
    {
        string form = Trimmed(text);
        List<string> forms = [form];
        for (int taken = 0; taken < 3 && Array.Find(Endings, ending => form.Length > ending.Length && form.EndsWith(ending, StringComparison.Ordinal)) is { } ending; taken++)
        {
            int kept = ending.Length == 2 && ending[1] == '内' ? 1 : 0; // 板橋区内 → 板橋区
            form = form[..(form.Length - ending.Length + kept)].TrimEnd();
            forms.Add(form);
        }

        return [.. forms.Where(candidate => candidate.Length > 0)];
    }

    /// <summary>市内 alone is the hub's own city, 県内 its prefecture, 都内 Tokyo; null for everything else.</summary>
    public static string? OwnArea(string form, HubArea hub) => form switch
    {
        "都内" => "東京都",
        "県内" or "府内" or "道内" when hub.Prefecture.Length > 0 => hub.Prefecture,
        "市内" or "区内" or "町内" or "村内" when hub.Municipalities.Count > 0 => hub.Municipalities[0],
        _ => null,
    };

    /// <summary>Seven digits of a postal code, or null.</summary>
    public static string? PostalCode(string form) =>
        Postal().Match(form) is { Success: true } match ? match.Groups[1].Value + match.Groups[2].Value : null;

    /// <summary>鶴岡 of 鶴岡駅, JR鶴岡駅前, 東急田園都市線 鶴岡駅東口, つるおかえき; null without 駅.</summary>
    public static string? Station(string form) => StationName().Match(form) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    /// <summary>Each way to read 横浜市の市が尾 as place-in-area, the longer area first.</summary>
    public static IEnumerable<(string Area, string Name)> Nested(string form)
    {
        for (int at = form.Length - 2; at > 0; at--)
        {
            if (form[at] is 'の' or ' ' or '、')
            {
                yield return (form[..at].Trim(), form[(at + 1)..].Trim());
            }
        }
    }

    /// <summary>壬生町 of 下都賀郡壬生町; the name itself when it has no county (郡山市, 蒲郡市 have none).</summary>
    public static string WithoutCounty(string name) => County().Match(name) is { Success: true } match ? match.Groups[1].Value : name;

    private static string Trimmed(string text)
    {
        string folded = text.Normalize(NormalizationForm.FormKC).Trim().Trim('「', '」', '。', '、', '？', '?', '!');
        return folded.Length <= LettersMax ? folded : folded[..LettersMax];
    }

    [GeneratedRegex(@"^〒?\s*(\d{3})\s*[-‐－ー―−]?\s*(\d{4})$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Postal();

    [GeneratedRegex(@"^(?:JR|ＪＲ)?(?:[^線]{1,12}線\s*)?(.{1,20}?)(?:駅|えき|エキ)(?:前|まえ|[東西南北]口|周辺|付近|近く|の?そば)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex StationName();

    [GeneratedRegex(@"^[^市区町村郡\d]{1,4}郡([^郡]+[町村].*)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex County();
}
