namespace Zaitaku.Bot.Duties;

/// <summary>Event ids 3620–3649. Ids only: never a token, a name, or what somebody wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3621, Level = LogLevel.Information, Message = "The handover of duty {Duty} was written to on its page")]
    public static partial void HandoverWritten(this ILogger logger, long duty);

    [LoggerMessage(EventId = 3622, Level = LogLevel.Information, Message = "The handover of duty {Duty} was being written elsewhere too; the person has their words back")]
    public static partial void HandoverTwice(this ILogger logger, long duty);

    [LoggerMessage(EventId = 3623, Level = LogLevel.Warning, Message = "What was written on the page of duty {Duty} could not be kept ({Problem}); the person was told and has their words back")]
    public static partial void HandoverNotKept(this ILogger logger, long duty, string problem);

    [LoggerMessage(EventId = 3624, Level = LogLevel.Information, Message = "A handover form without a valid token was refused")]
    public static partial void HandoverFormRefused(this ILogger logger);
}
