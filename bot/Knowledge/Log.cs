using Zaitaku.Storage;

namespace Zaitaku.Bot.Knowledge;

/// <summary>Event ids 8300–8399. Ids only: never a question or an answer.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 8301, Level = LogLevel.Error, Message = "Version {Version} of a knowledge entry cannot be read; people are answered without it")]
    public static partial void EntryUnreadable(this ILogger logger, int version);

    [LoggerMessage(EventId = 8302, Level = LogLevel.Warning, Message = "The hub's own knowledge entries cannot be read; people are answered from what was last read")]
    public static partial void EntriesCannotBeRead(this ILogger logger, WordlessException exception);
}
