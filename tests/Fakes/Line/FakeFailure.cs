namespace Zaitaku.Fakes.Line;

/// <summary>Bad weather to order: the next calls fare so.</summary>
public enum FakeFailure
{
    ServerErrorBeforeAcceptance,
    ServerErrorAfterAcceptance,
    NoAnswerBeforeAcceptance,
    NoAnswerAfterAcceptance,
    ConnectionRefused,
    HungUpBeforeAcceptance,
    HungUpAfterAcceptance,
    RateLimited,

    /// <summary>429 with Retry-After: 900.</summary>
    RateLimitedForLong,
    TooManyToOneUser,
    MonthlyLimitReached,
    AudienceBusy,
    Unauthorized,
    Forbidden,
}
