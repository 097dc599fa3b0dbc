namespace Zaitaku.Storage.Outbox;

/// <summary>What becomes of a message after a try.</summary>
/// <param name="NotBefore">When to try again, for <see cref="OutboxState.Waiting"/>.</param>
/// <param name="IsInDoubt">This try may have been heard, though another one follows.</param>
/// <param name="GoesAlone">Surely nobody got it: each goes again by itself, under a key of its own, and to a person by whichever channel is free.</param>
public sealed record OutboxStep(
    OutboxState State, string Answer, DateTimeOffset? NotBefore = null, bool DropReplyToken = false, string SentId = "", bool GoesAlone = false, bool IsInDoubt = false);

/// <summary>How a try was made.</summary>
/// <param name="ByReply">A reply has no key: a doubtful one is never repeated.</param>
/// <param name="HasRetryKey">The channel tells a repeated push from a new one.</param>
/// <param name="Recipients">More than one for a multicast.</param>
/// <param name="Jitter">0 to 1, drawn by the caller: spreads the tries of many.</param>
public sealed record TryMade(bool ByReply, bool HasRetryKey, int Recipients = 1, double Jitter = 0);

/// <summary>When a message is tried, tried again, or given up. No clock, no database: callers pass both in as values.</summary>
public static class OutboxRules
{
    /// <summary>Three days of a channel that does not answer, at the longest wait between two tries.</summary>
    public const int AttemptsMax = 300;

    /// <summary>So long a page or emergency waits for a channel that does not take it: then it goes another way, or becomes a call. Time, not tries: a channel may wish for a long pause.</summary>
    public static readonly TimeSpan UrgentWithin = TimeSpan.FromSeconds(90);

    /// <summary>Why a message waits that must not ring at this hour.</summary>
    public const string QuietHours = "quiet hours";

    /// <summary>Why a message waits that the channel's plan has no room for.</summary>
    public const string NoRoom = "the month's plan is used up";

    /// <summary>Why a card waits that would else be a second one. Others of its channel do not wait for it.</summary>
    public const string AfterCard = "waits for the card before it";

    /// <summary>Why a card waits that would else be overtaken by what somebody saw who pressed its button. Others of its channel do not wait for it.</summary>
    public const string AfterPress = "waits for the answer to a press";

    /// <summary>Why a message waits whose channel wished to be left alone.</summary>
    public const string Paused = "the channel asked for a pause";

    /// <summary>A page or emergency of unknown fate is said again so often.</summary>
    public const int GenerationsMax = 3;

    /// <summary>LINE remembers a retry key for 24 hours; past that the same key would be a second message. One hour is kept in hand.</summary>
    public static readonly TimeSpan RetryKeyLife = TimeSpan.FromHours(23);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(15);

    /// <summary>Somebody is waiting for help: tried again every half minute, not every quarter of an hour.</summary>
    private static readonly TimeSpan UrgentWaitMax = TimeSpan.FromSeconds(30);

    /// <summary>The step that follows from what the channel said.</summary>
    public static OutboxStep After(OutboxMessage message, SendOutcome outcome, TryMade made, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(made);
        bool isRepeatable = !made.ByReply && made.HasRetryKey;
        return outcome switch
        {
            SendOutcome.Accepted accepted => new(OutboxState.Sent, $"accepted {accepted.RequestId}".TrimEnd(), DropReplyToken: true, SentId: accepted.SentId),
            SendOutcome.ReplyTokenGone gone => new(OutboxState.Waiting, gone.Problem, now, DropReplyToken: true),
            SendOutcome.Refused refused when message.IsInDoubt => new(OutboxState.Unknown, refused.Problem, DropReplyToken: true), // That of the try before is not told.
            SendOutcome.Refused refused when made.Recipients > 1 => new(OutboxState.Waiting, refused.Problem, now, GoesAlone: true),
            SendOutcome.Refused refused => new(OutboxState.GivenUp, refused.Problem, DropReplyToken: true),
            SendOutcome.Unknown unknown when isRepeatable => Again(message, unknown.Problem, null, made, now, isInDoubt: true),
            SendOutcome.Unknown unknown => new(OutboxState.Unknown, unknown.Problem, DropReplyToken: true),
            SendOutcome.TryAgain again => Again(message, again.Problem, again.RetryAfter, made, now, again.MayHaveArrived),
            SendOutcome.QuotaSpent spent => WithoutRoom(message, spent, made, now),
            _ => throw new InvalidOperationException($"Outcome {outcome.GetType().Name} of message {message.Id} has no rule."),
        };
    }

