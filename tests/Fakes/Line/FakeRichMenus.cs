using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

public sealed partial class FakeLine
{
    /// <summary>The rich menus of the account.</summary>
    public FakeRichMenus RichMenus { get; } = new();

    /// <summary>The menu this phone shows, by its name at LINE: its own, else the one set for everybody; null for none.</summary>
    public string? MenuOf(string name) => Locked(() => RichMenus.ShownTo(IdOf(name)));

    internal bool IsBlocked(string id) => _blocked.Contains(id);
}

/// <summary>LINE's rich menus: made, given a picture once, named by aliases, linked to people. Source: line-openapi, messaging-api.yml, and developers.line.biz, "Rich menu".</summary>
public sealed class FakeRichMenus
{
    private const int MenusMax = 1_000;
    private const int CallsPerHourMax = 100;
    private const int BulkMax = 500;
    private readonly Dictionary<string, Menu> _menus = [];
    private readonly Dictionary<string, string> _aliases = [];
    private readonly Dictionary<string, string> _linked = [];
    private readonly List<(DateTimeOffset At, string What)> _counted = [];
    private string? _default;
    private int _counter;

    /// <summary>Ids of people LINE does not know here: one of them spoils a whole bulk call.</summary>
    public HashSet<string> Strangers { get; } = [];

    /// <summary>Names of the menus that lie at LINE, in order.</summary>
    public IReadOnlyList<string> Names => [.. _menus.Values.Select(menu => FakeJson.Text(menu.Request["name"]) ?? "").Order(StringComparer.Ordinal)];

    /// <summary>The name of the menu each alias means.</summary>
    public IReadOnlyDictionary<string, string> Aliases => _aliases.ToDictionary(alias => alias.Key, alias => NameOf(alias.Value) ?? "");

    internal static bool Takes(string path) => path.Contains("/richmenu", StringComparison.Ordinal);

    internal string? ShownTo(string user) => NameOf(_linked.GetValueOrDefault(user)) ?? NameOf(_default);

    internal FakeAnswer Serve(FakeLine line, FakeCall call, string path)
    {
        string[] parts = path.Trim('/').Split('/')[2..]; // Without v2/bot.
        return (call.Method, parts) switch
        {
            ("POST", ["richmenu", string id, "content"]) => Upload(id, call),
            ("POST", _) when call.Body.Length > 0 && BodyOf(call) is null => FakeAnswer.Problem(400, "The request body could not be parsed as JSON (line: 1, column: 1)"),
            ("GET", ["richmenu", "list"]) => FakeAnswer.Ok(new JsonObject { ["richmenus"] = new JsonArray([.. _menus.Select(menu => Shown(menu.Key, menu.Value))]) }),
            ("GET", ["richmenu", "alias", "list"]) => FakeAnswer.Ok(new JsonObject
            {
                ["aliases"] = new JsonArray([.. _aliases.Select(alias => new JsonObject { ["richMenuAliasId"] = alias.Key, ["richMenuId"] = alias.Value })]),
            }),
            ("POST", ["richmenu"]) => Counted(line, "create", () => Create(BodyOf(call) ?? [])),
            ("POST", ["richmenu", "alias"]) => AddAlias(BodyOf(call) ?? []),
            ("POST", ["richmenu", "alias", string alias]) => MoveAlias(alias, BodyOf(call) ?? []),
            ("DELETE", ["richmenu", "alias", string alias]) => Counted(line, "delete alias", () => _aliases.Remove(alias) ? FakeAnswer.Ok() : FakeAnswer.Problem(404, "richmenu alias not found")),
            ("POST", ["richmenu", "bulk", "link"]) => Link(line, BodyOf(call) ?? []),
            ("POST", ["richmenu", "bulk", "unlink"]) => Unlink(BodyOf(call) ?? []),
            ("DELETE", ["richmenu", string id]) => Counted(line, "delete", () => _menus.Remove(id) ? FakeAnswer.Ok() : FakeAnswer.Problem(404, "richmenu not found")),
            ("GET", ["user", "all", "richmenu"]) => _default is { } shown ? FakeAnswer.Ok(new JsonObject { ["richMenuId"] = shown }) : FakeAnswer.Problem(404, "no default richmenu"),
            ("POST", ["user", "all", "richmenu", string id]) => Ready(id) ?? Set(id),
            _ => FakeAnswer.Problem(404, "Not found"),
        };
    }

