using Microsoft.Extensions.Logging;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>Event ids 5400–5499. Ids only.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5401, Level = LogLevel.Warning, Message = "The journal still holds what was erased: somebody reads. The next look tries again")]
    public static partial void JournalStillHoldsErased(this ILogger logger);

    [LoggerMessage(EventId = 5402, Level = LogLevel.Error, Message = "What is past its time among the {Part} could not be removed; the others were, and the next run tries again")]
    public static partial void HousekeepingPartFailed(this ILogger logger, string part, WordlessException problem);
}
