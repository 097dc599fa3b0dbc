using System.Net;

namespace Zaitaku.Bot.Staff;

/// <summary>Counts wrong set-up links while nobody has an account and the console is closed to others. A token cannot be guessed; this keeps people from trying, and the database from being asked.</summary>
public sealed class SetUpLimit(TimeProvider clock)
{
    /// <summary>Wrong links of one address within <see cref="Window"/>.</summary>
    public const int PerAddressMax = 20;

    public const int OverallMax = 2_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly AddressTally _misses = new(Window, PerAddressMax, OverallMax);

    /// <summary>True while this address, or everybody together, has missed too often.</summary>
    public bool IsOver(IPAddress? caller) => _misses.IsOver(caller, clock.GetUtcNow());

    public void CountMiss(IPAddress? caller) => _misses.Count(caller, clock.GetUtcNow());
}
