using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Event ids 3650–3699. Ids and counts only.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3650, Level = LogLevel.Information, Message = "Gaps of the rotas: {Added} found, {Gone} mended or past, {Told} told")]
    public static partial void GapsFound(this ILogger logger, int added, int gone, int told);

    [LoggerMessage(EventId = 3652, Level = LogLevel.Information, Message = "Gaps were written by somebody else at the same moment ({Problem}); looked at again")]
    public static partial void GapsLost(this ILogger logger, string problem);

    [LoggerMessage(EventId = 3653, Level = LogLevel.Information, Message = "Weekly list of {Count} gaps owed to {People} coordinators")]
    public static partial void GapListOwed(this ILogger logger, int count, int people);
}
