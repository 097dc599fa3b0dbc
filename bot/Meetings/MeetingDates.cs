using System.Globalization;
using System.Text;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>One date as it will be kept.</summary>
/// <param name="Planned">The day its rule names; null where there is no rule.</param>
public sealed record MeetingDate(DateOnly? Planned, DateTimeOffset StartsAt, DateTimeOffset? EndsAt);

/// <summary>A date as it is shown before anything is kept.</summary>
/// <param name="Held">Null where it is left out.</param>
/// <param name="DayOff">The name of the day off it falls on, or was moved from; empty for none.</param>
public sealed record PlannedDate(DateOnly Planned, MeetingDate? Held, string DayOff);

/// <summary>The dates a form speaks of: one, several by hand, or a series by its words. No clock, no database: days off are passed in.</summary>
/// <param name="RuleText">As <see cref="SeriesText"/> reads it again; empty without a rule.</param>
/// <param name="Until">The last day of a series.</param>
/// <param name="Problem">Why not, in Japanese; empty when read.</param>
public sealed record MeetingDates(IReadOnlyList<PlannedDate> All, string RuleText, HolidayWay Holidays, DateOnly Until, string Problem)
{
    /// <summary>Dates typed by hand.</summary>
    public const int ByHandMax = 60;

    /// <summary>How far a series reaches.</summary>
    public const int YearsMax = 5;

    /// <summary>An end before it is of the next day, and none of a mistaken hour: 5:00.</summary>
    private const int NightUntilMinute = 300;

    private const int DayMinutes = 1_440;

    public IReadOnlyList<MeetingDate> Held => [.. All.Select(date => date.Held).OfType<MeetingDate>()];

    public bool IsSeries => All.Count > 1 || RuleText.Length > 0;

