using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Zaitaku.Hostile;

/// <summary>What a running program keeps, as its database says: what a replay must leave as it is.</summary>
public static class KeptRows
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until every event is in the database and has had its turn, and counts what came in and what is owed for it; messages said again after a doubt are not counted.</summary>
    public static async Task<(long Events, long Messages)> CountAsync(string data, TimeSpan within)
    {
        using PeriodicTimer timer = new(LookEvery);
        for (Stopwatch watch = Stopwatch.StartNew(); ;)
        {
            bool isSpilled = Directory.EnumerateFiles(data, "inbox-spill*").Any(); // A machine with much else to do keeps slowly, and what takes too long is spilled.
            if ((!isSpilled && Ask(data, """SELECT count(*) FROM inbox_message WHERE "State" = 'Waiting'""") == 0) || watch.Elapsed > within)
            {
                return (Ask(data, "SELECT count(*) FROM inbox_message"), Ask(data, """SELECT count(*) FROM outbox_message WHERE "ResendOf" IS NULL"""));
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private static long Ask(string data, string question)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(data, "zaitaku.db")};Mode=ReadOnly;Pooling=False;Default Timeout=10");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }
}
