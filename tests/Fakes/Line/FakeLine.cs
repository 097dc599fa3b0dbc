using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Zaitaku.Fakes.Line;

/// <summary>LINE as a bot meets it: one state machine, put behind an <see cref="HttpMessageHandler"/> (<see cref="FakeLineHandler"/>) or a server
/// (<see cref="FakeLineServer"/>). It forgets nothing, forgives nothing, and its clock is the caller's. People are called by name
/// ("U1", "Mihara"); <see cref="IdOf"/> makes a well-formed LINE id of it.</summary>
public sealed partial class FakeLine(TimeProvider clock) : FakePlatform(clock)
{
    private static readonly TimeSpan ReplyTokenLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RedeliveredTokenLife = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan RetryKeyLife = TimeSpan.FromHours(24);
    private static readonly TimeSpan AccessTokenLife = TimeSpan.FromMinutes(15);

    private readonly List<HeardMessage> _delivered = [];
    private readonly HashSet<string> _listened = [];
    private readonly HashSet<string> _blocked = [];
    private readonly Dictionary<string, ReplyTokenState> _replyTokens = [];
    private readonly Dictionary<string, DateTimeOffset> _accessTokens = [];
    private readonly Dictionary<string, Accepted> _byRetryKey = [];
    private readonly List<string> _misusedKeys = [];
    private readonly FakeOrders<FakeFailure> _weather = new();

    public string ChannelId { get; init; } = "2000000000";

    /// <summary>Invented; opens nothing.</summary>
    public string ChannelSecret { get; set; } = "00112233445566778899aabbccddeeff";

    /// <summary>A token that never ends, for bots so configured.</summary>
    public string LongLivedToken { get; init; } = "fake-long-lived-token";

    public string BotUserId { get; init; } = "U" + new string('b', 32);

    /// <summary>Messages of the month's plan; null is a plan without limit.</summary>
    public long? MonthlyLimit { get; set; }

    public long MonthlyUsed { get; set; }

    /// <summary>People in a group, for the quota. Default 3.</summary>
    public int GroupSize { get; set; } = 3;

    /// <summary>Called for each message a phone hears, under the lock: for printing.</summary>
    public Action<HeardMessage>? WhenHeard { get; set; }

    /// <summary>Users whose screen showed the loading animation, in order.</summary>
    public List<string> LoadingShown { get; } = [];

    /// <summary>Everything a phone heard and nobody asked for by <see cref="Heard"/>. A test ends with this empty.</summary>
    public IReadOnlyList<HeardMessage> Unheard => Locked(() => _delivered.Where(message => !_listened.Contains(message.Id)).ToList());

    /// <summary>Everything that reached a phone, listened to or not.</summary>
    public IReadOnlyList<HeardMessage> Delivered => Locked(() => _delivered.ToList());

    /// <summary>Retry keys that came again for other people or with other words: LINE takes them for known, and nobody hears it. A test ends with this empty.</summary>
    public IReadOnlyList<string> MisusedKeys => Locked(() => _misusedKeys.ToList());

    /// <summary>What this phone (or group) heard since it was last asked, and marks it as listened to.</summary>
    public IReadOnlyList<HeardMessage> Heard(string name) => Locked(() =>
    {
        string id = IdOf(name);
        List<HeardMessage> news = [.. _delivered.Where(message => message.To == id && !_listened.Contains(message.Id))];
        _listened.UnionWith(news.Select(message => message.Id));
        return news;
    });

    /// <summary>The next calls (whose path contains <paramref name="pathPart"/>) fare so, in the order ordered.</summary>
    public void Fails(FakeFailure failure, int times = 1, string pathPart = "/message/") => Locked(() => _weather.Add(failure, times, pathPart));

    /// <summary>The sky clears: nothing ordered is left.</summary>
    public void ClearsUp() => Locked(_weather.Clear);

    public void Block(string name) => Locked(() => _blocked.Add(IdOf(name)));

    public void Unblock(string name) => Locked(() => _blocked.Remove(IdOf(name)));

    /// <summary>Every token bought so far is refused from now on.</summary>
    public void RevokeAccessTokens() => Locked(_accessTokens.Clear);

