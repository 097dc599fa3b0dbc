using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>What the lines above a table say of its days: 令和8年5月 当番表, 2026年度.</summary>
/// <param name="Month">1 to 12, the first month where several are named; null when a year stands alone.</param>
/// <param name="IsFiscal">The year runs from its April to the next March.</param>
/// <param name="IsOneMonth">Nothing but that month is meant, so that 25日 is a day of it.</param>
public sealed record DutyHeading(int Year, int? Month, bool IsFiscal, bool IsOneMonth);

/// <summary>What a day left incomplete is read by.</summary>
/// <param name="Heading">Above the table; null where it says nothing.</param>
/// <param name="Previous">The last day read further up; null before the first.</param>
/// <param name="IsSheet">From a workbook, where a bare number is a day counted from 1900.</param>
public sealed record DutyDayContext(DutyHeading? Heading = null, DateOnly? Previous = null, bool IsSheet = false);

/// <summary>
/// Days as tables of duties write them: 2026-05-25, 2026/5/25, 20260525, 2026年5月25日(月), R8.5.25, 令和8年5月25日, a workbook's number; and,
/// by what stands above them, 5月25日, 5/25 and 25日. Any width. A day that could be of two years is refused, never guessed.
/// </summary>
public static partial class DutyDayText
{
    /// <summary>Letters of a cell that is looked at.</summary>
    public const int LengthMax = 60;

    public const int YearMin = 2000;
    public const int YearMax = 2099;

    private const int ReiwaBefore = 2018;
    private const int FiscalStart = 4;

    /// <summary>Excel's day 0. Its leap day of 1900, which was none, lies before any day allowed here.</summary>
    private static readonly DateOnly SheetEpoch = new(1899, 12, 30);

    private static readonly string[] HolidayWords = ["祝", "祝日", "祭", "祭日", "休", "休日", "振休", "振替", "振替休日", "国民の休日", "年末年始", "元日", "お盆", "GW"];

    /// <param name="weekday">The cell of the week column: empty where there is none. 祝日 fits every day, and so does 日祝, which names a kind of day.</param>
    /// <param name="problem">Why not, in Japanese without a full stop; empty when read.</param>
    public static bool TryRead(string text, string weekday, DutyDayContext context, out DateOnly day, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(weekday);
        ArgumentNullException.ThrowIfNull(context);
        day = default;
        string plain = text.Length > LengthMax ? "" : Fold(text);
        if (plain.Length == 0 && text.Length <= LengthMax)
        {
            problem = "日付が書かれていません";
            return false;
        }

        string rest = "";
        problem = plain.Length == 0 ? Unreadable(text) : TryDate(plain, context, out day, out rest);
        return problem.Length == 0 && Fits(day, rest, out problem) && Fits(day, weekday, out problem);
    }

