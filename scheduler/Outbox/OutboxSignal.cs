namespace Zaitaku.Scheduler.Outbox;

/// <summary>Wakes the outbox pump.</summary>
public sealed class OutboxSignal : WakeSignal;
