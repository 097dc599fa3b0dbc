using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>The rows below a header, one after the other.</summary>
internal sealed partial class MeetingReading(MeetingLayout layout, DutyHeading? heading, bool isSheet)
{
    /// <summary>A deadline without an hour holds through its day.</summary>
    private const int DayEndMinute = 1_439;

    private const int DayMinutes = 1_440, HalfDayMinutes = 720;

    /// <summary>A deadline lies at most so long before its meeting: half a year.</summary>
    private const int DeadlineDaysMax = 183;

    private const string Cancelled = "中止", PutOff = "延期";

    private static readonly (string Word, MeetingKind Kind)[] KindWords =
    [
        ("事例", MeetingKind.CaseStudy), ("地域ケア", MeetingKind.CommunityCare), ("住民", MeetingKind.ResidentCourse), ("市民", MeetingKind.ResidentCourse), ("講演", MeetingKind.Lecture), ("研修", MeetingKind.Training), ("勉強会", MeetingKind.Training),
        ("講座", MeetingKind.Training), ("交流", MeetingKind.Exchange), ("部会", MeetingKind.Committee), ("委員会", MeetingKind.Committee), ("連携", MeetingKind.Professionals), ("多職種", MeetingKind.Professionals),
    ];

    private readonly List<MeetingRow> _rows = [];
    private readonly List<MeetingRowProblem> _problems = [];
    private DateOnly? _previous;

    public int Count { get; private set; }

    public MeetingTable Table() => new(_rows, _problems);

    public void Take(TextRow row)
    {
        if (new MeetingLayout(row).IsWhole)
        {
            return; // The header again, on the next printed page.
        }

        Count++;
        MeetingRowProblem problem = TryRow(row, out MeetingRow? read);
        if (read is not null)
        {
            _rows.Add(read);
        }
        else
        {
            _problems.Add(problem);
        }
    }

    /// <returns>Why not; its text is empty where it was read.</returns>
    private MeetingRowProblem TryRow(TextRow row, out MeetingRow? read)
    {
        read = null;
        (string dayText, string timeText) = Split(layout.Of(row, MeetingColumn.Day));
        (string title, string mark) = Titled(layout.Of(row, MeetingColumn.Title));
        if (title.Length == 0)
        {
            return new MeetingRowProblem(row.Line, "名称が書かれていません");
        }

        if (!DutyDayText.TryRead(dayText, layout.Of(row, MeetingColumn.Weekday), new DutyDayContext(heading, _previous, isSheet), out DateOnly day, out string problem))
        {
            return new MeetingRowProblem(row.Line, problem);
        }

        _previous = day;
        MeetingRowProblem refused = new(row.Line, "", day, title, layout.Of(row, MeetingColumn.Organiser));
        string state = $"{layout.Of(row, MeetingColumn.State)} {mark}";
        if (state.Contains(PutOff, StringComparison.Ordinal))
        {
            return refused with { Text = "「延期」とあります。入っている会議・研修を開いて、中止にするか、新しい日付に変えてください" };
        }

        if (!TryHours(row, timeText, out int start, out int? end, out problem) || !TryDeadline(layout.Of(row, MeetingColumn.Deadline), day, OfficeTime.At(day, start), out DateTimeOffset? until, out problem)
            || !TryCapacity(layout.Of(row, MeetingColumn.Capacity), out int? seats, out problem))
        {
            return refused with { Text = problem };
        }

        read = new MeetingRow(
            row.Line, title, refused.Organiser, OfficeTime.At(day, start), end is { } last ? OfficeTime.At(day, last) : null, KindOf(layout.Of(row, MeetingColumn.Kind)), WayOf(layout.Of(row, MeetingColumn.Way)),
            layout.Said(row, MeetingColumn.Place), layout.Said(row, MeetingColumn.Address), layout.Said(row, MeetingColumn.Online) is { } url && url.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? url : null,
            layout.Said(row, MeetingColumn.Audience), seats, layout.Said(row, MeetingColumn.Fee), until, layout.Said(row, MeetingColumn.Description, hasLines: true),
            state.Contains(Cancelled, StringComparison.Ordinal));
        return refused;
    }

    /// <summary>【中止】看取り研修 is the meeting 看取り研修, by which it is known.</summary>
    private static (string Title, string Mark) Titled(string text)
    {
        string mark = string.Concat(StateMark().Matches(text).Select(match => match.Value));
        return (StateMark().Replace(text, "").Trim(), mark);
    }

