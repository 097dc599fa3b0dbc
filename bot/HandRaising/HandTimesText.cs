using System.Globalization;
using System.Text;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.HandRaising;

/// <summary>Times of cases as the console and its CSV tell them.</summary>
public static class HandTimesText
{
    /// <summary>What was not is not zero.</summary>
    private const string None = "—";

    /// <summary>A cell that begins so is run as a formula by a spreadsheet. Source: OWASP, "CSV Injection".</summary>
    private const string FormulaLetters = "=+-@\t\r\n＝＋－＠";

    public static IReadOnlyList<string> Heads { get; } = ["", "送った事例", "手が挙がった", "決まった", "取り下げ", "最初の手まで（中央値）", "決まるまで（中央値）"];

    public static IReadOnlyList<string> Cells(HandTimesRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [Number(row.Cases), Number(row.WithHand), Number(row.Matched), Number(row.Withdrawn), Minutes(row.FirstHandMinutes), Minutes(row.MatchMinutes)];
    }

    public static string Minutes(DateTimeOffset? from, DateTimeOffset? until) => Minutes(from is { } start && until is { } end ? (int)(end - start).TotalMinutes : null);

    /// <summary>「45分」, 「2時間5分」, 「3日4時間」.</summary>
    public static string Minutes(int? minutes) => minutes switch
    {
        null => None,
        < 60 => $"{minutes}分",
        < 24 * 60 => $"{minutes / 60}時間{minutes % 60}分",
        _ => $"{minutes / 1440}日{minutes % 1440 / 60}時間",
    };

    /// <summary>One line a case, for Excel: UTF-8 with BOM, CRLF; minutes as numbers, empty where there was none. Source of the form: RFC 4180.</summary>
    public static byte[] Csv(IEnumerable<HandTime> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        StringBuilder csv = new("\uFEFF番号,地域,送った日時,お願いした先生,手を挙げた先生,最初の手まで（分）,決まるまで（分）,取り下げ\r\n");
        foreach (HandTime time in times)
        {
            csv.AppendJoin(',', [
                Number(time.Id), Cell(time.Area), OfficeTime.InTokyo(time.SentAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Number(time.Asked), Number(time.Hands),
                Gap(time.SentAt, time.FirstHandAt), Gap(time.SentAt, time.MatchedAt), time.IsWithdrawn ? "1" : "0",
            ]).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string Gap(DateTimeOffset from, DateTimeOffset? until) => until is { } end ? ((long)(end - from).TotalMinutes).ToString(CultureInfo.InvariantCulture) : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string words)
    {
        string safe = words.Length > 0 && FormulaLetters.Contains(words[0]) ? $"'{words}" : words;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
