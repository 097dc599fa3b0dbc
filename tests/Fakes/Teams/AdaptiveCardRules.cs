using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>Adaptive Cards up to 1.5 as Teams takes them. Source: adaptivecards.io, schema 1.5; learn.microsoft.com, "Cards reference". The schema itself is judged by npm's adaptivecards.</summary>
internal static class AdaptiveCardRules
{
    private const int ButtonsMax = 6;
    private static readonly string[] Versions = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"];

    // Type → what it cannot do without.
    private static readonly Dictionary<string, string[]> Parts = new(StringComparer.Ordinal)
    {
        ["AdaptiveCard"] = [], ["TextBlock"] = ["text"], ["RichTextBlock"] = ["inlines"], ["TextRun"] = ["text"], ["Container"] = ["items"], ["ColumnSet"] = [], ["Column"] = [],
        ["FactSet"] = ["facts"], ["Image"] = ["url"], ["ImageSet"] = ["images"], ["ActionSet"] = ["actions"], ["Table"] = ["columns", "rows"], ["TableRow"] = [], ["TableCell"] = ["items"],
        ["Input.Text"] = ["id"], ["Input.Number"] = ["id"], ["Input.Date"] = ["id"], ["Input.Time"] = ["id"], ["Input.Toggle"] = ["id", "title"], ["Input.ChoiceSet"] = ["id", "choices"],
        ["Action.Submit"] = ["title"], ["Action.Execute"] = ["title"], ["Action.OpenUrl"] = ["title", "url"], ["Action.ShowCard"] = ["title", "card"], ["Action.ToggleVisibility"] = ["title", "targetElements"],
    };

    public static FakeFault? Check(JsonObject card)
    {
        string version = FakeJson.Text(card["version"]) ?? "";
        JsonObject[] parts = [.. HeardActivity.Everything(card)];
        string[] faults =
        [
            .. FakeJson.Text(card["type"]) == "AdaptiveCard" ? [] : new[] { "type is not AdaptiveCard" },
            .. Versions.Contains(version) ? [] : new[] { $"version {version} is not rendered" },
            .. parts.SelectMany(part => Faults(part, version)),
            .. card["actions"] is JsonArray { Count: > ButtonsMax } ? new[] { $"more than {ButtonsMax} actions" } : [],
            .. Doubled(parts).Select(id => $"two inputs have the id {id}"),
        ];
        return faults.Length == 0 ? null : new FakeFault("BadArgument", "Invalid Adaptive Card: " + string.Join("; ", faults));
    }

    private static IEnumerable<string> Faults(JsonObject part, string version)
    {
        // Columns and cells of some lists may go without a type; everything we send names it.
        string type = FakeJson.Text(part["type"]) ?? (part.ContainsKey("width") ? "Column" : "");
        if (!Parts.TryGetValue(type, out string[]? needs))
        {
            yield return $"unknown type {type}";
            yield break;
        }

        foreach (string name in needs.Where(name => IsEmpty(part[name])))
        {
            yield return $"{type} without {name}";
        }

        if (type == "Action.Execute" && version is not ("1.4" or "1.5"))
        {
            yield return "Action.Execute needs version 1.4";
        }

        if (type == "FactSet" && part["facts"] is JsonArray facts && facts.Any(fact => FakeJson.Text(fact?["title"]) is null || FakeJson.Text(fact!["value"]) is null))
        {
            yield return "a fact without title or value";
        }

        if (type is ("Image" or "Action.OpenUrl") && !IsAddress(FakeJson.Text(part["url"]) ?? ""))
        {
            yield return $"{type} with a bad url";
        }
    }

    private static IEnumerable<string> Doubled(JsonObject[] parts) => parts.Where(part => FakeJson.Text(part["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true)
        .GroupBy(part => FakeJson.Text(part["id"]) ?? "").Where(same => same.Count() > 1).Select(same => same.Key);

    private static bool IsEmpty(JsonNode? value) => value is null || (FakeJson.Text(value) is { } text && string.IsNullOrWhiteSpace(text));

    private static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is ("https" or "http" or "tel" or "data" or "msteams");
}
