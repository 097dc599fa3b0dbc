using System.Data.Common;

namespace Zaitaku.Storage.Inbox;

/// <summary>Keeps events by plain SQL that SQLite and PostgreSQL understand: the one path where a tracked object for each row would be too dear.</summary>
public static class InboxWrites
{
    private static readonly PreparedSql Insert = new(
        """
        INSERT INTO "inbox_message" ("Channel", "ChannelEventId", "Conversation", "Event", "ChannelMessageId", "SaidAt", "ReceivedAt", "State", "Attempts", "LastProblem")
        VALUES (@channel, @eventId, @conversation, @event, @messageId, @saidAt, @receivedAt, 'Waiting', 0, '') ON CONFLICT DO NOTHING
        """,
        "@channel", "@eventId", "@conversation", "@event", "@messageId", "@saidAt", "@receivedAt");

    /// <summary>Keeps each event once; one whose channel and event id are known changes nothing.</summary>
    /// <returns>How many were new.</returns>
    public static int Keep(DbConnection connection, IReadOnlyList<InboxMessage> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        using DbCommand insert = Insert.On(connection);
        int kept = 0;
        foreach (InboxMessage one in events)
        {
            kept += PreparedSql.Execute(
                insert, one.Channel, one.ChannelEventId, one.Conversation, one.Event, one.ChannelMessageId, one.SaidAt.UtcTicks, one.ReceivedAt.UtcTicks);
        }

        return kept;
    }
}
