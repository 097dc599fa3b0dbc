using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Storage.Meetings;

/// <summary>All of a fiscal year's meetings that counts are made of.</summary>
/// <param name="All">Begun and not called off, of all organisers, in order.</param>
/// <param name="Lists">Of these meetings.</param>
/// <param name="Came">To these meetings.</param>
/// <param name="Earlier">Keys of those who came to any meeting before the year.</param>
/// <param name="Records">Meetings that have papers written at or after them.</param>
public sealed record AttendanceYear(
    FiscalYear Year, IReadOnlyList<Meeting> All, IReadOnlyList<MeetingInvitee> Lists, IReadOnlyList<Attendee> Came, IReadOnlySet<string> Earlier, IReadOnlyList<MeetingIssue> Issues, IReadOnlySet<int> Records)
{
    private readonly Dictionary<int, (int First, int Known)> _firstTimers = FirstTimersOf(All, Came, Earlier);
    private readonly Dictionary<int, int> _counts = CountsOf(Came);

    /// <summary>The hub's own.</summary>
    public IReadOnlyList<Meeting> Meetings { get; } = OursOf(All, CountsOf(Came), isOurs: true);

    /// <summary>Listed for others, who know themselves who came.</summary>
    public IReadOnlyList<Meeting> Others { get; } = OursOf(All, CountsOf(Came), isOurs: false);

    /// <summary>What the year has of what the yearly report asks for.</summary>
    public YearlyDuty Duty => AttendanceRules.YearlyDutyOf([.. Meetings.Where(meeting => CameTo(meeting) is not null || HasRecord(meeting))]);

    /// <summary>What was said there was written down.</summary>
    public bool HasRecord(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Minutes.Length > 0 || Records.Contains(meeting.Id);
    }

    /// <summary>Of those known by name at one meeting: who was at none before, of this year or earlier.</summary>
    public (int First, int Known) FirstTimersAt(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return _firstTimers[meeting.Id];
    }

    /// <returns>Null where nobody wrote down who came.</returns>
    public int? CameTo(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return _counts.TryGetValue(meeting.Id, out int count) ? count : null;
    }

    private static Dictionary<int, int> CountsOf(IEnumerable<Attendee> came) => came.GroupBy(one => one.MeetingId).ToDictionary(same => same.Key, same => same.Sum(one => one.Count));

    private static Meeting[] OursOf(IEnumerable<Meeting> all, Dictionary<int, int> counts, bool isOurs) => [.. all.Where(meeting => AttendanceRules.IsOurs(meeting, counts.GetValueOrDefault(meeting.Id)) == isOurs)];

    /// <summary>In one walk through the year: whoever was at a meeting is no first-timer at the next.</summary>
    private static Dictionary<int, (int First, int Known)> FirstTimersOf(IEnumerable<Meeting> meetings, IEnumerable<Attendee> came, IReadOnlySet<string> earlier)
    {
        ILookup<int, Attendee> byMeeting = came.ToLookup(one => one.MeetingId);
        HashSet<string> seen = [.. earlier];
        Dictionary<int, (int First, int Known)> found = [];
        foreach (Meeting meeting in meetings)
        {
            found[meeting.Id] = AttendanceRules.FirstTimers(byMeeting[meeting.Id], seen);
            seen.UnionWith(byMeeting[meeting.Id].Select(one => one.Key));
        }

        return found;
    }
}

/// <summary>Reads who came to what.</summary>
public static class AttendanceReads
{
    /// <summary>Meetings of one year: four a week with all organisers.</summary>
    public const int MeetingsMax = 1_000;

    /// <summary>Rows of all lists of a year.</summary>
    private const int RowsMax = 200_000;

