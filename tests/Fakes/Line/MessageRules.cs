using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>LINE's rules for message objects, as far as a bot of ours may send them. Source: developers.line.biz, Messaging API reference, "Message objects".</summary>
internal static class MessageRules
{
    public static FakeFault[] Check(JsonNode? messages)
    {
        List<FakeFault> faults = [];
        if (messages is not JsonArray list || list.Count is 0 or > 5)
        {
            return [new FakeFault("messages", "Size must be between 1 and 5")];
        }

        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject message)
            {
                Message(new FieldRules(message, $"messages[{i}]", faults), faults);
            }
            else
            {
                faults.Add(new FakeFault($"messages[{i}]", "May not be empty"));
            }
        }

        return [.. faults];
    }

    private static void Message(FieldRules field, List<FakeFault> faults)
    {
        switch (field.Type)
        {
            case "text":
                field.Only("type", "text", "quickReply", "emojis", "quoteToken", "sender");
                field.Units("text", 1, 5_000);
                if (string.IsNullOrWhiteSpace(FakeJson.Text(field.Owner["text"])))
                {
                    field.Say("text", "May not be empty");
                }

                break;
            case "flex":
                field.Only("type", "altText", "contents", "quickReply", "sender");
                field.Units("altText", 1, 1_500);
                FlexRules.Check(field.Owner["contents"], field.At + ".contents", faults);
                break;
            case "sticker":
                field.Only("type", "packageId", "stickerId", "quickReply", "quoteToken", "sender");
                field.Units("packageId", 1, 20);
                field.Units("stickerId", 1, 20);
                break;
            case "location":
                field.Only("type", "title", "address", "latitude", "longitude", "quickReply", "sender");
                field.Units("title", 1, 100);
                field.Units("address", 1, 100);
                field.Number("latitude", -90, 90, required: true);
                field.Number("longitude", -180, 180, required: true);
                break;
            default:
                field.Say("type", $"invalid type: {field.Type}");
                break;
        }

        QuickReply(field, faults);
    }

    private static void QuickReply(FieldRules field, List<FakeFault> faults)
    {
        if (field.Owner["quickReply"] is not { } quickReply)
        {
            return;
        }

        string at = field.At + ".quickReply.items";
        if (quickReply is not JsonObject || quickReply["items"] is not JsonArray items || items.Count is 0 or > 13)
        {
            faults.Add(new FakeFault(at, "Size must be between 1 and 13"));
            return;
        }

        for (int i = 0; i < items.Count; i++)
        {
            if (items[i] is not JsonObject item || FakeJson.Text(item["type"]) != "action")
            {
                faults.Add(new FakeFault($"{at}[{i}].type", "Must be action"));
                continue;
            }

            new FieldRules(item, $"{at}[{i}]", faults).Only("type", "action", "imageUrl");
            ActionRules.Check(item["action"], $"{at}[{i}].action", 20, mayBeLocation: true, faults);
        }
    }
}
