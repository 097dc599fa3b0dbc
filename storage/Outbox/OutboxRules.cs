namespace Zaitaku.Storage.Outbox;

/// <summary>What becomes of a message after a try.</summary>
/// <param name="NotBefore">When to try again, for <see cref="OutboxState.Waiting"/>.</param>
public sealed record OutboxStep(OutboxState State, string Answer, DateTimeOffset? NotBefore = null, bool DropReplyToken = false);

/// <summary>When a message is tried, tried again, or given up. No clock, no database: callers pass both in as values.</summary>
public static class OutboxRules
{
    public const int AttemptsMax = 8;

    /// <summary>LINE remembers a retry key for 24 hours; past that the same key would be a second message. One hour is kept in hand.</summary>
    public static readonly TimeSpan RetryKeyLife = TimeSpan.FromHours(23);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(15);

    /// <summary>The step that follows from what the channel said.</summary>
    /// <param name="usedReplyToken">True when the try was a reply, which has no retry key: a doubtful reply is never repeated.</param>
    public static OutboxStep After(OutboxMessage message, SendOutcome outcome, bool usedReplyToken, DateTimeOffset now) => outcome switch
    {
        SendOutcome.Accepted accepted => new(OutboxState.Sent, $"accepted {accepted.RequestId}".TrimEnd(), DropReplyToken: true),
        SendOutcome.ReplyTokenGone gone => new(OutboxState.Waiting, gone.Problem, now, DropReplyToken: true),
        SendOutcome.Refused refused => new(OutboxState.GivenUp, refused.Problem, DropReplyToken: true),
        SendOutcome.Unknown unknown when usedReplyToken => new(OutboxState.Unknown, unknown.Problem, DropReplyToken: true),
        SendOutcome.Unknown unknown => Again(message, unknown.Problem, null, now),
        SendOutcome.TryAgain again => Again(message, again.Problem, again.RetryAfter, now),
        SendOutcome.QuotaSpent spent => Again(message, spent.Problem, WaitMax, now),
        _ => throw new InvalidOperationException($"Outcome {outcome.GetType().Name} of message {message.Id} has no rule."),
    };

    /// <summary>True when sending it now would mislead.</summary>
    public static bool IsUseless(OutboxMessage message, DateTimeOffset now) => now >= message.UselessAfter;

    private static OutboxStep Again(OutboxMessage message, string problem, TimeSpan? wish, DateTimeOffset now)
    {
        TimeSpan wait = wish ?? TimeSpan.FromTicks(Math.Min(WaitMax.Ticks, FirstWait.Ticks << Math.Min(message.Attempts, 20)));
        DateTimeOffset next = now + wait;
        bool tooOften = message.Attempts + 1 >= AttemptsMax;
        bool keyRunsOut = message.FirstTriedAt is { } first && next - first > RetryKeyLife;
        return tooOften || keyRunsOut || next >= message.UselessAfter
            ? new OutboxStep(OutboxState.GivenUp, problem, DropReplyToken: true)
            : new OutboxStep(OutboxState.Waiting, problem, next);
    }
}
