using Zaitaku.Storage.Consultations;

namespace Zaitaku.Storage.Desk;

/// <summary>What the time of a consultation asks for now.</summary>
public enum TargetDue
{
    Nothing,

    /// <summary>Most of the time is used up: whoever has it hears, or everyone while nobody has.</summary>
    Warn,

    /// <summary>A planned call or visit is near.</summary>
    PlanIsNear,

    /// <summary>The time is over.</summary>
    TellDeputy,

    /// <summary>It is over and there is no deputy, or the deputy was told and nothing came of it.</summary>
    TellEveryone,
}

/// <summary>By when a consultation is to be answered, and who hears when it is not. No clock, no database.</summary>
public static class TargetRules
{
    /// <summary>A target that had run out when the person was asked back is not over at once when they reply.</summary>
    public const int ResumeMinutesMin = 30;

    /// <summary>After a planned call or visit there is time to write down what came of it.</summary>
    public static readonly TimeSpan PlanGrace = TimeSpan.FromHours(4);

    /// <summary>Before a planned call or visit its coordinator is reminded.</summary>
    public static readonly TimeSpan PlanNotice = TimeSpan.FromMinutes(60);

    /// <summary>Told to everyone and still open: told again after a working day of eight hours.</summary>
    public const int RemindAfterMinutes = 480;

    public static DateTimeOffset TargetOf(DeskPolicy policy, ConsultationUrgency urgency, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return After(policy, policy.Targets[urgency], from);
    }

    /// <summary>The instant at which so much of the hub's time has passed.</summary>
    public static DateTimeOffset After(DeskPolicy policy, TimeTarget target, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return target.Days > 0 ? policy.Time.EndOfDay(from, target.Days) : policy.Time.Add(from, TimeSpan.FromMinutes(target.Minutes));
    }

    /// <summary>The target while the person has the word: what is left of it, in working minutes.</summary>
    public static int LeftMinutes(DeskPolicy policy, DateTimeOffset target, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Math.Max(0, policy.Time.MinutesBetween(now, target));
    }

    /// <summary>The target when the person has replied.</summary>
    public static DateTimeOffset Resumed(DeskPolicy policy, int leftMinutes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Time.Add(now, TimeSpan.FromMinutes(Math.Max(leftMinutes, ResumeMinutesMin)));
    }

    /// <summary>A plan is the new target: its time, and a while to write down what came of it.</summary>
    public static DateTimeOffset TargetOfPlan(DeskPolicy policy, DateTimeOffset plannedAt)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Time.Add(plannedAt, PlanGrace);
    }

    /// <param name="hasDeputy">Whether whoever has it has a deputy who is there.</param>
    public static TargetDue DueOf(DeskPolicy policy, Consultation one, bool hasDeputy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(one);
        if (!one.IsOpen || one.State == ConsultationState.AskedBack || one.TargetAt is not { } target)
        {
            return TargetDue.Nothing;
        }

        return now >= target ? OverdueOf(policy, one, hasDeputy, now)
            : one.WarnedAt is not null ? TargetDue.Nothing
            : one is { State: ConsultationState.Planned, PlannedAt: { } planned } && planned < target ? (now >= planned - PlanNotice ? TargetDue.PlanIsNear : TargetDue.Nothing)
            : IsTimeToWarn(policy, one, target, now) ? TargetDue.Warn : TargetDue.Nothing;
    }

    private static TargetDue OverdueOf(DeskPolicy policy, Consultation one, bool hasDeputy, DateTimeOffset now) => one.EscalationStep switch
    {
        0 => hasDeputy ? TargetDue.TellDeputy : TargetDue.TellEveryone,
        1 => WorkedSince(policy, one, now) >= policy.EveryoneAfterMinutes ? TargetDue.TellEveryone : TargetDue.Nothing,
        _ => WorkedSince(policy, one, now) >= RemindAfterMinutes ? TargetDue.TellEveryone : TargetDue.Nothing,
    };

    private static int WorkedSince(DeskPolicy policy, Consultation one, DateTimeOffset now) => policy.Time.MinutesBetween(one.EscalatedAt ?? now, now);

    private static bool IsTimeToWarn(DeskPolicy policy, Consultation one, DateTimeOffset target, DateTimeOffset now)
    {
        DateTimeOffset from = one.ReceivedAt ?? one.CreatedAt;
        double whole = policy.Time.Between(from, TargetOf(policy, one.Urgency, from)).TotalMinutes;
        double left = policy.Time.Between(now, target).TotalMinutes;
        return left <= whole * (100 - policy.WarnAtPercent) / 100;
    }
}
