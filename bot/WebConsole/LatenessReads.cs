using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;

namespace Zaitaku.Bot.WebConsole;

/// <param name="UpTo">The longest lateness that still counts here; null for all beyond.</param>
public sealed record LatenessBand(TimeSpan? UpTo, int Count);

/// <summary>How late messages left: accepted by the channel, less the instant they were due by plan.</summary>
public sealed class LatenessReads(ZaitakuDb db)
{
    /// <summary>Messages done within this are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Bands =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)];

    /// <summary>Differences of instants are beyond EF Core 6 on SQLite; instants are ticks, so the database subtracts them itself.</summary>
    private const string Count = """
        SELECT "band", COUNT(*) FROM (
            SELECT CASE WHEN "DoneAt" - "DueAt" <= @band0 THEN 0 WHEN "DoneAt" - "DueAt" <= @band1 THEN 1 WHEN "DoneAt" - "DueAt" <= @band2 THEN 2
                WHEN "DoneAt" - "DueAt" <= @band3 THEN 3 WHEN "DoneAt" - "DueAt" <= @band4 THEN 4 ELSE 5 END AS "band"
            FROM "outbox_message" WHERE "State" = 'Sent' AND "DoneAt" > @since) AS "sent"
        GROUP BY "band"
        """;

    public async Task<IReadOnlyList<LatenessBand>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = Count;
            Add(command, "@since", (now - Window).UtcTicks);
            for (int band = 0; band < Bands.Length; band++)
            {
                Add(command, $"@band{band}", Bands[band].Ticks);
            }

            int[] counts = new int[Bands.Length + 1];
            await using DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                counts[rows.GetInt32(0)] = rows.GetInt32(1);
            }

            return [.. counts.Select((count, band) => new LatenessBand(band < Bands.Length ? Bands[band] : null, count))];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static void Add(DbCommand command, string name, long value)
    {
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
