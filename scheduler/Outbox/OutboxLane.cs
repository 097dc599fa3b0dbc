using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Two lines at the counter, so that an emergency never stands behind ten thousand notices.</summary>
/// <param name="ReadsAhead">The next batch is made ready while one is sent. Not for answers: whether one waits for another is known only when that was tried.</param>
public sealed record OutboxLane(string Name, IReadOnlyList<Urgency> Urgencies, bool ReadsAhead)
{
    public static readonly OutboxLane Urgent = new("urgent", [Urgency.Emergency, Urgency.Page, Urgency.Reply], ReadsAhead: false);

    public static readonly OutboxLane Patient = new("patient", [Urgency.Notice, Urgency.Digest], ReadsAhead: true);

    public static readonly IReadOnlyList<OutboxLane> All = [Urgent, Patient];
}
