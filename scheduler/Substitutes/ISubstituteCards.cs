using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Scheduler.Substitutes;

/// <summary>What somebody is told of a substitution.</summary>
public enum SubstituteCardKind
{
    /// <summary>To whoever is on duty: they are asked.</summary>
    Given,

    /// <summary>To whoever no longer is.</summary>
    Moved,

    /// <summary>To whoever is on duty: it was withdrawn.</summary>
    Withdrawn,

    /// <summary>To whoever is on duty, afterwards: what came of it?</summary>
    AskOutcome,

    /// <summary>To whoever asked: it is taken.</summary>
    Taken,

    /// <summary>To whoever asked: the doctor on duty wants to talk first.</summary>
    Talk,

    /// <summary>To whoever asked: another doctor is on duty now.</summary>
    Changed,

    /// <summary>To whoever asked: this is missing.</summary>
    Incomplete,

    /// <summary>To whoever asked: the cutoff is over.</summary>
    Lapsed,

    /// <summary>To whoever asked: nobody is on duty for a part of it.</summary>
    Gap,
}

/// <summary>A substitution as a card. Implemented above, where cards are drawn.</summary>
public interface ISubstituteCards
{
    /// <param name="given">The row of the doctor on duty it is for; null for whoever asked.</param>
    /// <returns>Contents of a message, as the outbox keeps them.</returns>
    string Body(SubstituteFacts facts, SubstituteGiven? given, SubstituteCardKind kind, DateTimeOffset now);
}
