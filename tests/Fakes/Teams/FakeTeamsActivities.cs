using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>What people do in Teams, as signed requests to the bot. In groups and channels a bot hears only what mentions it.</summary>
public sealed partial class FakeTeams
{
    /// <param name="inGroup">Name of a group chat; null is one-to-one.</param>
    /// <param name="inChannel">Name of a team's channel.</param>
    /// <param name="thread">In a channel: id of the message it answers; null begins a thread.</param>
    /// <param name="id">Give the same id twice for what Teams delivers twice.</param>
    /// <param name="isMentioning">In groups and channels: with 「@在宅ボット」 before the words. False only with a consent few tenants give.</param>
    public TeamsRequest Says(string name, string text, string? inGroup = null, string? inChannel = null, string? thread = null, string? id = null, bool isMentioning = true)
    {
        JsonObject activity = Activity("message", name, inGroup, inChannel, thread, id);
        bool isMentioned = isMentioning && (inGroup ?? inChannel) is not null;
        string mention = $"<at>{BotName}</at>";
        activity["text"] = isMentioned ? $"{mention} {text}" : text;
        activity["textFormat"] = "plain";
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>" });
        if (isMentioned)
        {
            activity["entities"]!.AsArray().Add(new JsonObject
            {
                ["type"] = "mention", ["text"] = mention, ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = BotName },
            });
        }

