using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.Meetings;

internal static partial class Log
{
    [LoggerMessage(3701, LogLevel.Information, "Meeting {Meeting}: {Count} members of its audience put on the list")]
    public static partial void AudienceAdded(this ILogger logger, int meeting, int count);

    [LoggerMessage(3702, LogLevel.Information, "Meeting {Meeting} followed: {Told} told of what changed")]
    public static partial void MeetingFollowed(this ILogger logger, int meeting, int told);

    [LoggerMessage(3703, LogLevel.Information, "Meeting {Meeting}: reminders of {Count} people planned")]
    public static partial void MeetingPlanned(this ILogger logger, int meeting, int count);

    [LoggerMessage(3704, LogLevel.Information, "Meeting {Meeting}: {Lapsed} seats went on, {Offered} offered")]
    public static partial void SeatsMoved(this ILogger logger, int meeting, int lapsed, int offered);

    [LoggerMessage(3706, LogLevel.Information, "Survey {Survey}: {Count} people who came asked")]
    public static partial void SurveyAsked(this ILogger logger, int survey, int count);

    [LoggerMessage(3707, LogLevel.Information, "Meeting {Meeting}: coordinators told of what is theirs to do")]
    public static partial void DeskTold(this ILogger logger, int meeting);

    [LoggerMessage(3705, LogLevel.Information, "Meeting {Which} was changed meanwhile ({Problem}); looked at again in the next pass")]
    public static partial void MeetingLost(this ILogger logger, string which, string problem);
}
