using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>A webhook as LINE would post it: bytes and the signature over exactly these bytes.</summary>
public sealed record SignedWebhook(byte[] Body, string Signature)
{
    public const string SignatureHeader = "x-line-signature";

    /// <summary>Ids of its events, in order.</summary>
    public IReadOnlyList<string> EventIds => [.. Events.Select(happened => happened["webhookEventId"]?.GetValue<string>() ?? "")];

    public IReadOnlyList<JsonObject> Events => [.. JsonNode.Parse(Body)!["events"]!.AsArray().Select(happened => happened!.AsObject())];

    public static SignedWebhook Of(byte[] body, string secret) =>
        new(body, Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));

    /// <summary>As the content of a POST; the header goes with it.</summary>
    public HttpRequestMessage ToRequest(string path = "/line/webhook")
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation(SignatureHeader, Signature);
        return request;
    }
}
