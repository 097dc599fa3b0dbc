using System.Globalization;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Members;

/// <summary>What a person wants of the hours of notices. Travels as a button of ours, whether pressed or typed.</summary>
public abstract record QuietWish
{
    /// <summary>Verb of the buttons.</summary>
    public const string Verb = "quiet";

    private const string NeverQuietWord = "none";
    private const string AsTheHubWord = "hub";
    private const string AllDayWord = "allday";
    private const string ByDayWord = "byday";
    private const string UnclearWord = "unclear";
    private const string Open = "-";

    private QuietWish()
    {
    }

    /// <summary>One of <see cref="NoticeTopics"/>, or empty for every notice without hours of its own.</summary>
    public string Topic { get; init; } = "";

    /// <summary>Which hours hold?</summary>
    public sealed record Show : QuietWish;

    /// <summary>Silence between two times of day; a null end stays as it was.</summary>
    public sealed record Between(int? From, int? To) : QuietWish;

    /// <summary>Notices at any hour.</summary>
    public sealed record NeverQuiet : QuietWish;

    /// <summary>Whatever the hub's hours are; of a topic, whatever holds for the other notices.</summary>
    public sealed record AsTheHub : QuietWish;

    /// <summary>No notices at all, which is more than hours can say.</summary>
    public sealed record AllDay : QuietWish;

    /// <summary>Other hours on some days, which we cannot keep.</summary>
    public sealed record ByDay : QuietWish;

    /// <summary>About the hours, but not to be read.</summary>
    public sealed record Unclear : QuietWish;

    /// <summary>The button that says it.</summary>
    public ButtonPress ToPress() => new(Verb, [.. Topic.Length == 0 ? Array.Empty<string>() : [Topic], .. Arguments()]);

    private string[] Arguments() => this switch
    {
        Between span => [Minute(span.From), Minute(span.To)],
        NeverQuiet => [NeverQuietWord],
        AsTheHub => [AsTheHubWord],
        AllDay => [AllDayWord],
        ByDay => [ByDayWord],
        Unclear => [UnclearWord],
        _ => [],
    };

    /// <summary>Reads a button; what is not of ours asks for what holds, and changes nothing.</summary>
    public static QuietWish Of(ButtonPress press)
    {
        ArgumentNullException.ThrowIfNull(press);
        return press.Arguments is [var topic, ..] && NoticeTopics.All.Contains(topic) ? Of([.. press.Arguments.Skip(1)]) with { Topic = topic } : Of(press.Arguments);
    }

    private static QuietWish Of(IReadOnlyList<string> arguments) => arguments switch
    {
        [NeverQuietWord] => new NeverQuiet(),
        [AsTheHubWord] => new AsTheHub(),
        [AllDayWord] => new AllDay(),
        [ByDayWord] => new ByDay(),
        [UnclearWord] => new Unclear(),
        [var from, var to] when IsMinute(from) && IsMinute(to) && from != to => new Between(MinuteOf(from), MinuteOf(to)),
        _ => new Show(),
    };

    /// <returns>The hours from now on; null where the wish changes nothing.</returns>
    /// <param name="held">The hours that held so far.</param>
    /// <param name="fallback">For an open end where there was no silence so far: the hub's hours, or the house's where the hub has none.</param>
    public static QuietSpan? After(QuietWish wish, QuietSpan held, QuietSpan fallback)
    {
        QuietSpan known = held.IsNone ? fallback : held;
        return wish switch
        {
            NeverQuiet => QuietSpan.None,
            Between span when new QuietSpan(span.From ?? known.From, span.To ?? known.To) is { IsNone: false } next => next,
            _ => null,
        };
    }

    private static string Minute(int? minute) => minute?.ToString(CultureInfo.InvariantCulture) ?? Open;

    private static bool IsMinute(string text) =>
        text == Open || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int minute) && minute < QuietSpan.DayMinutes);

    private static int? MinuteOf(string text) => text == Open ? null : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
