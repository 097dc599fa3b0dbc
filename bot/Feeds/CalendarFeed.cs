using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Feeds;

/// <summary>What a calendar program is given when it reads a feed. Texts are plain words of any content; <see cref="CalendarText"/> cuts and cleans them.</summary>
/// <param name="Name">How the calendar is called in the reader's list; at most <see cref="NameLengthMax"/> letters are kept.</param>
/// <param name="Description">What it is and whose; may be empty. At most <see cref="CalendarEvent.DescriptionLengthMax"/> letters are kept.</param>
/// <param name="Events">In any order, at most <see cref="EventsMax"/>: the caller chooses a window of time.</param>
public sealed record CalendarFeed(string Name, string Description, IReadOnlyList<CalendarEvent> Events)
{
    public const int NameLengthMax = 100;

    /// <summary>Thirteen years of one duty a day, 2 to 3 MB. Readers fetch the whole feed each time.</summary>
    public const int EventsMax = 5_000;
}

/// <summary>One entry of a feed: a duty, a meeting.</summary>
public sealed record CalendarEvent
{
    /// <summary>Every reader must take ids of this many octets (RFC 5545, 3.8.4.7).</summary>
    public const int UidLengthMax = 255;

    /// <summary>Outlook keeps 255 letters of a subject and of a place.</summary>
    public const int SummaryLengthMax = 200;

    public const int LocationLengthMax = 200;

    /// <summary>Google keeps 8 K.</summary>
    public const int DescriptionLengthMax = 8_000;

    public static readonly TimeSpan AlarmBeforeMax = TimeSpan.FromDays(28);

    /// <summary>
    /// Names the event for ever: a reader that meets it again changes what it has. Visible ASCII without spaces, unique in the feed and among hubs,
    /// and without names of people or hosts (RFC 7986, 5.3).
    /// </summary>
    public required string Uid { get; init; }

    /// <summary>Counts its changes of time, from 0; never goes down.</summary>
    public int Sequence { get; init; }

    /// <summary>From 1970 on; whole seconds are kept.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The first instant at which it is over, at least a second after <see cref="StartsAt"/>, before 2200.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>It is about days and not hours; then both instants are midnight in Tokyo (<see cref="OfDays"/>).</summary>
    public bool IsAllDay { get; init; }

    /// <summary>One line; at most <see cref="SummaryLengthMax"/> letters are kept. What stands here is seen on locked screens.</summary>
    public required string Summary { get; init; }

    /// <summary>Several lines; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>One line; may be empty.</summary>
    public string Location { get; init; } = "";

    /// <summary>When anything of it last changed, whole seconds. Not the time of reading: the same event gives the same bytes.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>
    /// It was announced and does not take place. Keep it in the feed for a while: Google drops it, Apple strikes it through, Outlook ignores the mark and shows
    /// it as any other, so that the summary says it in words.
    /// </summary>
    public bool IsCancelled { get; init; }

    /// <summary>A reminder by the reader's own program, in whole minutes, 0 to <see cref="AlarmBeforeMax"/>. Google and Outlook ignore it in feeds, Apple asks: never the only reminder.</summary>
    public TimeSpan? AlarmBefore { get; init; }

    /// <summary>An event of whole days in Tokyo.</summary>
    /// <param name="last">The last day of it, the first one for a single day.</param>
    public static CalendarEvent OfDays(string uid, string summary, DateOnly first, DateOnly last, DateTimeOffset changedAt) => new()
    {
        Uid = uid,
        Summary = summary,
        StartsAt = OfficeTime.At(first, 0),
        EndsAt = OfficeTime.At(last.AddDays(1), 0),
        IsAllDay = true,
        ChangedAt = changedAt,
    };
}