    private FakeAnswer Create(JsonObject request)
    {
        if (FaultsOf(request) is { Count: > 0 } faults)
        {
            return FakeAnswer.Problem(400, $"The request body has {faults.Count} error(s)", faults);
        }

        if (_menus.Count >= MenusMax)
        {
            return FakeAnswer.Problem(400, "The number of rich menus exceeds the limit");
        }

        string id = $"richmenu-{++_counter:x32}";
        _menus[id] = new Menu((JsonObject)request.DeepClone());
        return FakeAnswer.Ok(new JsonObject { ["richMenuId"] = id });
    }

    private static List<FakeFault> FaultsOf(JsonObject request)
    {
        List<FakeFault> faults = [];
        (int width, int height) = SizeOf(request);
        Check(width is >= 800 and <= 2500 && height >= 250 && width >= height * 1.45, "size");
        Check(FakeJson.Text(request["name"]) is { Length: > 0 and <= 300 }, "name");
        Check(FakeJson.Text(request["chatBarText"]) is { Length: > 0 } bar && new StringInfo(bar).LengthInTextElements <= 14, "chatBarText");
        Check(request["selected"]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False, "selected");
        JsonArray areas = request["areas"] as JsonArray ?? [];
        Check(areas.Count is > 0 and <= 20, "areas");
        for (int i = 0; i < areas.Count; i++)
        {
            JsonNode? bounds = areas[i]?["bounds"];
            (int x, int y, int wide, int high) = (Number(bounds?["x"]), Number(bounds?["y"]), Number(bounds?["width"]), Number(bounds?["height"]));
            Check(x >= 0 && y >= 0 && wide > 0 && high > 0 && x + wide <= width && y + high <= height, $"areas[{i}].bounds");
            ActionRules.Check(areas[i]?["action"], $"areas[{i}].action", labelMax: 20, mayBeLocation: false, faults);
        }

        return faults;

        void Check(bool isGood, string property)
        {
            if (!isGood)
            {
                faults.Add(new FakeFault(property, "invalid"));
            }
        }
    }

    private FakeAnswer Upload(string id, FakeCall call)
    {
        if (!_menus.TryGetValue(id, out Menu? menu))
        {
            return FakeAnswer.Problem(404, "richmenu not found");
        }

        bool isPng = call.Header("content-type") == "image/png" && call.Body.Length > 24 && call.Body.AsSpan(1, 3).SequenceEqual("PNG"u8);
        (int width, int height) = isPng ? (Big(call.Body, 16), Big(call.Body, 20)) : (0, 0);
        if (!isPng || call.Body.Length > 1024 * 1024 || (width, height) != SizeOf(menu.Request))
        {
            return FakeAnswer.Problem(400, "invalid image");
        }

        if (menu.HasPicture)
        {
            return FakeAnswer.Problem(400, "An image has already been uploaded to the richmenu");
        }

        menu.HasPicture = true;
        return FakeAnswer.Ok();
    }

    private FakeAnswer AddAlias(JsonObject body)
    {
        string alias = FakeJson.Text(body["richMenuAliasId"]) ?? "";
        bool isGood = alias.Length is > 0 and <= 32 && alias.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-');
        return !isGood ? FakeAnswer.Problem(400, "invalid richmenu alias id")
            : _aliases.ContainsKey(alias) ? FakeAnswer.Problem(400, "conflict richmenu alias id")
            : Ready(FakeJson.Text(body["richMenuId"]) ?? "") ?? Point(alias, body);
    }

