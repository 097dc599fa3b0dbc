namespace Zaitaku.Storage.Inbox;

/// <summary>Where an event stands. Stored as text.</summary>
public enum InboxState { Waiting, Handled, Parked }

/// <summary>One event as it came in, kept before the platform is answered. Unique per channel and event id, so a redelivery changes nothing.</summary>
public sealed class InboxMessage
{
    public const int AttemptsMax = 3;

    /// <summary>Grows in order of arrival.</summary>
    public long Id { get; init; }

    public required string Channel { get; init; }

    /// <summary>LINE's webhookEventId, a Teams activity id, or the chat page's own.</summary>
    public required string ChannelEventId { get; init; }

    /// <summary>Who or which group the event belongs to; events of one conversation are handled in order.</summary>
    public required string Conversation { get; init; }

    /// <summary>Channel-neutral event as JSON (<c>ChannelEvent</c> of the bot). Emptied when the sender takes the message back.</summary>
    public required string Event { get; set; }

    /// <summary>The platform's id of the message, by which an unsend names it; empty for other events.</summary>
    public string ChannelMessageId { get; init; } = "";

    public DateTimeOffset SaidAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public InboxState State { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>Type and place of the last failure, never words of the message.</summary>
    public string LastProblem { get; private set; } = "";

    public void MarkHandled(DateTimeOffset now)
    {
        if (State == InboxState.Handled)
        {
            throw new InvalidOperationException($"Inbox message {Id} is handled already.");
        }

        State = InboxState.Handled;
        HandledAt = now;
    }

    /// <summary>Counts a failure; the third parks the event, so that it never blocks the ones behind it.</summary>
    public void MarkFailed(string problem)
    {
        Attempts++;
        LastProblem = problem.Length <= 200 ? problem : problem[..200];
        State = Attempts >= AttemptsMax ? InboxState.Parked : InboxState.Waiting;
    }

    /// <summary>A person wants a parked event tried anew; what failed last stays readable.</summary>
    public void Retry()
    {
        if (State != InboxState.Parked)
        {
            throw new InvalidOperationException($"Inbox message {Id} is {State}: only a parked one is tried again.");
        }

        State = InboxState.Waiting;
        Attempts = 0;
    }
}
