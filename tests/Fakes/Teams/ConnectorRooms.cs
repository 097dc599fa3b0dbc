using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>Starting conversations and asking who is in one. Source: microsoft/teams.net, docs/CreateConversation-API-Behavior.md (notes of April 2026).</summary>
internal static class ConnectorRooms
{
    private const int PageDefault = 50;
    private const int PageMax = 500;

    public static FakeAnswer Create(FakeTeams teams, JsonObject body)
    {
        string tenant = FakeJson.Text(body["tenantId"]) ?? FakeJson.Text(body["channelData"]?["tenant"]?["id"]) ?? "";
        string[] members = body["members"] is JsonArray list ? [.. list.Select(member => FakeJson.Text(member?["id"]) ?? "")] : [];
        return FakeJson.Text(body["channelData"]?["channel"]?["id"]) is { } channel ? Thread(teams, channel, body)
            : body["isGroup"] is JsonValue isGroup && isGroup.TryGetValue(out bool group) && group ? BadSyntax("Creating group chats is not supported.")
            : tenant != teams.TenantId ? BadSyntax("Incorrect conversation creation parameters: tenantId")
            : members is [string member] ? OneToOne(teams, member, body)
            : BadSyntax("Bad number of members: a conversation needs exactly one.");
    }

    public static FakeAnswer Page(FakeTeams teams, TeamsRoom room, FakeCall call)
    {
        Dictionary<string, string> query = FakeForm.Read(System.Text.Encoding.UTF8.GetBytes(call.Path.Contains('?') ? call.Path.Split('?', 2)[1] : ""));
        int size = Math.Clamp(int.TryParse(query.GetValueOrDefault("pageSize"), out int wanted) ? wanted : PageDefault, 1, PageMax);
        int from = int.TryParse(query.GetValueOrDefault("continuationToken"), out int token) ? token : 0;
        JsonObject page = new() { ["members"] = new JsonArray([.. room.People.Skip(from).Take(size).Select(person => (JsonNode)Shown(teams, person))]) };
        if (from + size < room.People.Count)
        {
            page["continuationToken"] = (from + size).ToString();
        }

        return FakeAnswer.Ok(page);
    }

    /// <summary>The old list, five requests a minute.</summary>
    public static FakeAnswer All(FakeTeams teams, TeamsRoom room) => teams.HasRates && room.MemberLists.TryTake(teams.Now) is { } wait
        ? TeamsWeather.Throttled(wait)
        : FakeAnswer.Ok(new JsonArray([.. room.People.Select(person => (JsonNode)Shown(teams, person))]));

    /// <summary>By MRI, directory id or principal name.</summary>
    public static FakeAnswer One(FakeTeams teams, TeamsRoom room, string id) =>
        room.People.Find(person => person.Id == id || person.AadObjectId == id || person.PrincipalName == id) is { } found
            ? FakeAnswer.Ok(Shown(teams, found))
            : TeamsWeather.Problem(404, "MemberNotFoundInConversation", "The member was not found in the conversation.");

    /// <summary>The same person is the same conversation, however often asked. A message sent along is heard, and its id is not told.</summary>
    private static FakeAnswer OneToOne(FakeTeams teams, string member, JsonObject body)
    {
        if (teams.Rooms.FirstOrDefault(room => room.Kind == "personal" && room.People[0].Id == member) is not { } room)
        {
            return TeamsWeather.Problem(400, "BadArgument", "Failed to decrypt pairwise id");
        }

        if (teams.HasRates && room.Sends.TryTake(teams.Now) is { } wait)
        {
            return TeamsWeather.Throttled(wait);
        }

        if (teams.StandingOf(room.Name) is TeamsStanding.NotInstalled or TeamsStanding.Uninstalled)
        {
            return TeamsWeather.Problem(403, "ForbiddenOperationException", "The bot is not installed in user's personal scope.");
        }

        if (body["activity"] is JsonObject said)
        {
            if (ActivityRules.Check(said) is { } fault)
            {
                return TeamsWeather.Problem(400, fault.Property, fault.Message);
            }

            ConnectorPosts.Post(teams, room, room.Id, said);
        }

        return FakeAnswer.Ok(new JsonObject { ["id"] = room.Id }, 201) with { Send = new FakeSend("", [room.Id], []) };
    }

    private static FakeAnswer Thread(FakeTeams teams, string channel, JsonObject body)
    {
        if (teams.Rooms.FirstOrDefault(room => room.Kind == "channel" && room.Id == channel) is not { } room)
        {
            return TeamsWeather.Problem(404, "ConversationNotFound", "Conversation not found.");
        }

        if (!room.HasBot)
        {
            return TeamsWeather.Problem(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        }

        if (body["activity"] is not JsonObject said)
        {
            return BadSyntax("Incorrect conversation creation parameters: activity");
        }

        if (teams.HasRates && room.Sends.TryTake(teams.Now) is { } wait)
        {
            return TeamsWeather.Throttled(wait);
        }

        if (ActivityRules.Check(said) is { } fault)
        {
            return TeamsWeather.Problem(400, fault.Property, fault.Message);
        }

        string id = ConnectorPosts.Post(teams, room, room.Id, said);
        return FakeAnswer.Ok(new JsonObject { ["id"] = $"{room.Id};messageid={id}", ["activityId"] = id }, 201) with { Send = new FakeSend("", [room.Id], [id]) };
    }

    private static JsonObject Shown(FakeTeams teams, TeamsPerson person) => new()
    {
        ["id"] = person.Id, ["name"] = person.Name, ["aadObjectId"] = person.AadObjectId, ["objectId"] = person.AadObjectId,
        ["userPrincipalName"] = person.PrincipalName, ["tenantId"] = teams.TenantId, ["userRole"] = "user",
    };

    private static FakeAnswer BadSyntax(string message) => TeamsWeather.Problem(400, "BadSyntax", message);
}
