using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>One activity as Teams would post it to the bot.</summary>
/// <param name="Authorization">The whole header; null sends none.</param>
public sealed record TeamsRequest(JsonObject Activity, string? Authorization)
{
    private static readonly JsonSerializerOptions Raw = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Id => FakeJson.Text(Activity["id"]) ?? "";

    public bool IsInvoke => FakeJson.Text(Activity["type"]) == "invoke";

    public byte[] Body => Encoding.UTF8.GetBytes(Activity.ToJsonString(Raw));

    /// <summary>As the content of a POST with Teams' headers.</summary>
    public HttpRequestMessage ToRequest(string path = "/api/messages")
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("x-ms-conversation-id", FakeJson.Text(Activity["conversation"]?["id"]) ?? "");
        request.Headers.TryAddWithoutValidation("x-ms-tenant-id", FakeJson.Text(Activity["conversation"]?["tenantId"]) ?? "");
        request.Headers.TryAddWithoutValidation("MS-CV", "fakefakefakefake.1.1");
        if (Authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        }

        return request;
    }
}
