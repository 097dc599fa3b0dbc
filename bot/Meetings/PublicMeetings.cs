using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Hosting;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>What anybody may see of the calendar, as of an instant.</summary>
/// <param name="ReadAt">When the database said so.</param>
public sealed record PublicCalendar(IReadOnlyList<Meeting> Meetings, HolidayCalendar Holidays, DateTimeOffset ReadAt) : IReadAt;

/// <summary>Meetings residents may attend, for the public page and the open feed. While the database is away they go on from what they last knew, and say as of when.</summary>
public sealed class PublicMeetings
{
    /// <summary>Meetings the page shows: two years with a course each working day.</summary>
    private const int ShownMax = 500;

    private readonly LastKnown<PublicCalendar> _known;

    public PublicMeetings(IDbContextFactory<ZaitakuDb> databases, LiveDirectory directory, TimeProvider clock, ILogger<PublicMeetings> logger) =>
        _known = new LastKnown<PublicCalendar>(() => FromDatabaseAsync(databases, directory, clock.GetUtcNow()), clock, logger.CalendarCannotBeRead);

    /// <returns>Null when nothing was ever read.</returns>
    public Task<(PublicCalendar? Calendar, bool IsOld)> ReadAsync(CancellationToken cancellationToken) => _known.ReadAsync(cancellationToken);

    private static async Task<PublicCalendar> FromDatabaseAsync(IDbContextFactory<ZaitakuDb> databases, LiveDirectory directory, DateTimeOffset now)
    {
        DateTimeOffset today = OfficeTime.At(OfficeTime.DayOf(now), 0);
        await using ZaitakuDb db = await databases.CreateDbContextAsync();
        List<Meeting> meetings = await MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.IsForResidents && meeting.StartsAt >= today).OrderBy(meeting => meeting.StartsAt).Take(ShownMax).ToListAsync();
        return new PublicCalendar(meetings, directory.Current().Holidays, now);
    }
}
