namespace Zaitaku.Storage.Outbox;

/// <summary>What a channel said about one send. Exceptions are for our own mistakes; these are the weather.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <param name="RequestId">The channel's id of the request, for its support desk.</param>
    public sealed record Accepted(string RequestId = "") : SendOutcome;

    /// <param name="RetryAfter">The channel's own wish (HTTP <c>Retry-After</c>), or null for ours.</param>
    public sealed record TryAgain(string Problem, TimeSpan? RetryAfter = null) : SendOutcome;

    /// <summary>The same request will be refused for ever: blocked by the user, malformed, unknown recipient.</summary>
    public sealed record Refused(string Problem) : SendOutcome;

    /// <summary>The reply token is used up or too old, and surely nothing was sent: push instead.</summary>
    public sealed record ReplyTokenGone(string Problem) : SendOutcome;

    /// <summary>It may have been heard. Only a push with a retry key may be tried again by itself; all else is shown to a person.</summary>
    public sealed record Unknown(string Problem) : SendOutcome;

    /// <summary>The month's plan is used up: wait for the next month, another channel, or a phone.</summary>
    public sealed record QuotaSpent(string Problem) : SendOutcome;
}
