using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Duties;

/// <summary>What must be written so that the held duties are those of the table.</summary>
/// <param name="Added">Duties no row stands for.</param>
/// <param name="Reopened">Rows that ended, and stand for a duty again.</param>
/// <param name="Ended">Rows whose duty is somebody else's by now, has other hours, or is gone.</param>
public sealed record DutyChanges(IReadOnlyList<DutyStretch> Added, IReadOnlyList<HeldDuty> Reopened, IReadOnlyList<HeldDuty> Ended);

/// <summary>What is said of a duty ahead of it, and at its ends. Stored as a part of the message's kind.</summary>
public enum ReminderKind { Week, Day, Start, End }

/// <param name="Due">When it is said.</param>
/// <param name="UselessAfter">From when it is not said any more.</param>
public readonly record struct Reminder(ReminderKind Kind, DateTimeOffset Due, DateTimeOffset UselessAfter);

/// <summary>When a hub's notices are silent, in minutes from midnight in Tokyo; the same twice for never.</summary>
public readonly record struct QuietSpan(int From, int Until)
{
    public bool Contains(int minute) => From != Until && (From < Until ? minute >= From && minute < Until : minute >= From || minute < Until);
}

/// <summary>Which duties are held, when their holders are reminded, and what follows where nobody confirms. No clock, no database.</summary>
public static class HeldDutyRules
{
    /// <summary>How far ahead duties are followed: a year's table and some weeks.</summary>
    public static readonly TimeSpan HorizonMax = TimeSpan.FromDays(430);

    /// <summary>A confirmation holds when it was given within so long before the start: who read a year's table in March is asked again in December.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromDays(8);

    /// <summary>How far ahead reminders are written into the outbox; the longest anybody can wish, and two days.</summary>
    public static readonly TimeSpan PlanAhead = TimeSpan.FromDays(DutyTimes.WeekBeforeDaysMax + 2);

    /// <summary>A holder writes down what the next must know while they still know it.</summary>
    private static readonly TimeSpan EndBefore = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan EndLife = TimeSpan.FromHours(24);

    /// <summary>Told late, a holder has at least so long to confirm, and at most <see cref="LateMost"/>.</summary>
    private static readonly TimeSpan LateLeast = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LateMost = TimeSpan.FromHours(1);

    /// <summary>Nobody is rung at night for a duty that begins no sooner than this after the quiet hours.</summary>
    private static readonly TimeSpan WakeBefore = TimeSpan.FromHours(3);

    /// <summary>The longest wait for the next step once a duty runs that nobody has taken up.</summary>
    private static readonly TimeSpan RunningWaitMax = TimeSpan.FromMinutes(15);

    /// <summary>A reminder that asks comes at least so long before the limit.</summary>
    private const int AskedBeforeLimitMinutes = 60;

    private const int UsualMinute = DutyTimes.DayBeforeMinuteDefault;

    public static bool IsNear(DateTimeOffset startsAt, DateTimeOffset now) => startsAt - now <= ConfirmWithin;

    /// <param name="stretches">Of the table, whole, from now on.</param>
    /// <param name="rows">Of the same rota, that are not over; ended ones too.</param>
    /// <param name="isEndTold">True for a row whose holder heard that it is no longer theirs: should it be again, that is news.</param>
    public static DutyChanges Follow(IReadOnlyCollection<DutyStretch> stretches, IReadOnlyCollection<HeldDuty> rows, Func<HeldDuty, bool> isEndTold)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        ArgumentNullException.ThrowIfNull(rows);
        ILookup<(int, int, DateTimeOffset, DateTimeOffset), HeldDuty> known = rows.ToLookup(row => (row.SeatId, row.HolderId, row.StartsAt, row.EndsAt));
        HashSet<HeldDuty> kept = [];
        List<DutyStretch> added = [];
        List<HeldDuty> reopened = [];
        foreach (DutyStretch stretch in stretches)
        {
            HeldDuty[] same = [.. known[(stretch.SeatId, stretch.HolderId, stretch.StartsAt, stretch.EndsAt)]];
            if (Array.Find(same, row => row.IsOpen) is { } open)
            {
                kept.Add(open);
            }
            else if (Array.FindLast(same, row => !isEndTold(row)) is { } ended)
            {
                reopened.Add(ended);
            }
            else
            {
                added.Add(stretch);
            }
        }

