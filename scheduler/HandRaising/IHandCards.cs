using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Scheduler.HandRaising;

/// <summary>What a doctor is told of a case.</summary>
public enum HandCardKind
{
    Ask,

    /// <summary>Asked again, because they said nothing.</summary>
    Chase,

    /// <summary>A seat is open again.</summary>
    Again,

    /// <summary>They have a seat.</summary>
    Chosen,

    /// <summary>It is settled, with others.</summary>
    Over,

    Withdrawn,

    /// <summary>The hub took their seat back, as they had asked by phone.</summary>
    Released,
}

/// <summary>A case as a card. Implemented above, where cards are drawn.</summary>
public interface IHandCards
{
    /// <returns>Contents of a message, as the outbox keeps them.</returns>
    string Body(HandCase one, HandAsk ask, HandCardKind kind, DateTimeOffset now);
}
