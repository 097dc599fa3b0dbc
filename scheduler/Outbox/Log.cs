using Microsoft.Extensions.Logging;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Event ids 5000–5099. Ids only: never an address or what a message says.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Outbox message {Id} on {Channel}: {State} after {Attempts} tries ({Answer})")]
    public static partial void Sent(this ILogger logger, Guid id, string channel, OutboxState state, int attempts, string answer);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Warning, Message = "Outbox message {Id} on {Channel} was not delivered: {State} ({Answer})")]
    public static partial void NotDelivered(this ILogger logger, Guid id, string channel, OutboxState state, string answer);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Error, Message = "The outbox cannot be read or written; trying again in {Wait}")]
    public static partial void OutboxUnavailable(this ILogger logger, TimeSpan wait, Exception exception);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Error, Message = "Sending outbox message {Id} on {Channel} failed by a mistake of ours")]
    public static partial void SendThrew(this ILogger logger, Guid id, string channel, Exception exception);
}
