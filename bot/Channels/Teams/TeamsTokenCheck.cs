using System.Buffers.Text;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Who a good token says is calling.</summary>
/// <param name="ServiceUrl">The connector's address in the token's own words.</param>
/// <param name="Endorsements">Channels the signing key may speak for.</param>
public sealed record TeamsCaller(string ServiceUrl, IReadOnlySet<string> Endorsements)
{
    /// <summary>A token for one connector must not send our answers, and our own token with them, to another host; nor may a key sign for a channel it was not given.</summary>
    public bool SpeaksFor(TeamsActivity activity) =>
        activity.ServiceUrl.Length > 0 && string.Equals(ServiceUrl, activity.ServiceUrl, StringComparison.Ordinal)
        && activity.PlatformChannel.Length > 0 && Endorsements.Contains(activity.PlatformChannel);
}

/// <summary>Checks the token of an activity: signature by a key of the Bot Connector, issuer, audience, time. What the activity itself must match is in <see cref="TeamsCaller"/>.
/// Source: learn.microsoft.com, bot-framework-rest-connector-authentication.</summary>
public sealed class TeamsTokenCheck(TeamsSigningKeys keys, IOptions<TeamsOptions> options, TimeProvider clock)
{
    /// <summary>Microsoft's own allowance for clocks that disagree.</summary>
    private static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(5);

    /// <summary>Real ones have about a thousand characters.</summary>
    private const int TokenUnitsMax = 8_192;

    private const string Scheme = "Bearer ";
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8 };
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = TokenUnitsMax };

    /// <returns>The caller, or why not: words for the log, never for the caller. <c>IsAway</c> where it cannot be told at the moment, since the keys cannot be had.</returns>
    public async Task<(TeamsCaller? Caller, string Problem, bool IsAway)> CheckAsync(string? header, CancellationToken cancellationToken)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, "no bearer token", false);
        }

        string token = header[Scheme.Length..].Trim();
        if (token.Length > TokenUnitsMax || KeyIdOf(token) is not { } keyId)
        {
            return (null, "no token of the form that is used here", false);
        }

        TeamsKeyFound found = await keys.FindAsync(keyId, cancellationToken);
        if (found.Key is null)
        {
            return (null, found.IsAway ? "the signing keys cannot be had" : "unknown signing key", found.IsAway);
        }

        (TeamsCaller? caller, string problem) = Verified(token, found.Key);
        return (caller, problem, false);
    }

    private (TeamsCaller?, string) Verified(string token, TeamsSigningKey key)
    {
        TokenValidationParameters wanted = new()
        {
            ValidAlgorithms = Algorithms,
            IssuerSigningKey = key.Key,
            RequireSignedTokens = true,
            IssuerValidator = (issuer, _, _) => issuer == options.Value.TokenIssuer ? issuer : throw new SecurityTokenInvalidIssuerException(),
            AudienceValidator = (audiences, _, _) => audiences.Contains(options.Value.AppId, StringComparer.OrdinalIgnoreCase),
            LifetimeValidator = IsTimely,
        };
        try
        {
            TokenValidationResult result = _handler.ValidateToken(token, wanted);
            if (!result.IsValid)
            {
                return (null, result.Exception?.GetType().Name ?? "not valid");
            }

            Claim[] address = [.. result.ClaimsIdentity.FindAll("serviceurl").Take(2)];
            return address.Length == 1 ? (new TeamsCaller(address[0].Value, key.Endorsements), "") : (null, "no service URL claim");
        }
#pragma warning disable CA1031 // The library throws many kinds on what strangers send; each of them means no.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (null, exception.GetType().Name);
        }
    }

    private bool IsTimely(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + SkewMax && (notBefore is null || notBefore.Value - SkewMax <= now);
    }

    /// <summary>Three segments (five would be an encrypted token, which is not used here), a header and a payload of small JSON, an algorithm of the list, a key id.
    /// Looked at before the library sees it, so that nothing deep, huge or compressed ever gets there.</summary>
    private static string? KeyIdOf(string token)
    {
        string[] segments = token.Split('.');
        if (segments.Length != 3 || segments.Any(segment => segment.Length == 0))
        {
            return null;
        }

        try
        {
            using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(segments[0]), Shallow);
            using JsonDocument payload = JsonDocument.Parse(Base64Url.DecodeFromChars(segments[1]), Shallow);
            bool isUsual = payload.RootElement.ValueKind == JsonValueKind.Object && Algorithms.Contains(ChannelJson.Text(header.RootElement, "alg"))
                && !(header.RootElement.ValueKind == JsonValueKind.Object && header.RootElement.TryGetProperty("crit", out _));
            return isUsual ? ChannelJson.Id(header.RootElement, "kid", 200) : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
