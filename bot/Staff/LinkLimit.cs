using System.Net;

namespace Zaitaku.Bot.Staff;

/// <summary>Counts wrong links of one kind, per address and in all. A token cannot be guessed; this keeps people from trying, and the database from being asked.</summary>
public abstract class LinkLimit(TimeProvider clock)
{
    /// <summary>Wrong links of one address within <see cref="Window"/>; a family behind one router may well have some old ones.</summary>
    public const int PerAddressMax = 20;

    public const int OverallMax = 2_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly AddressTally _misses = new(Window, PerAddressMax, OverallMax);

    /// <summary>True while this address, or everybody together, has missed too often.</summary>
    public bool IsOver(IPAddress? caller) => _misses.IsOver(caller, clock.GetUtcNow());

    public void CountMiss(IPAddress? caller) => _misses.Count(caller, clock.GetUtcNow());
}
