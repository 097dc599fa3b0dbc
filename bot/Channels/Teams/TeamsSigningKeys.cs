using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>One key the Bot Connector signs with, and the channels it may sign for.</summary>
public sealed record TeamsSigningKey(RsaSecurityKey Key, IReadOnlySet<string> Endorsements);

/// <summary>What is known of a key id: the key; or surely none; or nothing can be learnt at the moment.</summary>
public sealed record TeamsKeyFound(TeamsSigningKey? Key, bool IsAway = false);

/// <summary>The Bot Connector's signing keys: kept a day, asked for by one caller at a time. A failing fetch never lets anybody in; it only leaves open whether they may.</summary>
public sealed class TeamsSigningKeys(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider clock, ILogger<TeamsSigningKeys> logger) : IDisposable
{
    /// <summary>Microsoft asks for a refresh at least once a day.</summary>
    private static readonly TimeSpan KeepMax = TimeSpan.FromHours(24);

    /// <summary>From then on new ones are asked for while the old still hold, so that an identity server that is away for some hours stops nobody.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromHours(12);

    /// <summary>A key we do not know may be new; but anybody can invent one, so we ask at most this often.</summary>
    private static readonly TimeSpan UnknownPause = TimeSpan.FromHours(1);

    /// <summary>After a failure nobody asks again for so long, or every waiting request would queue for its own time-out.</summary>
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private const int KeysMax = 100;
    private const int KeyBitsMin = 2048;

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile KeySet? _set;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _unknownAskedAt = DateTimeOffset.MinValue;

    /// <summary>The key of this id, learnt anew where it is not known.</summary>
    public async ValueTask<TeamsKeyFound> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (Fresh() is { } known && known.Keys.TryGetValue(keyId, out TeamsSigningKey? key))
        {
            if (clock.GetUtcNow() - known.FetchedAt >= AskAgainAfter && await _oneAtATime.WaitAsync(TimeSpan.Zero, cancellationToken))
            {
                _ = AskAgainAsync(known);
            }

            return new TeamsKeyFound(key);
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await LearntAsync(keyId);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private KeySet? Fresh() => _set is { } set && clock.GetUtcNow() - set.FetchedAt < KeepMax ? set : null;

    /// <summary>In turn, behind nobody's request.</summary>
    private async Task AskAgainAsync(KeySet known)
    {
        try
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (ReferenceEquals(_set, known) && now - _failedAt >= FailurePause)
            {
                await FetchedAsync(now);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<TeamsKeyFound> LearntAsync(string keyId)
    {
        DateTimeOffset now = clock.GetUtcNow();
        KeySet? fresh = Fresh();
        TeamsSigningKey? key = null;
        if (fresh is not null && (fresh.Keys.TryGetValue(keyId, out key) || now - _unknownAskedAt < UnknownPause))
        {
            return new TeamsKeyFound(key);
        }

        if (now - _failedAt < FailurePause || !await FetchedAsync(now))
        {
            return new TeamsKeyFound(null, IsAway: true);
        }

        _unknownAskedAt = fresh is null ? _unknownAskedAt : now;
        return new TeamsKeyFound(_set!.Keys.GetValueOrDefault(keyId));
    }

    private async Task<bool> FetchedAsync(DateTimeOffset now)
    {
        if (await FetchAsync(now) is { } fetched)
        {
            _set = fetched;
            return true;
        }

        _failedAt = now;
        return false;
    }

    /// <summary>Not under the caller's token: the keys are everybody's, and a stranger hanging up must not undo the fetch.</summary>
    private async Task<KeySet?> FetchAsync(DateTimeOffset now)
    {
        try
        {
            using HttpClient client = clients.CreateClient(TeamsSetup.KeysClientName);
            Uri metadata = new(options.Value.OpenIdMetadataUrl);
            using JsonDocument announced = JsonDocument.Parse(await client.GetByteArrayAsync(metadata));
            if (ChannelJson.Text(announced.RootElement, "jwks_uri") is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out Uri? keys)
                || (keys.Scheme != Uri.UriSchemeHttps && !(keys.IsLoopback && metadata.IsLoopback)))
            {
                logger.KeysUnreadable("no usable jwks_uri");
                return null;
            }

            using JsonDocument set = JsonDocument.Parse(await client.GetByteArrayAsync(keys));
            FrozenDictionary<string, TeamsSigningKey> read = ChannelJson.Array(set.RootElement, "keys").Take(KeysMax).Select(KeyOf).OfType<TeamsSigningKey>()
                .DistinctBy(key => key.Key.KeyId).ToFrozenDictionary(key => key.Key.KeyId, StringComparer.Ordinal);
            logger.KeysFetched(read.Count);
            return read.Count > 0 ? new KeySet(read, now) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException or IOException or InvalidOperationException)
        {
            logger.KeysUnreadable(exception.GetType().Name);
            return null;
        }
    }

    /// <summary>RSA keys for signatures with an id and a fit size; anything else is not ours to understand.</summary>
    private static TeamsSigningKey? KeyOf(JsonElement entry)
    {
        if (ChannelJson.Text(entry, "kty") != "RSA" || ChannelJson.Text(entry, "use") is { } use && use != "sig"
            || ChannelJson.Id(entry, "kid", 200) is not { } id || BytesOf(entry, "n") is not { } modulus || BytesOf(entry, "e") is not { } exponent
            || modulus.Length * 8 < KeyBitsMin)
        {
            return null;
        }

        HashSet<string> endorsements = [.. ChannelJson.Array(entry, "endorsements").Where(channel => channel.ValueKind == JsonValueKind.String)
            .Select(channel => ChannelJson.Words(channel) ?? "")];
        return new TeamsSigningKey(new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = exponent }) { KeyId = id }, endorsements);
    }

    private static byte[]? BytesOf(JsonElement entry, string name)
    {
        try
        {
            return ChannelJson.Text(entry, name) is { Length: > 0 and <= 4_096 } text ? Base64UrlEncoder.DecodeBytes(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private sealed record KeySet(FrozenDictionary<string, TeamsSigningKey> Keys, DateTimeOffset FetchedAt);
}
