using Zaitaku.Storage;

namespace Zaitaku.Bot.Inbox;

/// <summary>Event ids 1900–1999. Ids only: never a name, a phone number or what a member wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1901, Level = LogLevel.Error, Message = "The inbox could not keep {Count} events: {Problem}, code {Code} of the database (13: the disk is full; 14: the file cannot be opened; 8: it cannot be written)")]
    public static partial void InboxCannotKeep(this ILogger logger, int count, string problem, int code);

    [LoggerMessage(EventId = 1902, Level = LogLevel.Error, Message = "Inbox message {Id} failed for the {Attempts}th time: {Problem}")]
    public static partial void TurnFailed(this ILogger logger, long id, int attempts, string problem, WordlessException exception);

    [LoggerMessage(EventId = 1903, Level = LogLevel.Error, Message = "Inbox message {Id} is parked; the console shows it")]
    public static partial void TurnParked(this ILogger logger, long id);

    [LoggerMessage(EventId = 1904, Level = LogLevel.Error, Message = "The inbox cannot be read; trying again in {Wait}")]
    public static partial void InboxCannotBeRead(this ILogger logger, TimeSpan wait, WordlessException exception);

    [LoggerMessage(EventId = 1905, Level = LogLevel.Information, Message = "{Count} events were spilled to a file, since another program holds the database")]
    public static partial void InboxSpilled(this ILogger logger, int count);

    [LoggerMessage(EventId = 1906, Level = LogLevel.Information, Message = "Inbox message {Id} waits, since another program holds the database")]
    public static partial void TurnWaits(this ILogger logger, long id);

    [LoggerMessage(EventId = 1907, Level = LogLevel.Warning, Message = "Another program handles what comes in to this data directory; this one waits for its place")]
    public static partial void AnotherHandles(this ILogger logger);

    [LoggerMessage(EventId = 1908, Level = LogLevel.Warning, Message = "Inbox:ConversationsAtOnceMax is 0: what comes in is kept and answered by nobody, but for a life in danger")]
    public static partial void NobodyHandles(this ILogger logger);
}
