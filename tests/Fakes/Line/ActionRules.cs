using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>LINE's rules for action objects.</summary>
internal static class ActionRules
{
    private static readonly string[] Schemes = ["http", "https", "line", "tel"];

    /// <param name="labelMax">20 for quick replies, 40 in Flex.</param>
    public static void Check(JsonNode? node, string at, int labelMax, bool mayBeLocation, List<FakeFault> faults)
    {
        if (node is not JsonObject action)
        {
            faults.Add(new FakeFault(at, "May not be empty"));
            return;
        }

        FieldRules field = new(action, at, faults);
        field.Graphemes("label", 1, labelMax);
        switch (field.Type)
        {
            case "message":
                field.Only("type", "label", "text");
                field.Graphemes("text", 1, 300);
                break;
            case "postback":
                Postback(field);
                break;
            case "uri":
                field.Only("type", "label", "uri", "altUri");
                Address(field);
                break;
            case "location" when mayBeLocation:
                field.Only("type", "label");
                break;
            default:
                field.Say("type", $"invalid type: {field.Type}");
                break;
        }
    }

    private static void Postback(FieldRules field)
    {
        field.Only("type", "label", "data", "displayText", "inputOption", "fillInText");
        field.Units("data", 1, 300);
        field.Graphemes("displayText", 1, 300, required: false);
    }

    private static void Address(FieldRules field)
    {
        field.Units("uri", 1, 1_000);
        string uri = FakeJson.Text(field.Owner["uri"]) ?? "";
        bool isGood = Ascii.IsValid(uri) && !uri.Contains(' ') && Schemes.Contains(uri.Split(':')[0]) && Uri.TryCreate(uri, UriKind.Absolute, out _);
        if (!isGood)
        {
            field.Say("uri", "invalid uri");
        }
    }
}
