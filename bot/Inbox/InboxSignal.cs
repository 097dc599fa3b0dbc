using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.Inbox;

/// <summary>Wakes the inbox pump.</summary>
public sealed class InboxSignal : WakeSignal;
