using System.Net;
using System.Net.Sockets;

namespace Zaitaku.Bot.Staff;

/// <summary>Counts something within a window of time, per address and in all.</summary>
public sealed class AddressTally(TimeSpan window, int perAddressMax, int overallMax)
{
    /// <summary>Addresses remembered; beyond it the overall count alone holds.</summary>
    private const int AddressesMax = 10_000;

    private readonly Lock _counting = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private DateTimeOffset _since;
    private int _overall;

    /// <summary>True while this address, or everybody together, has reached the most.</summary>
    public bool IsOver(IPAddress? caller, DateTimeOffset now)
    {
        lock (_counting)
        {
            Turn(now);
            return _overall >= overallMax || _counts.GetValueOrDefault(KeyOf(caller)) >= perAddressMax;
        }
    }

    public void Count(IPAddress? caller, DateTimeOffset now)
    {
        lock (_counting)
        {
            Turn(now);
            _overall++;
            IPAddress key = KeyOf(caller);
            if (_counts.ContainsKey(key) || _counts.Count < AddressesMax)
            {
                _counts[key] = _counts.GetValueOrDefault(key) + 1;
            }
        }
    }

    /// <summary>One that was counted turned out to be none.</summary>
    public void TakeBack(IPAddress? caller, DateTimeOffset now)
    {
        lock (_counting)
        {
            Turn(now);
            _overall = Math.Max(_overall - 1, 0);
            if (_counts.GetValueOrDefault(KeyOf(caller)) is > 0 and int count)
            {
                _counts[KeyOf(caller)] = count - 1;
            }
        }
    }

    private void Turn(DateTimeOffset now)
    {
        if (now - _since >= window)
        {
            _since = now;
            _overall = 0;
            _counts.Clear();
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
