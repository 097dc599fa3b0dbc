using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zaitaku.Bot.Rota;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>What a row of a list would do.</summary>
public enum RowChange
{
    New,
    Changed,

    /// <summary>The only one of its name that is new, and the only one of that name that is not in the list any more: another date.</summary>
    Moved,
    Cancelled,
    Same,
}

/// <summary>One thing in which a row differs from what is known.</summary>
public sealed record RowDifference(string Name, string Before, string After);

/// <summary>A row of a list beside the meeting it is about.</summary>
/// <param name="Known">Null for a new one.</param>
public sealed record ImportedMeeting(MeetingRow Row, Meeting? Known, RowChange Change, IReadOnlyList<RowDifference> Differences)
{
    /// <summary>It comes to stand on the page that anybody may see.</summary>
    public bool StandsOpen => Change == RowChange.New && MeetingImportRules.IsForResidents(Row);
}

/// <summary>A list beside the calendar.</summary>
/// <param name="Gone">Known from an earlier list of the same organisers, and not in this one. Never removed by it.</param>
/// <param name="Unsure">Of those gone, the numbers of such as may have moved: several have that name, or not all rows could be read.</param>
/// <param name="Mark">Of all it would do: whoever sends it has seen it.</param>
public sealed record ImportPlan(IReadOnlyList<ImportedMeeting> Rows, IReadOnlyList<Meeting> Gone, IReadOnlySet<int> Unsure, IReadOnlyList<MeetingRowProblem> Problems, string Mark)
{
    public int CountOf(RowChange change) => Rows.Count(row => row.Change == change);
}

/// <summary>Compares a list with the calendar. No clock, no database.</summary>
public static class MeetingImportRules
{
    private static readonly string[] PublicWords = ["住民", "市民", "町民", "どなたでも"];

    private static readonly (string Name, Func<MeetingRow, object?> Said, Func<Meeting, object?> Known, Action<Meeting, MeetingRow> Take, Func<object, HolidayCalendar, string> Words)[] Parts =
    [
        ("日時", row => row.StartsAt, one => one.StartsAt, (one, row) => (one.StartsAt, one.EndsAt) = (row.StartsAt, row.StartsAt + (one.EndsAt - one.StartsAt)), (value, holidays) => CalendarLines.When((DateTimeOffset)value, null, holidays)),
        ("終わり", row => row.EndsAt, one => one.EndsAt, (one, row) => one.EndsAt = row.EndsAt, (value, _) => HoursText.Clock(OfficeTime.MinuteOf((DateTimeOffset)value))),
        ("種類", row => row.Kind, one => one.Kind, (one, row) => one.Kind = row.Kind!.Value, (value, _) => MeetingTerms.Kinds.Name((MeetingKind)value)),
        ("開き方", row => row.Way, one => one.Way, (one, row) => one.Way = row.Way!.Value, (value, _) => MeetingTerms.Ways.Name((MeetingWay)value)),
        ("会場", row => row.Place, one => one.Place, (one, row) => one.Place = row.Place!, Plain), ("住所", row => row.Address, one => one.Address, (one, row) => one.Address = row.Address!, Plain),
        ("オンライン", row => row.OnlineUrl, one => one.OnlineUrl, (one, row) => one.OnlineUrl = row.OnlineUrl!, Plain), ("対象", row => row.AudienceWords, one => one.AudienceWords, (one, row) => one.AudienceWords = row.AudienceWords!, Plain),
        ("定員", row => row.Capacity, one => one.Capacity, (one, row) => one.Capacity = row.Capacity, Plain), ("参加費", row => row.Fee, one => one.Fee, (one, row) => one.Fee = row.Fee!, Plain),
        ("申込締切", row => row.AnswersUntil, one => one.AnswersUntil, (one, row) => one.AnswersUntil = row.AnswersUntil, (value, holidays) => CalendarLines.Until((DateTimeOffset)value, holidays)),
        ("内容", row => row.Description, one => one.Description, (one, row) => one.Description = row.Description!, Plain),
    ];

    /// <summary>By which the same row of a later list is known again.</summary>
    public static string KeyOf(DateTimeOffset startsAt, string title, string organiser) => KeyOf(OfficeTime.DayOf(startsAt), title, organiser);

