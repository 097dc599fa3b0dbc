namespace Zaitaku.Bot.Intake.Page;

/// <summary>Event ids 3500–3549. Ids only: never a token, a name, a phone number or what a person wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3501, Level = LogLevel.Information, Message = "Link {Link} ({Purpose}) was opened and is bound to its browser")]
    public static partial void LinkOpened(this ILogger logger, Guid link, string purpose);

    [LoggerMessage(EventId = 3502, Level = LogLevel.Information, Message = "Link {Link} was opened by another browser in the same moment")]
    public static partial void LinkLost(this ILogger logger, Guid link);

    [LoggerMessage(EventId = 3503, Level = LogLevel.Debug, Message = "A link that is unknown, expired or another browser's was refused")]
    public static partial void LinkRefused(this ILogger logger);

    [LoggerMessage(EventId = 3504, Level = LogLevel.Information, Message = "Consultation {Consultation} was written to on its page: {What}")]
    public static partial void PageWritten(this ILogger logger, Guid consultation, string what);

    [LoggerMessage(EventId = 3505, Level = LogLevel.Warning, Message = "The page of consultation {Consultation} tells of a life in danger; the banner was shown")]
    public static partial void DangerOnPage(this ILogger logger, Guid consultation);

    [LoggerMessage(EventId = 3506, Level = LogLevel.Information, Message = "A form without a valid token was refused")]
    public static partial void FormRefused(this ILogger logger);

    [LoggerMessage(EventId = 3507, Level = LogLevel.Warning, Message = "Consultation {Consultation} was changed again and again meanwhile; the person was asked to press once more")]
    public static partial void PageConflict(this ILogger logger, Guid consultation);

    [LoggerMessage(EventId = 3508, Level = LogLevel.Warning, Message = "What was written on the page of consultation {Consultation} could not be kept ({Problem}); the person was told and has their words back")]
    public static partial void PageNotKept(this ILogger logger, Guid consultation, string problem);
}
