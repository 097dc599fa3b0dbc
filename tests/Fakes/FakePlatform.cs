using System.Security.Cryptography;
using System.Text;

namespace Zaitaku.Fakes;

/// <summary>A platform's state machine: one call at a time touches its state, and every call is written down. Skins: <see cref="FakeHandler"/> under an HTTP client,
/// <see cref="FakeServer"/> on loopback.</summary>
public abstract class FakePlatform(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<FakeRecord> _records = [];
    private long _counter;

    public TimeProvider Clock { get; } = clock;

    /// <summary>Real time each answer takes.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Where every call is written down for a judge; null writes nothing.</summary>
    public FakeLog? Log { get; set; }

    /// <summary>Every call so far with its answer.</summary>
    public IReadOnlyList<FakeRecord> Records => Locked(() => _records.ToList());

    /// <summary>The header that carries <see cref="FakeAnswer.RequestId"/>.</summary>
    public abstract string RequestIdHeader { get; }

    /// <summary>How the log names it.</summary>
    protected abstract string Name { get; }

    /// <summary>Real time that single calls take besides <see cref="Latency"/>.</summary>
    private protected FakeOrders<TimeSpan> Slowness { get; } = new();

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>True when a call to this host is for it. A server's calls carry no host and are all its own.</summary>
    public abstract bool IsCalled(string host);

    /// <summary>Takes one call, after as much real time as the platform takes.</summary>
    public abstract Task<FakeAnswer> AnswerAsync(FakeCall call, CancellationToken cancellationToken);

    internal string NextToken(string kind) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}{NextNumber()}")))[..32];

    /// <summary>Growing; each is used once.</summary>
    protected long NextNumber() => Interlocked.Increment(ref _counter);

    protected Task DelayAsync(FakeCall call, CancellationToken cancellationToken) =>
        Task.Delay(Latency + Locked(() => Slowness.Next(call.Path) ?? TimeSpan.Zero), cancellationToken);

    /// <summary>Serves a call alone and writes it down: what the platform decides about two calls at once is never half of each.</summary>
    protected FakeAnswer Take(FakeCall call, Func<FakeAnswer> serve) => Locked(() =>
    {
        FakeAnswer answer = serve() with { RequestId = NextToken("request") };
        _records.Add(new FakeRecord(Now, call, answer));
        Log?.Write(Name, Now, call, answer);
        return answer;
    });

    protected T Locked<T>(Func<T> act)
    {
        lock (_gate)
        {
            return act();
        }
    }

    protected void Locked(Action act)
    {
        lock (_gate)
        {
            act();
        }
    }
}
