using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zaitaku.Bot.Channels;

/// <summary>What happened on a channel, in words no channel owns.</summary>
public enum EventKind
{
    Text, Location, Sticker, Media, Postback, Follow, Unfollow, Join, Leave, MemberJoined, MemberLeft, Unsend, Edited,

    /// <summary>A kind this version does not know: kept, not failed, not answered.</summary>
    Other,
}

/// <summary>One event from a channel, neutral of it. Kept as JSON in the inbox; what a platform adds later simply is not here.</summary>
public sealed record ChannelEvent
{
    /// <summary><c>line</c>, <c>teams</c> or <c>chat</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The platform's own id of the event; unique per channel.</summary>
    public required string EventId { get; init; }

    public required EventKind Kind { get; init; }

    /// <summary>Where an answer goes: the user's id in a one-to-one chat, else the group's or room's. Personal data.</summary>
    public required string Address { get; init; }

    /// <summary>Who said it; null where the platform does not tell.</summary>
    public string? UserId { get; init; }

    /// <summary>Who said it, or the conversation where the platform does not tell. Personal data.</summary>
    [JsonIgnore]
    public string Speaker => UserId ?? Address;

    /// <summary>When it was said (the platform's clock).</summary>
    public required DateTimeOffset SaidAt { get; init; }

    public string? Text { get; init; }

    /// <summary>Data of a pressed button (at most 300 characters), ours by construction but checked like any input.</summary>
    public string? PostbackData { get; init; }

    /// <summary>Degrees, for <see cref="EventKind.Location"/>.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>The platform's id of the message; for <see cref="EventKind.Unsend"/>, of the message taken back.</summary>
    public string? MessageId { get; init; }

    /// <summary>The platform's id of the message whose button was pressed, where the answer takes that message's place (Teams).</summary>
    public string? PressedMessageId { get; init; }

    public string? ReplyToken { get; init; }

    public DateTimeOffset? ReplyTokenExpiresAt { get; init; }

    /// <summary>A group or room: answered only when mentioned, emergencies excepted.</summary>
    public bool IsGroup { get; init; }

    public bool IsMentioned { get; init; }

    /// <summary>Another program holds the chat (LINE <c>standby</c>): we stay silent.</summary>
    public bool IsStandby { get; init; }

    /// <summary>What was kept as JSON. Null where it cannot be read: cut off, or of another version.</summary>
    public static ChannelEvent? FromKept(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReplyJson.Default.ChannelEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
