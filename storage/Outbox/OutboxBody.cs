using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Storage.Outbox;

/// <summary>Contents a job can write without knowing how a conversation looks.</summary>
public static class OutboxBody
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Plain words, as the bot's <c>TextReply</c>.</summary>
    public static string Text(string words) => new JsonArray(new JsonObject { ["is"] = "text", ["text"] = words }).ToJsonString(Readable);
}
