using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>Bad weather to order: the next calls to the Connector fare so.</summary>
public enum TeamsFailure
{
    ServerErrorBeforeAcceptance,
    ServerErrorAfterAcceptance,
    NoAnswerBeforeAcceptance,
    NoAnswerAfterAcceptance,
    ConnectionRefused,

    /// <summary>502 that took nothing.</summary>
    BadGateway,

    /// <summary>503 that took nothing.</summary>
    Unavailable,

    /// <summary>504 after the message went through.</summary>
    GatewayTimeoutAfterAcceptance,

    /// <summary>429 with Retry-After: 2.</summary>
    Throttled,

    /// <summary>412: another write in the same conversation.</summary>
    PreconditionFailed,

    /// <summary>401 although the token is good.</summary>
    Unauthorized,

    /// <summary>404 for a message that is there, as one update in a thousand meets.</summary>
    ActivityNotFound,
}

/// <summary>What bad weather does to a call: some of it strikes before Teams took the message, some after.</summary>
internal static class TeamsWeather
{
    public static FakeAnswer Under(TeamsFailure? failure, Func<FakeAnswer> serve) => failure switch
    {
        null => serve(),
        TeamsFailure.ServerErrorBeforeAcceptance => Problem(500, "ServiceError", "An internal error occurred.") with { Verdict = FakeVerdict.Lost },
        TeamsFailure.ServerErrorAfterAcceptance => After(serve, Problem(500, "ServiceError", "An internal error occurred.")),
        TeamsFailure.NoAnswerBeforeAcceptance => new FakeAnswer(0, null) { Fate = FakeFate.NoAnswer, Verdict = FakeVerdict.Lost },
        TeamsFailure.NoAnswerAfterAcceptance => After(serve, new FakeAnswer(0, null) { Fate = FakeFate.NoAnswer }),
        TeamsFailure.ConnectionRefused => new FakeAnswer(0, null) { Fate = FakeFate.ConnectionRefused, Verdict = FakeVerdict.Lost },
        TeamsFailure.BadGateway => Problem(502, "BadGateway", "Bad gateway") with { Verdict = FakeVerdict.Lost },
        TeamsFailure.Unavailable => Problem(503, "ServiceUnavailable", "The service is unavailable.") with { Verdict = FakeVerdict.Lost },
        TeamsFailure.GatewayTimeoutAfterAcceptance => After(serve, Problem(504, "GatewayTimeout", "Gateway timeout")),
        TeamsFailure.Throttled => Throttled(TimeSpan.FromSeconds(2)),
        TeamsFailure.PreconditionFailed => Problem(412, "PreconditionFailed", "Precondition failed, please try again."),
        TeamsFailure.Unauthorized => Unauthorized(),
        TeamsFailure.ActivityNotFound => Problem(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation."),
        _ => throw new InvalidOperationException($"Failure {failure} has no weather."),
    };

    /// <summary>The Connector's way to complain.</summary>
    public static FakeAnswer Problem(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }) { Verdict = FakeVerdict.Refused };

    public static FakeAnswer Unauthorized() => new(401, new JsonObject { ["message"] = "Authorization has been denied for this request." });

    public static FakeAnswer Throttled(TimeSpan wait) =>
        Problem(429, "Throttled", "Too many requests") with { RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) };

    private static FakeAnswer After(Func<FakeAnswer> serve, FakeAnswer seen)
    {
        FakeAnswer real = serve();
        return real.Status is >= 200 and < 300 ? seen with { Verdict = real.Verdict, Send = real.Send } : real;
    }
}
