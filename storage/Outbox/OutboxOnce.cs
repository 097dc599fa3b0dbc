using System.Data.Common;

namespace Zaitaku.Storage.Outbox;

/// <summary>Owes a message under an id that follows from its cause: two who would say the same thing for the same reason write one row.</summary>
public static class OutboxOnce
{
    private static readonly PreparedSql Insert = new(
        """
        INSERT INTO "outbox_message" ("Id", "MemberId", "Channel", "Address", "Kind", "Urgency", "Body", "About", "Bundle", "CreatedAt", "DueAt", "NotBefore", "UselessAfter",
            "ReplyToken", "ReplyTokenExpiresAt", "Sequence", "State", "Attempts", "LastAnswer", "SentId", "ReplacesSentId", "ResendOf", "Generation", "TriedChannels", "Revision", "IsAlone")
        VALUES (@id, @memberId, @channel, @address, @kind, @urgency, @body, @about, @bundle, @createdAt, @dueAt, @notBefore, @uselessAfter,
            @replyToken, @replyTokenExpiresAt, @sequence, @state, 0, @lastAnswer, '', @replacesSentId, @resendOf, @generation, @triedChannels, @revision, @isAlone)
        ON CONFLICT DO NOTHING
        """,
        "@id", "@memberId", "@channel", "@address", "@kind", "@urgency", "@body", "@about", "@bundle", "@createdAt", "@dueAt", "@notBefore", "@uselessAfter",
        "@replyToken", "@replyTokenExpiresAt", "@sequence", "@state", "@lastAnswer", "@replacesSentId", "@resendOf", "@generation", "@triedChannels", "@revision", "@isAlone");

    /// <summary>Adds what is not owed yet; a row with the same id stays as it is, whatever became of it.</summary>
    /// <returns>How many were new.</returns>
    public static int Add(DbConnection connection, IEnumerable<OutboxMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using DbCommand insert = Insert.On(connection);
        return messages.Sum(message => PreparedSql.Execute(
            insert, message.Id, message.MemberId, message.Channel, message.Address, message.Kind, message.Urgency.ToString(), message.Body, message.About, message.Bundle,
            message.CreatedAt.UtcTicks, message.DueAt.UtcTicks, message.NotBefore.UtcTicks, message.UselessAfter.UtcTicks,
            message.ReplyToken, message.ReplyTokenExpiresAt?.UtcTicks, message.Sequence, message.State.ToString(), message.LastAnswer,
            message.ReplacesSentId, message.ResendOf, message.Generation, message.TriedChannels, message.Revision, message.IsAlone));
    }
}
