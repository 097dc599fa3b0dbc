using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Turns the body of a POST into an activity of ours. Everything but the type is optional here: Teams adds and leaves out fields by scope and version.
/// Source: Activity Protocol, and learn.microsoft.com/microsoftteams/platform/bots.</summary>
public static class TeamsActivities
{
    /// <summary>The channel's name in our house.</summary>
    public const string Channel = "teams";

    /// <summary>Nesting of a body; cards that come back in an invoke are the deepest there is.</summary>
    private const int DepthMax = 64;

    /// <summary>The longest addresses seen have about 160 characters; a row of the inbox has room for 250 with the channel's name.</summary>
    internal const int AddressUnitsMax = 230;

    internal const int IdUnitsMax = 200;

    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = DepthMax };

    /// <returns>Null when the body is no activity at all.</returns>
    public static TeamsActivity? Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, ReadOptions);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && ChannelJson.Id(root, "type", IdUnitsMax) is { } type ? ActivityOf(root, type, receivedAt, body.Span) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A channel's conversation without the thread.</summary>
    public static string WithoutThread(string address)
    {
        int thread = address.IndexOf(";messageid=", StringComparison.OrdinalIgnoreCase);
        return thread < 0 ? address : address[..thread];
    }

    private static TeamsActivity ActivityOf(JsonElement root, string type, DateTimeOffset receivedAt, ReadOnlySpan<byte> body)
    {
        JsonElement? conversation = ChannelJson.Object(root, "conversation");
        JsonElement? from = ChannelJson.Object(root, "from");
        string address = ChannelJson.Id(conversation, "id", AddressUnitsMax) ?? "";
        TeamsScope scope = ScopeOf(conversation, address);
        string botId = ChannelJson.Id(ChannelJson.Object(root, "recipient"), "id", IdUnitsMax) ?? "";
        string? userId = ChannelJson.Id(from, "id", IdUnitsMax);
        TeamsActivity bare = new()
        {
            Type = type,
            Name = ChannelJson.Id(root, "name", IdUnitsMax) ?? "",
            PlatformChannel = ChannelJson.Id(root, "channelId", IdUnitsMax) ?? "",
            ServiceUrl = ChannelJson.Id(root, "serviceUrl", TeamsServiceHosts.UrlUnitsMax) ?? "",
            ConversationId = WithoutThread(address),
            Scope = scope,
            TenantId = TenantOf(root, conversation),
            BotId = botId,
            UserId = scope == TeamsScope.Personal && userId != botId ? userId ?? "" : "",
            DirectoryUserId = scope == TeamsScope.Personal && userId != botId ? ChannelJson.Id(from, "aadObjectId", 100) ?? "" : "",
        };
        if (address.Length == 0)
        {
            return bare;
        }

        ChannelEvent nothing = new()
        {
            Channel = Channel,
            EventId = EventIdOf(root, type, address, body),
            Kind = EventKind.Other,
            Address = address,
            UserId = userId,
            SaidAt = SaidAt(root, receivedAt),
            MessageId = ChannelJson.Id(root, "id", IdUnitsMax),
            IsGroup = scope != TeamsScope.Personal,
        };
        return TeamsActivityContents.AddTo(bare, nothing, root);
    }

    /// <summary>Unique per conversation and activity. An edit has the id of the message it edits, so its kind and time belong to it.</summary>
    private static string EventIdOf(JsonElement root, string type, string address, ReadOnlySpan<byte> body)
    {
        string id = ChannelJson.Id(root, "id", 100) ?? "sha256-" + Convert.ToHexStringLower(SHA256.HashData(body))[..40];
        string time = type == "message" ? "" : $"{type}/{ChannelJson.Id(root, "timestamp", 40)}/";
        string platform = ChannelJson.Id(root, "channelId", IdUnitsMax) ?? "";
        return $"{DigestOf($"{platform}\n{address}\n{time}")}:{id}";
    }

    internal static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];

    private static TeamsScope ScopeOf(JsonElement? conversation, string address) => ChannelJson.Text(conversation, "conversationType") switch
    {
        "personal" => TeamsScope.Personal,
        "groupChat" => TeamsScope.Group,
        "channel" => TeamsScope.Channel,
        _ when ChannelJson.IsTrue(conversation, "isGroup") || address.StartsWith("19:", StringComparison.Ordinal) => TeamsScope.Group,
        _ => TeamsScope.Personal,
    };

    /// <summary>In one of two places, depending on the activity.</summary>
    private static string TenantOf(JsonElement root, JsonElement? conversation) =>
        ChannelJson.Id(conversation, "tenantId", 100) ?? ChannelJson.Id(ChannelJson.Object(ChannelJson.Object(root, "channelData"), "tenant"), "id", 100) ?? "";

    private static DateTimeOffset SaidAt(JsonElement root, DateTimeOffset receivedAt) =>
        DateTimeOffset.TryParse(ChannelJson.Id(root, "timestamp", 40), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset said)
            && said.Year >= 2015 && said <= receivedAt.AddDays(1)
            ? said.ToUniversalTime()
            : receivedAt;
}
