using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>One of the identity server's keys, as its JWKS shows it. A key pair costs a tenth of a second, so each number's pair is made once a process.</summary>
/// <param name="Number">1, 2, 3 are keys of the Bot Framework; 90 is Entra's; 99 is a forger's.</param>
/// <param name="Endorsements">Channels it may speak for; null leaves the list out.</param>
public sealed record SigningKey(int Number, IReadOnlyList<string>? Endorsements)
{
    private static readonly ConcurrentDictionary<int, Lazy<RSA>> Pairs = new();

    public string KeyId => $"fake-key-{Number}";

    public RSA Pair => Pairs.GetOrAdd(Number, _ => new Lazy<RSA>(() => RSA.Create(2048))).Value;

    public JsonObject ToJwk()
    {
        RSAParameters open = Pair.ExportParameters(includePrivateParameters: false);
        JsonObject key = new()
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = KeyId, ["x5t"] = KeyId, ["n"] = TeamsTokens.Base64Url(open.Modulus!), ["e"] = TeamsTokens.Base64Url(open.Exponent!),
        };
        if (Endorsements is not null)
        {
            key["endorsements"] = new JsonArray([.. Endorsements.Select(channel => (JsonNode)channel)]);
        }

        return key;
    }
}

/// <summary>The Bot Framework's and Entra's identity servers as one: metadata, keys with endorsements, and the shop for our own tokens.
/// Source: bot-docs, "Authentication with the Bot Connector API".</summary>
public sealed class FakeIdentity(FakeTeams teams)
{
    public const string ChannelIssuer = "https://api.botframework.com";
    public const string Scope = "https://api.botframework.com/.default";

    /// <summary>Microsoft's own tenant, which the emulator's tokens name.</summary>
    public const string EmulatorTenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";

    private static readonly string[] AllChannels = ["msteams", "webchat", "emulator", "directline"];
    private static readonly TimeSpan AccessTokenLife = TimeSpan.FromSeconds(3_599);
    private readonly Dictionary<string, DateTimeOffset> _accessTokens = [];
    private readonly List<SigningKey> _keys =
    [
        new(1, AllChannels),
        new(11, ["webchat"]),
        new(12, Endorsements: null),
    ];

    private int _rotations;

    /// <summary>The key that signs what Teams sends.</summary>
    public SigningKey Current { get; private set; } = new(1, AllChannels);

    /// <summary>A key that endorses the web chat only.</summary>
    public SigningKey WebChatOnly => _keys.Single(key => key.Number == 11);

    /// <summary>A key without a list of endorsements.</summary>
    public SigningKey Unendorsed => _keys.Single(key => key.Number == 12);

    /// <summary>Entra's: in its own JWKS, for tokens of emulators and other bots.</summary>
    public SigningKey Entra { get; } = new(90, Endorsements: null);

    /// <summary>In no JWKS at all.</summary>
    public SigningKey Forger { get; } = new(99, AllChannels);

    /// <summary>True: metadata and keys are answered 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>How often the channel's keys were fetched.</summary>
    public int KeyFetches { get; private set; }

    /// <summary>Tokens sold.</summary>
    public int TokensSold { get; private set; }

    /// <summary>A new key signs from now on. At most two rotations.</summary>
    /// <param name="isOldKept">The old key stays in the JWKS, as it does for days.</param>
    public void RotateKeys(bool isOldKept = true)
    {
        SigningKey old = Current;
        Current = new SigningKey(1 + ++_rotations, AllChannels);
        _keys.Insert(0, Current);
        if (!isOldKept)
        {
            _keys.Remove(_keys.Single(key => key.Number == old.Number));
        }
    }

    /// <summary>Every token sold so far is refused from now on.</summary>
    public void RevokeAccessTokens() => _accessTokens.Clear();

    internal bool IsAccessToken(string token) => _accessTokens.TryGetValue(token, out DateTimeOffset until) && teams.Now < until;

    /// <returns>Null when the path is none of an identity server's.</returns>
    internal FakeAnswer? Serve(FakeCall call, string path) => path switch
    {
        "/v1/.well-known/openidconfiguration" or "/v1/.well-known/openid-configuration" => Page(() => Metadata(ChannelIssuer, "/v1/.well-known/keys", teams.IdentityUrl)),
        "/v1/.well-known/keys" => Page(Keys),
        "/common/v2.0/.well-known/openid-configuration" or "/botframework.com/v2.0/.well-known/openid-configuration" =>
            Page(() => Metadata("https://login.microsoftonline.com/{tenantid}/v2.0", "/common/discovery/v2.0/keys", teams.EntraUrl)),
        "/common/discovery/v2.0/keys" => Page(() => new JsonObject { ["keys"] = new JsonArray(Entra.ToJwk()) }),
        _ when path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) => call.Method == "POST" ? Sell(call, path.Split('/')[1]) : new FakeAnswer(405, null),
        _ => null,
    };

    private FakeAnswer Page(Func<JsonObject> page) => IsDown ? new FakeAnswer(503, null) : FakeAnswer.Ok(page());

    private JsonObject Keys()
    {
        KeyFetches++;
        return new JsonObject { ["keys"] = new JsonArray([.. _keys.Select(key => key.ToJwk())]) };
    }

    private static JsonObject Metadata(string issuer, string keys, string at) => new()
    {
        ["issuer"] = issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = at + keys,
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    };

    private FakeAnswer Sell(FakeCall call, string tenant)
    {
        Dictionary<string, string> form = FakeForm.Read(call.Body);
        (int Status, string Error, int Code, string Words)? trouble = form switch
        {
            _ when IsDown => (503, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again."),
            _ when tenant != teams.TenantId && !(tenant == "botframework.com" && teams.IsMultiTenant) => tenant == "botframework.com"
                ? (400, "unauthorized_client", 700016, $"Application with identifier '{form.GetValueOrDefault("client_id")}' was not found in the directory 'Bot Framework'.")
                : (400, "invalid_request", 90002, $"Tenant '{tenant}' not found."),
            _ when form.GetValueOrDefault("grant_type") is not { } grant => (400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'."),
            _ when form["grant_type"] != "client_credentials" => (400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type."),
            _ when form.GetValueOrDefault("client_id") != teams.AppId => (400, "unauthorized_client", 700016, $"Application with identifier '{form.GetValueOrDefault("client_id")}' was not found in the directory."),
            _ when form.GetValueOrDefault("client_secret") != teams.AppPassword => (401, "invalid_client", 7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID."),
            _ when form.GetValueOrDefault("scope") != Scope => (400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid."),
            _ => null,
        };
        if (trouble is { } refused)
        {
            return new FakeAnswer(refused.Status, new JsonObject
            {
                ["error"] = refused.Error, ["error_description"] = $"AADSTS{refused.Code}: {refused.Words} Trace ID: 00000000-0000-0000-0000-000000000000",
                ["error_codes"] = new JsonArray(refused.Code),
            });
        }

        string token = $"fake-connector-token-{++TokensSold}-{teams.NextToken("access")}";
        _accessTokens[token] = teams.Now + AccessTokenLife;
        return FakeAnswer.Ok(new JsonObject
        {
            ["token_type"] = "Bearer", ["expires_in"] = (int)AccessTokenLife.TotalSeconds, ["ext_expires_in"] = (int)AccessTokenLife.TotalSeconds, ["access_token"] = token,
        });
    }
}
