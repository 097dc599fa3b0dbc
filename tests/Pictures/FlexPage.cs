using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Tests.Pictures;

/// <summary>Draws our LINE messages as a page about as LINE does on a phone, so that people and tests can look at them.
/// Sizes: developers.line.biz, "Flex Message elements" and "Flex Message layout"; a mega bubble is 300 px wide. An approximation: LINE publishes no renderer.</summary>
internal static class FlexPage
{
    private static readonly Dictionary<string, int> TextPx = new(StringComparer.Ordinal)
    {
        ["xxs"] = 11, ["xs"] = 13, ["sm"] = 14, ["md"] = 16, ["lg"] = 19, ["xl"] = 22, ["xxl"] = 29, ["3xl"] = 35, ["4xl"] = 48, ["5xl"] = 74,
    };

    private static readonly Dictionary<string, int> SpacePx = new(StringComparer.Ordinal)
    {
        ["none"] = 0, ["xs"] = 2, ["sm"] = 4, ["md"] = 8, ["lg"] = 12, ["xl"] = 16, ["xxl"] = 20,
    };

    private const string Style = """
        body { margin: 0; padding: 12px; background: #8cabd9; font-family: "Noto Sans CJK JP", "Noto Sans JP", sans-serif; font-size: 16px; line-height: 1.35; width: max-content; min-width: 366px; }
        * { box-sizing: border-box; }
        .said { width: max-content; max-width: 300px; margin: 0 0 10px; padding: 9px 13px; background: #fff; color: #111; border-radius: 18px; white-space: pre-wrap; overflow-wrap: anywhere; }
        .carousel { display: flex; gap: 8px; align-items: stretch; margin: 0 0 10px; }
        .bubble { display: flex; flex-direction: column; width: 300px; flex: none; background: #fff; border-radius: 17px; overflow: hidden; }
        .header, .body { padding: 20px; } .footer { padding: 10px; } .body { flex: 1; }
        .box { display: flex; min-width: 0; } .vertical { flex-direction: column; } .baseline { align-items: baseline; } .horizontal { align-items: stretch; }
        .text { min-width: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; } .text.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
        .button { display: flex; align-items: center; justify-content: center; height: 52px; padding: 0 16px; border-radius: 8px; } .button.sm { height: 40px; } .button span { white-space: nowrap; }
        .separator { height: 1px; background: #d4d6da; }
        .quick { display: flex; gap: 8px; } .quick span { padding: 9px 14px; background: #fff; color: #111; border-radius: 999px; white-space: nowrap; }
        """;

    /// <param name="messages">Message objects of one call, as <c>LineMessages.Render</c> gives them.</param>
    public static string Of(JsonArray messages)
    {
        StringBuilder page = new($"<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><style>{Style}</style><body>");
        foreach (JsonObject message in messages.OfType<JsonObject>())
        {
            page.Append((string?)message["type"] switch
            {
                "text" => $"<div class=\"said\">{Encoded(message["text"])}</div>",
                "flex" => Flex(message["contents"]!.AsObject()),
                string other => throw new InvalidOperationException($"A message of type {other} has no picture."),
                null => throw new InvalidOperationException("A message without a type."),
            });
            if (message["quickReply"]?["items"] is JsonArray items)
            {
                page.Append($"<div class=\"quick\">{string.Concat(items.Select(item => $"<span>{Encoded(item!["action"]!["label"])}</span>"))}</div>");
            }
        }

        return page.Append("</body></html>").ToString();
    }

    private static string Flex(JsonObject contents) =>
        $"<div class=\"carousel\">{((string?)contents["type"] == "carousel" ? string.Concat(contents["contents"]!.AsArray().Select(bubble => Bubble(bubble!.AsObject()))) : Bubble(contents))}</div>";

    private static string Bubble(JsonObject bubble) =>
        $"<div class=\"bubble\">{string.Concat(new[] { "header", "body", "footer" }.Where(bubble.ContainsKey).Select(part => $"<div class=\"{part}\" style=\"{Ground(bubble[part]!)}{Padding(bubble[part]!)}\">{Element(bubble[part]!.AsObject(), "")}</div>"))}</div>";

    private static string Element(JsonObject element, string place) => (string?)element["type"] switch
    {
        "box" => Box(element, place),
        "text" => $"<div class=\"text{((bool?)element["wrap"] == true ? " wrap" : "")}\" style=\"{place}color:{element["color"]};font-weight:{((string?)element["weight"] == "bold" ? 700 : 400)};font-size:{TextPx[(string?)element["size"] ?? "md"]}px\">{Encoded(element["text"])}</div>",
        "button" => Button(element, place),
        "separator" => $"<div class=\"separator\" style=\"{place}\"></div>",
        string other => throw new InvalidOperationException($"A Flex element of type {other} has no picture yet."),
        null => throw new InvalidOperationException("A Flex element without a type."),
    };

    private static string Box(JsonObject box, string place)
    {
        string layout = (string)box["layout"]!;
        int spacing = Space(box["spacing"]);
        StringBuilder inside = new();
        bool isFirst = true;
        foreach (JsonObject element in box["contents"]!.AsArray().OfType<JsonObject>())
        {
            int margin = element["margin"] is { } own ? Space(own) : spacing;
            string gap = isFirst ? "" : layout == "vertical" ? $"margin-top:{margin}px;" : $"margin-left:{margin}px;";
            // In a row every part has flex 1 unless it says otherwise, and widths are shared by it alone.
            string share = layout == "vertical" ? "" : $"flex:{((int?)element["flex"] ?? 1).ToString(CultureInfo.InvariantCulture)} 1 0;";
            inside.Append(Element(element, gap + share));
            isFirst = false;
        }

        return $"<div class=\"box {layout}\" style=\"{place}{Ground(box)}\">{inside}</div>";
    }

    private static string Button(JsonObject button, string place)
    {
        bool isFilled = (string?)button["style"] is "primary" or "secondary";
        string ink = (string?)button["style"] == "primary" ? "#ffffff" : (string?)button["style"] == "secondary" ? "#111111" : (string?)button["color"] ?? "#42659a";
        string ground = isFilled ? $"background-color:{button["color"]};" : "";
        return $"<div class=\"button {button["height"]}\" style=\"{place}{ground}color:{ink}\"><span>{Encoded(button["action"]!["label"])}</span></div>";
    }

    private static string Ground(JsonNode part) => part["backgroundColor"] is { } colour ? $"background-color:{colour};" : "";

    private static string Padding(JsonNode part) => part["paddingAll"] is { } px ? $"padding:{px};" : "";

    private static int Space(JsonNode? named) => (string?)named is { } name ? SpacePx[name] : 0;

    private static string Encoded(JsonNode? text) => WebUtility.HtmlEncode((string?)text ?? "");
}
