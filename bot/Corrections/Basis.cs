using System.Globalization;
using Zaitaku.Storage.Corrections;

namespace Zaitaku.Bot.Corrections;

/// <summary>When a fact was confirmed, how, and from whom.</summary>
public sealed record Basis(DateOnly Day, ConfirmedHow How, string Words)
{
    public const int WordsMax = 100;

    /// <summary>Older confirmations are the registers' business.</summary>
    private const int YearsBackMax = 5;

    public static IReadOnlyList<(ConfirmedHow How, string Id, string Words)> Ways { get; } =
    [
        (ConfirmedHow.Phone, "phone", "電話で確認"), (ConfirmedHow.Fax, "fax", "FAX"), (ConfirmedHow.Visit, "visit", "訪問"), (ConfirmedHow.FromThem, "from_them", "本人から"),
        (ConfirmedHow.Published, "published", "公表資料"), (ConfirmedHow.Other, "other", "その他"),
    ];

    public static string NameOf(ConfirmedHow how) => Ways.Where(way => way.How == how).Select(way => way.Words).FirstOrDefault("");

    /// <returns>Null, with the reason, when day or way is missing or cannot be.</returns>
    public static Basis? Read(string? day, string? how, string? words, DateOnly today, out string problem)
    {
        problem = FactTexts.Clean(words ?? "", isLines: false, WordsMax, out string clean) is { Length: > 0 } odd ? $"だれから・何で: {odd}"
            : !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly confirmed) ? "確認した日を入れてください。"
            : confirmed > today ? "確認した日が、これから先の日になっています。"
            : confirmed < today.AddYears(-YearsBackMax) ? $"確認した日は、{YearsBackMax} 年前までにしてください。"
            : !Ways.Any(way => way.Id == how) ? "どうやって確かめたかを選んでください。"
            : how == "other" && clean.Length == 0 ? "「その他」のときは、何で確かめたかを書いてください。" : "";
        return problem.Length > 0 ? null : new Basis(DateOnly.ParseExact(day!, "yyyy-MM-dd", CultureInfo.InvariantCulture), Ways.First(way => way.Id == how).How, clean);
    }
}
