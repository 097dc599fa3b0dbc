using System.Collections.Concurrent;

namespace Zaitaku.Scheduler.Quotas;

/// <summary>Messages that one pass decided to buy and has not bought yet, by channel.</summary>
public sealed class BudgetHold(Action<BudgetHold> ended) : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _messages = new();

    public void Add(string channel, int messages) => _messages.AddOrUpdate(channel, messages, (_, before) => before + messages);

    /// <summary>They were bought, or will not be.</summary>
    public void Release(string channel, int messages) => Add(channel, -messages);

    public long Of(string channel) => Math.Max(0, _messages.GetValueOrDefault(channel));

    public void Dispose() => ended(this);
}
