using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>One HTTP call as it reached the fake. Header names in lower case.</summary>
public sealed record FakeCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Header(string name) => Headers.TryGetValue(name, out string? value) ? value : "";
}

/// <summary>What the caller gets to see of it.</summary>
public enum FakeFate { Answered, NoAnswer, ConnectionRefused }

/// <summary>The fake's answer, or that there is none.</summary>
public sealed record FakeAnswer(int Status, JsonNode Body)
{
    public FakeFate Fate { get; init; }

    public string RequestId { get; init; } = "";

    /// <summary>For 409: the request that was accepted under the same key.</summary>
    public string AcceptedRequestId { get; init; } = "";

    public static FakeAnswer Ok(JsonNode? body = null, int status = 200) => new(status, body ?? new JsonObject());

    public static FakeAnswer Problem(int status, string message, params IEnumerable<FakeFault> faults)
    {
        JsonArray details = [.. faults.Select(fault => new JsonObject { ["message"] = fault.Message, ["property"] = fault.Property })];
        JsonObject body = new() { ["message"] = message };
        if (details.Count > 0)
        {
            body["details"] = details;
        }

        return new FakeAnswer(status, body);
    }
}

/// <summary>A complaint about one field, as LINE's <c>details</c> have it.</summary>
public sealed record FakeFault(string Property, string Message);

/// <summary>Bad weather to order: the next calls fare so.</summary>
public enum FakeFailure
{
    ServerErrorBeforeAcceptance,
    ServerErrorAfterAcceptance,
    NoAnswerBeforeAcceptance,
    NoAnswerAfterAcceptance,
    ConnectionRefused,
    RateLimited,
    TooManyToOneUser,
    MonthlyLimitReached,
    Unauthorized,
    Forbidden,
}

/// <summary>A call and how it ended, for tests that count.</summary>
public sealed record FakeRecord(DateTimeOffset At, FakeCall Call, FakeAnswer Answer);
