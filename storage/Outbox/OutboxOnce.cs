using System.Data.Common;

namespace Zaitaku.Storage.Outbox;

/// <summary>Owes a message under an id that follows from its cause: two who would say the same thing for the same reason write one row.</summary>
public static class OutboxOnce
{
    private const string Insert = """
        INSERT INTO "outbox_message" ("Id", "MemberId", "Channel", "Address", "Kind", "Urgency", "Body", "About", "Bundle", "CreatedAt", "DueAt", "NotBefore", "UselessAfter",
            "ReplyToken", "ReplyTokenExpiresAt", "Sequence", "State", "Attempts", "LastAnswer", "SentId", "ReplacesSentId", "ResendOf", "Generation", "TriedChannels", "Revision", "IsAlone")
        VALUES (@id, @memberId, @channel, @address, @kind, @urgency, @body, @about, @bundle, @createdAt, @dueAt, @notBefore, @uselessAfter,
            @replyToken, @replyTokenExpiresAt, @sequence, @state, 0, @lastAnswer, '', @replacesSentId, @resendOf, @generation, @triedChannels, @revision, @isAlone)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Adds what is not owed yet; a row with the same id stays as it is, whatever became of it.</summary>
    /// <returns>How many were new.</returns>
    public static int Add(DbConnection connection, IEnumerable<OutboxMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(messages);
        int added = 0;
        foreach (OutboxMessage message in messages)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = Insert;
            foreach ((string name, object? value) in ValuesOf(message))
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            added += command.ExecuteNonQuery();
        }

        return added;
    }

    private static (string, object?)[] ValuesOf(OutboxMessage message) =>
    [
        ("@id", message.Id), ("@memberId", message.MemberId), ("@channel", message.Channel), ("@address", message.Address), ("@kind", message.Kind),
        ("@urgency", message.Urgency.ToString()), ("@body", message.Body), ("@about", message.About), ("@bundle", message.Bundle),
        ("@createdAt", message.CreatedAt.UtcTicks), ("@dueAt", message.DueAt.UtcTicks), ("@notBefore", message.NotBefore.UtcTicks), ("@uselessAfter", message.UselessAfter.UtcTicks),
        ("@replyToken", message.ReplyToken), ("@replyTokenExpiresAt", message.ReplyTokenExpiresAt?.UtcTicks), ("@sequence", message.Sequence), ("@state", message.State.ToString()),
        ("@lastAnswer", message.LastAnswer), ("@replacesSentId", message.ReplacesSentId), ("@resendOf", message.ResendOf), ("@generation", message.Generation),
        ("@triedChannels", message.TriedChannels), ("@revision", message.Revision), ("@isAlone", message.IsAlone),
    ];
}
