using System.Collections.Concurrent;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Quotas;

/// <summary>What is left of each channel's plan, between two readings: the last figures and what we bought since. Nothing is known until the first reading; then the channel itself says no.</summary>
public sealed class ChannelBudgets
{
    private readonly ConcurrentDictionary<string, Budget> _budgets = new();
    private static readonly TimeSpan SpentFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _spentUntil = new();
    private readonly ConcurrentDictionary<BudgetHold, bool> _holds = new();

    /// <summary>Whether so many messages of this urgency may still be bought, with what passes under way are about to buy.</summary>
    public bool Allows(string channel, Urgency urgency, int messages, DateTimeOffset now) =>
        !(_spentUntil.TryGetValue(channel, out DateTimeOffset until) && now < until)
        && (!_budgets.TryGetValue(channel, out Budget? budget) || budget.Month != MonthOf(now)
        || QuotaRules.Allows(urgency, messages, budget.Limit, budget.Used + Interlocked.Read(ref budget.Bought) + _holds.Keys.Sum(hold => hold.Of(channel))));

    /// <summary>Counts what one pass is about to buy, so that two passes do not spend the same room; what is left of it when it is disposed was not bought.</summary>
    public BudgetHold Hold()
    {
        BudgetHold hold = new(ended => _holds.TryRemove(ended, out _));
        _holds[hold] = true;
        return hold;
    }

    public void Bought(string channel, int messages)
    {
        if (_budgets.TryGetValue(channel, out Budget? budget))
        {
            Interlocked.Add(ref budget.Bought, messages);
        }
    }

    public void Read(string channel, QuotaFigures figures, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(figures);
        _budgets[channel] = new Budget(MonthOf(now), figures.Limit, figures.Used);
        _spentUntil.TryRemove(channel, out _);
    }

    /// <summary>The channel itself said that nothing is left: nobody asks it again until its figures are read, or for an hour where they cannot be.</summary>
    public void Spent(string channel, DateTimeOffset now) => _spentUntil[channel] = now + SpentFor;

    private static (int, int) MonthOf(DateTimeOffset now) => (OfficeTime.DayOf(now).Year, OfficeTime.DayOf(now).Month);

    private sealed record Budget((int, int) Month, long? Limit, long Used)
    {
        public long Bought;
    }
}
