using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Zaitaku.Storage.Outbox;

/// <summary>Writes what a try changes, many rows a transaction. Plain SQL that any database understands: ten thousand tracked objects would cost seconds.</summary>
public static class OutboxWrites
{
    private const string Update = """
        UPDATE "outbox_message" SET "Channel" = @channel, "Address" = @address, "Body" = @body, "NotBefore" = @notBefore, "ReplyToken" = @replyToken,
            "ReplyTokenExpiresAt" = @replyTokenExpiresAt, "State" = @state, "Key" = @key, "Attempts" = @attempts, "FirstTriedAt" = @firstTriedAt,
            "DoneAt" = @doneAt, "LastAnswer" = @lastAnswer, "SentId" = @sentId, "IsAlone" = @isAlone, "IsInDoubt" = @isInDoubt
        WHERE "Id" = @id AND "State" = @was AND "Revision" = @revision
        """;

    private static readonly string[] Names =
    [
        "@id", "@was", "@revision", "@channel", "@address", "@body", "@notBefore", "@replyToken", "@replyTokenExpiresAt", "@state",
        "@key", "@attempts", "@firstTriedAt", "@doneAt", "@lastAnswer", "@sentId", "@isAlone", "@isInDoubt",
    ];

    /// <summary>Prepared once a connection; a connection has one user at a time and ends its commands with itself.</summary>
    private static readonly ConditionalWeakTable<DbConnection, DbCommand> Prepared = [];

    /// <summary>Writes each message as it is now, where nobody else changed it since.</summary>
    /// <param name="was">The state the row must still have.</param>
    /// <returns>Those that were planned anew, cancelled or taken by another meanwhile: nothing was written of them.</returns>
    public static IReadOnlyList<OutboxMessage> Write(DbConnection connection, IReadOnlyCollection<OutboxMessage> messages, OutboxState was)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(messages);
        List<OutboxMessage> lost = [];
        DbCommand command = Prepared.GetValue(connection, Prepare);
        using (DbCommand current = connection.CreateCommand())
        {
            command.Transaction = current.Transaction; // The connection hands its transaction to what it makes.
        }

        foreach (OutboxMessage message in messages)
        {
            object?[] values = ValuesOf(message, was);
            for (int index = 0; index < values.Length; index++)
            {
                command.Parameters[index].Value = values[index] ?? DBNull.Value;
            }

            if (command.ExecuteNonQuery() == 0)
            {
                lost.Add(message);
            }
        }

        return lost;
    }

    /// <summary>True when none of them was planned anew, cancelled or taken since it was read. Holds until the transaction ends.</summary>
    public static bool AreUnchanged(DbConnection connection, IEnumerable<OutboxMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(messages);
        using DbCommand command = connection.CreateCommand();
        command.CommandText = """SELECT count(*) FROM "outbox_message" WHERE "Id" = @id AND "State" = @was AND "Revision" = @revision""";
        foreach (OutboxMessage message in messages)
        {
            command.Parameters.Clear();
            foreach ((string name, object value) in (ReadOnlySpan<(string, object)>)[("@id", message.Id), ("@was", nameof(OutboxState.Waiting)), ("@revision", message.Revision)])
            {
                DbParameter parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            if (Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static DbCommand Prepare(DbConnection connection)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = Update;
        foreach (string name in Names)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>In the order of <see cref="Names"/>.</summary>
    private static object?[] ValuesOf(OutboxMessage message, OutboxState was) =>
    [
        message.Id, was.ToString(), message.Revision,
        message.Channel, message.Address, message.Body, message.NotBefore.UtcTicks,
        message.ReplyToken, message.ReplyTokenExpiresAt?.UtcTicks, message.State.ToString(),
        message.Key, message.Attempts, message.FirstTriedAt?.UtcTicks, message.DoneAt?.UtcTicks,
        message.LastAnswer, message.SentId, message.IsAlone, message.IsInDoubt,
    ];
}