    private bool TryHours(TextRow row, string beside, out int start, out int? end, out string problem)
    {
        (string from, string to) = (layout.Of(row, MeetingColumn.Start), layout.Of(row, MeetingColumn.End));
        string span = beside.Length > 0 ? beside : layout.Of(row, MeetingColumn.Time);
        (start, end) = (0, null);
        from = from.Length == 0 && to.Length > 0 && Until(span).Length == 0 ? span : from; // 日時 with its hour, and 終了 in a column of its own.
        if (from.Length > 0 && to.Length > 0)
        {
            bool isRead = DutyHoursText.TryRead(from, to, isSheet, out DutyHours hours, out problem);
            (start, end) = (hours.StartMinute, hours.EndMinute);
            return isRead && TryEnd(from, to, start, ref end, out problem);
        }

        span = span.Length > 0 ? span : from;
        if (span.Length == 0)
        {
            problem = "始まりの時刻が書かれていません";
            return false;
        }

        if (DutyHoursText.TryRead(span, out IReadOnlyList<DutyHours> spans, out problem) && spans is [DutyHours one])
        {
            (start, end) = (one.StartMinute, one.EndMinute);
            return TryEnd(span, Until(span), start, ref end, out problem);
        }

        // An end far away: only whether the start alone can be read is asked.
        bool isStart = DutyHoursText.TryRead(Since().Replace(span.Normalize(NormalizationForm.FormKC), ""), "翌23:59", isSheet, out DutyHours alone, out _);
        (start, problem) = (alone.StartMinute, isStart ? "" : problem.Length > 0 ? problem : $"時間「{Short(span)}」が読めません");
        return isStart;
    }

    /// <summary>午後7時〜8時半 ends at 20:30. 19:00〜8:30 is a slip of one of the two, since meetings do not go on until the morning: refused unless it says so (翌8:30, 午前8:30, 32:30).</summary>
    private static bool TryEnd(string from, string to, int start, ref int? end, out string problem)
    {
        problem = "";
        if (end is not { } last || last < DayMinutes || last - start < HalfDayMinutes || !BareHour().IsMatch(to))
        {
            return true;
        }

        end = last - HalfDayMinutes;
        bool isHalf = from.Contains("午後", StringComparison.Ordinal) && start < end && end < DayMinutes;
        problem = isHalf ? "" : $"終わりの「{Short(to)}」が、始まりより前か、翌日になります（翌日のときは「翌8:30」、午後のときは「20:30」のように書いてください）";
        return isHalf;
    }

    /// <summary>What stands behind the stroke of a span; empty where it has none.</summary>
    private static string Until(string span)
    {
        string plain = string.Concat(span.EnumerateRunes()).Normalize(NormalizationForm.FormKC);
        return Stroke().Matches(plain) is [.., Match last] ? plain[(last.Index + last.Length)..].Trim() : "";
    }

    /// <summary>5月14日, 2026-05-14 17:00, 5/14(木)まで. Words that hold no digit (なし, 当日可) say that there is none.</summary>
    private bool TryDeadline(string text, DateOnly day, DateTimeOffset startsAt, out DateTimeOffset? until, out string problem)
    {
        (until, problem) = (null, "");
        (string date, string time) = Split(Since().Replace(text, ""));
        if (!text.Any(char.IsDigit))
        {
            return true;
        }

        int year = FiscalYear.Of(day).Year;
        if (!TryDay(date, year, out DateOnly last, out problem))
        {
            problem = $"申込締切: {problem}";
            return false;
        }

        if (last > day && TryDay(date, year - 1, out DateOnly before, out _) && before.AddDays(DeadlineDaysMax) >= day)
        {
            last = before; // 3/31 of a meeting in April.
        }

        if (time.Length == 0)
        {
            until = OfficeTime.At(last, DayEndMinute);
            until = last == day && until > startsAt ? startsAt : until;
            return true;
        }

        bool isRead = DutyHoursText.TryRead(time, "翌23:59", isSheet, out DutyHours hours, out _);
        until = isRead ? OfficeTime.At(last, hours.StartMinute) : null;
        problem = isRead ? "" : $"申込締切: 時間「{Short(time)}」が読めません";
        return isRead;
    }

