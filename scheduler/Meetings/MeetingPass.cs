using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Looks after the meetings: who belongs on a list, who must hear that something changed, who moves up, what is to be said when. Safe to run late, twice, and after a crash between any two saves.</summary>
public sealed class MeetingPass(
    IDbContextFactory<ZaitakuDb> databases, MeetingAudience audience, MeetingFollowing following, MeetingSeats seats, MeetingReminding reminding, MeetingAfter after, MeetingDesk desk, TimeProvider clock, ILogger<MeetingPass> logger)
{
    /// <summary>Meetings looked after in one pass, of each kind; the rest is of the next, seconds later.</summary>
    internal const int BatchMax = 500;

    /// <summary>So far ahead people are put on lists and their messages planned.</summary>
    internal static readonly TimeSpan PlanAhead = TimeSpan.FromDays(150);

    /// <summary>The day all meetings were looked at, changed or not.</summary>
    private DateOnly _lookedOn;

    /// <summary>The members for whom the lists were looked at.</summary>
    private MembersKey? _members;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateOnly today = OfficeTime.DayOf(now);
        MembersKey members = await audience.KeyAsync(cancellationToken);
        bool isFirstOfDay = _lookedOn != today, isAll = isFirstOfDay || _members != members;
        bool isDone = await EachAsync(await audience.DueAsync(isAll, now, cancellationToken), (db, meeting) => audience.AddAsync(db, meeting, now, cancellationToken), cancellationToken);
        isDone &= await EachAsync(isFirstOfDay ? await following.UnheardAsync(now, cancellationToken) : [], (db, meeting) => following.FollowAsync(db, meeting, again: true, now, cancellationToken), cancellationToken);
        if (isDone)
        {
            (_lookedOn, _members) = (today, members); // Else all are looked at once more: what is done already costs a look.
        }

        await EachAsync(await following.ChangedAsync(cancellationToken), (db, meeting) => following.FollowAsync(db, meeting, again: false, now, cancellationToken), cancellationToken);
        await EachAsync(await seats.DueAsync(now, cancellationToken), (db, meeting) => seats.MoveAsync(db, meeting, now, cancellationToken), cancellationToken);
        await EachAsync(await reminding.DueAsync(now, cancellationToken), (db, meeting) => reminding.PlanAsync(db, meeting, now, cancellationToken), cancellationToken);
        await EachAsync(await after.DueAsync(now, cancellationToken), (db, survey) => after.AskAsync(db, survey, now, cancellationToken), cancellationToken);
        await EachAsync(await desk.DueAsync(now, cancellationToken), (db, matter) => desk.TellAsync(db, matter, now, cancellationToken), cancellationToken);
    }

    /// <returns>False where one of them lost to another save.</returns>
    private async Task<bool> EachAsync<T>(IReadOnlyList<T> all, Func<ZaitakuDb, T, Task> act, CancellationToken cancellationToken)
    {
        bool isDone = true;
        foreach (T one in all)
        {
            isDone &= await SavedAsync(db => act(db, one), one, cancellationToken);
        }

        return isDone;
    }

    /// <summary>One save each. Who lost to another save of the same rows is looked at again in the next pass.</summary>
    private async Task<bool> SavedAsync<T>(Func<ZaitakuDb, Task> act, T which, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            KillPoints.Reach("before-meeting-save");
            await act(db);
            KillPoints.Reach("after-meeting-save");
            return true;
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            logger.MeetingLost($"{which}", problem.GetType().Name); // By another process, or a person who answered.
            return false;
        }
    }
}
