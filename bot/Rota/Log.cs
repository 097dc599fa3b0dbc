using Zaitaku.Storage;

namespace Zaitaku.Bot.Rota;

/// <summary>What the rotas say in the log: ids, never names or numbers.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 8100, Level = LogLevel.Warning, Message = "The duties cannot be read; the public page goes on from what it last knew.")]
    public static partial void DutiesCannotBeRead(this ILogger logger, WordlessException problem);
}
