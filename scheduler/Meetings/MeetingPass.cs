using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Storage;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Looks after the meetings: who belongs on a list, who must hear that something changed, who moves up, what is to be said when. Safe to run late, twice, and after a crash between any two saves.</summary>
public sealed class MeetingPass(
    IDbContextFactory<ZaitakuDb> databases, MeetingAudience audience, MeetingFollowing following, MeetingSeats seats, MeetingReminding reminding, TimeProvider clock, ILogger<MeetingPass> logger)
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
        bool isDone = true;
        foreach (int meeting in await audience.DueAsync(isAll, now, cancellationToken))
        {
            isDone &= await EachAsync(db => audience.AddAsync(db, meeting, now, cancellationToken), meeting, cancellationToken);
        }

        foreach (int meeting in isFirstOfDay ? await following.UnheardAsync(now, cancellationToken) : [])
        {
            isDone &= await EachAsync(db => following.FollowAsync(db, meeting, again: true, now, cancellationToken), meeting, cancellationToken);
        }

        if (isDone)
        {
            (_lookedOn, _members) = (today, members); // Else all are looked at once more: what is done already costs a look.
        }

        foreach (int meeting in await following.ChangedAsync(cancellationToken))
        {
            await EachAsync(db => following.FollowAsync(db, meeting, again: false, now, cancellationToken), meeting, cancellationToken);
        }

        foreach (int meeting in await seats.DueAsync(now, cancellationToken))
        {
            await EachAsync(db => seats.MoveAsync(db, meeting, now, cancellationToken), meeting, cancellationToken);
        }

        foreach (int meeting in await reminding.DueAsync(now, cancellationToken))
        {
            await EachAsync(db => reminding.PlanAsync(db, meeting, now, cancellationToken), meeting, cancellationToken);
        }
    }

    /// <summary>One save each. Who lost to another save of the same rows is looked at again in the next pass.</summary>
    private async Task<bool> EachAsync(Func<ZaitakuDb, Task> act, int meeting, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            await act(db);
            return true;
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            logger.MeetingLost(meeting, problem.GetType().Name); // By another process, or a person who answered.
            return false;
        }
    }
}
