namespace Zaitaku.Storage.Outbox;

/// <summary>Who else must wait when a channel says "slower".</summary>
public enum WaitScope
{
    /// <summary>Only this message.</summary>
    Message,

    /// <summary>Everything to this address.</summary>
    Recipient,

    /// <summary>Everything on this channel.</summary>
    Channel,
}

/// <summary>What a channel said about one send. Exceptions are for our own mistakes; these are the weather.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <param name="RequestId">The channel's id of the request, for its support desk.</param>
    /// <param name="SentId">The channel's id of the message, by which it can be replaced later; empty where there is none.</param>
    public sealed record Accepted(string RequestId = "", string SentId = "") : SendOutcome;

    /// <summary>Surely not sent, or sent under a key that makes a second try harmless.</summary>
    /// <param name="RetryAfter">The channel's own wish (HTTP <c>Retry-After</c>), or null for ours.</param>
    /// <param name="MayHaveArrived">True for the second kind: should it never be tried again, nobody knows whether it was heard.</param>
    public sealed record TryAgain(string Problem, TimeSpan? RetryAfter = null, WaitScope Scope = WaitScope.Message, bool MayHaveArrived = false) : SendOutcome;

    /// <summary>The same request will be refused for ever, and nothing was sent.</summary>
    /// <param name="IsRecipientGone">Blocked, left, uninstalled: another channel may still reach the person.</param>
    public sealed record Refused(string Problem, bool IsRecipientGone = false) : SendOutcome;

    /// <summary>The reply token is used up or too old, and surely nothing was sent: push instead.</summary>
    public sealed record ReplyTokenGone(string Problem) : SendOutcome;

    /// <summary>It may have been heard. Only a push with a retry key may be tried again by itself; all else is shown to a person.</summary>
    public sealed record Unknown(string Problem) : SendOutcome;

    /// <summary>The month's plan has no room for all of these people: wait for the next month, another channel, or a phone. Surely nothing was sent.</summary>
    /// <param name="Left">What the plan still has room for; 0 when it is used up.</param>
    public sealed record QuotaSpent(string Problem, long Left = 0) : SendOutcome;
}
