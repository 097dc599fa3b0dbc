using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Covers;

/// <summary>When a request is sudden, asked again, told to the coordinators and over. No clock, no database.</summary>
public static class CoverRules
{
    /// <summary>A duty that is on, or begins within so long, is an emergency of the rota.</summary>
    public static readonly TimeSpan SuddenWithin = TimeSpan.FromHours(24);

    /// <summary>From so long before the duty the coordinators hear of every chaser.</summary>
    public static readonly TimeSpan CoordinatorsWithin = TimeSpan.FromDays(3);

    /// <summary>Nobody is asked again so soon after they were asked.</summary>
    public static readonly TimeSpan ChaseGapMin = TimeSpan.FromHours(6);

    /// <summary>From the asking of a sudden one to the coordinators' being rung again.</summary>
    public static readonly TimeSpan SuddenWaitMin = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan SuddenWaitMax = TimeSpan.FromHours(1);

    /// <summary>So near its start a request nobody has taken wakes the coordinators, however early it was made.</summary>
    public static readonly TimeSpan DeskUrgentWithin = TimeSpan.FromHours(3);

    /// <summary>So near, it wakes those asked, too.</summary>
    public static readonly TimeSpan UrgentWithin = TimeSpan.FromHours(1);

    /// <summary>On its last day those chased are chased sooner again.</summary>
    private static readonly TimeSpan LastDayGapMin = TimeSpan.FromHours(1);

    /// <summary>Chasers before the duty begins.</summary>
    private static readonly TimeSpan[] ChaseBefore =
    [
        TimeSpan.FromDays(28), TimeSpan.FromDays(21), TimeSpan.FromDays(14), TimeSpan.FromDays(7), TimeSpan.FromDays(3), TimeSpan.FromDays(2), TimeSpan.FromDays(1),
        TimeSpan.FromHours(12), TimeSpan.FromHours(6), TimeSpan.FromHours(3), TimeSpan.FromHours(1),
    ];

    /// <summary>Where a coordinator has to approve: reminded each day, and at these times before the duty.</summary>
    private static readonly TimeSpan[] ApproveBefore = [TimeSpan.FromDays(1), TimeSpan.FromHours(12), TimeSpan.FromHours(3), TimeSpan.FromHours(1)];

    public static bool IsSudden(CoverSpan span, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(span);
        return now < span.EndsAt && span.StartsAt - now <= SuddenWithin;
    }

    /// <summary>When nobody can take it any more: at its start, of a sudden one at its end, since half a night is better than none.</summary>
    public static DateTimeOffset LapsesAt(CoverRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsSudden ? request.EndsAt : request.StartsAt;
    }

    /// <summary>The next time somebody is reminded; at the latest when the request lapses.</summary>
    public static DateTimeOffset NextChaseAt(CoverRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        DateTimeOffset end = LapsesAt(request);
        DateTimeOffset next = request switch
        {
            { State: CoverState.Taken } => Earlier(now + TimeSpan.FromDays(1), FirstAfter(request.StartsAt, ApproveBefore, now)),
            { IsSudden: true } => now + SuddenWait(request.ChaseStep),
            _ => FirstAfter(request.StartsAt, ChaseBefore, now + (request.StartsAt - now <= SuddenWithin ? LastDayGapMin : ChaseGapMin)),
        };
        return Earlier(next, end);
    }

    /// <summary>It may wake somebody now.</summary>
    public static bool IsUrgent(CoverRequest request, TimeSpan within, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsSudden || request.StartsAt - now <= within;
    }

    /// <summary>From a sudden request's step to its next: a quarter of an hour three times, then half an hour twice, then an hour.</summary>
    public static TimeSpan SuddenWait(int step) => step < 3 ? SuddenWaitMin : step < 5 ? SuddenWaitMin * 2 : SuddenWaitMax;

    /// <summary>Of a sudden request those who did not answer are rung again twice, the coordinators at every step.</summary>
    public static bool AsksAgain(CoverRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return !request.IsSudden || request.ChaseStep is 1 or 3;
    }

    public static bool TellsCoordinators(CoverRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsSudden || request.StartsAt - now <= CoordinatorsWithin;
    }

    /// <summary>What is left of a duty to hand over: one that has begun, from this minute on.</summary>
    public static CoverSpan RestOf(CoverSpan span, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(span);
        DateTimeOffset minute = OfficeTime.At(OfficeTime.DayOf(now), OfficeTime.MinuteOf(now));
        return span.StartsAt < minute ? span with { StartsAt = minute } : span;
    }

    /// <summary>A part of a duty by minutes of a day on which it is; hours that lie before its start are those of the next day.</summary>
    /// <param name="fromMinute">Null for its start.</param>
    /// <param name="untilMinute">Null for its end.</param>
    /// <returns>Null where it would not be a part: outside the duty, or all of it.</returns>
    public static CoverSpan? PartOf(DutyStretch duty, DateOnly day, int? fromMinute, int? untilMinute)
    {
        ArgumentNullException.ThrowIfNull(duty);
        DateTimeOffset from = fromMinute is { } first ? OfficeTime.At(day, first) : duty.StartsAt, until = untilMinute is { } last ? OfficeTime.At(day, last) : duty.EndsAt;
        bool isNextDay = untilMinute is not null ? until <= duty.StartsAt : from < duty.StartsAt && from.AddDays(1) < duty.EndsAt;
        if (isNextDay)
        {
            (from, until) = (fromMinute is null ? from : from.AddDays(1), untilMinute is null ? until : until.AddDays(1));
        }

        CoverSpan part = CoverSpan.Of(duty) with { StartsAt = from < duty.StartsAt ? duty.StartsAt : from, EndsAt = Earlier(until, duty.EndsAt) };
        return part.StartsAt < part.EndsAt && part != CoverSpan.Of(duty) ? part : null;
    }

    /// <summary>True where a request that runs is in the way of a sudden one: asked of one alone, of other hours, or at leisure. Nobody's promise is broken: it must be open.</summary>
    public static bool IsOvertaken(CoverRequest running, CoverSpan wanted, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(running);
        ArgumentNullException.ThrowIfNull(wanted);
        return running.State == CoverState.Open && IsSudden(wanted, now) && (!running.IsSudden || running.Kind != CoverKind.Cover || wanted.StartsAt < RestOf(CoverSpan.Of(running), now).StartsAt || running.EndsAt < wanted.EndsAt);
    }

    private static DateTimeOffset FirstAfter(DateTimeOffset start, TimeSpan[] before, DateTimeOffset after)
    {
        foreach (TimeSpan one in before)
        {
            if (start - one > after)
            {
                return start - one;
            }
        }

        return start;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
