using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>How much of the month's plan is left on a channel that counts its messages. Channels without one are free.</summary>
public interface ISendBudget
{
    string Channel { get; }

    /// <summary>Whether so many messages of this urgency may still be bought. A share is kept for emergencies and pages.</summary>
    bool Allows(Urgency urgency, int messages, DateTimeOffset now);

    /// <summary>Counts what was bought since the plan was last read.</summary>
    void Bought(int messages);
}
