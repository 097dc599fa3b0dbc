using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>Who is on a meeting's list, in counts. Contacts of associations are not counted: whoever they name is.</summary>
/// <param name="Silent">Said nothing yet.</param>
public sealed record MeetingCounts(int Listed, int Yes, int No, int Silent, int Waiting)
{
    public static readonly MeetingCounts None = new(0, 0, 0, 0, 0);
}

/// <summary>What the calendar's pages read.</summary>
public static class CalendarReads
{
    /// <summary>Meetings of one page, one export, one feed.</summary>
    public const int ShownMax = 1_000;

    /// <summary>Meetings looked at for clashes: five years with ten a week.</summary>
    private const int OthersMax = 3_000;

    private const int WeekDays = 7;

    /// <summary>All of the weeks in which these days lie, called off or not, for clashes.</summary>
    public static Task<List<Meeting>> AroundAsync(ZaitakuDb db, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DateTimeOffset from = OfficeTime.At(OfficeTime.MondayOf(first), 0) - MeetingTimes.LengthMax, until = OfficeTime.At(OfficeTime.MondayOf(last).AddDays(WeekDays), 0);
        return MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.StartsAt >= from && meeting.StartsAt < until && meeting.CancelledAt == null).OrderBy(meeting => meeting.StartsAt).Take(OthersMax).ToListAsync(cancellationToken);
    }

    /// <summary>By the meeting's number; without one nobody is on its list.</summary>
    public static async Task<IReadOnlyDictionary<int, MeetingCounts>> CountsAsync(ZaitakuDb db, IReadOnlyCollection<int> meetings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await db.MeetingInvitees.AsNoTracking().Where(one => meetings.Contains(one.MeetingId) && one.RemovedAt == null && one.Kind != InviteeKind.Contact)
            .GroupBy(one => new { one.MeetingId, one.Answer }).Select(group => new { group.Key.MeetingId, group.Key.Answer, Count = group.Count() }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.MeetingId).ToDictionary(group => group.Key, group =>
        {
            int Of(params MeetingAnswer[] answers) => group.Where(row => answers.Contains(row.Answer)).Sum(row => row.Count);
            return new MeetingCounts(group.Sum(row => row.Count), Of(MeetingAnswer.Yes), Of(MeetingAnswer.No, MeetingAnswer.SendsDeputy, MeetingAnswer.Lapsed), Of(MeetingAnswer.None), Of(MeetingAnswer.Waiting, MeetingAnswer.Offered));
        });
    }
}
