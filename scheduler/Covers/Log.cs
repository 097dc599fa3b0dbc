using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.Covers;

/// <summary>Event ids 5560–5569. Ids only.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5561, Level = LogLevel.Information, Message = "Cover request {Id}: asked again, step {Step}")]
    public static partial void CoverChased(this ILogger logger, Guid id, int step);

    [LoggerMessage(EventId = 5562, Level = LogLevel.Information, Message = "Cover request {Id}: over without anybody, late {IsTooLate}")]
    public static partial void CoverLapsed(this ILogger logger, Guid id, bool isTooLate);
}
