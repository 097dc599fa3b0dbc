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
    TooManyToOneUser,
    MonthlyLimitReached,
    AudienceBusy,
    Unauthorized,
    Forbidden,
}
