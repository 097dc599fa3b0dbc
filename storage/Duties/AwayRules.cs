using System.Globalization;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Duties;

/// <summary>A stretch in which somebody takes no duties.</summary>
/// <param name="EndsAt">The first instant they are there again.</param>
public sealed record AwaySpan(DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public bool Overlaps(DateTimeOffset from, DateTimeOffset until) => StartsAt < until && from < EndsAt;
}

/// <summary>When somebody is away, as they say it and as a button carries it. No clock, no database.</summary>
public static class AwayRules
{
    /// <summary>Stretches said at once.</summary>
    public const int SpansMax = 5;

    /// <summary>Stretches of one holder that hold at a time.</summary>
    public const int OpenMax = 200;

    /// <summary>The longest one: who is away longer leaves the table for that time.</summary>
    public static readonly TimeSpan LengthMax = TimeSpan.FromDays(100);

    /// <summary>How far ahead one says it; plans are made for a year.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromDays(400);

    private const string Format = "yyyyMMddHHmm";

    /// <summary>What can be kept of what was said: nothing that is over or farther than a year, and what touches made one.</summary>
    /// <returns>In order; empty where nothing can, or one is too long. The first <see cref="SpansMax"/> can be kept at once.</returns>
    public static IReadOnlyList<AwaySpan> Kept(IEnumerable<AwaySpan> said, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(said);
        List<AwaySpan> kept = [];
        foreach (AwaySpan span in said.Where(span => span.StartsAt < span.EndsAt && span.EndsAt > now && span.StartsAt < now + AheadMax).OrderBy(span => span.StartsAt).ThenBy(span => span.EndsAt))
        {
            if (kept.Count > 0 && kept[^1].EndsAt >= span.StartsAt)
            {
                kept[^1] = kept[^1] with { EndsAt = kept[^1].EndsAt > span.EndsAt ? kept[^1].EndsAt : span.EndsAt };
            }
            else
            {
                kept.Add(span);
            }
        }

        return kept.Exists(span => span.EndsAt - span.StartsAt > LengthMax) ? [] : kept;
    }

    /// <summary>As a button carries them, in Tokyo: <c>202606050000-202606090000,…</c>.</summary>
    public static string Write(IEnumerable<AwaySpan> spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        return string.Join(',', spans.Select(span => $"{Write(span.StartsAt)}-{Write(span.EndsAt)}"));
    }

    /// <returns>Empty for what no button of ours carried.</returns>
    public static IReadOnlyList<AwaySpan> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<AwaySpan> spans = [];
        foreach (string part in text.Split(',', SpansMax + 1))
        {
            if (part.Split('-') is not [var from, var until] || Instant(from) is not { } startsAt || Instant(until) is not { } endsAt || startsAt >= endsAt || spans.Count == SpansMax)
            {
                return [];
            }

            spans.Add(new AwaySpan(startsAt, endsAt));
        }

        return spans;
    }

    private static string Write(DateTimeOffset instant) => OfficeTime.InTokyo(instant).ToString(Format, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(string text) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime read) ? OfficeTime.At(DateOnly.FromDateTime(read), (int)read.TimeOfDay.TotalMinutes) : null;
}
