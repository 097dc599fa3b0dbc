using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes;

/// <summary>What a platform took and refused, as JSON lines for a judge that was not there. Each line is on disk before the caller hears the answer;
/// it holds ids and a hash of the body, never words.</summary>
/// <remarks>Fields: n (order of acceptance), at (the fake's clock, ISO 8601), platform, method, path, key (retry key or reply token), to, sent (the platform's ids),
/// body (SHA-256 of its bytes, hex), status, seen (<c>answered</c>, <c>noanswer</c>, <c>connectionrefused</c>) verdict (<see cref="FakeVerdict"/>)
/// and says (the platform's words of a 429, which alone tell its kind).</remarks>
public sealed class FakeLog : IDisposable
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _gate = new();
    private readonly StreamWriter _lines;
    private long _count;

    public FakeLog(string path) => _lines = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };

    /// <summary>Called under the platform's lock, so that lines stand in the order of acceptance.</summary>
    internal void Write(string platform, DateTimeOffset at, FakeCall call, FakeAnswer answer) => Note(platform, at, new JsonObject
    {
        ["method"] = call.Method,
        ["path"] = call.Path.Split('?')[0],
        ["key"] = answer.Send?.Key ?? "",
        ["to"] = ListOf(answer.Send?.To),
        ["sent"] = ListOf(answer.Send?.SentIds),
        ["body"] = Convert.ToHexStringLower(SHA256.HashData(call.Body)),
        ["status"] = answer.Status,
        ["seen"] = answer.Fate.ToString().ToLowerInvariant(),
        ["verdict"] = answer.Verdict.ToString().ToLowerInvariant(),
        ["requestId"] = answer.RequestId,
        ["says"] = answer.Status == 429 ? (string?)answer.Body?["message"] ?? "" : "",
    });

    /// <summary>What else the judge must know: which webhooks were posted and how the bot answered them, where the weather changed.</summary>
    public void Note(string platform, DateTimeOffset at, JsonObject facts)
    {
        JsonObject line = new() { ["n"] = 0, ["at"] = at.ToString("O"), ["platform"] = platform };
        foreach ((string name, JsonNode? value) in facts)
        {
            line[name] = value?.DeepClone();
        }

        lock (_gate)
        {
            line["n"] = ++_count;
            _lines.WriteLine(line.ToJsonString(OneLine));
        }
    }

    public void Dispose() => _lines.Dispose();

    private static JsonArray ListOf(IReadOnlyList<string>? ids) => [.. (ids ?? []).Select(id => (JsonNode)id)];
}