    public static MeetingDates Read(MeetingForm form, Func<DateOnly, string?> dayOff)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(dayOff);
        bool repeats = !string.IsNullOrWhiteSpace(form.Repeat), isByHand = !string.IsNullOrWhiteSpace(form.MoreDates);
        return !TryDay(form.Day, out DateOnly day) ? Refused(repeats ? "いつから始めるかを、日付で書いてください。" : "日付を書いてください。")
            : repeats && isByHand ? Refused("「繰り返し」と「ほかの日付」は、どちらか一方だけ書いてください。")
            : repeats ? BySeries(form, day, dayOff)
            : !TryHours(form, out int start, out int? end, out string problem) ? Refused(problem)
            : ByHand(form, day, start, end, dayOff);
    }

    /// <returns>False for a time that cannot be read, or that runs backwards.</returns>
    internal static bool TryHours(MeetingForm form, out int start, out int? end, out string problem)
    {
        start = MeetingFormRules.Minute(form.Start) ?? -1;
        end = MeetingFormRules.Minute(form.End);
        end = end is { } last && last <= start && last < NightUntilMinute ? last + DayMinutes : end;
        problem = start < 0 ? "始まりの時刻を書いてください。" : end is null && !string.IsNullOrWhiteSpace(form.End) ? "終わりの時刻をお確かめください。" : end <= start ? "終わりの時刻を、始まりより後にしてください。" : "";
        return problem.Length == 0;
    }

    internal static bool TryDay(string? typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= DutyDayText.YearMin and <= DutyDayText.YearMax;

    /// <summary>The dates with which a series goes on, at the hours a form says: those of its own rule or, where it has none, the days the form names.</summary>
    /// <param name="from">The first day that may be one of them.</param>
    /// <param name="count">So many are held at most; null for all until the end.</param>
    public static MeetingDates Further(MeetingSeries series, MeetingForm form, DateOnly from, int? count, Func<DateOnly, string?> dayOff)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(dayOff);
        if (!TryHours(form, out int start, out int? end, out string problem))
        {
            return Refused(problem);
        }

        if (series.RuleText.Length == 0)
        {
            return !TryLines(form, from, isToCome: true, out List<DateOnly> days, out problem) ? Refused(problem) : days.Count == 0 ? Refused("足す日付を書いてください。") : OfDays(days, start, end, dayOff);
        }

        return SeriesText.TryRead(series.RuleText, series.From, out SeriesRule rule, out problem) ? ByRule(rule with { StartMinute = start, EndMinute = end }, form, from, count, dayOff) : Refused(problem); // Every second week is counted on from the first of all.
    }

    private static MeetingDates ByHand(MeetingForm form, DateOnly first, int start, int? end, Func<DateOnly, string?> dayOff) =>
        TryLines(form, first, isToCome: false, out List<DateOnly> days, out string problem) ? OfDays([first, .. days], start, end, dayOff) : Refused(problem);

    /// <summary>Days as typed; one that says no year is the next such day from the first on.</summary>
    /// <param name="isToCome">None may lie before the first, also where its year is said.</param>
    private static bool TryLines(MeetingForm form, DateOnly first, bool isToCome, out List<DateOnly> days, out string problem)
    {
        (days, problem) = ([], "");
        string[] lines = [.. FormText.Lines(form.MoreDates).Split(['\n', '、', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (lines.Length >= ByHandMax)
        {
            problem = $"日付は、一度に{ByHandMax}日までです。";
            return false;
        }

        int year = FiscalYear.Of(first).Year;
        foreach (string line in lines)
        {
            bool isRead = TryLine(line, year, out DateOnly day, out problem);
            if (day < first) // Of the next fiscal year, and so may its weekday be.
            {
                isRead = TryLine(line, year + 1, out day, out problem);
            }

            if (!isRead)
            {
                return false;
            }

            if (isToCome && day < first)
            {
                problem = $"{line} は、もう過ぎたか、すでに入っている期間の日付です。";
                return false;
            }

            days.Add(day);
        }

        return true;
    }

    private static bool TryLine(string line, int fiscalYear, out DateOnly day, out string problem)
    {
        bool isRead = DutyDayText.TryRead(line, "", new DutyDayContext(new DutyHeading(fiscalYear, null, IsFiscal: true, IsOneMonth: false)), out day, out problem);
        problem = isRead ? "" : $"{problem}。";
        return isRead;
    }

    private static MeetingDates OfDays(IReadOnlyList<DateOnly> days, int start, int? end, Func<DateOnly, string?> dayOff) =>
        new([.. days.Distinct().Order().Select(day => new PlannedDate(day, Date(null, day, start, end), dayOff(day) ?? ""))], "", HolidayWay.Hold, days.Max(), "");

    private static MeetingDates BySeries(MeetingForm form, DateOnly from, Func<DateOnly, string?> dayOff)
    {
        if (!SeriesText.TryRead(string.Concat((form.Repeat ?? "").EnumerateRunes()).Normalize(NormalizationForm.FormKC), from, out SeriesRule rule, out string problem))
        {
            return Refused(problem);
        }

        if (rule is { StartMinute: 0, EndMinute: null }) // Words without hours: those beside them hold.
        {
            if (!TryHours(form, out int start, out int? end, out problem))
            {
                return Refused(problem);
            }

            rule = rule with { StartMinute = start, EndMinute = end };
        }

        return ByRule(rule, form, from, null, dayOff);
    }

    /// <summary>The last day of a series for which nobody named one: of the fiscal year.</summary>
    public static DateOnly UntilUsual(DateOnly from) => DateOnly.FromDateTime(OfficeTime.InTokyo(FiscalYear.Of(from).Until).DateTime).AddDays(-1);

    private static MeetingDates ByRule(SeriesRule rule, MeetingForm form, DateOnly from, int? count, Func<DateOnly, string?> dayOff)
    {
        DateOnly until = count is null ? UntilUsual(from) : from.AddYears(YearsMax);
        if (!string.IsNullOrWhiteSpace(form.Until) && !TryDay(form.Until, out until))
        {
            return Refused("いつまで続けるかを、日付で書いてください。");
        }

        if (until < from || until > from.AddYears(YearsMax))
        {
            return Refused(until < from ? "終わりの日が、始まりの日より前です。" : $"一度に入れられるのは、{YearsMax}年先までです。");
        }

        _ = MeetingTerms.Holidays.TryParse(form.Holidays, out HolidayWay way);
        rule = rule with { Until = until, Holidays = way };
        PlannedDate[] dates = [.. SeriesRules.Dates(rule, from, until.AddDays(1), dayOff).Select(date => new PlannedDate(date.Planned, date.Held is { } held ? Date(date.Planned, held, rule.StartMinute, rule.EndMinute) : null, date.DayOff))];
        if (count is { } some && dates.Count(date => date.Held is not null) > some)
        {
            int last = Array.FindIndex(dates, date => date.Held is not null && dates.TakeWhile(one => one != date).Count(one => one.Held is not null) == some - 1);
            (dates, until) = (dates[..(last + 1)], dates[last].Planned);
        }

        return dates.Length == 0 ? Refused("この期間に、当てはまる日がありません。") : new MeetingDates(dates, SeriesText.Of(rule), way, until, "");
    }

    private static MeetingDate Date(DateOnly? planned, DateOnly day, int start, int? end) => new(planned, OfficeTime.At(day, start), end is { } last ? OfficeTime.At(day, last) : null);

    private static MeetingDates Refused(string problem) => new([], "", HolidayWay.Hold, default, problem);
}
