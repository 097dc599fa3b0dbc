using Microsoft.Extensions.Logging;
using Zaitaku.Storage.Desk;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>Event ids 5300–5399. Ids only.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5301, Level = LogLevel.Information, Message = "Consultation {Id}: {Due} told")]
    public static partial void TargetTold(this ILogger logger, Guid id, TargetDue due);

    [LoggerMessage(EventId = 5302, Level = LogLevel.Information, Message = "Consultation {Id}: no answer to a question, {Due} told")]
    public static partial void AskedBackTold(this ILogger logger, Guid id, AskedBackDue due);

    [LoggerMessage(EventId = 5303, Level = LogLevel.Information, Message = "Consultation {Id}: {News} told")]
    public static partial void LooseEndTold(this ILogger logger, Guid id, DeskNews news);
}
