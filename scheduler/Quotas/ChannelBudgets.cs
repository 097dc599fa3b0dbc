using System.Collections.Concurrent;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Quotas;

/// <summary>What is left of each channel's plan, between two readings: the last figures and what we bought since. Nothing is known until the first reading; then the channel itself says no.</summary>
public sealed class ChannelBudgets
{
    private static readonly TimeSpan SpentFor = TimeSpan.FromHours(1);

    /// <summary>A channel's figures are approximate and may be behind: for so long an earlier one with what we bought since counts beside them.</summary>
    private static readonly TimeSpan CountedFor = TimeSpan.FromHours(1);

    private const int ReadingsMax = 20;

    private readonly ConcurrentDictionary<string, long> _bought = new();
    private readonly ConcurrentDictionary<string, Reading[]> _readings = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _spentUntil = new();
    private readonly ConcurrentDictionary<BudgetHold, bool> _holds = new();

    /// <summary>Whether so many messages of this urgency may still be bought, with what passes under way are about to buy.</summary>
    public bool Allows(string channel, Urgency urgency, int messages, DateTimeOffset now) =>
        !(_spentUntil.TryGetValue(channel, out DateTimeOffset until) && now < until)
        && (!_readings.TryGetValue(channel, out Reading[]? readings) || MonthOf(readings[0].At) != MonthOf(now)
        || QuotaRules.Allows(urgency, messages, readings[0].Limit, UsedBefore(readings, urgency) + BoughtOf(channel) + _holds.Keys.Sum(hold => hold.Of(channel))));

    /// <summary>Counts what one pass is about to buy, so that two passes do not spend the same room; what is left of it when it is disposed was not bought.</summary>
    public BudgetHold Hold()
    {
        BudgetHold hold = new(ended => _holds.TryRemove(ended, out _));
        _holds[hold] = true;
        return hold;
    }

    public void Bought(string channel, int messages) => _bought.AddOrUpdate(channel, messages, (_, before) => before + messages);

    /// <summary>What we bought since the program began.</summary>
    public long BoughtOf(string channel) => _bought.GetValueOrDefault(channel);

    /// <param name="boughtBefore"><see cref="BoughtOf"/> when the channel was asked: what was bought meanwhile may not be in its figures.</param>
    public void Read(string channel, QuotaFigures figures, long boughtBefore, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(figures);
        Reading reading = new(now, figures.Limit, figures.Used - boughtBefore);
        IEnumerable<Reading> earlier = _readings.GetValueOrDefault(channel, []).Where(one => MonthOf(one.At) == MonthOf(now) && one.At <= now && now - one.At < CountedFor);
        _readings[channel] = [reading, .. earlier.Take(ReadingsMax)];
        _spentUntil.TryRemove(channel, out _);
    }

    /// <summary>The channel itself said that nothing is left: nobody asks it again until its figures are read, or for an hour where they cannot be.</summary>
    public void Spent(string channel, DateTimeOffset now) => _spentUntil[channel] = now + SpentFor;

    /// <summary>A page believes the channel's last figures: nobody is left unrung for a count of ours. The reserve is kept from the others by the highest of the hour.</summary>
    private static long UsedBefore(Reading[] readings, Urgency urgency) => urgency <= Urgency.Page ? readings[0].UsedBefore : readings.Max(reading => reading.UsedBefore);

    private static (int, int) MonthOf(DateTimeOffset now) => (OfficeTime.DayOf(now).Year, OfficeTime.DayOf(now).Month);

    /// <param name="UsedBefore">What was used without what this program bought.</param>
    private sealed record Reading(DateTimeOffset At, long? Limit, long UsedBefore);
}
