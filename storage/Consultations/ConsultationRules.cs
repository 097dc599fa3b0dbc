namespace Zaitaku.Storage.Consultations;

/// <summary>What staff can do with a consultation.</summary>
public enum DeskOperation { Claim, Return, Transfer, AskBack, Answer, Note, LinkPlace, HandOver, Plan, Merge, Close, Reopen, Correct }

/// <summary>Why an operation is refused.</summary>
public enum DeskRefusal
{
    None,

    /// <summary>A colleague has it.</summary>
    HeldByOther,

    /// <summary>Not in this state.</summary>
    NotNow,
}

/// <summary>Which operation is allowed in which state and by whom, what it changes, and what it writes into the timeline. No clock, no database.</summary>
public static class ConsultationRules
{
    private static readonly ConsultationState[] AfterReceipt = [.. Consultation.OpenStates, ConsultationState.Closed, ConsultationState.Merged];

    /// <summary>Only whoever has it does these; while nobody has, doing one takes it.</summary>
    private static readonly DeskOperation[] ForHolder =
        [DeskOperation.Claim, DeskOperation.Return, DeskOperation.AskBack, DeskOperation.Answer, DeskOperation.Plan, DeskOperation.Close];

    public static DeskRefusal RefusalOf(DeskOperation operation, Consultation one, Guid staff)
    {
        ArgumentNullException.ThrowIfNull(one);
        return !StatesOf(operation).Contains(one.State) ? DeskRefusal.NotNow
            : ForHolder.Contains(operation) && one.StaffId is { } holder && holder != staff ? DeskRefusal.HeldByOther
            : operation == DeskOperation.Return && one.StaffId != staff ? DeskRefusal.NotNow
            : DeskRefusal.None;
    }

    /// <summary>Why not, in words for the coordinator.</summary>
    public static string ReasonOf(DeskOperation operation, Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return (operation, one.State) switch
        {
            (_, ConsultationState.Draft) => "まだ受け付けていない相談です。",
            (DeskOperation.Reopen, _) when one.IsOpen => "この相談は終了していません。",
            (_, ConsultationState.Closed) => "この相談は終了しています。続けるときは再開してください。",
            (_, ConsultationState.Merged) => "この相談はほかの相談にまとめられています。",
            (_, ConsultationState.Abandoned) => "この相談は取り下げられています。",
            (DeskOperation.Return, _) => "担当していない相談は戻せません。",
            _ => "いまの状態ではできません。",
        };
    }

    /// <summary>Makes somebody the one who has it. Time goes on as it was.</summary>
    public static void Take(Consultation one, Guid staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        one.StaffId = staff;
        one.ClaimedAt = now;
        one.State = one.State == ConsultationState.Waiting ? ConsultationState.Claimed : one.State;
    }

    /// <summary>Back into the queue.</summary>
    public static void PutBack(Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        one.StaffId = null;
        one.ClaimedAt = null;
        one.State = one.State == ConsultationState.AskedBack ? one.State : ConsultationState.Waiting;
    }

