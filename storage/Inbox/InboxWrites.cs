using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Zaitaku.Storage.Inbox;

/// <summary>Keeps events by plain SQL that SQLite and PostgreSQL understand: the one path where a tracked object for each row would be too dear.</summary>
public static class InboxWrites
{
    private const string Insert = """
        INSERT INTO "inbox_message" ("Channel", "ChannelEventId", "Conversation", "Event", "ChannelMessageId", "SaidAt", "ReceivedAt", "State", "Attempts", "LastProblem")
        VALUES (@channel, @eventId, @conversation, @event, @messageId, @saidAt, @receivedAt, 'Waiting', 0, '') ON CONFLICT DO NOTHING
        """;

    private static readonly string[] Names = ["@channel", "@eventId", "@conversation", "@event", "@messageId", "@saidAt", "@receivedAt"];

    /// <summary>Prepared once a connection; a connection has one user at a time and ends its commands with itself.</summary>
    private static readonly ConditionalWeakTable<DbConnection, DbCommand> Prepared = [];

    /// <summary>Keeps each event once; one whose channel and event id are known changes nothing.</summary>
    /// <returns>How many were new.</returns>
    public static int Keep(DbConnection connection, IReadOnlyList<InboxMessage> events)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(events);
        DbCommand command = Prepared.GetValue(connection, Prepare);
        using (DbCommand current = connection.CreateCommand())
        {
            command.Transaction = current.Transaction; // The connection hands its transaction to what it makes.
        }

        int kept = 0;
        foreach (InboxMessage one in events)
        {
            DbParameterCollection values = command.Parameters;
            values[0].Value = one.Channel;
            values[1].Value = one.ChannelEventId;
            values[2].Value = one.Conversation;
            values[3].Value = one.Event;
            values[4].Value = one.ChannelMessageId;
            values[5].Value = one.SaidAt.UtcTicks;
            values[6].Value = one.ReceivedAt.UtcTicks;
            kept += command.ExecuteNonQuery();
        }

        return kept;
    }

    private static DbCommand Prepare(DbConnection connection)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = Insert;
        foreach (string name in Names)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
