using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>What people do on their phones, as signed webhooks. Each event that may be answered carries a fresh reply token of this fake.</summary>
public sealed partial class FakeLine
{
    /// <param name="inGroup">Name of a group; null is a one-to-one chat.</param>
    /// <param name="eventId">Give the same id twice for what LINE delivers twice.</param>
    /// <param name="mentioning">The words in the text that mention the bot, such as <c>@在宅</c>.</param>
    public SignedWebhook Says(string name, string text, string? inGroup = null, string? eventId = null, string? mentioning = null)
    {
        JsonObject message = new() { ["id"] = NextMessageId(), ["type"] = "text", ["quoteToken"] = NextToken("quote"), ["text"] = text };
        if (mentioning is not null)
        {
            JsonObject mentionee = new()
            {
                ["index"] = text.IndexOf(mentioning, StringComparison.Ordinal), ["length"] = mentioning.Length, ["type"] = "user", ["userId"] = BotUserId, ["isSelf"] = true,
            };
            message["mention"] = new JsonObject { ["mentionees"] = new JsonArray(mentionee) };
        }

        return Post(Event("message", name, inGroup, eventId, with: new() { ["message"] = message }));
    }

    public SignedWebhook SharesLocation(string name, double latitude, double longitude, string? inGroup = null) => SendsMessage(name, new JsonObject
    {
        ["type"] = "location", ["title"] = "現在地", ["address"] = "デモ市一番町1-1", ["latitude"] = latitude, ["longitude"] = longitude,
    }, inGroup);

    public SignedWebhook SendsSticker(string name, params string[] keywords) => SendsMessage(name, new JsonObject
    {
        ["type"] = "sticker", ["quoteToken"] = NextToken("quote"), ["packageId"] = "446", ["stickerId"] = "1988", ["stickerResourceType"] = "STATIC",
        ["keywords"] = new JsonArray([.. keywords.Select(keyword => (JsonNode)keyword)]),
    });

    public SignedWebhook SendsImage(string name) => SendsMessage(name, new JsonObject
    {
        ["type"] = "image", ["quoteToken"] = NextToken("quote"), ["contentProvider"] = new JsonObject { ["type"] = "line" },
    });

    /// <summary>Any other message object; an id is added.</summary>
    public SignedWebhook SendsMessage(string name, JsonObject message, string? inGroup = null)
    {
        message["id"] = NextMessageId();
        return Post(Event("message", name, inGroup, null, with: new() { ["message"] = message }));
    }

    /// <summary>A postback with these data.</summary>
    public SignedWebhook Presses(string name, string data, string? inGroup = null) =>
        Post(Event("postback", name, inGroup, null, with: new() { ["postback"] = new JsonObject { ["data"] = data } }));

    /// <summary>Presses what is labelled so on a message: a postback, or words said.</summary>
    public SignedWebhook Taps(string name, HeardMessage message, string label)
    {
        JsonObject action = message.Action(label);
        return action["type"]!.GetValue<string>() switch
        {
            "postback" => Presses(name, action["data"]!.GetValue<string>()),
            "message" => Says(name, action["text"]!.GetValue<string>()),
            string type => throw new InvalidOperationException($"「{label}」 is a {type}: the bot hears nothing of it."),
        };
    }

    public SignedWebhook Unsends(string name, string messageId, string? inGroup = null) =>
        Post(Event("unsend", name, inGroup, null, canBeAnswered: false, with: new() { ["unsend"] = new JsonObject { ["messageId"] = messageId } }));

    public SignedWebhook Edits(string name, string messageId, string text, string inGroup) => Post(Event("messageEdited", name, inGroup, null, with: new()
    {
        ["message"] = new JsonObject { ["id"] = messageId, ["type"] = "text", ["quoteToken"] = NextToken("quote"), ["text"] = text },
    }));

    public SignedWebhook Follows(string name)
    {
        Unblock(name);
        return Post(Event("follow", name, null, null, with: new() { ["follow"] = new JsonObject { ["isUnblocked"] = false } }));
    }

    /// <summary>Blocks the account: nothing pushed is heard from now on.</summary>
    public SignedWebhook Unfollows(string name)
    {
        Block(name);
        return Post(Event("unfollow", name, null, null, canBeAnswered: false));
    }

    /// <summary>The bot is invited to a group.</summary>
    public SignedWebhook Joins(string group)
    {
        Locked(() => _strangers.Remove(IdOf(group)));
        return Post(Event("join", null, group, null));
    }

    /// <summary>The bot is put out of a group, and nothing can be sent there any more.</summary>
    public SignedWebhook Leaves(string group)
    {
        IsStranger(group);
        return Post(Event("leave", null, group, null, canBeAnswered: false));
    }

    /// <summary>The console's "Verify" button.</summary>
    public SignedWebhook Verifies() => Post();

    /// <summary>LINE delivers the same again: same ids, same tokens, marked as a redelivery.</summary>
    public SignedWebhook Redelivers(SignedWebhook before)
    {
        JsonObject[] events = [.. before.Events.Select(happened => (JsonObject)happened.DeepClone())];
        foreach (JsonObject happened in events)
        {
            happened["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
            RenewReplyToken(happened["replyToken"]?.GetValue<string>() ?? "");
        }

        return Post(events);
    }

    /// <summary>Several events in one POST, as LINE may do under load.</summary>
    public SignedWebhook Together(params SignedWebhook[] webhooks) => Post([.. webhooks.SelectMany(webhook => webhook.Events).Select(happened => (JsonObject)happened.DeepClone())]);

    /// <summary>One event, for what has no verb above. <paramref name="with"/> is added, or replaces what is there.</summary>
    public JsonObject Event(string type, string? name, string? inGroup, string? eventId, bool canBeAnswered = true, JsonObject? with = null)
    {
        JsonObject source = inGroup is null ? new() { ["type"] = "user" } : new() { ["type"] = "group", ["groupId"] = IdOf(inGroup) };
        if (name is not null)
        {
            source["userId"] = IdOf(name);
        }

        JsonObject happened = new()
        {
            ["type"] = type,
            ["mode"] = "active",
            ["timestamp"] = Now.ToUnixTimeMilliseconds(),
            ["source"] = source,
            ["webhookEventId"] = eventId ?? NextUlid(),
            ["deliveryContext"] = new JsonObject { ["isRedelivery"] = false },
        };
        if (canBeAnswered)
        {
            happened["replyToken"] = IssueReplyToken(IdOf(inGroup ?? name ?? "nobody"), Now);
        }

        foreach ((string property, JsonNode? value) in with ?? [])
        {
            happened[property] = value?.DeepClone();
        }

        return happened;
    }

    /// <summary>Events as a signed body.</summary>
    public SignedWebhook Post(params JsonObject[] events)
    {
        JsonObject body = new() { ["destination"] = BotUserId, ["events"] = new JsonArray([.. events]) };
        return Sign(Encoding.UTF8.GetBytes(body.ToJsonString(Raw)));
    }

    /// <summary>Any bytes with a good signature.</summary>
    public SignedWebhook Sign(byte[] body) => SignedWebhook.Of(body, ChannelSecret);

    // LINE sends Japanese raw and some emoji as escapes; the default encoder of this option does just that.
    private static readonly JsonSerializerOptions Raw = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private string NextMessageId() => (400_000_000_000_000_000 + NextNumber()).ToString();
}
