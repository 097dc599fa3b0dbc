using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Turns;

/// <summary>What the bot does with an event before anybody asks what it means.</summary>
public enum TurnKind
{
    /// <summary>Kept and not answered.</summary>
    Silent,

    /// <summary>Words, a button or a position to answer.</summary>
    Answer,

    /// <summary>Somebody added us: the greeting.</summary>
    Greet,

    /// <summary>Somebody blocked us: nothing is pushed any more.</summary>
    Blocked,

    /// <summary>A message was taken back: our copies go.</summary>
    TakeBack,

    /// <summary>A message was written anew: our copies follow.</summary>
    Correct,
}

/// <summary>Which events are answered. No clock, no database.</summary>
public static class TurnRules
{
    /// <summary>Longest text that is read, in UTF-16 units: LINE's own limit. What is longer was not typed on a phone.</summary>
    public const int TextLengthMax = 5_000;

    /// <param name="isEmergency">True when the words tell of a life in danger: answered in groups without a mention too, never in standby.</param>
    public static TurnKind KindOf(ChannelEvent one, bool isEmergency) => one switch
    {
        { IsStandby: true } => TurnKind.Silent,
        { Kind: EventKind.Unsend } => TurnKind.TakeBack,
        { Kind: EventKind.Unfollow } => TurnKind.Blocked,
        { Kind: EventKind.Follow or EventKind.Join } => TurnKind.Greet,
        { Kind: EventKind.Postback } => TurnKind.Answer,
        { Kind: EventKind.Text or EventKind.Edited } when isEmergency => TurnKind.Answer,
        { Kind: EventKind.Edited } => TurnKind.Correct,
        { IsGroup: true, IsMentioned: false } => TurnKind.Silent,
        { Kind: EventKind.Text or EventKind.Location or EventKind.Sticker or EventKind.Media } => TurnKind.Answer,
        _ => TurnKind.Silent,
    };

    /// <summary>A sticker or a picture says nothing we could read; it is answered like a wish for help.</summary>
    public static Understood WithoutWords => new() { Intent = Intents.Help };
}
