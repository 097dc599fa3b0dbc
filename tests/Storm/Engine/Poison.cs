using System.Text.Json;
using Microsoft.Data.Sqlite;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage;

namespace Zaitaku.Storm;

/// <summary>A bug that strikes certain words: the turn that would answer them fails at its save, every time, until somebody mends it. It lies in the database, so that it outlives the program
/// and is the same for every kind of program.</summary>
internal sealed class Poison(string data)
{
    private const string Table =
        """
        CREATE TABLE IF NOT EXISTS storm_poison (Words TEXT PRIMARY KEY);
        CREATE TRIGGER IF NOT EXISTS storm_poison BEFORE INSERT ON outbox_message
        WHEN EXISTS (SELECT 1 FROM storm_poison WHERE instr(NEW.Body, Words) > 0)
        BEGIN SELECT RAISE(ABORT, 'poisoned'); END;
        """;

    public void Strike(string mark) => Run(Table + " INSERT INTO storm_poison VALUES (@words)", mark);

    public void Mend() => Run(Table + " DELETE FROM storm_poison", "");

    private void Run(string statements, string mark)
    {
        using SqliteConnection connection = Sqlite.Open(new StorageOptions { DataDirectory = data });
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statements;
        command.Parameters.AddWithValue("@words", AsStored(mark));
        command.ExecuteNonQuery();
    }

    /// <summary>As the words stand in a body.</summary>
    private static string AsStored(string mark) =>
        ReplyContent.ToJson([new TextReply(mark)]).Contains(mark, StringComparison.Ordinal) ? mark : JsonEncodedText.Encode(mark).Value;
}
