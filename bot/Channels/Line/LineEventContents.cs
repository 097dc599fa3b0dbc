using System.Text.Json;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>What an event of LINE is about: its kind and what goes with it.</summary>
internal static class LineEventContents
{
    private const int IdUnitsMax = 100;

    /// <summary>UTF-16 units kept of what somebody typed; LINE's app lets people type 10,000.</summary>
    private const int TextUnitsMax = 10_000;

    /// <summary>Of our own making, so longer is not ours. Source: messaging-api.yml, PostbackAction.data.</summary>
    private const int PostbackUnitsMax = 300;

    public static ChannelEvent AddTo(ChannelEvent bare, JsonElement entry, string botUserId) => ChannelJson.Text(entry, "type") switch
    {
        "message" => WithMessage(bare, ChannelJson.Object(entry, "message"), botUserId),
        "messageEdited" => WithMessage(bare, ChannelJson.Object(entry, "message"), botUserId) with { Kind = EventKind.Edited },
        "postback" => WithPostback(bare, ChannelJson.Object(entry, "postback")),
        "unsend" => WithUnsend(bare, ChannelJson.Object(entry, "unsend")),
        "follow" => bare with { Kind = EventKind.Follow },
        "unfollow" => bare with { Kind = EventKind.Unfollow },
        "join" => bare with { Kind = EventKind.Join },
        "leave" => bare with { Kind = EventKind.Leave },
        "memberJoined" => WithMember(bare with { Kind = EventKind.MemberJoined }, ChannelJson.Object(entry, "joined")),
        "memberLeft" => WithMember(bare with { Kind = EventKind.MemberLeft }, ChannelJson.Object(entry, "left")),
        _ => bare,
    };

    private static ChannelEvent WithMessage(ChannelEvent bare, JsonElement? message, string botUserId)
    {
        ChannelEvent named = bare with { MessageId = ChannelJson.Id(message, "id", IdUnitsMax) };
        return ChannelJson.Text(message, "type") switch
        {
            "text" => WithText(named, message, botUserId),
            "location" => WithLocation(named, message),
            "sticker" => named with { Kind = EventKind.Sticker, Text = StickerWords(message) },
            "image" or "video" or "audio" or "file" => named with { Kind = EventKind.Media },
            _ => named,
        };
    }

    private static ChannelEvent WithText(ChannelEvent named, JsonElement? message, string botUserId)
    {
        string text = ChannelJson.Text(message, "text") ?? "";
        bool isMentioned = false;

        // Mentions come in reading order; taking them out from behind keeps the earlier indexes true. Indexes are UTF-16 units.
        foreach (JsonElement mention in ChannelJson.Array(ChannelJson.Object(message, "mention"), "mentionees").Reverse().Where(mention => IsUs(mention, botUserId)))
        {
            isMentioned = true;
            if (ChannelJson.Whole(mention, "index") is { } index && ChannelJson.Whole(mention, "length") is { } length
                && index >= 0 && length > 0 && index <= text.Length && length <= text.Length - index)
            {
                text = text.Remove((int)index, (int)length);
            }
        }

        return named with { Kind = EventKind.Text, Text = ChannelText.CutUnits(isMentioned ? text.Trim() : text, TextUnitsMax), IsMentioned = isMentioned };
    }

    private static bool IsUs(JsonElement mention, string botUserId) =>
        ChannelJson.IsTrue(mention, "isSelf") || (botUserId.Length > 0 && ChannelJson.Text(mention, "userId") == botUserId);

    private static ChannelEvent WithLocation(ChannelEvent named, JsonElement? message)
    {
        // Title and address of the pin are left out on purpose: the position answers the question, and an address is somebody's home.
        double? latitude = ChannelJson.Real(message, "latitude");
        double? longitude = ChannelJson.Real(message, "longitude");
        return latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180
            ? named with { Kind = EventKind.Location, Latitude = latitude, Longitude = longitude }
            : named;
    }

    /// <summary>What a sticker says: the words typed on it, else its keywords (experimental at LINE, so often none).</summary>
    private static string? StickerWords(JsonElement? message)
    {
        if (ChannelJson.Text(message, "text") is { Length: > 0 } typed)
        {
            return ChannelText.CutUnits(typed, TextUnitsMax);
        }

        string words = string.Join(' ', ChannelJson.Array(message, "keywords")
            .Where(keyword => keyword.ValueKind == JsonValueKind.String).Select(keyword => ChannelJson.Words(keyword)));
        return words.Length > 0 ? ChannelText.CutUnits(words, TextUnitsMax) : null;
    }

    private static ChannelEvent WithPostback(ChannelEvent bare, JsonElement? postback) =>
        ChannelJson.Id(postback, "data", PostbackUnitsMax) is { } data ? bare with { Kind = EventKind.Postback, PostbackData = data } : bare;

    private static ChannelEvent WithUnsend(ChannelEvent bare, JsonElement? unsend) =>
        ChannelJson.Id(unsend, "messageId", IdUnitsMax) is { } id ? bare with { Kind = EventKind.Unsend, MessageId = id } : bare;

    /// <summary>The one who came or went; null where several did at once.</summary>
    private static ChannelEvent WithMember(ChannelEvent bare, JsonElement? change)
    {
        JsonElement[] members = [.. ChannelJson.Array(change, "members").Take(2)];
        return members.Length == 1 ? bare with { UserId = ChannelJson.Id(members[0], "userId", IdUnitsMax) } : bare;
    }
}
