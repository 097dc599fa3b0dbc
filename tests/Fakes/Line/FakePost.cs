using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>Reply, push and multicast: who gets it, once.</summary>
internal static class FakePost
{
    private const int RecipientsMax = 500;

    public static FakeAnswer Reply(FakeLine line, FakeCall call, JsonObject body)
    {
        if (call.Header("x-line-retry-key").Length > 0)
        {
            return FakeAnswer.Problem(400, "The retry key is not supported for this API");
        }

        if (Faults(body, "replyToken") is { Length: > 0 } faults)
        {
            return Complain(faults);
        }

        string token = FakeJson.Text(body["replyToken"]) ?? "";
        if (line.UseReplyToken(token) is not { } to)
        {
            return FakeAnswer.Problem(400, "Invalid reply token") with { Send = new FakeSend(token, [], []) };
        }

        JsonArray sent = line.Deliver(to, Messages(body), call.Path, "", byReply: true);
        return FakeAnswer.Ok(new JsonObject { ["sentMessages"] = sent }) with { Send = new FakeSend(token, [to], IdsOf(sent)) };
    }

    public static FakeAnswer Push(FakeLine line, FakeCall call, JsonObject body)
    {
        string to = FakeJson.Text(body["to"]) ?? "";
        FakeFault[] faults = Faults(body, "to");
        return faults.Length > 0 ? Complain(faults)
            : to.Length != 33 || FakeLine.IdOf(to) != to || !line.Knows(to) ? FakeAnswer.Problem(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
            : Once(line, call, [to], body);
    }

    public static FakeAnswer Multicast(FakeLine line, FakeCall call, JsonObject body)
    {
        string[] to = body["to"] is JsonArray list ? [.. list.Select(entry => FakeJson.Text(entry) ?? "")] : [];
        if (to.Length is 0 or > RecipientsMax)
        {
            return Complain([new FakeFault("to", $"Size must be between 1 and {RecipientsMax}")]);
        }

        FakeFault[] faults = Faults(body, "to");
        int bad = Array.FindIndex(to, id => !id.StartsWith('U') || id.Length != 33 || FakeLine.IdOf(id) != id || !line.Knows(id));
        return faults.Length > 0 ? Complain(faults)
            : bad >= 0 ? FakeAnswer.Problem(400, $"The property, 'to[{bad}]', in the request body is invalid (line: -, column: -)")
            : Once(line, call, [.. to.Distinct()], body);
    }

    public static FakeAnswer Validate(JsonObject body) => MessageRules.Check(body["messages"]) is { Length: > 0 } faults ? Complain(faults) : FakeAnswer.Ok();

    private static FakeAnswer Once(FakeLine line, FakeCall call, string[] to, JsonObject body)
    {
        string key = call.Header("x-line-retry-key");
        if (key.Length > 0 && !Guid.TryParseExact(key, "D", out _))
        {
            return FakeAnswer.Problem(400, "The value for the 'X-Line-Retry-Key' header is invalid");
        }

        line.SawKey(key);
        if (key.Length > 0 && line.AcceptedBefore(key) is { } before)
        {
            if (before.Said != HashOf(to, body))
            {
                line.Misuses(key);
            }

            JsonObject again = new() { ["message"] = "The retry key is already accepted", ["sentMessages"] = before.SentMessages.DeepClone() };
            return new FakeAnswer(409, again) { AcceptedRequestId = before.RequestId, Send = new FakeSend(key, to, IdsOf(before.SentMessages)) };
        }

        FakeAnswer answer = OverQuota(line, to) ?? (to.Length == 1 ? line.OverUser(to[0]) : null) ?? Accept(line, key, to, body);
        return answer with { Send = answer.Send ?? new FakeSend(key, to, []) };
    }

    private static FakeAnswer? OverQuota(FakeLine line, string[] to) =>
        line.MonthlyLimit is { } limit && line.MonthlyUsed + line.MonthlyReserved + to.Sum(line.CostOf) > limit ? FakeAnswer.Problem(429, "You have reached your monthly limit.") : null;

    private static FakeAnswer Accept(FakeLine line, string key, string[] to, JsonObject body)
    {
        line.MonthlyUsed += to.Sum(line.CostOf);
        string requestId = line.NextToken("accepted");
        JsonArray sent = [];
        List<string> ids = [];
        foreach (string id in to)
        {
            sent = line.Deliver(id, Messages(body), requestId, key, byReply: false);
            ids.AddRange(IdsOf(sent));
        }

        if (key.Length > 0)
        {
            line.Remember(key, new FakeLine.Accepted(requestId, line.SawKey(key), (JsonArray)sent.DeepClone(), HashOf(to, body)));
        }

        return FakeAnswer.Ok(to.Length == 1 ? new JsonObject { ["sentMessages"] = sent } : new JsonObject()) with { Send = new FakeSend(key, to, ids) };
    }

    private static string HashOf(string[] to, JsonObject body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(',', to.Order(StringComparer.Ordinal))} {body["messages"]!.ToJsonString()}")));

    private static List<string> IdsOf(JsonArray sent) => [.. sent.Select(message => FakeJson.Text(message?["id"]) ?? "")];

    private static FakeFault[] Faults(JsonObject body, string recipient)
    {
        string[] known = [recipient, "messages", "notificationDisabled", "customAggregationUnits"];
        return [
            .. body.Select(property => property.Key).Where(name => !known.Contains(name)).Select(name => new FakeFault(name, "Unknown property")),
            .. body[recipient] is null ? [new FakeFault(recipient, "May not be empty")] : Array.Empty<FakeFault>(),
            .. MessageRules.Check(body["messages"]),
        ];
    }

    private static IEnumerable<JsonObject> Messages(JsonObject body) => body["messages"]!.AsArray().Select(message => message!.AsObject());

    private static FakeAnswer Complain(FakeFault[] faults) => FakeAnswer.Problem(400, $"The request body has {faults.Length} error(s)", faults);
}
