using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>One webhook body, read.</summary>
/// <param name="Destination">The bot's user id as LINE states it; empty if it does not.</param>
/// <param name="Skipped">Entries that are no events at all, or the dummies of older consoles.</param>
public sealed record LineDelivery(string Destination, IReadOnlyList<ChannelEvent> Events, int Skipped);

/// <summary>Turns a webhook body into events neutral of the channel. LINE may add properties, values and event types and reorder them without notice
/// (developers.line.biz, development guidelines), so everything is optional here and one odd event never costs the others. Source: line-openapi, webhook.yml.</summary>
public static class LineEvents
{
    public const string Channel = "line";

    /// <summary>LINE's ids have 33 characters, ULIDs 26, message ids 18; more is not LINE's.</summary>
    private const int IdUnitsMax = 100;

    /// <summary>LINE adds properties as it likes; one deeply nested novelty must not cost us the events beside it.</summary>
    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = 1_000 };

    /// <summary>Use within a minute of receipt, says LINE, and do not design to the number.</summary>
    private static readonly TimeSpan ReplyTokenLife = TimeSpan.FromSeconds(50);

    /// <summary>The token of a redelivered event is void this long after the event, however late it came.</summary>
    private static readonly TimeSpan RedeliveredTokenLife = TimeSpan.FromMinutes(20);

    /// <param name="isForwarded">True when another system passes webhooks on (<see cref="LineOptions.ForwardedWebhooks"/>).</param>
    /// <returns>Null when the body is not JSON of the shape of a webhook.</returns>
    public static LineDelivery? Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt, string botUserId = "", bool isForwarded = false)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, ReadOptions);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("events", out JsonElement entries) || entries.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            List<ChannelEvent> events = [];
            int skipped = 0;
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                if (entry.ValueKind == JsonValueKind.Object && !IsDummy(entry))
                {
                    events.Add(EventOf(entry, receivedAt, botUserId, isForwarded));
                }
                else
                {
                    skipped++;
                }
            }

            return new LineDelivery(ChannelJson.Id(root, "destination", IdUnitsMax) ?? "", events.Count < 2 ? events : [.. events.DistinctBy(happened => happened.EventId)], skipped);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ChannelEvent EventOf(JsonElement entry, DateTimeOffset receivedAt, string botUserId, bool isForwarded)
    {
        JsonElement? source = ChannelJson.Object(entry, "source");
        string? userId = ChannelJson.Id(source, "userId", IdUnitsMax);
        string? groupId = ChannelJson.Id(source, "groupId", IdUnitsMax) ?? ChannelJson.Id(source, "roomId", IdUnitsMax);
        ChannelEvent bare = new()
        {
            Channel = Channel,
            EventId = ChannelJson.Id(entry, "webhookEventId", IdUnitsMax) ?? DigestOf(entry),
            Kind = EventKind.Other,
            Address = groupId ?? userId ?? "",
            UserId = userId,
            SaidAt = SaidAt(entry, receivedAt),
            IsGroup = groupId is not null,
            IsStandby = ChannelJson.Text(entry, "mode") == "standby",
        };
        return LineEventContents.AddTo(WithReplyToken(bare, entry, receivedAt, isForwarded), entry, botUserId);
    }

    private static ChannelEvent WithReplyToken(ChannelEvent bare, JsonElement entry, DateTimeOffset receivedAt, bool isForwarded)
    {
        // LINE counts from the receipt, and of what was passed on only the event's own time is known: the other system's receipt came soon after it.
        DateTimeOffset expiresAt = (isForwarded && bare.SaidAt < receivedAt ? bare.SaidAt : receivedAt) + ReplyTokenLife;
        if (ChannelJson.IsTrue(ChannelJson.Object(entry, "deliveryContext"), "isRedelivery") && bare.SaidAt + RedeliveredTokenLife < expiresAt)
        {
            expiresAt = bare.SaidAt + RedeliveredTokenLife;
        }

        string? token = ChannelJson.Id(entry, "replyToken", IdUnitsMax);
        return token is null || bare.IsStandby || expiresAt <= receivedAt ? bare : bare with { ReplyToken = token, ReplyTokenExpiresAt = expiresAt };
    }

    private static DateTimeOffset SaidAt(JsonElement entry, DateTimeOffset receivedAt)
    {
        // 2011: LINE's first year. A later clock than ours by more than a day is no clock.
        long latest = receivedAt.AddDays(1).ToUnixTimeMilliseconds();
        return ChannelJson.Whole(entry, "timestamp") is { } milliseconds && milliseconds >= 1_293_840_000_000 && milliseconds <= latest
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : receivedAt;
    }

    /// <summary>Older consoles verified an address with two events of nobody, their tokens all 0 and all f: an answer would only be refused.</summary>
    private static bool IsDummy(JsonElement entry) =>
        ChannelJson.Text(entry, "replyToken") is { Length: 32 } token && (token.All(c => c == '0') || token.All(c => c == 'f'));

    /// <summary>An event without an id still must not be answered twice: its own content is its id, but for the mark of redelivery.</summary>
    private static string DigestOf(JsonElement entry)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (JsonProperty property in entry.EnumerateObject().Where(property => !property.NameEquals("deliveryContext")))
        {
            hash.AppendData(JsonMarshal.GetRawUtf8PropertyName(property));
            hash.AppendData(JsonMarshal.GetRawUtf8Value(property.Value));
        }

        return "sha256-" + Convert.ToHexStringLower(hash.GetHashAndReset())[..40];
    }
}
