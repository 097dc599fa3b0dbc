using Zaitaku.Storage.Covers;

namespace Zaitaku.Bot.Covers;

/// <summary>What came of something done with a cover request.</summary>
public abstract record CoverOutcome
{
    private CoverOutcome()
    {
    }

    /// <param name="Request">As it is after it.</param>
    public sealed record Done(CoverRequest Request) : CoverOutcome;

    /// <summary>Done by them before: a button pressed twice.</summary>
    public sealed record Already(CoverRequest Request) : CoverOutcome;

    /// <summary>Somebody else was first, or it is over.</summary>
    public sealed record TooLate(CoverRequest Request) : CoverOutcome;

    /// <param name="Reason">In words for whoever did it.</param>
    public sealed record NotAllowed(string Reason) : CoverOutcome;
}
