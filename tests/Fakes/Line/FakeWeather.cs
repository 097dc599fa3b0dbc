namespace Zaitaku.Fakes.Line;

/// <summary>What bad weather does to a call: some of it strikes before LINE took the message, some after.</summary>
internal static class FakeWeather
{
    public static FakeAnswer Under(FakeFailure? failure, Func<FakeAnswer> serve) => failure switch
    {
        null => serve(),
        FakeFailure.ServerErrorBeforeAcceptance => FakeAnswer.Problem(500, "Internal server error") with { Verdict = FakeVerdict.Lost },
        FakeFailure.ServerErrorAfterAcceptance => After(serve, FakeAnswer.Problem(500, "Internal server error")),
        FakeFailure.NoAnswerBeforeAcceptance => FakeAnswer.Ok() with { Fate = FakeFate.NoAnswer, Verdict = FakeVerdict.Lost },
        FakeFailure.NoAnswerAfterAcceptance => After(serve, FakeAnswer.Ok() with { Fate = FakeFate.NoAnswer }),
        FakeFailure.ConnectionRefused => FakeAnswer.Ok() with { Fate = FakeFate.ConnectionRefused, Verdict = FakeVerdict.Lost },
        FakeFailure.HungUpBeforeAcceptance => FakeAnswer.Ok() with { Fate = FakeFate.HungUp, Verdict = FakeVerdict.Lost },
        FakeFailure.HungUpAfterAcceptance => After(serve, FakeAnswer.Ok() with { Fate = FakeFate.HungUp }),
        FakeFailure.RateLimited => FakeAnswer.Problem(429, "The API rate limit has been exceeded. Try again later."),
        FakeFailure.RateLimitedForLong => FakeAnswer.Problem(429, "The API rate limit has been exceeded. Try again later.") with { RetryAfterSeconds = 900 },
        FakeFailure.TooManyToOneUser => FakeAnswer.Problem(429, "Too many messages to one user."),
        FakeFailure.MonthlyLimitReached => FakeAnswer.Problem(429, "You have reached your monthly limit."),
        FakeFailure.AudienceBusy => FakeAnswer.Problem(429, "Too many audience requests are running for this audience group. Try again later."),
        FakeFailure.Unauthorized => FakeAnswer.Problem(401, "Authentication failed due to the following reason: invalid token. Confirm that the access token in the authorization header is valid."),
        FakeFailure.Forbidden => FakeAnswer.Problem(403, "Access to this API is not available for your account"),
        _ => throw new InvalidOperationException($"Failure {failure} has no weather."),
    };

    private static FakeAnswer After(Func<FakeAnswer> serve, FakeAnswer seen)
    {
        FakeAnswer real = serve();
        return real.Status is >= 200 and < 300 ? seen with { Verdict = real.Verdict, Send = real.Send } : real;
    }
}
