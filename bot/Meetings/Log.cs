using Zaitaku.Storage;

namespace Zaitaku.Bot.Meetings;

/// <summary>What the calendar says in the log: ids, never titles or names.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 8200, Level = LogLevel.Warning, Message = "The calendar cannot be read; the public page goes on from what it last knew.")]
    public static partial void CalendarCannotBeRead(this ILogger logger, WordlessException problem);
}