    /// <summary>True unless the words name another day of the week: somebody mistyped one of the two, and only they know which.</summary>
    /// <param name="weekday">月, (月), 月曜日, 月・祝; what is no day of the week is passed over.</param>
    public static bool Fits(DateOnly day, string weekday, out string problem)
    {
        ArgumentNullException.ThrowIfNull(weekday);
        problem = "";
        string[] words = weekday.Length > LengthMax ? [] : Words(Fold(weekday));
        List<char> named = [.. words.Select(word => WeekWord().Match(word)).Where(match => match.Success).Select(match => match.Groups["day"].Value[0])];
        char actual = OfficeTime.LetterOf(day);
        bool isKind = named is ['日'] && words.Any(word => HolidayWords.Contains(word) || (WeekWord().Match(word) is { Success: true } match && match.Groups["holiday"].Success));
        if (named.Count == 0 || named.Contains(actual) || isKind)
        {
            return true;
        }

        problem = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}は{actual}曜日ですが「{Short(weekday)}」と書かれています（日付か曜日のどちらかが違います）");
        return false;
    }

    /// <summary>What a line above the table says of its days; null when it names no year. The day on which a table was made (2026年4月20日作成) says nothing.</summary>
    public static DutyHeading? HeadingOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = Fold(text.Length > LengthMax * 4 ? text[..(LengthMax * 4)] : text);
        foreach (Match match in HeadingYear().Matches(plain))
        {
            int year = YearOf(match);
            bool isPeriod = match.Groups["until"].Success;
            if (year is < YearMin or > YearMax || (match.Groups["day"].Success && !isPeriod))
            {
                continue;
            }

            int? month = match.Groups["month"].Success ? Number(match.Groups["month"]) : null;
            if (month is null or (>= 1 and <= 12))
            {
                return new DutyHeading(year, month, match.Groups["fiscal"].Success, month is not null && !isPeriod && !match.Groups["list"].Success);
            }
        }

        return null;
    }

    /// <summary>A version of a table: a date, with or without a time of day, or a number (第2版, v2).</summary>
    /// <param name="version">Greater is newer, among dates and among numbers; numbers stay under 10,000, dates are above 1,000,000,000.</param>
    public static bool TryReadVersion(string text, bool isSheet, out long version, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = text.Length > LengthMax ? "" : Fold(text);
        (version, problem) = (0, "");
        if (VersionNumber().Match(plain) is { Success: true } numbered)
        {
            version = plain == "初版" ? 1 : Number(numbered.Groups["number"]);
            return true;
        }

        Match match = VersionTime().Match(plain);
        if (match.Success && TryRead(match.Groups["day"].Value, "", new DutyDayContext(IsSheet: isSheet), out DateOnly day, out _))
        {
            int seconds = match.Groups["hour"].Success ? Number(match.Groups["hour"]) * 3_600 + Number(match.Groups["minute"]) * 60 + (match.Groups["second"].Success ? Number(match.Groups["second"]) : 0) : 0;
            double part = match.Groups["part"].Success ? double.Parse(match.Groups["part"].Value, NumberStyles.Float, CultureInfo.InvariantCulture) : 0;
            version = (day.DayNumber - SheetEpoch.DayNumber) * 86_400L + seconds + (long)Math.Round(part * 86_400);
            return true;
        }

        problem = plain.Length == 0 && text.Length == 0 ? "版が書かれていません" : $"版「{Short(text)}」の新しさが分かりません";
        return false;
    }

    /// <returns>The problem; empty when the day was read.</returns>
    private static string TryDate(string plain, DutyDayContext context, out DateOnly day, out string rest)
    {
        (day, rest) = (default, "");
        if (context.IsSheet && SheetDay().Match(plain) is { Success: true } sheet)
        {
            day = SheetEpoch.AddDays(Number(sheet.Groups["number"]));
            return day.Year is < YearMin or > YearMax ? Unreadable(plain) : "";
        }

        foreach (Regex form in (ReadOnlySpan<Regex>)[WholeDay(), PackedDay(), MonthDay(), DayAlone()])
        {
            if (form.Match(plain) is { Success: true } match)
            {
                rest = match.Groups["rest"].Value;
                if (!IsTail(rest))
                {
                    return Unreadable(plain);
                }

                int? month = match.Groups["month"].Success ? Number(match.Groups["month"]) : context.Heading is { IsOneMonth: true } heading ? heading.Month : null;
                int? year = match.Groups["year"].Success || match.Groups["reiwa"].Success ? YearOf(match) : YearBy(context, month, match.Groups["month"].Success);
                return month is { } named && year is { } found ? Dated(plain, found, named, Number(match.Groups["day"]), out day)
                    : $"「{Short(plain)}」が何年何月か分かりません（日付に年を書くか、表の上に「令和8年5月」のように書いてください）";
            }
        }

        return Unreadable(plain);
    }

    /// <summary>The heading's year where it settles it, else the last day's: a table runs on within the month and into the next.</summary>
    private static int? YearBy(DutyDayContext context, int? month, bool isMonthNamed)
    {
        if (context.Heading is { } heading && (heading.Month is null || heading.Month == month || !isMonthNamed))
        {
            return heading.IsFiscal && month < FiscalStart ? heading.Year + 1 : heading.Year;
        }

        return context.Previous is { } last && month is { } named && (named - last.Month + 12) % 12 is 0 or 1
            ? named < last.Month ? last.Year + 1 : last.Year
            : null;
    }

    private static string Dated(string plain, int year, int month, int number, out DateOnly day)
    {
        day = default;
        if (year is < YearMin or > YearMax || month is < 1 or > 12 || number < 1 || number > DateTime.DaysInMonth(year, month))
        {
            return $"「{Short(plain)}」という日はありません";
        }

        day = new DateOnly(year, month, number);
        return "";
    }

    /// <summary>After a day only a midnight, as Excel adds it, and words of the week may follow.</summary>
    private static bool IsTail(string rest) => Words(Midnight().Replace(rest, "", 1)).All(word => WeekWord().IsMatch(word) || HolidayWords.Contains(word));

    private static string[] Words(string text) => text.Split(['(', ')', '[', ']', '・', ',', '、', '/', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static int YearOf(Match match) => match.Groups["reiwa"] switch
    {
        { Success: false } => Number(match.Groups["year"]),
        { Value: "元" } => ReiwaBefore + 1,
        Group reiwa => ReiwaBefore + Number(reiwa),
    };

    private static int Number(Group group) => int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Unreadable(string text) => $"日付「{Short(text)}」を読めません";

    private static string Short(string text) => text.Length > 20 ? text[..19] + "…" : text;

    /// <summary>By runes, since half a surrogate pair, which a cut text may end with, cannot be normalised.</summary>
    private static string Fold(string text) => Dash().Replace(string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC), "-").Trim();

    [GeneratedRegex("[‐‑‒–—―−]")]
    private static partial Regex Dash();

    [GeneratedRegex(@"^(?:(?:令和|[Rr])\s*(?<reiwa>[0-9]{1,2}|元)|(?<year>[0-9]{4}))\s*[年./-]\s*(?<month>[0-9]{1,2})\s*[月./-]\s*(?<day>[0-9]{1,2})(?![0-9])\s*日?(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex WholeDay();

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})(?![0-9.])(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex PackedDay();

    [GeneratedRegex(@"^(?<month>[0-9]{1,2})\s*(?:月|/)\s*(?<day>[0-9]{1,2})(?![0-9/])\s*日?(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})(?![0-9./-])\s*日?(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex DayAlone();

    [GeneratedRegex(@"^(?<number>[0-9]{5})(?:\.0+)?$")]
    private static partial Regex SheetDay();

    [GeneratedRegex(@"^[T\s]*0{1,2}:00(?::00(?:\.0+)?)?(?=\s|$)")]
    private static partial Regex Midnight();

    [GeneratedRegex(@"^(?:初版|(?:第|ver\.?|v|rev\.?)?\s*(?<number>[0-9]{1,4})\s*版?)$", RegexOptions.IgnoreCase)]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"^(?<day>.*?)(?:[ T]+(?<hour>[01]?[0-9]|2[0-3]):(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9]))?|(?<=^[0-9]{5})(?<part>\.[0-9]+))?$", RegexOptions.Singleline)]
    private static partial Regex VersionTime();

    [GeneratedRegex("^(?<day>[日月火水木金土])(?:曜日?)?(?<holiday>祝日?|休日|振休)?$")]
    private static partial Regex WeekWord();

    [GeneratedRegex(@"(?:(?:令和|(?<![A-Za-z])[Rr])\s*(?<reiwa>[0-9]{1,2}|元)|(?<![0-9])(?<year>[0-9]{4}))\s*年(?<fiscal>度)?(?:\s*(?<month>[0-9]{1,2})\s*月(?:\s*(?<day>[0-9]{1,2})\s*日(?:\s*\([^)]{1,6}\))?)?)?\s*分?\s*(?:(?<until>[~〜-]|から)|(?<list>[・、,/]))?")]
    private static partial Regex HeadingYear();
}