    /// <summary>The person has the word: the time stands still. An appointment stays one, with its own time.</summary>
    /// <param name="leftMinutes">Working minutes left of the target; null when there was none.</param>
    public static void AskBack(Consultation one, int? leftMinutes)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.State == ConsultationState.Planned)
        {
            return;
        }

        one.State = ConsultationState.AskedBack;
        one.TargetLeftMinutes = leftMinutes ?? one.TargetLeftMinutes;
        one.TargetAt = null;
    }

    /// <summary>Answered: nothing is owed until the person says something again, but a planned call or visit at its time.</summary>
    /// <param name="planTarget">By when something must come of the plan, where there is one.</param>
    public static void Answer(Consultation one, DateTimeOffset now, DateTimeOffset? planTarget = null)
    {
        ArgumentNullException.ThrowIfNull(one);
        one.FirstAnswerAt ??= now;
        one.State = one.State == ConsultationState.Planned ? ConsultationState.Planned : ConsultationState.Claimed;
        if (one.State != ConsultationState.Planned)
        {
            StopClock(one);
        }
        else if (planTarget is { } target && one.TargetAt != target)
        {
            StopClock(one);
            one.TargetAt = target;
        }
    }

    /// <summary>Something is owed no later than <paramref name="target"/>; what is owed earlier stays. State and plan stay as they are.</summary>
    public static void OweNoLater(Consultation one, DateTimeOffset target)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.TargetAt is not { } owed || owed > target)
        {
            StopClock(one);
            one.TargetAt = target;
        }
    }

    public static void Plan(Consultation one, DateTimeOffset plannedAt, DateTimeOffset target)
    {
        ArgumentNullException.ThrowIfNull(one);
        StopClock(one);
        one.State = ConsultationState.Planned;
        one.PlannedAt = plannedAt;
        one.TargetAt = target;
    }

    /// <summary>Something is owed again by <paramref name="target"/>: the person replied, or it was reopened.</summary>
    public static void Owe(Consultation one, DateTimeOffset target)
    {
        ArgumentNullException.ThrowIfNull(one);
        StopClock(one);
        one.State = one.StaffId is null ? ConsultationState.Waiting : ConsultationState.Claimed;
        one.TargetAt = target;
        (one.ClosedAt, one.Outcome, one.OutcomeNote) = (null, null, "");
    }

    public static void Close(Consultation one, ConsultationOutcome outcome, string note, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        StopClock(one);
        one.FirstAnswerAt ??= outcome is ConsultationOutcome.Unresolved or ConsultationOutcome.Withdrawn ? null : now;
        (one.State, one.ClosedAt, one.Outcome, one.OutcomeNote, one.PlannedAt) = (ConsultationState.Closed, now, outcome, note, null);
    }

    public static void Merge(Consultation one, Guid into, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        StopClock(one);
        (one.State, one.MergedIntoId, one.ClosedAt, one.PlannedAt) = (ConsultationState.Merged, into, now, null);
    }

    /// <summary>A call or visit to come, planned in a duplicate, is planned in the one that goes on; of two the earlier. What is owed, and by when, stays as it is there.</summary>
    /// <returns>False when there is none to come, or the other's own is earlier.</returns>
    public static bool TakeOverPlan(Consultation one, Consultation into, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (PlanToCome(one, now) is not { } planned || PlanToCome(into, now) <= planned)
        {
            return false;
        }

        (into.State, into.PlannedAt) = (ConsultationState.Planned, planned);
        return true;
    }

    /// <returns>When a call or visit is planned that has not been yet; null for none.</returns>
    public static DateTimeOffset? PlanToCome(Consultation one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one is { State: ConsultationState.Planned, PlannedAt: { } planned } && planned > now ? planned : null;
    }

    /// <summary>The person left before it was in the queue.</summary>
    public static void Abandon(Consultation one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        StopClock(one);
        (one.State, one.ClosedAt, one.PlannedAt) = (ConsultationState.Abandoned, now, null);
    }

    /// <summary>A row of the timeline. Rows of one instant keep the order in which they were written.</summary>
    public static ConsultationEntry Write(Consultation one, ConsultationEntryKind kind, string text, DateTimeOffset now, Guid? staff = null, Guid? member = null)
        => Write(one, new ConsultationEntry { Id = Guid.CreateVersion7(now), ConsultationId = one.Id, At = now, Kind = kind, StaffId = staff, MemberId = member, Text = text, Sequence = SequenceOf(one, now) });

    /// <summary>A row the person never sees.</summary>
    public static ConsultationEntry WriteInternal(Consultation one, ConsultationEntryKind kind, string text, DateTimeOffset now, Guid? staff = null, int? place = null)
        => Write(one, new ConsultationEntry { Id = Guid.CreateVersion7(now), ConsultationId = one.Id, At = now, Kind = kind, StaffId = staff, Text = text, IsInternal = true, PlaceId = place, Sequence = SequenceOf(one, now) });

    public static ConsultationEntry Write(Consultation one, ConsultationEntry entry)
    {
        ArgumentNullException.ThrowIfNull(one);
        one.Entries.Add(entry);
        return entry;
    }

    public static int SequenceOf(Consultation one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Entries.Count(entry => entry.At == now);
    }

    /// <summary>Warnings and escalation belong to one target; a new one begins afresh.</summary>
    private static void StopClock(Consultation one)
    {
        one.TargetAt = null;
        one.TargetLeftMinutes = null;
        one.WarnedAt = null;
        one.EscalationStep = 0;
        one.EscalatedAt = null;
    }

    private static ConsultationState[] StatesOf(DeskOperation operation) => operation switch
    {
        DeskOperation.Note or DeskOperation.LinkPlace or DeskOperation.Correct => AfterReceipt,
        DeskOperation.Reopen => [ConsultationState.Closed],
        _ => Consultation.OpenStates,
    };
}