        return Sign(activity);
    }

    /// <summary>Presses what is titled so: Action.Execute becomes an invoke, Action.Submit a message with a value, imBack words.</summary>
    /// <param name="inputs">What was entered on the card; goes into the data.</param>
    /// <param name="id">Give the same id twice for a press that Teams delivers twice.</param>
    public TeamsRequest Presses(string name, HeardActivity message, string title, Dictionary<string, string>? inputs = null, string? id = null)
    {
        JsonObject action = message.Action(title);
        string type = FakeJson.Text(action["type"]) ?? "";
        string words = FakeJson.Text(action["value"]) ?? FakeJson.Text(action["data"]?["msteams"]?["value"]) ?? "";
        JsonObject data = (action["data"] as JsonObject)?.DeepClone().AsObject() ?? [];
        foreach ((string input, string value) in inputs ?? [])
        {
            data[input] = value;
        }

        return (type, FakeJson.Text(data["msteams"]?["type"])) switch
        {
            ("Action.Execute", _) => Invokes(name, message, action, data, id),
            ("imBack", _) or ("Action.Submit", "imBack") => InRoom(message, (group, channel, thread) => Says(name, words, group, channel, thread, id)),
            ("Action.Submit", "messageBack" or null) => Submits(name, message, data, id),
            _ => throw new InvalidOperationException($"「{title}」 is {type}: the bot hears nothing of it."),
        };
    }

    /// <summary>An invoke of any name, for what has no verb here.</summary>
    public TeamsRequest Invokes(string name, string invoke, JsonNode value, HeardActivity? message = null, string? id = null)
    {
        JsonObject activity = message is null ? Activity("invoke", name, null, null, null, id)
            : InRoom(message, (group, channel, thread) => Activity("invoke", name, group, channel, thread, id));
        activity["name"] = invoke;
        activity["value"] = value.DeepClone();
        if (message is not null)
        {
            activity["replyToId"] = message.Id;
        }

        return Sign(activity);
    }

    /// <summary>Installs the app for oneself. Teams tells the bot once in a person's life, so none may depend on it.</summary>
    public TeamsRequest Installs(string name)
    {
        Stands(name, TeamsStanding.Installed);
        JsonObject activity = Activity("installationUpdate", name, null, null, null, null);
        activity["action"] = "add";
        return Sign(activity);
    }

    public TeamsRequest Uninstalls(string name)
    {
        JsonObject activity = Activity("installationUpdate", name, null, null, null, null);
        activity["action"] = "remove";
        Stands(name, TeamsStanding.Uninstalled);
        return Sign(activity);
    }

    /// <summary>The bot comes into a group chat with these people.</summary>
    public TeamsRequest AddsBotToGroup(string name, string group, params string[] others) => AddsBot(name, group, null, others);

    /// <summary>The bot comes into a team, with this channel.</summary>
    public TeamsRequest AddsBotToChannel(string name, string channel, params string[] others) => AddsBot(name, null, channel, others);

    /// <summary>Somebody takes the bot out of a group chat or channel.</summary>
    public TeamsRequest RemovesBot(string name, string? inGroup = null, string? inChannel = null)
    {
        JsonObject activity = Activity("conversationUpdate", name, inGroup, inChannel, null, null);
        activity["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = BotId });
        Locked(() => RoomOf(inGroup ?? inChannel!, inGroup is null ? "channel" : "groupChat").HasBot = false);
        return Sign(activity);
    }

    public TeamsRequest Reacts(string name, HeardActivity message, string reaction = "like")
    {
        JsonObject activity = InRoom(message, (group, channel, thread) => Activity("messageReaction", name, group, channel, thread, null));
        activity["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = reaction });
        activity["replyToId"] = message.Id;
        return Sign(activity);
    }

    /// <summary>Edits what was said: same id, new words.</summary>
    public TeamsRequest Edits(string name, TeamsRequest said, string text)
    {
        JsonObject activity = Activity("messageUpdate", name, null, null, null, said.Id);
        activity["text"] = text;
        activity["channelData"]!["eventType"] = "editMessage";
        return Sign(activity);
    }

    public TeamsRequest Deletes(string name, TeamsRequest said)
    {
        JsonObject activity = Activity("messageDelete", name, null, null, null, said.Id);
        activity["channelData"]!["eventType"] = "softDeleteMessage";
        return Sign(activity);
    }

    /// <summary>Teams delivers the same again, under a fresh token.</summary>
    public TeamsRequest Redelivers(TeamsRequest before) => Sign(before.Activity);

    /// <summary>Any activity under a good token.</summary>
    public TeamsRequest Sign(JsonObject activity)
    {
        string token = TokenFor(FakeJson.Text(activity["serviceUrl"]) ?? ServiceUrl);
        return new TeamsRequest(activity, "Bearer " + token);
    }

    /// <summary>An activity as Teams writes it. The person then has the app, in groups the room has the person.</summary>
    public JsonObject Activity(string type, string name, string? inGroup, string? inChannel, string? thread, string? id)
    {
        TeamsPerson person = new(name);
        (TeamsRoom room, string activityId) = Locked(() => (Enter(person, inGroup, inChannel), id ?? (type is "message" ? NextMessageId() : "f:" + NextToken("activity"))));
        JsonObject conversation = new() { ["conversationType"] = room.Kind, ["tenantId"] = TenantId, ["id"] = room.Kind == "channel" ? $"{room.Id};messageid={thread ?? activityId}" : room.Id };
        JsonObject channelData = new() { ["tenant"] = new JsonObject { ["id"] = TenantId } };
        if (room.Kind != "personal")
        {
            conversation["isGroup"] = true;
        }

        if (room.Kind == "channel")
        {
            channelData["team"] = new JsonObject { ["id"] = room.Id };
            channelData["channel"] = new JsonObject { ["id"] = room.Id };
        }

        return new JsonObject
        {
            ["type"] = type,
            ["id"] = activityId,
            ["timestamp"] = Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            ["localTimestamp"] = Now.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz"),
            ["localTimezone"] = "Asia/Tokyo",
            ["channelId"] = "msteams",
            ["serviceUrl"] = ServiceUrl,
            ["from"] = new JsonObject { ["id"] = person.Id, ["name"] = name, ["aadObjectId"] = person.AadObjectId },
            ["conversation"] = conversation,
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = BotName },
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "ja-JP", ["country"] = "JP", ["platform"] = "Windows", ["timezone"] = "Asia/Tokyo" }),
            ["channelData"] = channelData,
            ["locale"] = "ja-JP",
        };
    }

    private TeamsRoom Enter(TeamsPerson person, string? inGroup, string? inChannel)
    {
        TeamsRoom room = RoomOf(inGroup ?? inChannel ?? person.Name, inGroup is not null ? "groupChat" : inChannel is not null ? "channel" : "personal");
        if (!room.People.Contains(person))
        {
            room.People.Add(person);
        }

        if (room.Kind == "personal" && StandingOf(person.Name) is not TeamsStanding.DisabledByAdmin)
        {
            _standings[person.Name] = TeamsStanding.Installed; // Who writes has the app and blocks nobody.
        }

        return room;
    }

    private TeamsRequest AddsBot(string name, string? group, string? channel, string[] others)
    {
        JsonObject activity = Activity("conversationUpdate", name, group, channel, null, null);
        activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = BotId });
        Locked(() =>
        {
            TeamsRoom room = RoomOf((group ?? channel)!, "");
            room.HasBot = true;
            room.People.AddRange(others.Select(other => new TeamsPerson(other)).Except(room.People));
        });
        return Sign(activity);
    }

    private TeamsRequest Invokes(string name, HeardActivity message, JsonObject action, JsonObject data, string? id)
    {
        JsonObject pressed = new() { ["type"] = "Action.Execute", ["id"] = FakeJson.Text(action["id"]), ["title"] = FakeJson.Text(action["title"]), ["verb"] = FakeJson.Text(action["verb"]), ["data"] = data };
        return Invokes(name, "adaptiveCard/action", new JsonObject { ["action"] = pressed, ["trigger"] = "manual" }, message, id);
    }

    private TeamsRequest Submits(string name, HeardActivity message, JsonObject data, string? id)
    {
        JsonObject activity = InRoom(message, (group, channel, thread) => Activity("message", name, group, channel, thread, id));
        if (FakeJson.Text(data["msteams"]?["text"]) is { } words)
        {
            activity["text"] = words;
        }

        data.Remove("msteams"); // Teams keeps this part to itself.
        activity["value"] = data;
        activity["replyToId"] = message.Id;
        return Sign(activity);
    }

    private T InRoom<T>(HeardActivity message, Func<string?, string?, string?, T> act)
    {
        TeamsRoom room = Locked(() => RoomOf(message.Room, "personal"));
        string? thread = message.Conversation.Contains(";messageid=", StringComparison.Ordinal) ? message.Conversation.Split(";messageid=")[1] : message.Id;
        return room.Kind switch
        {
            "groupChat" => act(room.Name, null, null),
            "channel" => act(null, room.Name, thread),
            _ => act(null, null, null),
        };
    }
}
