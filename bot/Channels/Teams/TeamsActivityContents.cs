using System.Text.Json;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>What an activity is about: the kind of event and what goes with it.</summary>
internal static class TeamsActivityContents
{
    /// <summary>UTF-16 units kept of what somebody typed.</summary>
    private const int TextUnitsMax = 10_000;

    private const int MembersMax = 500;

    public static TeamsActivity AddTo(TeamsActivity bare, ChannelEvent nothing, JsonElement root) => bare.Type switch
    {
        "message" => bare with { Event = MessageOf(nothing, root, bare.BotId) },
        "messageUpdate" => bare with { Event = TextOf(nothing, root, bare.BotId) with { Kind = EventKind.Edited } },
        "messageDelete" => bare with { Event = nothing with { Kind = EventKind.Unsend } },
        "conversationUpdate" => WithMembers(bare, nothing, root),
        "installationUpdate" => WithInstallation(bare, nothing, root),
        "messageReaction" => bare with { Event = nothing with { MessageId = null } },
        "invoke" when bare.IsCardAction => bare with { Event = CardActionOf(nothing, root) },
        _ => bare,
    };

    /// <summary>Words, a pressed button (its data in <c>value</c>), or something we do not read.</summary>
    private static ChannelEvent MessageOf(ChannelEvent nothing, JsonElement root, string botId)
    {
        if (ChannelJson.Object(root, "value") is { } value)
        {
            return PressOf(nothing, value) ?? TextOf(nothing, root, botId);
        }

        ChannelEvent words = TextOf(nothing, root, botId);
        bool hasMedia = ChannelJson.Array(root, "attachments").Any(IsMedia);
        return string.IsNullOrWhiteSpace(words.Text) && hasMedia ? words with { Kind = EventKind.Media, Text = null } : words;
    }

    /// <summary>Teams sends a copy of the words as text/html; that is no picture.</summary>
    private static bool IsMedia(JsonElement attachment) =>
        ChannelJson.Text(attachment, "contentType") is { } type
        && (type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || type.Contains("file.download.info", StringComparison.OrdinalIgnoreCase));

    /// <summary>The words without the mention of us, which is taken out by the entity's own text and never by a name.</summary>
    private static ChannelEvent TextOf(ChannelEvent nothing, JsonElement root, string botId)
    {
        string text = ChannelText.CutUnits(ChannelJson.Text(root, "text") ?? "", TextUnitsMax);
        bool isMentioned = false;
        foreach (JsonElement entity in ChannelJson.Array(root, "entities").Take(MembersMax).Where(entity => ChannelJson.Text(entity, "type") == "mention"))
        {
            if (botId.Length > 0 && ChannelJson.Text(ChannelJson.Object(entity, "mentioned"), "id") == botId)
            {
                isMentioned = true;
                text = ChannelJson.Text(entity, "text") is { Length: > 0 } mention ? text.Replace(mention, "", StringComparison.Ordinal) : text;
            }
        }

        // U+00A0 stands around mentions in what Teams sends.
        return nothing with { Kind = EventKind.Text, Text = text.Replace('\u00A0', ' ').Trim(), IsMentioned = isMentioned };
    }

    /// <summary>Data of a button of ours, checked like any input: anybody in a channel may press, and an old card may be pressed weeks later.</summary>
    private static ChannelEvent? PressOf(ChannelEvent nothing, JsonElement? data) =>
        ChannelJson.Id(data, TeamsActions.PressKey, TeamsActions.DataUnitsMax) is { } press
            ? nothing with { Kind = EventKind.Postback, PostbackData = press, IsMentioned = true }
        : ChannelJson.Id(data, TeamsActions.SayKey, TeamsActions.DataUnitsMax) is { } said
            ? nothing with { Kind = EventKind.Text, Text = said, IsMentioned = true }
        : null;

    /// <summary>An invoke takes effect once for each person and button, however often it is pressed or delivered: its id is the one we gave the button when the card was sent.</summary>
    private static ChannelEvent? CardActionOf(ChannelEvent nothing, JsonElement root)
    {
        JsonElement? value = ChannelJson.Object(root, "value");
        JsonElement? data = ChannelJson.Object(ChannelJson.Object(value, "action"), "data");
        if (ChannelJson.Text(value, "trigger") == "automatic" || PressOf(nothing, data) is not { } pressed)
        {
            return null;
        }

        string key = ChannelJson.Id(data, TeamsActions.IdKey, TeamsActions.IdUnitsMax) is { } ours
            ? $"{TeamsActivities.DigestOf(pressed.UserId ?? pressed.Address)}:{ours}"
            : pressed.EventId;
        return pressed with { EventId = key, MessageId = null, PressedMessageId = ChannelJson.Id(root, "replyToId", TeamsActivities.IdUnitsMax) };
    }

    private static TeamsActivity WithMembers(TeamsActivity bare, ChannelEvent nothing, JsonElement root)
    {
        string[] added = MembersOf(root, "membersAdded");
        string[] removed = MembersOf(root, "membersRemoved");
        ChannelEvent bland = nothing with { MessageId = null };
        if (bare.BotId.Length > 0 && added.Contains(bare.BotId))
        {
            return Added(bare, bland);
        }

        if (bare.BotId.Length > 0 && removed.Contains(bare.BotId))
        {
            return bare with { Move = TeamsMove.Removed, Event = bland with { Kind = EventKind.Leave } };
        }

        EventKind kind = added.Length > 0 ? EventKind.MemberJoined : removed.Length > 0 ? EventKind.MemberLeft : EventKind.Other;
        string[] moved = added.Length > 0 ? added : removed;
        return bare with { Event = bland with { Kind = kind, UserId = moved.Length == 1 ? moved[0] : bland.UserId } };
    }

    private static TeamsActivity WithInstallation(TeamsActivity bare, ChannelEvent nothing, JsonElement root)
    {
        ChannelEvent bland = nothing with { MessageId = null };
        return ChannelJson.Text(root, "action")?.ToUpperInvariant() switch
        {
            "ADD" => Added(bare, bland),
            "REMOVE" => bare with { Move = TeamsMove.Removed, Event = bland with { Kind = bare.Scope == TeamsScope.Personal ? EventKind.Unfollow : EventKind.Leave } },
            _ => bare with { Event = bland }, // An upgrade of the app: nothing changes for people.
        };
    }

    private static TeamsActivity Added(TeamsActivity bare, ChannelEvent bland) =>
        bare with { Move = TeamsMove.Added, Event = bland with { Kind = bare.Scope == TeamsScope.Personal ? EventKind.Follow : EventKind.Join } };

    private static string[] MembersOf(JsonElement root, string name) =>
        [.. ChannelJson.Array(root, name).Take(MembersMax).Select(member => ChannelJson.Id(member, "id", TeamsActivities.IdUnitsMax)).OfType<string>()];
}
