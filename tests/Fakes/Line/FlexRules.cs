using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>LINE's rules for Flex containers and the components we use. Source: developers.line.biz, Messaging API reference, "Flex Message".</summary>
internal static class FlexRules
{
    private const int BubbleBytesMax = 30 * 1024;
    private const int CarouselBytesMax = 50 * 1024;
    private const int BubblesMax = 12;
    private const int DepthMax = 10;

    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Blocks = ["header", "body", "footer"];
    private static readonly string[] Sizes = ["xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"];

    private static readonly string[] Placing =
        ["flex", "margin", "position", "offsetTop", "offsetBottom", "offsetStart", "offsetEnd"];

    public static void Check(JsonNode? node, string at, List<FakeFault> faults)
    {
        if (node is not JsonObject container)
        {
            faults.Add(new FakeFault(at, "May not be empty"));
            return;
        }

        FieldRules field = new(container, at, faults);
        if (field.Type == "bubble")
        {
            Bubble(field, faults);
        }
        else if (field.Type == "carousel")
        {
            Carousel(field, faults);
        }
        else
        {
            field.Say("type", $"unknown type: {field.Type}");
        }
    }

    private static void Carousel(FieldRules field, List<FakeFault> faults)
    {
        field.Only("type", "contents");
        if (field.Owner["contents"] is not JsonArray bubbles || bubbles.Count is 0 or > BubblesMax)
        {
            field.Say("contents", $"Size must be between 1 and {BubblesMax}");
            return;
        }

        if (BytesOf(field.Owner) > CarouselBytesMax)
        {
            field.Say("", "exceeds the maximum size of a carousel");
        }

        if (bubbles.Select(bubble => FakeJson.Text((bubble as JsonObject)?["size"]) ?? "mega").Distinct().Count() > 1)
        {
            field.Say("contents", "bubbles must be of equal size");
        }

        for (int i = 0; i < bubbles.Count; i++)
        {
            if (bubbles[i] is JsonObject bubble && FakeJson.Text(bubble["type"]) == "bubble")
            {
                Bubble(new FieldRules(bubble, $"{field.At}.contents[{i}]", faults), faults);
            }
            else
            {
                field.Say($"contents[{i}]", "must be a bubble");
            }
        }
    }

    private static void Bubble(FieldRules field, List<FakeFault> faults)
    {
        field.Only("type", "size", "direction", "header", "hero", "body", "footer", "styles", "action");
        field.OneOf("size", "nano", "micro", "deca", "hecto", "kilo", "mega", "giga");
        if (BytesOf(field.Owner) > BubbleBytesMax)
        {
            field.Say("", "exceeds the maximum size of a bubble");
        }

        if (Blocks.All(block => field.Owner[block] is null))
        {
            field.Say("", "At least one block must be specified");
        }

        foreach (string block in Blocks.Where(block => field.Owner[block] is not null))
        {
            Component(field.Owner[block], $"{field.At}.{block}", ["box"], 1, faults);
        }
    }

    private static void Component(JsonNode? node, string at, string[] allowed, int depth, List<FakeFault> faults)
    {
        if (node is not JsonObject component || depth > DepthMax)
        {
            faults.Add(new FakeFault(at, "May not be empty"));
            return;
        }

        FieldRules field = new(component, at, faults);
        if (!allowed.Contains(field.Type))
        {
            field.Say("type", $"unknown or misplaced type: {field.Type}");
            return;
        }

        switch (field.Type)
        {
            case "box":
                Box(field, depth, faults);
                break;
            case "text":
                Text(field);
                break;
            case "button":
                Button(field, faults);
                break;
            case "separator":
                field.Only("type", "margin", "color");
                field.Colour("color");
                break;
        }
    }

    private static void Box(FieldRules field, int depth, List<FakeFault> faults)
    {
        field.Only([.. Placing, "type", "layout", "contents", "spacing", "backgroundColor", "borderColor", "borderWidth", "cornerRadius",
            "width", "height", "paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd", "justifyContent", "alignItems", "action"]);
        field.OneOf("layout", "horizontal", "vertical", "baseline");
        field.OneOf("spacing", "none", "xs", "sm", "md", "lg", "xl", "xxl");
        field.Colour("backgroundColor");
        string layout = FakeJson.Text(field.Owner["layout"]) ?? "";
        if (layout.Length == 0)
        {
            field.Say("layout", "May not be empty");
        }

        if (field.Owner["contents"] is not JsonArray contents)
        {
            field.Say("contents", "May not be empty");
            return;
        }

        // A baseline box holds words only.
        string[] allowed = layout == "baseline" ? ["text", "icon", "filler"] : ["box", "text", "button", "separator", "image", "filler"];
        for (int i = 0; i < contents.Count; i++)
        {
            Component(contents[i], $"{field.At}.contents[{i}]", allowed, depth + 1, faults);
        }
    }

    private static void Text(FieldRules field)
    {
        field.Only([.. Placing, "type", "text", "size", "align", "gravity", "color", "weight", "style", "decoration", "wrap", "lineSpacing", "maxLines", "adjustMode", "scaling", "action"]);
        field.Units("text", 1, 30_000);
        field.OneOf("size", Sizes);
        field.OneOf("weight", "regular", "bold");
        field.Colour("color");
        field.Flag("wrap");
        field.Flag("scaling");
        field.Number("flex", 0, 100, required: false);
    }

    private static void Button(FieldRules field, List<FakeFault> faults)
    {
        field.Only([.. Placing, "type", "action", "style", "color", "height", "gravity", "adjustMode", "scaling"]);
        field.OneOf("style", "primary", "secondary", "link");
        field.OneOf("height", "sm", "md");
        field.OneOf("adjustMode", "shrink-to-fit");
        field.Colour("color");
        field.Flag("scaling");
        ActionRules.Check(field.Owner["action"], field.At + ".action", 40, mayBeLocation: false, faults);
    }

    private static int BytesOf(JsonNode node) => Encoding.UTF8.GetByteCount(node.ToJsonString(Raw));
}
