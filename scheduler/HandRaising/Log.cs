using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.HandRaising;

/// <summary>Event ids 5611–5619. Ids only: never names, areas or words.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5611, Level = LogLevel.Information, Message = "Case {Case} had its step {Step}.")]
    public static partial void HandChased(this ILogger logger, int @case, int step);
}