    private bool TryDay(string text, int year, out DateOnly day, out string problem) =>
        DutyDayText.TryRead(text, "", new DutyDayContext(new DutyHeading(year, null, IsFiscal: true, IsOneMonth: false), null, isSheet), out day, out problem);

    private static MeetingKind? KindOf(string text) => text.Length == 0 ? null
        : MeetingTerms.Kinds.All.Where(kind => MeetingTerms.Kinds.Name(kind) == text).Select(kind => (MeetingKind?)kind).FirstOrDefault()
            ?? (Array.Find(KindWords, one => text.Contains(one.Word, StringComparison.Ordinal)) is { Word: not null } found ? found.Kind : MeetingKind.Other);

    private static MeetingWay? WayOf(string text)
    {
        string plain = MeetingTableReader.Folded(text);
        bool isOnline = plain.Contains("オンライン", StringComparison.Ordinal) || plain.Contains("zoom", StringComparison.Ordinal) || plain.Contains("web", StringComparison.Ordinal) || plain.Contains("配信", StringComparison.Ordinal);
        bool isThere = plain.Contains("会場", StringComparison.Ordinal) || plain.Contains("対面", StringComparison.Ordinal) || plain.Contains("集合", StringComparison.Ordinal);
        return plain.Contains("ハイブリッド", StringComparison.Ordinal) || plain.Contains("併用", StringComparison.Ordinal) || (isOnline && isThere) ? MeetingWay.Both : isOnline ? MeetingWay.Online : isThere ? MeetingWay.InPerson : null;
    }

    /// <summary>A day and what stands behind it from its first hour on.</summary>
    private (string Day, string Time) Split(string text)
    {
        string plain = string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC);
        if (isSheet && SheetInstant().IsMatch(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double days))
        {
            (long whole, long minute) = Math.DivRem((long)Math.Round(days * DayMinutes, MidpointRounding.AwayFromZero), DayMinutes);
            return (whole.ToString(CultureInfo.InvariantCulture), minute == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}"));
        }

        Match hour = FirstHour().Match(plain);
        string time = hour.Success ? plain[hour.Index..].Trim() : "";
        return hour.Success ? (plain[..hour.Index].Trim(), time is "0:00" or "00:00" or "0:00:00" or "00:00:00" ? "" : time) : (plain.Trim(), ""); // A spreadsheet writes midnight behind a day.
    }

    private static string Short(string text) => text.Length > 20 ? text[..20] : text;

    /// <summary>50名 → 50; words without a digit (なし) are no number.</summary>
    private static bool TryCapacity(string text, out int? seats, out string problem)
    {
        (seats, problem) = (null, "");
        string plain = MeetingTableReader.Folded(text);
        if (!plain.Any(char.IsAsciiDigit))
        {
            return true;
        }

        bool isRead = int.TryParse(NumberWords().Replace(plain, ""), NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        seats = isRead ? number : null;
        problem = isRead ? "" : $"定員「{Short(text)}」が読めません";
        return isRead;
    }

    [GeneratedRegex(@"(?:午前|午後|朝|夜)?[0-9]{1,2}(?::[0-9]{2}|時)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex FirstHour();

    [GeneratedRegex("(?:から|より|まで|必着|厳守|[〆締]め?切り?|〆|[〜～~-])+(?:開催|開始)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Since();

    /// <summary>Beside a title: that it is not held, or not then.</summary>
    [GeneratedRegex(@"^\s*[【\[［(（〔]\s*(?:開催)?(?:中止|延期)\s*[】\]］)）〕]|[【\[［(（〔]\s*(?:開催)?(?:中止|延期)\s*[】\]］)）〕]\s*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StateMark();

    /// <summary>An hour of a clock that does not say of which half of the day, or of which day, it is; of a workbook, a part of a day.</summary>
    [GeneratedRegex(@"^(?:0?\.[0-9]|(?:[01]?[0-9]|2[0-3])\s*[:：時])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BareHour();

    [GeneratedRegex("[〜～~‐‑‒–—―−ー-]|から(?=.)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Stroke();

    /// <summary>A workbook's day with its hour: 46163.7916666667.</summary>
    [GeneratedRegex(@"^[0-9]{5}\.[0-9]{1,15}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SheetInstant();

    [GeneratedRegex("[人名,、約程度先着席]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NumberWords();
}
