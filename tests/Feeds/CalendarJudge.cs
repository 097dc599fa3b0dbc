using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Zaitaku.Tests.Channels.Line;

namespace Zaitaku.Tests.Feeds;

/// <summary>An event as a parser that is not ours reads it. Times are instants (ISO, Z) or days (yyyy-MM-dd) as text.</summary>
internal sealed record ReadEvent(
    string Uid, string Summary, string Description, string Location, string StartsAt, string EndsAt, bool IsAllDay, string Status,
    int Sequence, string Zone, string Stamp, string ChangedAt, string Transparency, IReadOnlyList<int> AlarmSeconds, string AlarmText);

/// <param name="Problems">What RFC 5545 forbids, in words; empty for a valid feed.</param>
/// <param name="Events">In the order of the feed, as ical.js reads them.</param>
/// <param name="Second">The same as node-ical reads them; it knows fewer fields, and unescapes less well.</param>
internal sealed record ReadCalendar(
    IReadOnlyList<string> Problems, string Name, string ShownName, string Description, string Method, int RefreshSeconds, IReadOnlyList<ReadEvent> Events, IReadOnlyList<ReadEvent> Second);

/// <summary>Two iCalendar parsers from npm and the counts and limits of RFC 5545 that they let pass (<c>tests/Node/calendar.mjs</c>).</summary>
internal static class CalendarJudge
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Throws on half a surrogate pair instead of mending it.</summary>
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static void Require()
    {
        Judges.RequireNode("ical.js");
        Judges.RequireNode("node-ical");
    }

    /// <summary>One process for all texts.</summary>
    public static async Task<IReadOnlyList<ReadCalendar>> ReadAsync(params string[] texts)
    {
        string input = string.Concat(texts.Select(text => JsonSerializer.Serialize(new { bytes = Strict.GetBytes(text) }) + "\n"));
        string output = await Judges.RunAsync("calendar.mjs", input);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<ReadCalendar>(line, Json)!)];
    }
}
