namespace Zaitaku.Bot.ChatPage;

/// <summary>Event ids 1300–1399. Ids only: never an address or what a person wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1301, Level = LogLevel.Information, Message = "A chat page was opened as {Role} by member {MemberId}")]
    public static partial void PageOpened(this ILogger logger, string role, Guid memberId);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Information, Message = "Message {MessageId} found its chat page closed")]
    public static partial void PageGone(this ILogger logger, Guid messageId);

    [LoggerMessage(EventId = 1303, Level = LogLevel.Error, Message = "Message {MessageId} has a body no chat page can read, at {Path}")]
    public static partial void BodyUnreadable(this ILogger logger, Guid messageId, string? path);
}
