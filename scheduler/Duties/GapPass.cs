using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Duties;

/// <summary>
/// Looks for gaps in the rotas: whenever something changed from which they follow, and every morning for the day that came within sight; once a week all open ones are listed.
/// Safe to run late, twice, in two processes, and after a crash: what is known is a row, written in one save with the messages that tell of it.
/// </summary>
public sealed class GapPass(IDbContextFactory<ZaitakuDb> databases, GapNotices notices, LiveDirectory directory, TimeProvider clock, ILogger<GapPass> logger)
{
    /// <summary>07:30, when all is looked through even where nothing changed.</summary>
    private const int DailyMinute = (7 * 60) + 30;

    /// <summary>09:00 on Mondays.</summary>
    private const int WeeklyMinute = 9 * 60;

    /// <summary>A list that comes later would be last week's.</summary>
    private static readonly TimeSpan WeeklyLateMax = TimeSpan.FromHours(36);

    /// <summary>Looks that meet an edit of the same moment.</summary>
    private const int TriesMax = 3;

    private string? _stamp;
    private DateTimeOffset _lookedAt;
    private DateOnly _listed;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        for (int tries = 0; tries < TriesMax && !await LookAsync(now, cancellationToken); tries++)
        {
        }

        await ListAsync(now, cancellationToken);
    }

    /// <returns>False when somebody else wrote the same at this moment: nothing of it is kept.</returns>
    private async Task<bool> LookAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        string stamp = await GapReads.StampAsync(db, cancellationToken); // Before anything is read: what changes meanwhile is seen by the next look.
        if (stamp == _stamp && _lookedAt >= DailyBefore(now))
        {
            return true;
        }

        GapScene scene = await GapReads.SceneAsync(db, directory.Current().Holidays, now, cancellationToken);
        (int added, int gone, int told) = await CompareAsync(db, GapRules.Find(scene, now), now, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            logger.GapsLost(problem.GetType().Name);
            return false;
        }

        (_stamp, _lookedAt) = (stamp, now);
        if (added + gone > 0)
        {
            logger.GapsFound(added, gone, told);
        }

        return true;
    }

    private async Task<(int Added, int Gone, int Told)> CompareAsync(ZaitakuDb db, IReadOnlyList<FoundGap> found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<DutyGap> open = await db.DutyGaps.Where(gap => gap.GoneAt == null).ToListAsync(cancellationToken);
        HashSet<string> keys = [.. found.Select(gap => gap.Key)], known = [.. open.Select(gap => gap.OpenKey).OfType<string>()];
        DutyGap[] gone = [.. open.Where(gap => gap.OpenKey is not { } key || !keys.Contains(key))], added = [.. found.Where(gap => !known.Contains(gap.Key)).Select(gap => DutyGap.Of(gap, now))];
        foreach (DutyGap gap in gone)
        {
            gap.End(now);
        }

        db.DutyGaps.AddRange(added);
        return (added.Length, gone.Length, await notices.AddAsync(db, added, now, cancellationToken));
    }

    private async Task ListAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = OfficeTime.DayOf(now), monday = OfficeTime.MondayOf(today);
        DateTimeOffset due = OfficeTime.At(monday, WeeklyMinute);
        if (_listed == monday || now < due || now >= due + WeeklyLateMax)
        {
            return;
        }

        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        string about = GapNotices.AboutWeek(monday);
        GapLine[] open = [.. (await GapReads.OpenAsync(db, now, cancellationToken)).Where(line => line.Gap.FoundAt <= due)]; // What was found since was told since.
        if (open.Length > 0 && !await db.Outbox.AnyAsync(message => message.About == about, cancellationToken))
        {
            try
            {
                int people = await notices.AddWeekAsync(db, open, monday, now, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                logger.GapListOwed(open.Length, people);
            }
            catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
            {
                logger.GapsLost(problem.GetType().Name); // Another process owes it already.
            }
        }

        _listed = monday;
    }

    private static DateTimeOffset DailyBefore(DateTimeOffset now)
    {
        DateTimeOffset today = OfficeTime.At(OfficeTime.DayOf(now), DailyMinute);
        return today <= now ? today : OfficeTime.At(OfficeTime.DayOf(now).AddDays(-1), DailyMinute);
    }
}
