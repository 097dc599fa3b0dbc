using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.Substitutes;

/// <summary>Event ids 5621–5629. Ids only: never names or hours.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5621, Level = LogLevel.Information, Message = "Substitution {Request} was looked after: {State}.")]
    public static partial void SubstituteFollowed(this ILogger logger, Guid request, Storage.Substitutes.SubstituteState state);
}
