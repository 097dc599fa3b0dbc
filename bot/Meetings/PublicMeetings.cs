using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>What anybody may see of the calendar, as of an instant.</summary>
/// <param name="ReadAt">When the database said so.</param>
public sealed record PublicCalendar(IReadOnlyList<Meeting> Meetings, HolidayCalendar Holidays, DateTimeOffset ReadAt);

/// <summary>Meetings residents may attend, for the public page and the open feed. While the database is away they go on from what they last knew, and say as of when.</summary>
public sealed class PublicMeetings(IDbContextFactory<ZaitakuDb> databases, LiveDirectory directory, TimeProvider clock, ILogger<PublicMeetings> logger)
{
    /// <summary>However many people look, the database is asked no oftener; a change is seen within it.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    /// <summary>Meetings the page shows: two years with a course each working day.</summary>
    private const int ShownMax = 500;

    /// <summary>A page waits no longer for a database that does not answer.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(2);

    private readonly Lock _door = new();
    private Task<PublicCalendar>? _reading;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;
    private PublicCalendar? _last;

    /// <returns>Null when nothing was ever read.</returns>
    public async Task<(PublicCalendar? Calendar, bool IsOld)> ReadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Task<PublicCalendar> reading;
        lock (_door)
        {
            if (_last is { } fresh && IsWithin(now - fresh.ReadAt))
            {
                return (fresh, false);
            }

            if (IsWithin(now - _failedAt) && _last is not null)
            {
                return (_last, true); // It was away just now: nobody waits for it again so soon.
            }

            // One at a time, on a thread of its own: SQLite waits for a lock without giving the thread back.
            reading = _reading is { IsCompleted: false } running ? running : _reading = Task.Run(() => FromDatabaseAsync(CancellationToken.None), CancellationToken.None);
        }

        try
        {
            PublicCalendar calendar = await reading.WaitAsync(WaitMax, cancellationToken);
            lock (_door)
            {
                _last = calendar;
            }

            return (calendar, false);
        }
        catch (Exception problem) when (problem is DbException or TimeoutException or InvalidOperationException || problem.InnerException is DbException)
        {
            logger.CalendarCannotBeRead(new WordlessException(problem));
            lock (_door)
            {
                _failedAt = now;
                return (_last, true);
            }
        }
    }

    private static bool IsWithin(TimeSpan age) => age >= TimeSpan.Zero && age < FreshFor;

    private async Task<PublicCalendar> FromDatabaseAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow(), today = OfficeTime.At(OfficeTime.DayOf(now), 0);
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        List<Meeting> meetings = await db.Meetings.AsNoTracking().Where(meeting => meeting.IsForResidents && meeting.StartsAt >= today).OrderBy(meeting => meeting.StartsAt).Take(ShownMax).ToListAsync(cancellationToken);
        return new PublicCalendar(meetings, directory.Current().Holidays, now);
    }
}
