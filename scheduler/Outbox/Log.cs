using Microsoft.Extensions.Logging;
using Zaitaku.Storage;
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
    public static partial void OutboxUnavailable(this ILogger logger, TimeSpan wait, WordlessException exception);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Error, Message = "Sending outbox message {Id} on {Channel} failed by a mistake of ours")]
    public static partial void SendThrew(this ILogger logger, Guid id, string channel, WordlessException exception);

    [LoggerMessage(EventId = 5005, Level = LogLevel.Warning, Message = "Outbox message {Id}: no channel takes it (the month's plan alone is the reason: {PlanOnly})")]
    public static partial void NoChannel(this ILogger logger, Guid id, bool planOnly);

    [LoggerMessage(EventId = 5006, Level = LogLevel.Error, Message = "The outcome of outbox message {Id} (of {Count}) could not be written, try {Tries}")]
    public static partial void OutcomeNotKept(this ILogger logger, Guid id, int count, int tries, WordlessException exception);

    [LoggerMessage(EventId = 5007, Level = LogLevel.Warning, Message = "{Count} tries were under way when the program ended; they are sorted out now")]
    public static partial void TriesSortedOut(this ILogger logger, int count);

    [LoggerMessage(EventId = 5008, Level = LogLevel.Warning, Message = "Another program sends from this data directory; this one waits for its place")]
    public static partial void AnotherSends(this ILogger logger);

    [LoggerMessage(EventId = 5009, Level = LogLevel.Error, Message = "Whether outbox message {Id} ({Kind}) is still true could not be told, by a mistake of ours")]
    public static partial void TruthThrew(this ILogger logger, Guid id, string kind, WordlessException exception);

    [LoggerMessage(EventId = 5010, Level = LogLevel.Information, Message = "{Channel} answers again; {Count} messages that waited for it are due now")]
    public static partial void AnswersAgain(this ILogger logger, string channel, int count);

    public static void Settled(this ILogger logger, OutboxMessage message)
    {
        if (message.State is OutboxState.Sent or OutboxState.Waiting)
        {
            logger.Sent(message.Id, message.Channel, message.State, message.Attempts, message.LastAnswer);
        }
        else
        {
            logger.NotDelivered(message.Id, message.Channel, message.State, message.LastAnswer);
        }
    }
}
