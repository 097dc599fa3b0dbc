using System.Net;

namespace Zaitaku.Bot.Staff;

/// <summary>How often one address may try to sign in, before a processor is asked at all, and how often a failure is written down: a stranger who tries all night shuts nobody else out and fills no audit trail.</summary>
public sealed class SignInLimit(TimeProvider clock)
{
    /// <summary>Failed tries of one address within <see cref="Window"/>; a whole hub may sit behind one router on a Monday morning. An account of its own is locked after five.</summary>
    public const int PerAddressMax = 30;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Bursts remembered; beyond it all begin anew.</summary>
    private const int BurstsMax = 2_000;

    private readonly AddressTally _tries = new(Window, PerAddressMax, int.MaxValue);
    private readonly Lock _writing = new();
    private readonly Dictionary<(Guid? Account, string How), DateTimeOffset> _bursts = [];

    /// <summary>Counts the try before it is looked at, so that a hundred at once are not a hundred.</summary>
    /// <returns>False where this address has tried too often.</returns>
    public bool TryEnter(IPAddress? caller)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (_tries.IsOver(caller, now))
        {
            return false;
        }

        _tries.Count(caller, now);
        return true;
    }

    /// <summary>It was the right person: not a failed try, and the next failure is news again.</summary>
    public void Forgive(IPAddress? caller, Guid account)
    {
        _tries.TakeBack(caller, clock.GetUtcNow());
        lock (_writing)
        {
            foreach ((Guid? Account, string How) burst in _bursts.Keys.Where(key => key.Account == account).ToList())
            {
                _bursts.Remove(burst);
            }
        }
    }

    /// <summary>True for the first failure of its kind in a burst: that one is written down, those after it say nothing new.</summary>
    /// <param name="account">Null for a name nobody has.</param>
    public bool IsNews(Guid? account, string how)
    {
        DateTimeOffset now = clock.GetUtcNow();
        lock (_writing)
        {
            if (_bursts.TryGetValue((account, how), out DateTimeOffset since) && now - since < Window)
            {
                return false;
            }

            if (_bursts.Count >= BurstsMax)
            {
                _bursts.Clear();
            }

            _bursts[(account, how)] = now;
            return true;
        }
    }
}
