using System.Text.RegularExpressions;

namespace Zaitaku.Fakes.Line;

/// <summary>LINE's rates and its slowness. Source: Messaging API reference, "Rate limits": a token bucket per channel and endpoint; each retry counts.</summary>
public sealed partial class FakeLine
{
    private readonly Dictionary<string, TokenBucket> _rates = [];
    private readonly Dictionary<string, SlidingWindows> _pushes = [];
    private readonly Dictionary<string, DateTimeOffset> _keyFirstSeen = [];
    private readonly HashSet<string> _strangers = [];

    /// <summary>False lets everything through, however fast.</summary>
    public bool HasRates { get; set; } = true;

    /// <summary>How much of a second's worth may come at once. LINE does not say; a whole second is the kindest reading, a tenth holds 10,000 pushes to the 5 seconds of 2,000 a second.</summary>
    public TimeSpan Burst { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Pushes one user takes in a minute before LINE answers 429 for that user; null for no limit. LINE has one and does not tell it.</summary>
    public int? PushesToOneUserMax { get; set; }

    /// <summary>Messages a narrowcast holds back from the month's plan while it is sent: 429 although some are left.</summary>
    public long MonthlyReserved { get; set; }

    /// <summary>The next calls (whose path contains <paramref name="pathPart"/>) take so much real time before LINE looks at them.</summary>
    public void IsSlow(TimeSpan takes, int times = 1, string pathPart = "/message/") => Locked(() => Slowness.Add(takes, times, pathPart));

    /// <summary>A well-formed id this channel knows nobody by (another provider's, or a group the bot left): 400, and in a multicast 400 for all.</summary>
    public void IsStranger(string name) => Locked(() => _strangers.Add(IdOf(name)));

    internal bool Knows(string id) => !_strangers.Contains(id);

    /// <returns>429, or null when the call may be served.</returns>
    internal FakeAnswer? OverRate(FakeCall call)
    {
        (int max, TimeSpan per) = RateOf(call.Method, call.Path);
        if (!HasRates || max == 0)
        {
            return null;
        }

        string endpoint = call.Method + " " + Ids().Replace(call.Path.Split('?')[0], "{}");
        if (!_rates.TryGetValue(endpoint, out TokenBucket? bucket))
        {
            double share = per == TimeSpan.FromSeconds(1) ? Math.Min(1, Burst.TotalSeconds) : 1;
            _rates[endpoint] = bucket = new TokenBucket(Math.Max(1, (int)(max * share)), per * share);
        }

        return bucket.TryTake(Now) ? null : FakeAnswer.Problem(429, "The API rate limit has been exceeded. Try again later.");
    }

    /// <returns>429 when this user got too many, or null.</returns>
    internal FakeAnswer? OverUser(string user)
    {
        if (PushesToOneUserMax is not { } max)
        {
            return null;
        }

        if (!_pushes.TryGetValue(user, out SlidingWindows? window))
        {
            _pushes[user] = window = new SlidingWindows((max, TimeSpan.FromMinutes(1)));
        }

        return window.TryTake(Now) is null ? null : FakeAnswer.Problem(429, "Too many messages to one user.");
    }

    /// <summary>The 24 hours of a retry key begin with the first request that carried it, accepted or not.</summary>
    internal DateTimeOffset SawKey(string retryKey)
    {
        if (!_keyFirstSeen.TryGetValue(retryKey, out DateTimeOffset first) || Now >= first + RetryKeyLife)
        {
            _keyFirstSeen[retryKey] = first = Now;
        }

        return first;
    }

    private static (int Max, TimeSpan Per) RateOf(string method, string path)
    {
        (TimeSpan second, TimeSpan hour) = (TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        return (method, path.Split('?')[0]) switch
        {
            (_, "/oauth2/v3/token") => (0, second),
            (_, "/v2/bot/message/multicast") => (200, second),
            (_, "/v2/bot/message/narrowcast" or "/v2/bot/message/broadcast") => (60, hour),
            (_, "/v2/bot/chat/loading/start") => (100, second),
            ("GET", "/v2/bot/richmenu/list") => (10, second),
            ("POST", "/v2/bot/richmenu/batch") => (3, hour),
            ("POST", "/v2/bot/richmenu") => (100, hour),
            ("DELETE", { } menu) when menu.StartsWith("/v2/bot/richmenu/", StringComparison.Ordinal) => (100, hour),
            _ => (2_000, second),
        };
    }

    /// <summary>Ids in a path: every one of them is the same endpoint.</summary>
    [GeneratedRegex("(?<=/)([UCR][0-9a-f]{32}|richmenu-[^/]+|[0-9]+|(?<=/alias/)[^/]+)(?=/|$)")]
    private static partial Regex Ids();
}
