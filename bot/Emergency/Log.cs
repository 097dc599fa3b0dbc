namespace Zaitaku.Bot.Emergency;

/// <summary>Event ids 2900–2999. Never a name, a phone number or what a person wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2901, Level = LogLevel.Warning, Message = "An emergency on {Channel} was answered from memory, since the database is away: {Outcome}")]
    public static partial void EmergencyAnsweredFromMemory(this ILogger logger, string channel, string outcome);

    [LoggerMessage(EventId = 2902, Level = LogLevel.Error, Message = "An emergency on {Channel} could not be answered from memory")]
    public static partial void EmergencyNotAnswered(this ILogger logger, string channel, Exception exception);
}
