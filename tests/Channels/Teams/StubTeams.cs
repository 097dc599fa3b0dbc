using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Zaitaku.Fakes;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>One call to the connector, as it came.</summary>
internal sealed record StubCall(string Method, string Address, JsonObject Body, string? Token);

/// <summary>Identity server and connector in a few lines, for tests that look at one part alone. Answers what a test says.</summary>
internal sealed class StubTeams(FakeClock clock) : HttpMessageHandler
{
    public const string AppId = "00000000-1111-2222-3333-444444444444";
    public const string ServiceUrl = "https://smba.trafficmanager.net/jp/";

    /// <summary>A key pair costs a tenth of a second, so the tests share them.</summary>
    private static readonly Dictionary<string, RSA> Pairs = new[] { "key-1", "key-2", "key-3" }.ToDictionary(id => id, _ => RSA.Create(2048));

    private readonly Lock _gate = new();
    private readonly List<StubCall> _calls = [];
    private int _count;

    /// <summary>Keys the identity server knows, with the channels they may sign for.</summary>
    public Dictionary<string, string[]> Keys { get; } = new() { ["key-1"] = ["msteams", "webchat"] };

    public bool IsIdentityDown { get; set; }

    public int KeyFetches { get; private set; }

    public int TokensSold { get; private set; }

    public string LastTokenAddress { get; private set; } = "";

    public int TokenLifeSeconds { get; set; } = 3_600;

    /// <summary>What the connector answers; null is 201 with an id.</summary>
    public Func<StubCall, HttpResponseMessage?> Connector { get; set; } = _ => null;

    public IReadOnlyList<StubCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public static RSA PairOf(string keyId) => Pairs[keyId];

    /// <summary>A good token, but for what a test changes.</summary>
    public string Token(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, string keyId = "key-1", Func<byte[], byte[]>? sign = null)
    {
        JsonObject head = new() { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = keyId };
        JsonObject payload = new()
        {
            ["iss"] = "https://api.botframework.com", ["aud"] = AppId, ["serviceurl"] = ServiceUrl,
            ["nbf"] = clock.GetUtcNow().ToUnixTimeSeconds(), ["exp"] = clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
        };
        header?.Invoke(head);
        claims?.Invoke(payload);
        string open = $"{Base64UrlEncoder.Encode(head.ToJsonString())}.{Base64UrlEncoder.Encode(payload.ToJsonString())}";
        byte[] bytes = Encoding.ASCII.GetBytes(open);
        byte[] signature = sign is null ? PairOf(keyId).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : sign(bytes);
        return $"{open}.{Base64UrlEncoder.Encode(signature)}";
    }

    public static HttpResponseMessage Error(int status, string code, string message = "no") =>
        Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, status);

    public static HttpResponseMessage Json(JsonNode body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        string address = request.RequestUri!.AbsoluteUri;
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (!address.StartsWith("https://login.", StringComparison.Ordinal))
        {
            return Connect(new StubCall(request.Method.Method, address, body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject(), request.Headers.Authorization?.Parameter));
        }

        lock (_gate)
        {
            return address switch
            {
                "https://login.botframework.com/v1/.well-known/openidconfiguration" => Identity(new JsonObject { ["jwks_uri"] = "https://login.botframework.com/v1/.well-known/keys" }),
                "https://login.botframework.com/v1/.well-known/keys" => Identity(KeySet()),
                _ => Sell(address),
            };
        }
    }

    private HttpResponseMessage Identity(JsonObject body) => IsIdentityDown ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : Json(body);

    private JsonObject KeySet()
    {
        KeyFetches++;
        return new JsonObject
        {
            ["keys"] = new JsonArray([.. Keys.Select(key =>
            {
                RSAParameters open = PairOf(key.Key).ExportParameters(false);
                return (JsonNode)new JsonObject
                {
                    ["kty"] = "RSA", ["use"] = "sig", ["kid"] = key.Key, ["n"] = Base64UrlEncoder.Encode(open.Modulus), ["e"] = Base64UrlEncoder.Encode(open.Exponent),
                    ["endorsements"] = new JsonArray([.. key.Value.Select(channel => (JsonNode)channel)]),
                };
            })]),
        };
    }

    private HttpResponseMessage Sell(string address)
    {
        LastTokenAddress = address;
        return Json(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = TokenLifeSeconds, ["access_token"] = $"connector-token-{++TokensSold}" });
    }

    private HttpResponseMessage Connect(StubCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }

        string id = call.Address.EndsWith("/v3/conversations", StringComparison.Ordinal) ? "a:new" : $"m{Interlocked.Increment(ref _count)}";
        return Connector(call) ?? Json(new JsonObject { ["id"] = id }, 201);
    }
}
