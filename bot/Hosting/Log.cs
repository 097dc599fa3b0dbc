namespace Zaitaku.Bot.Hosting;

/// <summary>Event ids 7900–7999.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 7901, Level = LogLevel.Information, Message = "The directory could not be read ahead (SQLite error {Code}); the first question reads it")]
    public static partial void NotWarmedUp(this ILogger logger, int code);
}
