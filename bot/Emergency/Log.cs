using Zaitaku.Storage;

namespace Zaitaku.Bot.Emergency;

/// <summary>Event ids 2900–2999. Never a name, a phone number or what a person wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2901, Level = LogLevel.Warning, Message = "An emergency on {Channel} was answered from memory, since the database is away: {Outcome}")]
    public static partial void EmergencyAnsweredFromMemory(this ILogger logger, string channel, string outcome);

    [LoggerMessage(EventId = 2902, Level = LogLevel.Error, Message = "An emergency on {Channel} could not be answered from memory")]
    public static partial void EmergencyNotAnswered(this ILogger logger, string channel, WordlessException exception);

    [LoggerMessage(EventId = 2903, Level = LogLevel.Information, Message = "An emergency on {Channel} was seen before its turn; its card is owed")]
    public static partial void EmergencySeen(this ILogger logger, string channel);

    [LoggerMessage(EventId = 2904, Level = LogLevel.Warning, Message = "More than {Max} events wait to be looked through for emergencies; those beyond are answered by their turns")]
    public static partial void LookoutFull(this ILogger logger, int max);

    [LoggerMessage(EventId = 2905, Level = LogLevel.Warning, Message = "The card of an emergency on {Channel} cannot be written down ({Problem}); it is sent from memory")]
    public static partial void LookoutCannotKeep(this ILogger logger, string channel, string problem);

    [LoggerMessage(EventId = 2906, Level = LogLevel.Error, Message = "What the last run left cannot be looked through for emergencies; each is answered by its turn")]
    public static partial void LookoutCannotRead(this ILogger logger, WordlessException exception);

    [LoggerMessage(EventId = 2907, Level = LogLevel.Error, Message = "The desk could not be told of danger in the middle of a consultation ({Problem}); the card was shown")]
    public static partial void DeskNotToldOfDanger(this ILogger logger, string problem);

    [LoggerMessage(EventId = 2908, Level = LogLevel.Error, Message = "Coordinators could not be told of a danger card ({Problem}); the card was shown, and the console has its note")]
    public static partial void CoordinatorsNotTold(this ILogger logger, string problem);
}
