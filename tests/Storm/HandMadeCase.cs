using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Zaitaku.Storage;
using Zaitaku.Storm;

namespace Zaitaku.Tests.Storm;

/// <summary>A log and a database written by hand, as a judge gets them: one question of one person, answered once, and one page, pushed once. A test breaks one thing of it.</summary>
internal sealed class HandMadeCase : IAsyncDisposable
{
    public const string Person = "U00000000000000000000000000000001";
    public const string Question = "01QUESTION";
    public const string Answer = "11111111-1111-7111-8111-111111111111";
    public const string Page = "22222222-2222-7222-8222-222222222222";
    public static readonly DateTimeOffset Noon = new(2026, 4, 1, 3, 0, 0, TimeSpan.Zero);

    private const double EndMinute = 60;

    private readonly List<JsonObject> _lines = [];
    private readonly List<string> _sql = [];
    private int _moment;

    public string Folder { get; } = Directory.CreateTempSubdirectory("zaitaku-judge-").FullName;

    public static HandMadeCase Sunny()
    {
        HandMadeCase sunny = new();
        sunny.Posted(Question, "あさひ1001クリニック", "token1");
        sunny.Planned(Page, "あさひ1002クリニック");
        sunny.Called("reply", "token1", "request1");
        sunny.Called("push", Page, "request2");
        sunny.Inbox(1, Question, "Handled");
        sunny.Row(Answer, "Reply", "Sent", "あさひ1001クリニック", "accepted request1");
        sunny.Row(Page, "Page", "Sent", "あさひ1002クリニック", "accepted request2");
        return sunny;
    }

    /// <param name="isFirst">Before all else that was posted.</param>
    public void Posted(string id, string mark, string token, int status = 200, string owed = "marked", bool isFirst = false, string unsends = "") => Note("webhook", 0, new JsonObject
    {
        ["status"] = status,
        ["began"] = isFirst ? -1 : ++_moment,
        ["ended"] = isFirst ? 0 : ++_moment,
        ["events"] = new JsonArray(new JsonObject { ["id"] = id, ["to"] = Person, ["token"] = token, ["message"] = "m" + id, ["owed"] = owed, ["mark"] = mark, ["unsends"] = unsends }),
    });

    public void Planned(string id, string mark) => Note("plan", 0, new JsonObject { ["rows"] = new JsonArray(new JsonObject { ["id"] = id, ["mark"] = mark }) });

    /// <summary>A bug struck these words.</summary>
    public void Struck(string mark) => Note("poison", 0, new JsonObject { ["mark"] = mark });

    /// <summary>Another program held the database.</summary>
    public void Held() => Note("held", 0, []);

    /// <summary>And let go of it.</summary>
    public void Free() => Note("free", 0, []);

    /// <summary>The machine's clock goes wrong by so many seconds until the next note, which sets it right again.</summary>
    public void ClockIsOff(double minute, double seconds) => Note("clock", minute, [], seconds);

    public void Mended() => Note("mend", 0, []);

    public void Retried(int row) => Note("retry", 0, new JsonObject { ["rows"] = new JsonArray(row) });

    public void Called(string path, string key, string request, string verdict = "accepted", double minute = 1, string body = "b1", int status = 200, string seen = "answered", string says = "You have reached your monthly limit.") => Line("line", minute, new JsonObject
    {
        ["method"] = "POST", ["path"] = "/v2/bot/message/" + path, ["key"] = key, ["to"] = new JsonArray(Person), ["sent"] = new JsonArray("s"), ["body"] = body,
        ["status"] = status, ["seen"] = seen, ["verdict"] = verdict, ["requestId"] = request, ["says"] = status == 429 ? says : "",
    });

    public void Inbox(int id, string eventId, string state, int attempts = 0, string problem = "") => _sql.Add($$"""
        INSERT INTO inbox_message (Id, Channel, ChannelEventId, Conversation, Event, ChannelMessageId, SaidAt, ReceivedAt, State, Attempts, LastProblem)
        VALUES ({{id}}, 'line', '{{eventId}}', 'line:{{Person}}', '{}', 'm{{eventId}}', 0, 0, '{{state}}', {{attempts}}, '{{problem}}')
        """);

    public void Row(string id, string urgency, string state, string mark, string answer, string? resendOf = null, int generation = 0) => _sql.Add($$"""
        INSERT INTO outbox_message (Id, MemberId, Channel, Address, Kind, Urgency, Body, CreatedAt, DueAt, NotBefore, UselessAfter, Sequence, State, Key, Attempts, FirstTriedAt, DoneAt,
            LastAnswer, SentId, ResendOf, Generation, TriedChannels, Revision, IsAlone, IsInDoubt)
        VALUES ('{{id.ToUpperInvariant()}}', {{(urgency == "Reply" ? "NULL" : "'" + id.ToUpperInvariant() + "'")}}, 'line', '{{Person}}', '{{(urgency == "Reply" ? "reply" : "storm")}}', '{{urgency}}',
            '[{"text":"{{mark}}"}]', {{Ticks(0)}}, {{Ticks(0)}}, {{Ticks(0)}}, {{Ticks(30)}}, 0, '{{state}}', '{{id.ToUpperInvariant()}}', 1, {{Ticks(1)}}, {{Ticks(1)}},
            '{{answer}}', '', {{(resendOf is null ? "NULL" : "'" + resendOf.ToUpperInvariant() + "'")}}, {{generation}}, '', 0, 0, 0)
        """);

    /// <summary>Changes what is there.</summary>
    public void Sql(string statement) => _sql.Add(statement);

    public void Forget(Predicate<JsonObject> line) => _lines.RemoveAll(line);

    public static long Ticks(double minute) => Noon.AddMinutes(minute).UtcTicks;

    public async Task<StormVerdict> JudgeAsync()
    {
        Note("end", EndMinute, []);
        await File.WriteAllLinesAsync(Path.Combine(Folder, "log.jsonl"), _lines.Select((line, number) =>
        {
            line["n"] = number + 1;
            return line.ToJsonString(new JsonSerializerOptions());
        }));
        string data = Path.Combine(Folder, "data");
        await TornDisk.NewAsync(data);
        await using (SqliteConnection connection = Sqlite.Open(new StorageOptions { DataDirectory = data }))
        {
            foreach (string statement in _sql)
            {
                await using SqliteCommand command = connection.CreateCommand();
                command.CommandText = statement;
                await command.ExecuteNonQueryAsync();
            }
        }

        return (await StormVerdict.AskAsync(Path.Combine(Needs.Root, "tests", "Storm", "judge.py"), [Folder]))[0];
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Note(string what, double minute, JsonObject facts, double clockError = 0)
    {
        facts["what"] = what;
        facts["clockError"] = clockError;
        Line("storm", minute, facts);
    }

    private void Line(string platform, double minute, JsonObject facts)
    {
        facts["at"] = Noon.AddMinutes(minute).ToString("O");
        facts["platform"] = platform;
        _lines.Add(facts);
    }
}
