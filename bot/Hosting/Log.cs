namespace Zaitaku.Bot.Hosting;

/// <summary>Event ids 7900–7999.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 7901, Level = LogLevel.Information, Message = "The directory could not be read ahead (SQLite error {Code}); the first question reads it")]
    public static partial void NotWarmedUp(this ILogger logger, int code);

    [LoggerMessage(EventId = 7902, Level = LogLevel.Information, Message = "No question could be answered ahead; the first one takes longer")]
    public static partial void NotAnsweredAhead(this ILogger logger, Exception problem);
}
