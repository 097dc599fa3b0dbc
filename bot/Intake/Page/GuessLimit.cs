using System.Net;
using System.Net.Sockets;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>Counts wrong links, per address and in all. A token cannot be guessed; this keeps people from trying, and the database from being asked.</summary>
public sealed class GuessLimit(TimeProvider clock)
{
    /// <summary>Wrong links of one address within <see cref="Window"/>; a family behind one router may well have some old ones.</summary>
    public const int PerAddressMax = 20;

    public const int OverallMax = 2_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Addresses remembered; beyond it the overall count alone holds.</summary>
    private const int AddressesMax = 10_000;

    private readonly Lock _counting = new();
    private readonly Dictionary<IPAddress, int> _misses = [];
    private DateTimeOffset _since;
    private int _overall;

    /// <summary>True while this address, or everybody together, has missed too often.</summary>
    public bool IsOver(IPAddress? caller)
    {
        lock (_counting)
        {
            Turn();
            return _overall >= OverallMax || _misses.GetValueOrDefault(KeyOf(caller)) >= PerAddressMax;
        }
    }

    public void CountMiss(IPAddress? caller)
    {
        lock (_counting)
        {
            Turn();
            _overall++;
            IPAddress key = KeyOf(caller);
            if (_misses.ContainsKey(key) || _misses.Count < AddressesMax)
            {
                _misses[key] = _misses.GetValueOrDefault(key) + 1;
            }
        }
    }

    private void Turn()
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (now - _since >= Window)
        {
            _since = now;
            _overall = 0;
            _misses.Clear();
        }
    }

    /// <summary>One connection of IPv6 has 2^64 addresses, so its network counts.</summary>
    private static IPAddress KeyOf(IPAddress? caller)
    {
        const int NetworkBytes = 8;
        if (caller is null)
        {
            return IPAddress.None;
        }

        if (caller.AddressFamily != AddressFamily.InterNetworkV6 || caller.IsIPv4MappedToIPv6)
        {
            return caller.MapToIPv4();
        }

        byte[] bytes = caller.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return new IPAddress(bytes);
    }
}
