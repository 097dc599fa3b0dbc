using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>What is installed at LINE and what must change. No clock, no network: callers pass both in as values.</summary>
public static class RichMenuRules
{
    /// <summary>Every menu of ours is named so; others on the account are not touched.</summary>
    public const string NamePrefix = "zaitaku-bot/";

    /// <summary>LINE's limit for one bulk link or unlink.</summary>
    public const int BulkMax = 500;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(15);

    /// <summary>The menu's name at LINE, seen by nobody else: its key and a digest of all that people see of it. A picture cannot be replaced, so another digest is another menu.</summary>
    public static string NameOf(RichMenuDesign design, ReadOnlySpan<byte> picture)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(RequestOf(design, "").ToJsonString()));
        hash.AppendData(picture);
        return $"{NamePrefix}{design.Key}/{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}";
    }

    /// <summary>The menu as POST /v2/bot/richmenu takes it. Source: line-openapi, messaging-api.yml, RichMenuRequest.</summary>
    public static JsonObject RequestOf(RichMenuDesign design, string name) => new()
    {
        ["size"] = new JsonObject { ["width"] = RichMenuDesign.Width, ["height"] = RichMenuDesign.Height },
        ["selected"] = true,
        ["name"] = name,
        ["chatBarText"] = design.ChatBarText,
        ["areas"] = new JsonArray([.. design.Areas.Select(AreaOf)]),
    };

    /// <param name="drawn">Every design with the name its present looks give it.</param>
    /// <param name="makeDefault">True to show the residents' menu to everybody who has no menu of their own.</param>
    public static RichMenuPlan Plan(IReadOnlyList<(RichMenuDesign Design, string Name)> drawn, RichMenuShelf shelf, bool makeDefault)
    {
        Dictionary<string, string> names = shelf.Menus.ToDictionary(menu => menu.Id, menu => menu.Name);

        // An alias is set after the picture, so a menu that has ours is complete; one without it was begun and never finished.
        List<MenuPlace> places = [.. drawn.Select(one => shelf.Aliases.TryGetValue(one.Design.AliasId, out string? id)
            ? new MenuPlace(one.Design, one.Name, names.GetValueOrDefault(id) == one.Name ? id : null, HasAlias: true)
            : new MenuPlace(one.Design, one.Name, null, HasAlias: false))];
        HashSet<string> kept = [.. places.Where(place => place.InstalledId is not null).Select(place => place.InstalledId!)];
        List<string> old = [.. shelf.Menus.Where(menu => menu.Name.StartsWith(NamePrefix, StringComparison.Ordinal) && !kept.Contains(menu.Id)).Select(menu => menu.Id)];
        List<string> oldAliases = [.. shelf.Aliases.Keys.Where(alias => alias.StartsWith(RichMenuDesign.AliasPrefix, StringComparison.Ordinal)
            && drawn.All(one => one.Design.AliasId != alias)).Order(StringComparer.Ordinal)];
        bool isDefaultOurs = shelf.DefaultId is { } shown && names.TryGetValue(shown, out string? name) && name.StartsWith(NamePrefix, StringComparison.Ordinal);
        bool isDefaultRight = shelf.DefaultId is not null && places.Any(place => place.Design.Key == DefaultKey && place.InstalledId == shelf.DefaultId);
        return new RichMenuPlan(places, old, oldAliases, SetsDefault: (makeDefault || isDefaultOurs) && !isDefaultRight);
    }

    /// <summary>The menu shown to whoever has none of their own, where that is wished.</summary>
    public const string DefaultKey = "resident";

    /// <summary>Kept in place of a menu LINE refused to link to somebody, so that they are not tried again until that menu changes.</summary>
    public static string RefusedMark(string menuId) => "!" + menuId;

    /// <summary>A person's id as LINE makes them; a group has no menu.</summary>
    public static bool IsPerson(string id) => id.Length == 33 && id[0] == 'U' && id.Skip(1).All(char.IsAsciiHexDigitLower);

    /// <param name="failures">How often in a row LINE did not take it; at least 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan WaitAfter(int failures, double jitter) =>
        TimeSpan.FromTicks((long)(Math.Min(WaitMax.Ticks, FirstWait.Ticks << Math.Clamp(failures - 1, 0, 12)) * (0.75 + jitter / 4)));

    /// <summary>Faults of what we draw, before LINE finds them. Empty is good.</summary>
    public static IReadOnlyList<string> FaultsOf(RichMenuDesign design) =>
    [
        .. Graphemes(design.ChatBarText) is 0 or > 14 ? new[] { $"{design.Key}: chat bar text" } : [],
        .. design.AliasId.Length > 32 ? new[] { $"{design.Key}: alias" } : [],
        .. design.Areas.Count != RichMenuDesign.Columns * RichMenuDesign.Rows ? new[] { $"{design.Key}: areas" } : [],
        .. design.Areas.Where(area => Graphemes(area.Words) is 0 or > 20).Select(area => $"{design.Key}: {area.Words}"),
    ];

    private static JsonObject AreaOf(RichMenuArea area, int index)
    {
        (int x, int y, int width, int height) = RichMenuDesign.BoundsOf(index);
        return new JsonObject
        {
            ["bounds"] = new JsonObject { ["x"] = x, ["y"] = y, ["width"] = width, ["height"] = height },
            ["action"] = LineActions.Of(area.Words, area.Action, LineActions.QuickReplyLabelMax),
        };
    }

    private static int Graphemes(string text) => new StringInfo(text).LengthInTextElements;
}