    public static string KeyOf(DateOnly day, string title, string organiser)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(organiser);
        string text = string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}|{NameOf(title, organiser)}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <param name="known">Meetings of the days the list speaks of.</param>
    public static ImportPlan Plan(MeetingTable table, IReadOnlyCollection<Meeting> known, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(known);
        string[] unread = [.. table.Problems.Where(one => one.Day is not null).Select(one => KeyOf(one.Day!.Value, one.Title, one.Organiser))];
        Dictionary<string, Meeting> byKey = Matches([.. table.Rows.Select(row => KeyOf(row.StartsAt, row.Title, row.Organiser)).Concat(unread).Distinct(StringComparer.Ordinal)], [.. known.OrderBy(one => one.Id)]);
        List<MeetingRowProblem> problems = [.. table.Problems];
        List<ImportedMeeting> rows = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<int> named = [.. unread.Select(key => byKey.GetValueOrDefault(key)?.Id ?? 0)];
        foreach (MeetingRow row in table.Rows)
        {
            string key = KeyOf(row.StartsAt, row.Title, row.Organiser);
            Meeting? found = byKey.GetValueOrDefault(key);
            named.Add(found?.Id ?? 0); // Also where its row cannot be taken: it is in the list.
            string problem = !seen.Add(key) ? "同じ日・名称・主催の行が、上にもあります" : row.IsCancelled && found is null ? "中止の行は、新しくは入れません" : ProblemOf(row, found, now);
            if (problem.Length > 0)
            {
                problems.Add(new MeetingRowProblem(row.Line, problem));
            }
            else
            {
                rows.Add(Compare(row, found, holidays));
            }
        }

        HashSet<string> organisers = [.. table.Rows.Select(row => Folded(row.Organiser))];
        Meeting[] gone = [.. known.Where(one => one.ImportKey.Length > 0 && !one.IsCancelled && !named.Contains(one.Id) && organisers.Contains(Folded(one.Organiser)))];
        IReadOnlySet<int> unsure = Moves(rows, gone, table.Problems.Count == 0, holidays, now);
        HashSet<int> moved = [.. rows.Where(row => row.Change == RowChange.Moved).Select(row => row.Known!.Id)];
        return new ImportPlan(rows, [.. gone.Where(one => !moved.Contains(one.Id))], unsure, [.. problems.OrderBy(one => one.Line)], MarkOf(rows));
    }

    /// <summary>Which of those known each key of a list is; none is two of them. By what an earlier list said, or by what they are now, whichever leaves fewer over: after dates were moved in the console, a list of before means the one, a new list the other.</summary>
    private static Dictionary<string, Meeting> Matches(string[] keys, Meeting[] known)
    {
        ILookup<string, Meeting> then = known.ToLookup(one => one.ImportKey.Length > 0 ? one.ImportKey : KeyOf(one), StringComparer.Ordinal), today = known.ToLookup(KeyOf, StringComparer.Ordinal);
        Dictionary<string, Meeting> byThen = Matched(keys, then, today), byToday = Matched(keys, today, then);
        return byThen.Count > byToday.Count ? byThen : byToday;
    }

    private static Dictionary<string, Meeting> Matched(string[] keys, params ReadOnlySpan<ILookup<string, Meeting>> ways)
    {
        Dictionary<string, Meeting> found = new(StringComparer.Ordinal);
        HashSet<int> taken = [];
        foreach (ILookup<string, Meeting> way in ways)
        {
            foreach (string key in keys.Where(key => !found.ContainsKey(key)).ToArray())
            {
                if (way[key].FirstOrDefault(one => !taken.Contains(one.Id)) is { } free)
                {
                    found.Add(key, free);
                    taken.Add(free.Id);
                }
            }
        }

        return found;
    }

    /// <summary>A row that is new is the one that is gone, on another day, where there is one of each of that name and organiser, both to come. Else nobody can tell.</summary>
    /// <param name="isWhole">All rows of the list could be read: what is gone is not in one of the others.</param>
    /// <returns>The numbers of those gone of which nobody can tell.</returns>
    private static HashSet<int> Moves(List<ImportedMeeting> rows, Meeting[] gone, bool isWhole, HolidayCalendar holidays, DateTimeOffset now)
    {
        HashSet<int> unsure = [];
        ILookup<string, Meeting> lost = gone.Where(one => one.StartsAt > now).ToLookup(one => NameOf(one.Title, one.Organiser), StringComparer.Ordinal);
        foreach (IGrouping<string, int> added in Enumerable.Range(0, rows.Count).Where(at => rows[at].Change == RowChange.New && rows[at].Row.StartsAt > now).ToLookup(at => NameOf(rows[at].Row.Title, rows[at].Row.Organiser), StringComparer.Ordinal))
        {
            Meeting[] before = [.. lost[added.Key]];
            if (before.Length == 1 && added.Count() == 1 && isWhole)
            {
                rows[added.First()] = Compare(rows[added.First()].Row, before[0], holidays) with { Change = RowChange.Moved };
            }
            else
            {
                unsure.UnionWith(before.Select(one => one.Id));
            }
        }

        return unsure;
    }

    /// <summary>Sets what a row says and leaves the rest.</summary>
    public static void Take(Meeting meeting, MeetingRow row)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(row);
        foreach (var part in Parts.Where(part => part.Said(row) is { } said && !Equals(said, part.Known(meeting))))
        {
            part.Take(meeting, row);
        }
    }

    /// <summary>Takes the row of another date: what it does not say goes along, also how long before it answers end.</summary>
    public static void Move(Meeting meeting, MeetingRow row)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(row);
        TimeSpan? before = meeting.StartsAt - meeting.AnswersUntil;
        Take(meeting, row);
        meeting.AnswersUntil = row.AnswersUntil ?? meeting.StartsAt - before;
        meeting.ImportKey = KeyOf(row.StartsAt, row.Title, row.Organiser);
    }

    /// <summary>Residents may come, by its kind or by whom it is for.</summary>
    public static bool IsForResidents(MeetingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Kind == MeetingKind.ResidentCourse || Array.Exists(PublicWords, word => row.AudienceWords?.Contains(word, StringComparison.Ordinal) == true);
    }

    /// <summary>A meeting of a row that is new. Where its words do not surely say who is invited, a person chooses them: an invitation cannot be called back.</summary>
    public static Meeting New(MeetingRow row, MeetingInviting inviting, Guid? staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        MeetingKind kind = row.Kind ?? MeetingKind.Other;
        bool isSure = AudienceText.TryRead(row.AudienceWords ?? (kind == MeetingKind.ResidentCourse ? MeetingTerms.Resident : ""), out string professions);
        Meeting made = new()
        {
            Title = FormText.Line(row.Title), Organiser = FormText.Line(row.Organiser), Kind = kind, AudienceProfessions = professions,
            Inviting = inviting == MeetingInviting.Audience && (!isSure || IsLate(row, now)) ? MeetingInviting.ByHand : inviting, ImportKey = KeyOf(row.StartsAt, row.Title, row.Organiser), StaffId = staff, CreatedAt = now,
            Way = row.Place is null && row.OnlineUrl is not null ? MeetingWay.Online : MeetingWay.InPerson,
            IsForResidents = IsForResidents(row),
        };
        (made.StartsAt, made.EndsAt) = (row.StartsAt, row.EndsAt);
        Take(made, row);
        return made;
    }

    /// <summary>It is to come, and answers to it have ended: an invitation would ask what nobody takes.</summary>
    public static bool IsLate(MeetingRow row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.StartsAt > now && row.AnswersUntil <= now;
    }

    /// <summary>Without widths, case and spaces.</summary>
    private static string Folded(string text) => string.Concat(string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();

    private static string NameOf(string title, string organiser) => $"{Folded(title)}|{Folded(organiser)}";

    private static string KeyOf(Meeting one) => KeyOf(one.StartsAt, one.Title, one.Organiser);

    private static string ProblemOf(MeetingRow row, Meeting? found, DateTimeOffset now)
    {
        Meeting probe = New(row, MeetingInviting.Nobody, null, now);
        string problem = MeetingRules.Problem(probe, now).TrimEnd('。');
        return problem.Length > 0 ? problem
            : probe.Organiser.Length > Meeting.NameLengthMax ? $"主催が長すぎます（上限 {Meeting.NameLengthMax}文字）"
            : probe.Place.Length > Meeting.PlaceLengthMax ? $"会場が長すぎます（上限 {Meeting.PlaceLengthMax}文字）"
            : probe.Address.Length > Meeting.WordsLengthMax || probe.AudienceWords.Length > Meeting.WordsLengthMax ? $"住所と対象は{Meeting.WordsLengthMax}文字までです"
            : probe.Fee.Length > Meeting.NameLengthMax ? $"参加費が長すぎます（上限 {Meeting.NameLengthMax}文字）"
            : probe.Description.Length > Meeting.DescriptionLengthMax ? $"内容が長すぎます（上限 {Meeting.DescriptionLengthMax}文字）"
            : found is { IsCancelled: true } && !row.IsCancelled ? "中止にした会議・研修です。開くときは、その画面で中止を取り消してください" : "";
    }

    private static ImportedMeeting Compare(MeetingRow row, Meeting? found, HolidayCalendar holidays)
    {
        if (found is null)
        {
            return new ImportedMeeting(row, null, RowChange.New, []);
        }

        RowDifference[] differences = [.. Parts.Select(part => (part, Said: part.Said(row), Known: part.Known(found))).Where(one => one.Said is not null && !Equals(one.Said, one.Known))
            .Select(one => new RowDifference(one.part.Name, one.Known is null or "" ? "—" : one.part.Words(one.Known, holidays), one.part.Words(one.Said!, holidays)))];
        return new ImportedMeeting(row, found, row.IsCancelled && !found.IsCancelled ? RowChange.Cancelled : differences.Length > 0 ? RowChange.Changed : RowChange.Same, differences);
    }

    private static string Plain(object value, HolidayCalendar holidays) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string MarkOf(IEnumerable<ImportedMeeting> rows)
    {
        StringBuilder text = new();
        foreach (ImportedMeeting row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Row.Line} {row.Known?.Id} {row.Known?.Revision} {row.Change}\n");
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