    /// <summary>What becomes of a try that was under way when the program died. A push with a key is repeated; of all else nobody knows.</summary>
    public static OutboxStep AfterCrash(OutboxMessage message, bool hasRetryKey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        const string Problem = "the program ended during the try";
        bool byReply = message.ReplyToken is not null;
        return hasRetryKey && !byReply && !IsKeyOver(message, now)
            ? new OutboxStep(OutboxState.Waiting, Problem, now, IsInDoubt: true)
            : new OutboxStep(OutboxState.Unknown, Problem, DropReplyToken: true);
    }

    /// <summary>True when the channel may have forgotten the key of the tries so far: whatever made it wait so long (a night, a pause, a machine that was off), the same key would be a second message.</summary>
    public static bool IsKeyOver(OutboxMessage message, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message is { Key: not null, FirstTriedAt: { } first } && now - first > RetryKeyLife;
    }

    /// <summary>True when sending it now would mislead.</summary>
    public static bool IsUseless(OutboxMessage message, DateTimeOffset now) => now >= message.UselessAfter;

    /// <summary>Said again after an unknown outcome: a life or a page, never an answer or a notice.</summary>
    public static bool IsSaidAgain(OutboxMessage message, DateTimeOffset now) =>
        message is { State: OutboxState.Unknown, Urgency: Urgency.Emergency or Urgency.Page } && message.Generation < GenerationsMax && !IsUseless(message, now);

    /// <summary>A page or emergency to a person that waits for another try, or for the end of a pause, and has done so for too long.</summary>
    public static bool IsLong(OutboxMessage message, DateTimeOffset now) =>
        message is { State: OutboxState.Waiting, Urgency: <= Urgency.Page, MemberId: not null } && message.NotBefore > now
        && (message.FirstTriedAt is not null || message.LastAnswer == Paused) && now >= LongFrom(message);

    /// <summary>When something that waits is looked at again: what is urgent the moment it has waited for too long, whatever the channel wished.</summary>
    public static DateTimeOffset LookAgainAt(OutboxMessage message, DateTimeOffset wished, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        DateTimeOffset from = LongFrom(message);
        return message.Urgency <= Urgency.Page && now < from && from < wished ? from : wished;
    }

    /// <summary>When a page or emergency will have waited for too long.</summary>
    public static DateTimeOffset LongFrom(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (message.FirstTriedAt ?? message.DueAt) + UrgentWithin;
    }

    /// <summary>Surely not sent. What is urgent looks for another way at once; the rest waits for room, or for another channel that has some.</summary>
    private static OutboxStep WithoutRoom(OutboxMessage message, SendOutcome.QuotaSpent spent, TryMade made, DateTimeOffset now)
    {
        bool isUrgent = message.Urgency <= Urgency.Page;
        if (made.ByReply)
        {
            return Again(message, spent.Problem, null, made, now, isInDoubt: false); // Replies are free: this passes, and the token is good yet.
        }

        if (message.IsInDoubt)
        {
            return isUrgent ? new OutboxStep(OutboxState.Unknown, spent.Problem, DropReplyToken: true) : Again(message, spent.Problem, WaitMax, made, now, isInDoubt: false);
        }

        DateTimeOffset next = isUrgent ? now : now + WaitMax;
        return next >= message.UselessAfter ? new OutboxStep(OutboxState.GivenUp, NoRoom, DropReplyToken: true) : new OutboxStep(OutboxState.Waiting, NoRoom, next, DropReplyToken: true, GoesAlone: true);
    }

    private static OutboxStep Again(OutboxMessage message, string problem, TimeSpan? wish, TryMade made, DateTimeOffset now, bool isInDoubt)
    {
        TimeSpan longest = message.Urgency <= Urgency.Page ? UrgentWaitMax : WaitMax;
        TimeSpan doubled = TimeSpan.FromTicks(Math.Min(longest.Ticks, FirstWait.Ticks << Math.Min(Math.Max(message.Attempts - 1, 0), 20)));
        TimeSpan wait = (wish ?? doubled) + (doubled * (made.Jitter / 2));
        DateTimeOffset next = now + wait;

        // Until it is useless an urgent message is never given up for the number of its tries.
        bool tooOften = message.Attempts >= AttemptsMax && message.Urgency > Urgency.Page;
        bool keyRunsOut = made is { ByReply: false, HasRetryKey: true } && message.FirstTriedAt is { } first && next - first > RetryKeyLife;
        return tooOften || keyRunsOut || next >= message.UselessAfter
            ? new OutboxStep(isInDoubt || message.IsInDoubt ? OutboxState.Unknown : OutboxState.GivenUp, problem, DropReplyToken: true)
            : new OutboxStep(OutboxState.Waiting, problem, LookAgainAt(message, next, now), IsInDoubt: isInDoubt);
    }
}
