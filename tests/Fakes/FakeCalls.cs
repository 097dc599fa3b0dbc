using System.Text.Json.Nodes;

namespace Zaitaku.Fakes;

/// <summary>One HTTP call as it reached a fake. Header names in lower case.</summary>
public sealed record FakeCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The host it was meant for; empty where the fake's own server was called.</summary>
    public string Host { get; init; } = "";

    public string Header(string name) => Headers.TryGetValue(name, out string? value) ? value : "";
}

/// <summary>What the caller gets to see of it.</summary>
public enum FakeFate
{
    Answered,
    NoAnswer,
    ConnectionRefused,

    /// <summary>The connection broke before an answer came.</summary>
    HungUp,
}

/// <summary>What the platform made of a call, whatever the caller got to see of it. The log names it in lower case.</summary>
public enum FakeVerdict
{
    /// <summary>Served: a message sent, a token given, a page read.</summary>
    Accepted,

    /// <summary>Known already under its retry key: nothing happened again.</summary>
    Duplicate,

    Refused,

    /// <summary>Lost before the platform took it.</summary>
    Lost,
}

/// <summary>The fake's answer, or that there is none.</summary>
public sealed record FakeAnswer(int Status, JsonNode? Body)
{
    public FakeFate Fate { get; init; }

    public FakeVerdict Verdict { get; init; } = Status is >= 200 and < 300 ? FakeVerdict.Accepted : Status == 409 ? FakeVerdict.Duplicate : FakeVerdict.Refused;

    public string RequestId { get; init; } = "";

    /// <summary>For LINE's 409: the request that was accepted under the same key.</summary>
    public string AcceptedRequestId { get; init; } = "";

    /// <summary>Whole seconds, as the header wants them.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Bytes instead of <see cref="Body"/>: a picture.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>For the log: whom a send was for, the ids of what was sent, and the key or token it came under.</summary>
    public FakeSend? Send { get; init; }

    public static FakeAnswer Ok(JsonNode? body = null, int status = 200) => new(status, body ?? new JsonObject());

    /// <summary>LINE's way to complain.</summary>
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

/// <param name="Key">LINE's retry key or reply token; empty where the platform has neither.</param>
/// <param name="To">Platform ids.</param>
/// <param name="SentIds">Ids the platform gave; empty where nothing was accepted.</param>
public sealed record FakeSend(string Key, IReadOnlyList<string> To, IReadOnlyList<string> SentIds);

/// <summary>A complaint about one field, as LINE's <c>details</c> have it.</summary>
public sealed record FakeFault(string Property, string Message);

/// <summary>A call and how it ended, for tests that count.</summary>
public sealed record FakeRecord(DateTimeOffset At, FakeCall Call, FakeAnswer Answer);