    /// <summary>A well-formed LINE id for a name: the same name is always the same person. Names beginning with "C" and "R" followed by a digit or "group…" are groups.</summary>
    public static string IdOf(string name)
    {
        if (LineId().IsMatch(name))
        {
            return name;
        }

        char kind = GroupName().IsMatch(name) ? 'C' : 'U';
        return kind + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];
    }

    /// <summary>A number in the shape of a ULID: 26 characters of Crockford's alphabet, growing.</summary>
    internal string NextUlid() => "01" + NextNumber().ToString("D24");

    internal string IssueReplyToken(string address, DateTimeOffset happenedAt)
    {
        string token = NextToken("reply");
        Locked(() => _replyTokens[token] = new ReplyTokenState(address, happenedAt, Now, IsUsed: false));
        return token;
    }

    /// <summary>A redelivered event's token: another minute from now, within twenty of the event.</summary>
    internal void RenewReplyToken(string token) => Locked(() =>
    {
        if (_replyTokens.TryGetValue(token, out ReplyTokenState? state) && Now < state.HappenedAt + RedeliveredTokenLife)
        {
            _replyTokens[token] = state with { ReceivedAt = Now };
        }
    });

    internal string IssueAccessToken()
    {
        string token = "fake-" + NextToken("access");
        Locked(() => _accessTokens[token] = Now + AccessTokenLife);
        return token;
    }

    internal bool IsAccessToken(string token) => Locked(() => token == LongLivedToken || (_accessTokens.TryGetValue(token, out DateTimeOffset until) && Now < until));

    /// <returns>Where the reply goes, or null: unknown, used or too old, which LINE does not tell apart.</returns>
    internal string? UseReplyToken(string token)
    {
        if (!_replyTokens.TryGetValue(token, out ReplyTokenState? state) || state.IsUsed || Now >= state.ReceivedAt + ReplyTokenLife)
        {
            return null;
        }

        _replyTokens[token] = state with { IsUsed = true };
        return state.Address;
    }

    internal Accepted? AcceptedBefore(string retryKey) =>
        _byRetryKey.TryGetValue(retryKey, out Accepted? accepted) && Now < accepted.KeySeenAt + RetryKeyLife ? accepted : null;

    internal void Misuses(string retryKey) => _misusedKeys.Add(retryKey);

    internal void Remember(string retryKey, Accepted accepted) => _byRetryKey[retryKey] = accepted;

    internal long CostOf(string id) => _blocked.Contains(id) ? 0 : id.StartsWith('U') ? 1 : GroupSize;

    /// <summary>A phone hears it, unless its owner blocked the account: LINE accepts that too.</summary>
    internal JsonArray Deliver(string to, IEnumerable<JsonObject> messages, string requestId, string retryKey, bool byReply)
    {
        JsonArray sent = [];
        foreach (JsonObject message in messages)
        {
            string id = (500_000_000_000_000_000 + NextNumber()).ToString();
            sent.Add(new JsonObject { ["id"] = id, ["quoteToken"] = NextToken("quote") });
            if (!_blocked.Contains(to))
            {
                HeardMessage heard = new(id, to, Now, (JsonObject)message.DeepClone(), requestId, retryKey, byReply);
                _delivered.Add(heard);
                WhenHeard?.Invoke(heard);
            }
        }

        return sent;
    }

    public override string RequestIdHeader => "x-line-request-id";

    protected override string Name => "line";

    public override bool IsCalled(string host) => host.Length == 0 || host == "localhost" || host.EndsWith(".line.me", StringComparison.Ordinal) || System.Net.IPAddress.TryParse(host, out _);

    public override async Task<FakeAnswer> AnswerAsync(FakeCall call, CancellationToken cancellationToken)
    {
        await DelayAsync(call, cancellationToken);
        return Take(call);
    }

    /// <summary>Takes one call at once.</summary>
    public FakeAnswer Take(FakeCall call) => Take(call, () => FakeWeather.Under(_weather.Next(call.Path), () => OverRate(call) ?? FakeDesk.Serve(this, call)));

    [GeneratedRegex("^[UCR][0-9a-f]{32}$")]
    private static partial Regex LineId();

    [GeneratedRegex("^(C[0-9]|group)", RegexOptions.IgnoreCase)]
    private static partial Regex GroupName();

    /// <param name="Said">A hash of people and messages.</param>
    internal sealed record Accepted(string RequestId, DateTimeOffset KeySeenAt, JsonArray SentMessages, string Said);

    private sealed record ReplyTokenState(string Address, DateTimeOffset HappenedAt, DateTimeOffset ReceivedAt, bool IsUsed);
}
