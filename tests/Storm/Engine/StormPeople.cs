using System.Text.Json.Nodes;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Storm;

/// <summary>What people in the storm say and press. Each question bears a mark of its own, which its answer repeats.</summary>
/// <param name="marksFrom">Two of these in one storm must not use the same marks.</param>
public sealed class StormPeople(FakeLine line, Random random, int marksFrom = 1_000)
{
    private const int PeopleMax = 6;
    private const int GroupsMax = 2;

    private readonly string[] _people = [.. Enumerable.Range(1, random.Next(2, PeopleMax + 1)).Select(number => $"U{number}")];
    private readonly string[] _groups = [.. Enumerable.Range(1, random.Next(1, GroupsMax + 1)).Select(number => $"group{number}")];
    private readonly List<StormEvent> _asked = [];
    private int _marks;

    public string Anybody() => _people[random.Next(_people.Length)];

    /// <summary>A mark as people would write it: the name of a clinic that is in no directory.</summary>
    public string NextMark() => $"あさひ{marksFrom + ++_marks}クリニック";

    /// <summary>Whatever comes into somebody's head.</summary>
    public StormEvent Next() => random.Next(20) switch
    {
        0 => new StormEvent(line.Says(Anybody(), "父が息をしていません"), Owed.Emergency),
        1 => new StormEvent(line.Says(Anybody(), "意識がない", inGroup: Group()), Owed.Emergency),
        2 => new StormEvent(line.Follows(Anybody()), Owed.Answer),
        3 => new StormEvent(line.Unfollows(Anybody()), Owed.Silence),
        4 => new StormEvent(line.Presses(Anybody(), $"storm={random.Next(100)}"), Owed.Answer),
        5 => new StormEvent(line.SendsSticker(Anybody(), "ありがとう"), Owed.Answer),
        6 => new StormEvent(line.Says(Anybody(), "きょうは寒いですね", inGroup: Group()), Owed.Silence),
        7 => Standby(),
        8 when _asked.Count > 0 => TakesBack(_asked[random.Next(_asked.Count)]),
        9 or 10 => Asks(inGroup: true),
        _ => Asks(inGroup: false),
    };

    /// <summary>A question, and nothing else.</summary>
    /// <param name="more">Words after it, to make it long.</param>
    public StormEvent Question(string more = "") => Asks(random.Next(4) == 0, more);

    private StormEvent Asks(bool inGroup, string more = "")
    {
        string mark = NextMark();
        SignedWebhook webhook = inGroup
            ? line.Says(Anybody(), $"@在宅 {mark}の電話番号{more}", inGroup: Group(), mentioning: "@在宅")
            : line.Says(Anybody(), $"{mark}の電話番号{more}");
        StormEvent asked = new(webhook, Owed.Marked, mark);
        _asked.Add(asked);
        return asked;
    }

    private StormEvent Standby()
    {
        JsonObject happened = line.Says(Anybody(), "意識がない").Events[0];
        happened["mode"] = "standby";
        happened.Remove("replyToken");
        return new StormEvent(line.Post((JsonObject)happened.DeepClone()), Owed.Silence);
    }

    private StormEvent TakesBack(StormEvent asked)
    {
        JsonObject source = (JsonObject)asked.Webhook.Events[0]["source"]!.DeepClone();
        JsonObject happened = line.Event("unsend", null, null, null, canBeAnswered: false, with: new JsonObject
        {
            ["source"] = source, ["unsend"] = new JsonObject { ["messageId"] = asked.MessageId },
        });
        return new StormEvent(line.Post(happened), Owed.Silence, Unsends: asked.MessageId);
    }

    private string Group() => _groups[random.Next(_groups.Length)];
}