    public static async Task<AttendanceYear> YearAsync(ZaitakuDb db, FiscalYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        (DateTimeOffset from, DateTimeOffset until) = (year.From, year.Until);
        List<Meeting> meetings = await MeetingReads.Shown(db).AsNoTracking().Where(one => one.StartsAt >= from && one.StartsAt < until && one.StartsAt <= now && one.CancelledAt == null)
            .OrderBy(one => one.StartsAt).ThenBy(one => one.Id).Take(MeetingsMax).ToListAsync(cancellationToken);
        IQueryable<Meeting> shown = MeetingReads.Shown(db);
        IQueryable<int> held = MeetingReads.Shown(db).Where(one => one.StartsAt >= from && one.StartsAt < until && one.StartsAt <= now && one.CancelledAt == null).Select(one => one.Id);
        List<MeetingInvitee> lists = await db.MeetingInvitees.AsNoTracking().Where(one => held.Contains(one.MeetingId)).OrderBy(one => one.Id).Take(RowsMax).ToListAsync(cancellationToken);
        List<MeetingHeadcount> counts = await db.MeetingHeadcounts.AsNoTracking().Where(one => held.Contains(one.MeetingId)).OrderBy(one => one.Id).Take(RowsMax).ToListAsync(cancellationToken);
        List<MeetingInvitee> before = await db.MeetingInvitees.AsNoTracking().Where(one => one.AttendedAt != null && shown.Any(meeting => meeting.Id == one.MeetingId && meeting.StartsAt < from && meeting.CancelledAt == null)).Take(RowsMax).ToListAsync(cancellationToken);
        List<MeetingIssue> issues = await db.MeetingIssues.AsNoTracking().Where(one => held.Contains(one.MeetingId)).OrderBy(one => one.MeetingId).ThenBy(one => one.Id).Take(RowsMax).ToListAsync(cancellationToken);
        List<int> records = await db.MeetingPapers.Where(one => one.IsRecord && one.ErasedAt == null && held.Contains(one.MeetingId)).Select(one => one.MeetingId).Distinct().ToListAsync(cancellationToken);
        return new AttendanceYear(year, meetings, lists, AttendanceRules.Came(lists, counts), before.Select(AttendanceRules.KeyOf).Where(key => key.Length > 0).ToHashSet(StringComparer.Ordinal), issues, records.ToHashSet());
    }

    /// <summary>So far back is looked for whoever has not been seen for some time.</summary>
    public const int NotSeenMonths = 24;

    /// <summary>Meetings looked back on for them: two years with one a week and more.</summary>
    private const int LookedBackMax = 500;

    /// <summary>Who was invited to the hub's last meetings that are over, and came to none.</summary>
    public static async Task<IReadOnlyList<NotSeen>> NotSeenAsync(ZaitakuDb db, int missedMin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DateTimeOffset from = now.AddMonths(-NotSeenMonths);
        List<Meeting> begun = await MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.StartsAt <= now && meeting.StartsAt > from && meeting.CancelledAt == null && meeting.Inviting != MeetingInviting.Nobody
                && db.MeetingInvitees.Any(one => one.MeetingId == meeting.Id && one.AttendedAt != null))
            .OrderByDescending(meeting => meeting.StartsAt).Take(LookedBackMax).ToListAsync(cancellationToken);
        List<Meeting> held = begun.FindAll(meeting => meeting.EndOrGuess <= now);
        List<int> ids = [.. held.Select(meeting => meeting.Id)];
        List<MeetingInvitee> lists = await db.MeetingInvitees.AsNoTracking().Where(one => ids.Contains(one.MeetingId)).OrderByDescending(one => one.Id).Take(RowsMax).ToListAsync(cancellationToken);
        return AttendanceRules.NotSeenFor(missedMin, held, lists);
    }

    /// <summary>The first fiscal year with a meeting; null where there is none.</summary>
    public static async Task<FiscalYear?> FirstYearAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DateTimeOffset? first = await MeetingReads.Shown(db).OrderBy(one => one.StartsAt).Select(one => (DateTimeOffset?)one.StartsAt).FirstOrDefaultAsync(cancellationToken);
        return first is { } start ? FiscalYear.Of(Time.OfficeTime.DayOf(start)) : null;
    }
}