        return new DutyChanges(added, reopened, [.. rows.Where(row => row.IsOpen && !kept.Contains(row))]);
    }

    /// <summary>What is to be said about a duty. Of those whose hour has passed only the last is said, and none that is older than the duty is known.</summary>
    /// <param name="rota">Where it wants to be confirmed, its holder is reminded once near the start, whatever they wished: nobody is chased for what they were not asked.</param>
    /// <param name="now">When they are planned.</param>
    public static IReadOnlyList<Reminder> RemindersOf(HeldDuty duty, DutyRota rota, DutyTimes times, QuietSpan quiet, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(times);
        DateOnly day = OfficeTime.DayOf(duty.StartsAt);
        int minute = times.DayBeforeMinute < 0 ? UsualMinute : times.DayBeforeMinute;
        List<Reminder> all = [];
        if (times.WeekBeforeDays > 1)
        {
            all.Add(new Reminder(ReminderKind.Week, OfficeTime.At(day.AddDays(-times.WeekBeforeDays), minute), OfficeTime.At(day.AddDays(-1), minute)));
        }

        if (times.DayBeforeMinute >= 0 || times.WeekBeforeDays == 1) // One day before, said in the other field.
        {
            all.Add(new Reminder(ReminderKind.Day, OfficeTime.At(day.AddDays(-1), minute), duty.StartsAt));
        }
        else if (Asks(duty, rota) && !IsNear(duty.StartsAt, duty.CreatedAt) && !all.Exists(one => IsNear(duty.StartsAt, one.Due)))
        {
            all.Add(new Reminder(ReminderKind.Day, OfficeTime.At(day.AddDays(-1), Math.Min(UsualMinute, Math.Max(0, rota.ConfirmByMinute - AskedBeforeLimitMinutes))), duty.StartsAt));
        }

        if (times.AtStart)
        {
            all.Add(new Reminder(ReminderKind.Start, BeforeQuiet(duty.StartsAt, quiet), duty.EndsAt));
            all.Add(new Reminder(ReminderKind.End, duty.EndsAt - EndBefore, duty.EndsAt + EndLife));
        }

        Reminder[] useful = [.. all.Where(one => one.Due >= duty.CreatedAt && one.UselessAfter > now)];
        return [.. useful.Where((one, at) => one.Due > now || !useful.Skip(at + 1).Any(later => later.Due <= now))];
    }

    /// <summary>When the first step is due that is taken if nobody confirms; null where nobody is asked.</summary>
    /// <param name="toldAt">When its holder could first know of it.</param>
    public static DateTimeOffset? FirstStepAt(HeldDuty duty, DutyRota rota, DateTimeOffset toldAt, QuietSpan quiet)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(rota);
        if (!Asks(duty, rota))
        {
            return null;
        }

        DateTimeOffset limit = OfficeTime.At(OfficeTime.DayOf(duty.StartsAt).AddDays(-1), rota.ConfirmByMinute);
        TimeSpan left = (duty.StartsAt - toldAt) / 2;
        DateTimeOffset late = toldAt + (left < LateLeast ? LateLeast : left > LateMost ? LateMost : left);
        return ByDay(limit > late ? limit : late, duty.StartsAt, quiet);
    }

    /// <summary>When the next step is due after a change; null where nobody is asked, or all were taken.</summary>
    /// <param name="taken">Steps taken so far, in order.</param>
    /// <param name="isLinked">Its holder can be asked in chat. A chain that has begun goes on without.</param>
    public static DateTimeOffset? NextStepAt(HeldDuty duty, DutyRota rota, IReadOnlyList<DutyStep> taken, bool isLinked, QuietSpan quiet, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(taken);
        if (!Asks(duty, rota) || (taken.Count == 0 && !isLinked))
        {
            return null;
        }

        if (taken.Count > 0)
        {
            DateTimeOffset? next = duty.NextStepAt ?? StepOf(duty, rota, taken.Count - 1, quiet, taken[^1].At)?.Next;
            return next < now ? now : next;
        }

        DateTimeOffset? first = FirstStepAt(duty, rota, duty.NextStepAt is null ? now : duty.CreatedAt, quiet);
        return duty.NextStepAt is { } set && first <= now ? set : first;
    }

    /// <summary>Its holder is asked to confirm it.</summary>
    private static bool Asks(HeldDuty duty, DutyRota rota) => rota is { ConfirmByMinute: >= 0, TellsHolders: true } && duty is { IsOpen: true, ConfirmedAt: null };

    /// <summary>The step that is due, and when the one after it is; null once all were taken.</summary>
    /// <param name="taken">Steps taken so far.</param>
    public static (DutyStepKind Kind, DateTimeOffset? Next)? StepOf(HeldDuty duty, DutyRota rota, int taken, QuietSpan quiet, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(rota);
        return taken switch
        {
            0 => (DutyStepKind.SecondTry, After(rota.NextInLineAfterMinutes)),
            1 => (DutyStepKind.NextInLine, After(rota.EveryoneAfterMinutes)),
            2 => (DutyStepKind.Everyone, null),
            _ => null,
        };

        // The waits end with the start: nobody waits politely while a duty runs that nobody has taken up.
        DateTimeOffset After(int minutes)
        {
            if (now >= duty.StartsAt)
            {
                return now + (minutes < RunningWaitMax.TotalMinutes ? TimeSpan.FromMinutes(minutes) : RunningWaitMax);
            }

            DateTimeOffset next = ByDay(now.AddMinutes(minutes), duty.StartsAt, quiet);
            return next > duty.StartsAt ? duty.StartsAt : next;
        }
    }

    /// <summary>Who is asked when the holder does not confirm: whoever is on another seat at its start, else whoever comes next on its own.</summary>
    /// <param name="stretches">Of the duty's rota around it.</param>
    /// <param name="isOther">True for a holder who is another person, and takes duties: a doctor and their clinic may be one phone.</param>
    public static DutyStretch? NextInLine(HeldDuty duty, IReadOnlyCollection<DutyStretch> stretches, Func<int, bool> isOther)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(stretches);
        DutyStretch[] others = [.. stretches.Where(one => one.HolderId != duty.HolderId && isOther(one.HolderId)).OrderBy(one => one.StartsAt).ThenBy(one => one.SeatId)];
        return Array.Find(others, one => one.SeatId != duty.SeatId && one.StartsAt <= duty.StartsAt && duty.StartsAt < one.EndsAt)
            ?? Array.Find(others, one => one.SeatId != duty.SeatId && one.Overlaps(duty.StartsAt, duty.EndsAt))
            ?? Array.Find(others, one => one.SeatId == duty.SeatId && one.StartsAt >= duty.EndsAt);
    }

    /// <summary>An instant of the night goes to the end of the quiet hours, where the duty begins well after them.</summary>
    private static DateTimeOffset ByDay(DateTimeOffset at, DateTimeOffset startsAt, QuietSpan quiet)
    {
        if (!quiet.Contains(OfficeTime.MinuteOf(at)))
        {
            return at;
        }

        DateOnly day = OfficeTime.DayOf(at);
        DateTimeOffset awake = OfficeTime.At(OfficeTime.MinuteOf(at) < quiet.Until ? day : day.AddDays(1), quiet.Until);
        return awake + WakeBefore <= startsAt ? awake : at;
    }

    /// <summary>A duty that begins in the quiet hours is announced before them.</summary>
    private static DateTimeOffset BeforeQuiet(DateTimeOffset startsAt, QuietSpan quiet)
    {
        int minute = OfficeTime.MinuteOf(startsAt);
        if (!quiet.Contains(minute))
        {
            return startsAt;
        }

        DateOnly day = OfficeTime.DayOf(startsAt);
        return OfficeTime.At(minute < quiet.From ? day.AddDays(-1) : day, quiet.From) - EndBefore;
    }
}
