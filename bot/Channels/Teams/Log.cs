using Zaitaku.Storage;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Event ids 1100–1199. Kinds, counts and statuses only: never a name, a user or conversation id, a token or what somebody wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Debug, Message = "Teams activity {Type}: {New} new")]
    public static partial void ActivityKept(this ILogger logger, string type, int @new);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Information, Message = "Teams activity refused: {Problem}")]
    public static partial void CallerRefused(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning, Message = "Teams activity of {Bytes} bytes has a good token but is no activity; answered 400")]
    public static partial void ActivityUnreadable(this ILogger logger, int bytes);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Error, Message = "Teams activity {Type} not kept; answered 503 so that Teams may deliver again")]
    public static partial void ActivityNotKept(this ILogger logger, WordlessException exception, string type);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Information, Message = "The record of Teams conversations is not to be had at the moment ({Problem}); what was learnt stays in memory")]
    public static partial void ReferenceUnavailable(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Warning, Message = "Teams activity answered 503: whether its token is good cannot be told without the Bot Connector's keys")]
    public static partial void CallerNotTold(this ILogger logger);

    [LoggerMessage(EventId = 1110, Level = LogLevel.Debug, Message = "Teams {What}: {Status} {Code}, {Milliseconds} ms")]
    public static partial void Called(this ILogger logger, string what, int status, string code, long milliseconds);

    [LoggerMessage(EventId = 1111, Level = LogLevel.Information, Message = "Teams {What} got no answer: {Fault}, {Problem}")]
    public static partial void CallFailed(this ILogger logger, string what, CallFault fault, string problem);

    [LoggerMessage(EventId = 1112, Level = LogLevel.Warning, Message = "Teams refused message {MessageId}: {Problem}")]
    public static partial void MessageRefused(this ILogger logger, Guid messageId, string problem);

    [LoggerMessage(EventId = 1113, Level = LogLevel.Warning, Message = "Teams does not let us speak: {Problem}. Check Teams:AppId, Teams:AppSecret and Teams:TenantId, and the app's settings in the organisation")]
    public static partial void AdministratorNeeded(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1114, Level = LogLevel.Information, Message = "A pressed button of message {MessageId} was answered, but the message could not be updated: {Problem}")]
    public static partial void CardNotUpdated(this ILogger logger, Guid messageId, string problem);

    [LoggerMessage(EventId = 1120, Level = LogLevel.Warning, Message = "No token for Teams: {Status}. Check Teams:AppId, Teams:AppSecret and Teams:TenantId")]
    public static partial void TokenRefused(this ILogger logger, int status);

    [LoggerMessage(EventId = 1121, Level = LogLevel.Information, Message = "The token service for Teams did not answer: {Problem}")]
    public static partial void TokenUnreachable(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1130, Level = LogLevel.Debug, Message = "The Bot Connector has {Keys} signing keys")]
    public static partial void KeysFetched(this ILogger logger, int keys);

    [LoggerMessage(EventId = 1131, Level = LogLevel.Warning, Message = "The Bot Connector's signing keys cannot be read: {Problem}. Those known hold for a day; without them every activity is answered 503")]
    public static partial void KeysUnreadable(this ILogger logger, string problem);
}
