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
        string problem = TryRow(row, out MeetingRow? read);
        if (read is not null)
        {
            _rows.Add(read);
        }
        else
        {
            _problems.Add(new MeetingRowProblem(row.Line, problem));
        }
    }

    private string TryRow(TextRow row, out MeetingRow? read)
    {
        read = null;
        (string dayText, string timeText) = Split(layout.Of(row, MeetingColumn.Day));
        string title = layout.Of(row, MeetingColumn.Title);
        if (title.Length == 0)
        {
            return "名称が書かれていません";
        }

        if (!DutyDayText.TryRead(dayText, "", new DutyDayContext(heading, _previous, isSheet), out DateOnly day, out string problem))
        {
            return problem;
        }

        _previous = day;
        if (!TryHours(row, timeText, out int start, out int? end, out problem) || !TryDeadline(layout.Of(row, MeetingColumn.Deadline), day, out DateTimeOffset? until, out problem))
        {
            return problem;
        }

        string capacity = Digits(layout.Of(row, MeetingColumn.Capacity));
        int seats = 0;
        if (capacity.Length > 0 && !int.TryParse(capacity, NumberStyles.None, CultureInfo.InvariantCulture, out seats))
        {
            return $"定員「{(capacity.Length > 20 ? capacity[..20] : capacity)}」が読めません";
        }

        read = new MeetingRow(
            row.Line, title, layout.Of(row, MeetingColumn.Organiser), OfficeTime.At(day, start), end is { } last ? OfficeTime.At(day, last) : null, KindOf(layout.Of(row, MeetingColumn.Kind)), WayOf(layout.Of(row, MeetingColumn.Way)),
            layout.Said(row, MeetingColumn.Place), layout.Said(row, MeetingColumn.Address), layout.Said(row, MeetingColumn.Online) is { } url && url.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? url : null,
            layout.Said(row, MeetingColumn.Audience), capacity.Length > 0 ? seats : null, layout.Said(row, MeetingColumn.Fee), until, layout.Said(row, MeetingColumn.Description, hasLines: true),
            layout.Of(row, MeetingColumn.State).Contains("中止", StringComparison.Ordinal) || title.StartsWith("【中止】", StringComparison.Ordinal));
        return "";
    }

    private bool TryHours(TextRow row, string beside, out int start, out int? end, out string problem)
    {
        (string from, string to) = (layout.Of(row, MeetingColumn.Start), layout.Of(row, MeetingColumn.End));
        string span = beside.Length > 0 ? beside : layout.Of(row, MeetingColumn.Time);
        (start, end) = (0, null);
        if (from.Length > 0 && to.Length > 0)
        {
            bool isRead = DutyHoursText.TryRead(from, to, isSheet, out DutyHours hours, out problem);
            (start, end) = (hours.StartMinute, hours.EndMinute);
            return isRead;
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
            return true;
        }

        // An end far away: only whether the start alone can be read is asked.
        bool isStart = DutyHoursText.TryRead(Since().Replace(span.Normalize(NormalizationForm.FormKC), ""), "翌23:59", isSheet, out DutyHours alone, out _);
        (start, problem) = (alone.StartMinute, isStart ? "" : problem.Length > 0 ? problem : $"時間「{(span.Length > 20 ? span[..20] : span)}」が読めません");
        return isStart;
    }

    /// <summary>5月14日, 2026-05-14 17:00, 5/14(木)まで. Words that hold no digit (なし, 当日可) say that there is none.</summary>
    private bool TryDeadline(string text, DateOnly day, out DateTimeOffset? until, out string problem)
    {
        (until, problem) = (null, "");
        (string date, string time) = Split(Since().Replace(text, ""));
        if (!text.Any(char.IsDigit))
        {
            return true;
        }

        FiscalYear year = FiscalYear.Of(day);
        if (!DutyDayText.TryRead(date, "", new DutyDayContext(new DutyHeading(year.Year, null, IsFiscal: true, IsOneMonth: false), null, isSheet), out DateOnly last, out problem))
        {
            problem = $"申込締切: {problem}";
            return false;
        }

        until = OfficeTime.At(last, time.Length > 0 && DutyHoursText.TryRead(time, "翌23:59", isSheet, out DutyHours hours, out _) ? hours.StartMinute : DayEndMinute);
        return true;
    }

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
    private static (string Day, string Time) Split(string text)
    {
        string plain = string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC);
        Match hour = FirstHour().Match(plain);
        string time = hour.Success ? plain[hour.Index..].Trim() : "";
        return hour.Success ? (plain[..hour.Index].Trim(), time is "0:00" or "00:00" or "0:00:00" or "00:00:00" ? "" : time) : (plain.Trim(), ""); // A spreadsheet writes midnight behind a day.
    }

    /// <summary>50名 → 50; words without a digit (なし) are no number.</summary>
    private static string Digits(string text)
    {
        string plain = MeetingTableReader.Folded(text);
        return plain.Any(char.IsAsciiDigit) ? NumberWords().Replace(plain, "") : "";
    }

    [GeneratedRegex(@"(?:午前|午後|朝|夜)?[0-9]{1,2}(?::[0-9]{2}|時)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex FirstHour();

    [GeneratedRegex("(?:から|より|まで|必着|[〜～~-])+(?:開催|開始)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Since();

    [GeneratedRegex("[人名,、約程度先着席]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NumberWords();
}
