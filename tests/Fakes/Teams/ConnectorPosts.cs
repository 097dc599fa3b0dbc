using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>Send, update, delete: what appears on screens.</summary>
internal static class ConnectorPosts
{
    /// <param name="conversation">The id as the path has it: with <c>;messageid=</c> it is a thread.</param>
    public static FakeAnswer Send(FakeTeams teams, TeamsRoom room, string conversation, JsonObject body)
    {
        if (FakeJson.Text(body["type"]) == "typing")
        {
            teams.TypingShown.Add(room.Name);
            return new FakeAnswer(202, null);
        }

        if (ActivityRules.Check(body) is { } fault)
        {
            return TeamsWeather.Problem(400, fault.Property, fault.Message);
        }

        string id = Post(teams, room, conversation, body);
        FakeAnswer sent = FakeAnswer.Ok(new JsonObject { ["id"] = id }, 201) with { Send = new FakeSend("", [conversation], [id]) };

        // Seen of the real thing: words and a card in one activity are taken, and no id comes back.
        return FakeJson.Text(body["text"]) is { Length: > 0 } && body["attachments"] is JsonArray { Count: > 0 } ? sent with { Status = 202, Body = null } : sent;
    }

    public static FakeAnswer Update(FakeTeams teams, TeamsRoom room, string id, JsonObject body)
    {
        if (!room.Messages.TryGetValue(id, out HeardActivity? before))
        {
            return TeamsWeather.Problem(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");
        }

        if (before is null)
        {
            return TeamsWeather.Problem(403, "Unknown", "The message was deleted.");
        }

        FakeFault? fault = FakeJson.Text(body["text"]) is { Length: > 0 } && body["attachments"] is JsonArray { Count: > 0 }
            ? new FakeFault("BadSyntax", "Activity resulted into multiple skype activities") : ActivityRules.Check(body);
        if (fault is not null)
        {
            return TeamsWeather.Problem(400, fault.Property, fault.Message);
        }

        HeardActivity now = before with { At = teams.Now, Json = (JsonObject)body.DeepClone(), How = HeardHow.Updated };
        room.Messages[id] = now;
        teams.Appears(now);
        return FakeAnswer.Ok(new JsonObject { ["id"] = id }) with { Send = new FakeSend("", [now.Conversation], [id]) };
    }

    public static FakeAnswer Delete(FakeTeams teams, TeamsRoom room, string id)
    {
        if (!room.Messages.TryGetValue(id, out HeardActivity? before) || before is null)
        {
            return TeamsWeather.Problem(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");
        }

        room.Messages[id] = null;
        teams.Appears(before with { At = teams.Now, Json = new JsonObject { ["type"] = "messageDelete" }, How = HeardHow.Deleted });
        return FakeAnswer.Ok() with { Send = new FakeSend("", [before.Conversation], [id]) };
    }

    /// <summary>It appears in the room. The same id never comes twice.</summary>
    public static string Post(FakeTeams teams, TeamsRoom room, string conversation, JsonObject body)
    {
        string id = teams.NextMessageId();
        HeardActivity heard = new(id, conversation, room.Name, teams.Now, (JsonObject)body.DeepClone(), HeardHow.Sent);
        room.Messages[id] = heard;
        teams.Appears(heard);
        return id;
    }
}
