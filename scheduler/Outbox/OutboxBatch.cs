using Zaitaku.Scheduler.Quotas;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>What one pass sends. Attempts that may be repeated are frozen already; each of the others is written down just before it is made.</summary>
internal sealed record OutboxBatch(DueMessages Due, IReadOnlyList<SendAttempt> Attempts, BudgetHold Hold) : IDisposable
{
    public bool IsEmpty => Due.Messages.Count == 0;

    /// <summary>None of it would be found waiting by whoever reads the outbox meanwhile.</summary>
    public bool IsFrozen => Attempts.All(attempt => attempt.IsRepeatable);

    public void Dispose() => Hold.Dispose();
}