    private FakeAnswer MoveAlias(string alias, JsonObject body) => _aliases.ContainsKey(alias)
        ? Ready(FakeJson.Text(body["richMenuId"]) ?? "") ?? Point(alias, body)
        : FakeAnswer.Problem(404, "richmenu alias not found");

    private FakeAnswer Point(string alias, JsonObject body)
    {
        _aliases[alias] = FakeJson.Text(body["richMenuId"])!;
        return FakeAnswer.Ok();
    }

    private FakeAnswer Link(FakeLine line, JsonObject body)
    {
        string id = FakeJson.Text(body["richMenuId"]) ?? "";
        if ((Ready(id) ?? WrongPeople(body)) is { } problem)
        {
            return problem;
        }

        foreach (string user in People(body).Where(user => !line.IsBlocked(user)))
        {
            _linked[user] = id; // To whoever blocked the account LINE says nothing and does nothing.
        }

        return FakeAnswer.Ok(status: 202);
    }

    private FakeAnswer Unlink(JsonObject body)
    {
        if (WrongPeople(body) is { } problem)
        {
            return problem;
        }

        foreach (string user in People(body))
        {
            _linked.Remove(user);
        }

        return FakeAnswer.Ok(status: 202);
    }

    private FakeAnswer? WrongPeople(JsonObject body)
    {
        string[] people = People(body);
        return people.Length is 0 or > BulkMax ? FakeAnswer.Problem(400, "The request body has 1 error(s)", new FakeFault("userIds", $"Size must be between 1 and {BulkMax}"))
            : Array.Exists(people, user => user.Length != 33 || !user.StartsWith('U') || FakeLine.IdOf(user) != user || Strangers.Contains(user)) ? FakeAnswer.Problem(400, "The request body has 1 error(s)", new FakeFault("userIds", "invalid"))
            : null;
    }

    private FakeAnswer Set(string id)
    {
        _default = id;
        return FakeAnswer.Ok();
    }

    /// <summary>Null when the menu is there and has its picture.</summary>
    private FakeAnswer? Ready(string id) => !_menus.TryGetValue(id, out Menu? menu) ? FakeAnswer.Problem(404, "richmenu not found")
        : !menu.HasPicture ? FakeAnswer.Problem(400, "must upload richmenu image before applying it to user")
        : null;

    /// <summary>LINE takes 100 an hour of each of these.</summary>
    private FakeAnswer Counted(FakeLine line, string what, Func<FakeAnswer> serve)
    {
        if (_counted.Count(call => call.What == what && call.At > line.Now.AddHours(-1)) >= CallsPerHourMax)
        {
            return FakeAnswer.Problem(429, "The API rate limit has been exceeded. Try again later.");
        }

        _counted.Add((line.Now, what));
        return serve();
    }

    private string? NameOf(string? id) => id is not null && _menus.TryGetValue(id, out Menu? menu) ? FakeJson.Text(menu.Request["name"]) : null;

    private static JsonObject Shown(string id, Menu menu)
    {
        JsonObject shown = (JsonObject)menu.Request.DeepClone();
        shown["richMenuId"] = id;
        return shown;
    }

    private static string[] People(JsonObject body) => body["userIds"] is JsonArray list ? [.. list.Select(entry => FakeJson.Text(entry) ?? "")] : [];

    private static (int Width, int Height) SizeOf(JsonObject request) => (Number(request["size"]?["width"]), Number(request["size"]?["height"]));

    private static int Number(JsonNode? node) => FakeJson.Whole(node) ?? -1;

    private static int Big(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private static JsonObject? BodyOf(FakeCall call)
    {
        try
        {
            return JsonNode.Parse(call.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Menu(JsonObject request)
    {
        public JsonObject Request { get; } = request;

        public bool HasPicture { get; set; }
    }
}
