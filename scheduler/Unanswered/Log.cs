using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.Unanswered;

/// <summary>Event ids 8400–8499.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 8401, Level = LogLevel.Information, Message = "Weekly digest of unanswered questions owed to {People} coordinators")]
    public static partial void DigestOwed(this ILogger logger, int people);

    [LoggerMessage(EventId = 8402, Level = LogLevel.Information, Message = "The weekly digest of unanswered questions is owed by another program already ({Problem})")]
    public static partial void DigestOwedByAnother(this ILogger logger, string problem);
}
