using System.Data.Common;
using System.Globalization;

namespace Zaitaku.Storage.Outbox;

/// <summary>
/// Asks the outbox when the next message of each of many kinds is due, in one statement of a few index seeks: it is asked at every signal.
/// Standard SQL, for <c>ix_outbox_message_lane</c> (by channel) and <c>ix_outbox_message_due</c> (whatever the channel).
/// </summary>
public sealed class OutboxDues
{
    private readonly PreparedSql _sql;
    private readonly int _kinds;
    private readonly string[] _channels;

    /// <param name="kinds">Urgencies of each kind, and the channel its messages stand under; null for any.</param>
    public OutboxDues(IReadOnlyList<(IReadOnlyList<Urgency> Urgencies, string? Channel)> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        _kinds = kinds.Count;
        _channels = [.. kinds.Select(kind => kind.Channel).OfType<string>().Distinct()];
        string Of(string? channel) => channel is null ? "" : string.Create(CultureInfo.InvariantCulture, $""" AND "Channel" = @channel{Array.IndexOf(_channels, channel)}""");
        IEnumerable<string> seeks = kinds.SelectMany((kind, number) => kind.Urgencies.Select(urgency => string.Create(
            CultureInfo.InvariantCulture, $"""SELECT {number}, MIN("NotBefore") FROM "outbox_message" WHERE "State" = 'Waiting' AND "Urgency" = '{urgency}'{Of(kind.Channel)}""")));
        _sql = new PreparedSql(string.Join("\nUNION ALL ", seeks), [.. _channels.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"@channel{number}"))]);
    }

    /// <returns>For each kind when its next message is due, be it long past; null where none waits.</returns>
    public DateTimeOffset?[] Read(DbConnection connection)
    {
        using DbCommand command = _sql.On(connection);
        using DbDataReader rows = PreparedSql.Rows(command, _channels);
        DateTimeOffset?[] next = new DateTimeOffset?[_kinds];
        while (rows.Read())
        {
            if (!rows.IsDBNull(1))
            {
                DateTimeOffset due = new(rows.GetInt64(1), TimeSpan.Zero);
                ref DateTimeOffset? soonest = ref next[rows.GetInt32(0)];
                soonest = soonest is null || due < soonest ? due : soonest;
            }
        }

        return next;
    }
}
