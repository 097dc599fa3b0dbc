using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>What an answer of LINE means for a message. Decided by status; LINE's words are hints, since they may change without notice.
/// Source: developers.line.biz, "Retry failed API requests" and "Status codes".</summary>
internal static class LineOutcomes
{
    /// <param name="byReply">A reply has no retry key: what is doubtful stays doubtful.</param>
    public static SendOutcome Of(LineAnswer answer, bool byReply) => answer switch
    {
        { Fault: CallFault.NotSent } => new SendOutcome.TryAgain(answer.Summary),
        { Fault: CallFault.Doubtful } => Doubtful(answer, byReply),
        { Status: >= 200 and < 300 } => new SendOutcome.Accepted(answer.RequestId),

        // This retry key was accepted before: our first try had arrived.
        { Status: 409 } when !byReply => new SendOutcome.Accepted(answer.RequestId),

        // Nothing was sent. A complaint about the messages is ours to mend; anything else is about the token, whatever its words.
        { Status: 400 } when byReply && !IsAboutMessages(answer) => new SendOutcome.ReplyTokenGone(answer.Summary),
        { Status: 401 } => new SendOutcome.TryAgain(answer.Summary, answer.RetryAfter, WaitScope.Channel),

        // Calls a second concern everybody; "too many to one user" that one; which of the two is only in the words, so what is not clear waits alone.
        { Status: 429 } => new SendOutcome.TryAgain(answer.Summary, answer.RetryAfter, IsRateLimit(answer) ? WaitScope.Channel : WaitScope.Recipient),
        { Status: 408 or >= 500 } => Doubtful(answer, byReply),
        _ => new SendOutcome.Refused(answer.Summary),
    };

    /// <summary>True when a 429 speaks of calls per second or too many messages to one person, which pass by themselves.</summary>
    public static bool IsRateLimit(LineAnswer answer) => answer.Message.Contains("rate limit", StringComparison.OrdinalIgnoreCase);

    private static SendOutcome Doubtful(LineAnswer answer, bool byReply) =>
        byReply ? new SendOutcome.Unknown(answer.Summary) : new SendOutcome.TryAgain(answer.Summary, answer.RetryAfter, MayHaveArrived: true);

    private static bool IsAboutMessages(LineAnswer answer) =>
        answer.Properties.Any(property => property.StartsWith("messages", StringComparison.Ordinal));
}
