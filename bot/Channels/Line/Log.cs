using Zaitaku.Storage;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Event ids 1000–1099. Ids, counts and statuses only: never a name, a user id or what somebody wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Debug, Message = "LINE webhook: {Events} events, {New} new, {Skipped} skipped")]
    public static partial void WebhookKept(this ILogger logger, int events, int @new, int skipped);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "LINE webhook refused: the signature of {Bytes} bytes fits none of {Secrets} secrets")]
    public static partial void SignatureRefused(this ILogger logger, int bytes, int secrets);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "LINE webhook of {Bytes} bytes is signed but is no webhook; answered 200 and left, since sending it again would not mend it")]
    public static partial void WebhookUnreadable(this ILogger logger, int bytes);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Error, Message = "LINE webhook not kept ({Events} events); answered 503 so that LINE may deliver again")]
    public static partial void WebhookNotKept(this ILogger logger, WordlessException exception, int events);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Information, Message = "LINE webhook refused: more than {BytesMax} bytes")]
    public static partial void WebhookTooLarge(this ILogger logger, int bytesMax);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, Message = "LINE webhooks are addressed to another bot than Line:BotUserId says; they are signed with our secret, so they are answered all the same. Correct the setting")]
    public static partial void OtherDestination(this ILogger logger);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Debug, Message = "LINE {Method} {Path}: {Status}, request {RequestId}, {Milliseconds} ms")]
    public static partial void Called(this ILogger logger, string method, string path, int status, string requestId, long milliseconds);

    [LoggerMessage(EventId = 1011, Level = LogLevel.Information, Message = "LINE {Method} {Path} got no answer: {Fault}, {Problem}")]
    public static partial void CallFailed(this ILogger logger, string method, string path, CallFault fault, string problem);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "LINE refused message {MessageId}: {Problem}")]
    public static partial void MessageRefused(this ILogger logger, Guid messageId, string problem);

    [LoggerMessage(EventId = 1013, Level = LogLevel.Warning, Message = "LINE's monthly message quota is used up: {Used} of {Limit}")]
    public static partial void QuotaSpent(this ILogger logger, long used, long limit);

    [LoggerMessage(EventId = 1020, Level = LogLevel.Warning, Message = "LINE issued no channel access token: {Status}. Check Line:ChannelId and Line:ChannelSecret")]
    public static partial void TokenRefused(this ILogger logger, int status);

    [LoggerMessage(EventId = 1021, Level = LogLevel.Information, Message = "LINE's token service did not answer: {Problem}")]
    public static partial void TokenUnreachable(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1040, Level = LogLevel.Debug, Message = "LINE menus of {People} people changed")]
    public static partial void MenusLinked(this ILogger logger, int people);

    [LoggerMessage(EventId = 1041, Level = LogLevel.Information, Message = "LINE did not take the menus; they are tried again later: {Problem}")]
    public static partial void MenusWait(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1042, Level = LogLevel.Warning, Message = "LINE refused one person's menu: {Problem}")]
    public static partial void MenuRefused(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1043, Level = LogLevel.Error, Message = "Linking LINE menus failed; it is tried again later")]
    public static partial void MenusFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1044, Level = LogLevel.Information, Message = "LINE did not take the menu off the phone of somebody who is erased: {Problem}")]
    public static partial void MenuStays(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1030, Level = LogLevel.Warning, Message = "The LINE account behind the token is {ActualUserId}, but Line:BotUserId says {ConfiguredUserId}")]
    public static partial void OtherAccount(this ILogger logger, string actualUserId, string configuredUserId);

    [LoggerMessage(EventId = 1031, Level = LogLevel.Information, Message = "LINE account {BasicId} is ready (chat mode {ChatMode})")]
    public static partial void AccountReady(this ILogger logger, string basicId, string chatMode);

    [LoggerMessage(EventId = 1032, Level = LogLevel.Information, Message = "LINE's self-check got no answer: {Problem}")]
    public static partial void SelfCheckUnanswered(this ILogger logger, string problem);
}
