using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Two lines at the counter, so that an emergency never stands behind ten thousand notices.</summary>
public sealed record OutboxLane(string Name, IReadOnlyList<Urgency> Urgencies)
{
    public static readonly OutboxLane Urgent = new("urgent", [Urgency.Emergency, Urgency.Page, Urgency.Reply]);

    public static readonly OutboxLane Patient = new("patient", [Urgency.Notice, Urgency.Digest]);

    public static readonly IReadOnlyList<OutboxLane> All = [Urgent, Patient];
}
