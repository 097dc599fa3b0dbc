using System.Data.Common;

namespace Zaitaku.Storage.Outbox;

/// <summary>Writes what a try changes, many rows a transaction. Plain SQL that any database understands: ten thousand tracked objects would cost seconds.</summary>
public static class OutboxWrites
{
    private static readonly PreparedSql Update = new(
        """
        UPDATE "outbox_message" SET "Channel" = @channel, "Address" = @address, "Body" = @body, "Drawn" = @drawn, "NotBefore" = @notBefore, "ReplyToken" = @replyToken,
            "ReplyTokenExpiresAt" = @replyTokenExpiresAt, "State" = @state, "Key" = @key, "Attempts" = @attempts, "FirstTriedAt" = @firstTriedAt,
            "DoneAt" = @doneAt, "LastAnswer" = @lastAnswer, "SentId" = @sentId, "IsAlone" = @isAlone, "IsInDoubt" = @isInDoubt, "ReplacesSentId" = @replacesSentId
        WHERE "Id" = @id AND "State" = @was AND "Revision" = @revision
        """,
        "@id", "@was", "@revision", "@channel", "@address", "@body", "@drawn", "@notBefore", "@replyToken", "@replyTokenExpiresAt", "@state",
        "@key", "@attempts", "@firstTriedAt", "@doneAt", "@lastAnswer", "@sentId", "@isAlone", "@isInDoubt", "@replacesSentId");

    private static readonly PreparedSql UpdateBatch = new(
        """
        UPDATE "outbox_message" SET "NotBefore" = CASE WHEN @state = 'Waiting' THEN @notBefore ELSE "NotBefore" END, "State" = @state, "Key" = @key, "FirstTriedAt" = @firstTriedAt,
            "DoneAt" = @doneAt, "LastAnswer" = @lastAnswer, "SentId" = @sentId, "IsAlone" = @isAlone, "IsInDoubt" = @isInDoubt
        WHERE "Key" = @batch AND "State" = 'Sending'
        """,
        "@batch", "@state", "@notBefore", "@key", "@firstTriedAt", "@doneAt", "@lastAnswer", "@sentId", "@isAlone", "@isInDoubt");

    private static readonly PreparedSql Forward = new(
        """UPDATE "outbox_message" SET "NotBefore" = @now WHERE "State" = 'Waiting' AND "Channel" = @channel AND "NotBefore" > @now AND ("LastAnswer" = @behind OR ("Attempts" > 0 AND "LastAnswer" <> @noRoom AND "LastAnswer" <> @quiet))""",
        "@now", "@channel", "@behind", "@noRoom", "@quiet");

    private static readonly PreparedSql Waits = new(
        """SELECT count(*) FROM "outbox_message" WHERE "Id" = @id AND "State" = 'Waiting' AND "Revision" = @revision""", "@id", "@revision");

    /// <summary>Writes each message as it is now, where nobody else changed it since.</summary>
    /// <param name="was">The state the row must still have.</param>
    /// <returns>Those that were planned anew, cancelled or taken by another meanwhile: nothing was written of them.</returns>
    public static IReadOnlyList<OutboxMessage> Write(DbConnection connection, IReadOnlyCollection<OutboxMessage> messages, OutboxState was)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using DbCommand update = Update.On(connection);
        List<OutboxMessage> lost = [];
        foreach (OutboxMessage message in messages)
        {
            int written = PreparedSql.Execute(
                update, message.Id, was.ToString(), message.Revision, message.Channel, message.Address, message.Body, message.Drawn, message.NotBefore.UtcTicks,
                message.ReplyToken, message.ReplyTokenExpiresAt?.UtcTicks, message.State.ToString(), message.Key, message.Attempts, message.FirstTriedAt?.UtcTicks,
                message.DoneAt?.UtcTicks, message.LastAnswer, message.SentId, message.IsAlone, message.IsInDoubt, message.ReplacesSentId);
            if (written == 0)
            {
                lost.Add(message);
            }
        }

        return lost;
    }

    /// <summary>Writes what came of a call to many: the same for each of them, so one statement does it.</summary>
    /// <param name="batch">The key of the call, by which its messages stand as being tried.</param>
    /// <param name="one">Any of them, as it is now.</param>
    public static void WriteBatch(DbConnection connection, Guid batch, OutboxMessage one)
    {
        ArgumentNullException.ThrowIfNull(one);
        using DbCommand update = UpdateBatch.On(connection);
        PreparedSql.Execute(
            update, batch, one.State.ToString(), one.NotBefore.UtcTicks, one.Key, one.FirstTriedAt?.UtcTicks, one.DoneAt?.UtcTicks, one.LastAnswer, one.SentId, one.IsAlone, one.IsInDoubt);
    }

    /// <summary>What was tried on a channel and waits for another try is due now.</summary>
    /// <param name="behind">What stands on an answer that waits for the one before it.</param>
    /// <returns>How many.</returns>
    public static int BringForward(DbConnection connection, string channel, string behind, DateTimeOffset now)
    {
        using DbCommand forward = Forward.On(connection);
        return PreparedSql.Execute(forward, now.UtcTicks, channel, behind, OutboxRules.NoRoom, OutboxRules.QuietHours);
    }

    /// <summary>True when none of them was planned anew, cancelled or taken since it was read. Holds until the transaction ends.</summary>
    public static bool AreUnchanged(DbConnection connection, IEnumerable<OutboxMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using DbCommand waits = Waits.On(connection);
        return messages.All(message => PreparedSql.Scalar(waits, message.Id, message.Revision) is > 0L);
    }
}
