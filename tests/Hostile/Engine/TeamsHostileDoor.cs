using System.Text.Json.Nodes;
using Zaitaku.Fakes.Teams;

namespace Zaitaku.Hostile;

/// <summary>The Teams door: a token beside the bytes, and an activity it must fit. The forgeries are those of the table Microsoft's own library was held against.</summary>
public static class TeamsHostileDoor
{
    private const int PeopleMax = 50;
    private const int PressedMessagesMax = 500;
    private const string Header = "Authorization";

    /// <summary>It turns good while the run lasts.</summary>
    private const string Soon = "valid in 6 minutes";

    /// <summary>Tokens are good for an hour; each is signed once, since a signature costs as much as the server's whole answer.</summary>
    public static HostileDoor Of(FakeTeams teams)
    {
        TokenCase[] refused = [.. TokenCases.Of(teams).Where(one => one.Bot == TokenWish.Refuse && one.Name != Soon)];
        string honest = teams.Says("佐藤", "今夜の当番は？").Authorization!;
        TeamsTokenShape good = TeamsTokens.Good(teams, teams.ServiceUrl);
        string later = "Bearer " + TeamsTokens.Make(good.With("nbf", good.Claims["nbf"]!.GetValue<long>() + 21_600).With("exp", good.Claims["nbf"]!.GetValue<long>() + 25_200));
        return new HostileDoor("teams", "/api/messages", 256 * 1024, random => Honest(teams, random).Body, _ => Only(honest),
        [
            .. refused.Where(one => IsOfTheToken(one, teams)).Select(one => (one.Name, (Func<byte[], Random, IReadOnlyDictionary<string, string>>)((_, _) => Only(one.Request.Authorization)))),
            ("valid in 6 hours", (_, _) => Only(later)),
            ("a flipped bit in the signature", (_, random) => Only(Flipped(honest, random))),
            ("a cut token", (_, random) => Only(honest[..random.Next(8, honest.Length - 8)])),
            ("a very long token", (_, random) => Only("Bearer " + new string('A', random.Next(1_000, 20_000)))),
            ("segments without end", (_, random) => Only("Bearer " + string.Join('.', Enumerable.Repeat("e30", random.Next(4, 2_000))))),
            ("a deep header", (_, random) => Only("Bearer " + Deep(random.Next(100, 4_000)) + ".e30.AAAA")),
            ("no Latin letters", (_, _) => Only("Bearer \u00ff\u00fe.\u00e9.\u00e8")),
        ])
        {
            Again = PressedAgain,
            Opening = $$"""{"type":"message","channelId":"msteams","serviceUrl":"{{teams.ServiceUrl}}","conversation":{"id":"a:1"},"entities":""",
            Refused = [.. refused.Select(one => (one.Name, one.Request.Body, Only(one.Request.Authorization)))],
        };
    }

    /// <summary>False where the activity is what is wrong, or the token only wrong for another service URL: then the whole request is the forgery.</summary>
    private static bool IsOfTheToken(TokenCase one, FakeTeams teams) =>
        one.Request.Activity["serviceUrl"]?.GetValue<string>() == teams.ServiceUrl && one.Request.Activity["channelId"]?.GetValue<string>() == "msteams";

    private static TeamsRequest Honest(FakeTeams teams, Random random)
    {
        string name = $"人{random.Next(PeopleMax)}";
        return random.Next(9) switch
        {
            0 => teams.Says(name, "近くの薬局", inGroup: "group1"),
            1 => teams.Says(name, "近くの薬局", inChannel: "channel1"),
            2 => teams.AddsBotToGroup(name, "group2", "田中"),
            3 => teams.Invokes(name, "adaptiveCard/action", Press(random)),
            4 => teams.Invokes(name, "task/fetch", new JsonObject { ["data"] = "x" }),
            5 => teams.Edits(name, teams.Says(name, "近くの薬局"), "近くの訪問看護"),
            6 => teams.Deletes(name, teams.Says(name, "近くの薬局")),
            7 => teams.Installs(name),
            _ => teams.Says(name, "😀近くの薬局"),
        };
    }

    /// <summary>As ours are, of a few messages only, so that one button is pressed by many and often.</summary>
    private static string PressId(Random random) => $"{random.Next(PressedMessagesMax):x32}.{random.Next(3)}";

    /// <summary>The same person presses the same button in an activity of another id: nothing but our own id of the button says that it is one press.</summary>
    private static byte[]? PressedAgain(byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject activity || activity["type"]?.GetValue<string>() != "invoke"
                || activity["value"]?["action"]?["data"]?["pressId"]?.GetValue<string>() is not { Length: 34 } id || id[32] != '.')
            {
                return null;
            }

            activity["id"] = $"again-{activity["id"]}";
            return System.Text.Encoding.UTF8.GetBytes(activity.ToJsonString());
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return null; // Mutated beyond that.
        }
    }

    /// <summary>A button as ours are, which was never sent.</summary>
    private static JsonObject Press(Random random) => new()
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "press", ["data"] = new JsonObject { ["press"] = $"help:{random.Next(100)}", ["pressId"] = PressId(random) } },
        ["trigger"] = "manual",
    };

    private static string Deep(int depth) => TeamsTokens.Base64Url(System.Text.Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Repeat("{\"alg\":", depth)) + "\"RS256\"" + new string('}', depth)));

    private static string Flipped(string authorization, Random random)
    {
        string[] parts = authorization.Split('.');
        byte[] signature = TeamsTokens.FromBase64Url(parts[2]);
        signature[random.Next(signature.Length)] ^= (byte)(1 << random.Next(8));
        return $"{parts[0]}.{parts[1]}.{TeamsTokens.Base64Url(signature)}";
    }

    private static Dictionary<string, string> Only(string? authorization) => authorization is null ? [] : new() { [Header] = authorization };
}
