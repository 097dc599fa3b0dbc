using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>A token to be made: what the Bot Framework puts into it, or what a forger would like to.</summary>
public sealed record TeamsTokenShape
{
    /// <summary>RS256, RS384, RS512, PS256, HS256 or none.</summary>
    public string Algorithm { get; init; } = "RS256";

    public required SigningKey Key { get; init; }

    /// <summary>What the header says; null leaves it out.</summary>
    public required string? KeyId { get; init; }

    /// <summary>For HS256: the shared secret.</summary>
    public byte[] Secret { get; init; } = [];

    /// <summary>Claims as they stand; a null value leaves the claim out.</summary>
    public required JsonObject Claims { get; init; }

    /// <summary>Further entries of the header.</summary>
    public JsonObject Header { get; init; } = [];

    public TeamsTokenShape With(string claim, JsonNode? value)
    {
        JsonObject claims = (JsonObject)Claims.DeepClone();
        claims[claim] = value;
        return this with { Claims = claims };
    }
}

/// <summary>Writes JSON Web Tokens by hand, also such as no library would. Source: RFC 7515, 7518, 7519.</summary>
public static class TeamsTokens
{
    /// <summary>The token Teams sends with an activity of this service URL.</summary>
    public static TeamsTokenShape Good(FakeTeams teams, string serviceUrl)
    {
        long now = teams.Clock.GetUtcNow().ToUnixTimeSeconds();
        return new TeamsTokenShape
        {
            Key = teams.Identity.Current,
            KeyId = teams.Identity.Current.KeyId,
            Claims = new JsonObject { ["serviceurl"] = serviceUrl, ["nbf"] = now, ["exp"] = now + 3_600, ["iss"] = FakeIdentity.ChannelIssuer, ["aud"] = teams.AppId },
        };
    }

    public static string Make(TeamsTokenShape shape)
    {
        JsonObject header = new() { ["alg"] = shape.Algorithm, ["typ"] = "JWT" };
        if (shape.KeyId is not null)
        {
            header["kid"] = shape.KeyId;
            header["x5t"] = shape.KeyId;
        }

        foreach ((string name, JsonNode? value) in shape.Header)
        {
            header[name] = value?.DeepClone();
        }

        JsonObject claims = [];
        foreach ((string name, JsonNode? value) in shape.Claims.Where(claim => claim.Value is not null))
        {
            claims[name] = value!.DeepClone();
        }

        string signed = Base64Url(Encoding.UTF8.GetBytes(header.ToJsonString())) + "." + Base64Url(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return signed + "." + Base64Url(Sign(shape, Encoding.ASCII.GetBytes(signed)));
    }

    public static string Base64Url(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static byte[] FromBase64Url(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    private static byte[] Sign(TeamsTokenShape shape, byte[] text)
    {
        if (shape.Algorithm == "HS256")
        {
            return HMACSHA256.HashData(shape.Secret, text);
        }

        lock (shape.Key.Pair)
        {
            return shape.Algorithm switch
            {
                "none" => [],
                "RS256" => shape.Key.Pair.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                "RS384" => shape.Key.Pair.SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
                "RS512" => shape.Key.Pair.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
                "PS256" => shape.Key.Pair.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                _ => throw new InvalidOperationException($"No way to sign by {shape.Algorithm}."),
            };
        }
    }
}
