using System.Data.Common;

namespace Zaitaku.Storage.Outbox;

/// <summary>Writes what a try changes, many rows a transaction. Plain SQL that any database understands: ten thousand tracked objects would cost seconds.</summary>
public static class OutboxWrites
{
    private const string Update = """
        UPDATE "outbox_message" SET "Channel" = @channel, "Address" = @address, "Body" = @body, "NotBefore" = @notBefore, "ReplyToken" = @replyToken,
            "ReplyTokenExpiresAt" = @replyTokenExpiresAt, "State" = @state, "Key" = @key, "Attempts" = @attempts, "FirstTriedAt" = @firstTriedAt,
            "DoneAt" = @doneAt, "LastAnswer" = @lastAnswer, "SentId" = @sentId, "IsAlone" = @isAlone
        WHERE "Id" = @id AND "State" = @was AND "Revision" = @revision
        """;

    /// <summary>Writes each message as it is now, where nobody else changed it since.</summary>
    /// <param name="was">The state the row must still have.</param>
    /// <returns>Those that were planned anew, cancelled or taken by another meanwhile: nothing was written of them.</returns>
    public static IReadOnlyList<OutboxMessage> Write(DbConnection connection, IReadOnlyCollection<OutboxMessage> messages, OutboxState was)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(messages);
        List<OutboxMessage> lost = [];
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Update;
        foreach (OutboxMessage message in messages)
        {
            command.Parameters.Clear();
            foreach ((string name, object? value) in ValuesOf(message, was))
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            if (command.ExecuteNonQuery() == 0)
            {
                lost.Add(message);
            }
        }

        return lost;
    }

    private static (string, object?)[] ValuesOf(OutboxMessage message, OutboxState was) =>
    [
        ("@id", message.Id), ("@was", was.ToString()), ("@revision", message.Revision),
        ("@channel", message.Channel), ("@address", message.Address), ("@body", message.Body), ("@notBefore", message.NotBefore.UtcTicks),
        ("@replyToken", message.ReplyToken), ("@replyTokenExpiresAt", message.ReplyTokenExpiresAt?.UtcTicks), ("@state", message.State.ToString()),
        ("@key", message.Key), ("@attempts", message.Attempts), ("@firstTriedAt", message.FirstTriedAt?.UtcTicks), ("@doneAt", message.DoneAt?.UtcTicks),
        ("@lastAnswer", message.LastAnswer), ("@sentId", message.SentId), ("@isAlone", message.IsAlone),
    ];
}
