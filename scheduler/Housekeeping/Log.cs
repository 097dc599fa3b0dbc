using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>Event ids 5400–5499. Ids only.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5401, Level = LogLevel.Warning, Message = "The journal still holds what was erased: somebody reads. The next look tries again")]
    public static partial void JournalStillHoldsErased(this ILogger logger);
}
