using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.ChatPage;

/// <summary>Lines as the page reads them: <c>{"kind":"said"|"reply","at":…}</c> with the words said, or the channel-neutral content.</summary>
internal static class ChatLineJson
{
    public static string Said(string id, string text, DateTimeOffset at) =>
        new JsonObject { ["kind"] = "said", ["at"] = Instant(at), ["id"] = id, ["text"] = text }.ToJsonString();

    public static string Reply(ReplyContent content, DateTimeOffset at) => new JsonObject
    {
        ["kind"] = "reply",
        ["at"] = Instant(at),
        ["content"] = JsonSerializer.SerializeToNode(content, ReplyJson.Default.ReplyContent),
    }.ToJsonString();

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
}
