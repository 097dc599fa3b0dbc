namespace Zaitaku.Storage.Outbox;

/// <summary>Why a message is owed. Stored as text; the order is the order of sending.</summary>
public enum Urgency { Emergency, Page, Reply, Notice, Digest }

/// <summary>Where a message stands. Stored as text.</summary>
public enum OutboxState { Waiting, Sent, GivenUp, Unknown, Cancelled }

/// <summary>Something we owe somebody. Written in the same save as the fact that caused it; its id is the retry key on the channel.</summary>
public sealed class OutboxMessage
{
    /// <summary>Also the retry key (X-Line-Retry-Key), so it is made by us and never changes.</summary>
    public Guid Id { get; init; }

    public required string Channel { get; init; }

    /// <summary>Where it goes on that channel: a user, group or room id. Personal data: never logged.</summary>
    public required string Address { get; init; }

    public Urgency Urgency { get; init; }

    /// <summary>Channel-neutral contents as JSON (list of <c>ReplyContent</c> of the bot).</summary>
    public required string Body { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>After this instant the text would mislead, so it is dropped, not sent late.</summary>
    public required DateTimeOffset UselessAfter { get; init; }

    /// <summary>LINE's reply token: free, single use, good for about a minute. Null once it was tried or ran out.</summary>
    public string? ReplyToken { get; private set; }

    public DateTimeOffset? ReplyTokenExpiresAt { get; private set; }

    /// <summary>Orders messages of one turn; several may share one instant.</summary>
    public int Sequence { get; init; }

    public OutboxState State { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? FirstTriedAt { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>What the channel said last; a status and the channel's request id, never words of the message.</summary>
    public string LastAnswer { get; private set; } = "";

    public void OfferReplyToken(string token, DateTimeOffset expiresAt)
    {
        ReplyToken = token;
        ReplyTokenExpiresAt = expiresAt;
    }

    public void DropReplyToken()
    {
        ReplyToken = null;
        ReplyTokenExpiresAt = null;
    }

    public void PlanFor(DateTimeOffset notBefore) => NotBefore = notBefore;

    /// <summary>Takes what <see cref="OutboxRules.After"/> decided.</summary>
    public void Apply(OutboxStep step, DateTimeOffset now)
    {
        if (State != OutboxState.Waiting)
        {
            throw new InvalidOperationException($"Outbox message {Id} is {State} and cannot change.");
        }

        Attempts++;
        FirstTriedAt ??= now;
        LastAnswer = step.Answer.Length <= 200 ? step.Answer : step.Answer[..200];
        State = step.State;
        if (step.State == OutboxState.Waiting)
        {
            NotBefore = step.NotBefore ?? now;
        }
        else
        {
            DoneAt = now;
        }

        if (step.DropReplyToken)
        {
            DropReplyToken();
        }
    }

    /// <summary>Takes a message back that was never tried.</summary>
    public void Cancel(string reason, DateTimeOffset now)
    {
        if (State != OutboxState.Waiting)
        {
            throw new InvalidOperationException($"Outbox message {Id} is {State} and cannot be cancelled.");
        }

        State = OutboxState.Cancelled;
        LastAnswer = reason;
        DoneAt = now;
    }
}
