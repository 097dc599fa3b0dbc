using Microsoft.Extensions.Logging;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Scheduler.Duties;

internal static partial class Log
{
    [LoggerMessage(3601, LogLevel.Information, "Rota {Rota}: {Added} duties held, {Reopened} held again, {Ended} no longer")]
    public static partial void DutiesFollowed(this ILogger logger, int rota, int added, int reopened, int ended);

    [LoggerMessage(3602, LogLevel.Information, "Rota {Rota}: reminders of {Count} duties planned")]
    public static partial void RemindersPlanned(this ILogger logger, int rota, int count);

    [LoggerMessage(3603, LogLevel.Warning, "Duty {Duty} is not confirmed: {Step}")]
    public static partial void StepTaken(this ILogger logger, long duty, DutyStepKind step);

    [LoggerMessage(3604, LogLevel.Information, "Rota {Rota} was changed meanwhile ({Problem}); looked at again in the next pass")]
    public static partial void DutyLost(this ILogger logger, int rota, string problem);
}
