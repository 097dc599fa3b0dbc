using System.Globalization;
using System.Text;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Feeds;

/// <summary>
/// Writes a feed as iCalendar (RFC 5545 and 7986), to be served as <c>text/calendar; charset=utf-8</c>. No clock and no chance: equal feeds give equal bytes,
/// whatever the order of their events, so that a hash of them is an ETag.
/// <para>Times are written as Tokyo time with its zone and not in UTC: all readers place both rightly, but classic Outlook then calls the zone of an event
/// "Coordinated Universal Time" in its details, and whoever reads 08:30 there for 17:30 calls the wrong doctor. The zone also is the one component that a
/// calendar must have (RFC 5545, 3.4), so that an empty feed is a valid one.</para>
/// <para>There is no METHOD: a feed is a store and not a message, and only so DTSTAMP means the last change of the event (RFC 5545, 3.8.7.2) and not the time of
/// writing, which would make every reading differ.</para>
/// </summary>
public static class CalendarText
{
    /// <summary>A line's length in octets without its end (RFC 5545, 3.1); longer ones are folded.</summary>
    public const int LineOctetsMax = 75;

    /// <summary>How often readers are asked to come. Apple and Outlook may follow it, Google comes when it likes, often twice a day: a feed is never the way to tell of a change.</summary>
    public static readonly TimeSpan RefreshEvery = TimeSpan.FromMinutes(15);

    private const string ZoneName = "Asia/Tokyo";
    private const string Untitled = "（無題）";
    private const string CancelledMark = "【取消】";
    private const string LineEnd = "\r\n";

    /// <summary>Before it the zone below does not hold; it also catches a date that nobody set.</summary>
    private static readonly DateTimeOffset Earliest = new(1970, 1, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>"Until further notice" is no date: some readers refuse the whole feed for a year 9999.</summary>
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Head = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Zaitaku//Zaitaku.Bot//JA
        CALSCALE:GREGORIAN

        """.ReplaceLineEndings(LineEnd);

    /// <summary>Exchange refuses a zone without both offsets. Japan has had no daylight saving since 1951, so one line of history is enough.</summary>
    private static readonly string Zone = $"""
        X-WR-TIMEZONE:{ZoneName}
        BEGIN:VTIMEZONE
        TZID:{ZoneName}
        X-LIC-LOCATION:{ZoneName}
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZNAME:JST
        TZOFFSETFROM:+0900
        TZOFFSETTO:+0900
        END:STANDARD
        END:VTIMEZONE

        """.ReplaceLineEndings(LineEnd);

    /// <returns>
    /// The whole feed, valid as UTF-8. Texts are cleaned: any kind of line break is one line break (a space where there is one line only), a tab is a space, other
    /// control characters are left out, half a surrogate pair is U+FFFD, spaces at both ends are left out, and what is too long is cut between letters and ends in 「…」.
    /// </returns>
    /// <exception cref="ArgumentException">Too many events, two of one id, an id that is none, or a time, count or alarm outside its limits.</exception>
    public static string Of(CalendarFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        Check(feed);
        StringBuilder text = new(Head, 1_024 + feed.Events.Count * 512);
        string name = Title(feed.Name, CalendarFeed.NameLengthMax);
        string description = Clean(feed.Description, CalendarEvent.DescriptionLengthMax, hasLines: true);
        AddText(text, "NAME", name);
        AddText(text, "X-WR-CALNAME", name); // What Google, Apple and Outlook read.
        AddTextUnlessEmpty(text, "DESCRIPTION", description);
        AddTextUnlessEmpty(text, "X-WR-CALDESC", description);
        Add(text, $"REFRESH-INTERVAL;VALUE=DURATION:PT{(int)RefreshEvery.TotalMinutes}M");
        Add(text, $"X-PUBLISHED-TTL:PT{(int)RefreshEvery.TotalMinutes}M");
        text.Append(Zone);
        foreach (CalendarEvent one in feed.Events.OrderBy(one => one.StartsAt).ThenBy(one => one.Uid, StringComparer.Ordinal))
        {
            AddEvent(text, one);
        }

        Add(text, $"END:VCALENDAR");
        return text.ToString();
    }

    private static void AddEvent(StringBuilder text, CalendarEvent one)
    {
        string summary = Title(one.IsCancelled ? CancelledMark + one.Summary : one.Summary, CalendarEvent.SummaryLengthMax);
        Add(text, $"BEGIN:VEVENT");
        AddText(text, "UID", one.Uid);
        Add(text, $"DTSTAMP:{one.ChangedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        Add(text, $"LAST-MODIFIED:{one.ChangedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        Add(text, $"SEQUENCE:{one.Sequence}");
        AddTime(text, "DTSTART", one.StartsAt, one.IsAllDay);
        AddTime(text, "DTEND", one.EndsAt, one.IsAllDay);
        AddText(text, "SUMMARY", summary);
        AddTextUnlessEmpty(text, "DESCRIPTION", Clean(one.Description, CalendarEvent.DescriptionLengthMax, hasLines: true));
        AddTextUnlessEmpty(text, "LOCATION", Clean(one.Location, CalendarEvent.LocationLengthMax, hasLines: false));
        Add(text, $"STATUS:{(one.IsCancelled ? "CANCELLED" : "CONFIRMED")}");
        if (one.IsCancelled)
        {
            Add(text, $"TRANSP:TRANSPARENT"); // Whoever still shows it must not show the person as busy.
        }
        else if (one.AlarmBefore is { } before)
        {
            AddAlarm(text, before, summary);
        }

        Add(text, $"END:VEVENT");
    }

    private static void AddAlarm(StringBuilder text, TimeSpan before, string summary)
    {
        int minutes = (int)before.TotalMinutes;
        Add(text, $"BEGIN:VALARM");
        Add(text, $"ACTION:DISPLAY");
        AddText(text, "DESCRIPTION", summary);
        Add(text, $"TRIGGER:{(minutes == 0 ? "" : "-")}PT{minutes}M");
        Add(text, $"END:VALARM");
    }

    private static void AddTime(StringBuilder text, string name, DateTimeOffset at, bool isDay)
    {
        if (isDay)
        {
            Add(text, $"{name};VALUE=DATE:{OfficeTime.DayOf(at):yyyyMMdd}");
        }
        else
        {
            Add(text, $"{name};TZID={ZoneName}:{OfficeTime.InTokyo(at):yyyyMMdd'T'HHmmss}");
        }
    }

    /// <summary>A line of our own making, always short.</summary>
    private static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append(LineEnd);

    private static void AddTextUnlessEmpty(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            AddText(text, name, value);
        }
    }

    /// <summary>A line with words in it, escaped and folded. A fold never parts a letter or an escape: some readers decode each line before they join them.</summary>
    private static void AddText(StringBuilder text, string name, string value)
    {
        text.Append(name).Append(':');
        int octets = name.Length + 1;
        Span<char> pair = stackalloc char[2];
        foreach (Rune letter in value.EnumerateRunes())
        {
            bool isEscaped = letter.Value is '\\' or ';' or ',' or '\n';
            int size = letter.Utf8SequenceLength + (isEscaped ? 1 : 0);
            if (octets + size > LineOctetsMax)
            {
                text.Append(LineEnd).Append(' ');
                octets = 1;
            }

            text.Append(isEscaped ? "\\" : "").Append(pair[..(letter.Value == '\n' ? new Rune('n') : letter).EncodeToUtf16(pair)]);
            octets += size;
        }

        text.Append(LineEnd);
    }

    private static string Title(string value, int lengthMax) => Clean(value, lengthMax, hasLines: false) is { Length: > 0 } title ? title : Untitled;

    private static string Clean(string value, int lengthMax, bool hasLines)
    {
        // The vertical tab is Word's soft line break, and the only one .NET does not count; a form feed, unlike \n, does not melt with a \r before it.
        string lines = value.Replace('\v', '\f').ReplaceLineEndings(hasLines ? "\n" : " ");
        StringBuilder clean = new(lines.Length);
        Span<char> pair = stackalloc char[2];
        foreach (Rune letter in lines.EnumerateRunes())
        {
            if (letter.Value == '\t')
            {
                clean.Append(' ');
            }
            else if (letter.Value == '\n' || !Rune.IsControl(letter))
            {
                clean.Append(pair[..letter.EncodeToUtf16(pair)]);
            }
        }

        return Cut(clean.ToString().Trim(), lengthMax);
    }

    private static string Cut(string value, int lengthMax)
    {
        if (value.Length <= lengthMax)
        {
            return value;
        }

        int kept = 0;
        for (int next = StringInfo.GetNextTextElementLength(value); kept + next < lengthMax; next = StringInfo.GetNextTextElementLength(value, kept))
        {
            kept += next;
        }

        return value[..kept].TrimEnd() + "…";
    }

    private static void Check(CalendarFeed feed)
    {
        if (feed.Events.Count > CalendarFeed.EventsMax)
        {
            throw new ArgumentException($"A feed has at most {CalendarFeed.EventsMax} events, not {feed.Events.Count}.", nameof(feed));
        }

        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (CalendarEvent one in feed.Events)
        {
            string? problem = ProblemOf(one) ?? (ids.Add(one.Uid) ? null : "the id is taken");
            if (problem is not null)
            {
                throw new ArgumentException($"Event '{one.Uid}': {problem}.", nameof(feed));
            }
        }
    }

    private static string? ProblemOf(CalendarEvent one) => one switch
    {
        { Uid.Length: 0 or > CalendarEvent.UidLengthMax } => "the id is empty or too long",
        _ when one.Uid.Any(letter => letter is <= ' ' or > '~') => "the id is not visible ASCII",
        { Sequence: < 0 } => "the sequence is below 0",
        _ when one.StartsAt < Earliest || one.ChangedAt < Earliest || one.EndsAt > Latest || one.ChangedAt > Latest => "a time is out of range",
        _ when one.EndsAt - one.StartsAt < TimeSpan.FromSeconds(1) => "it ends before it starts",
        { IsAllDay: true } when !IsMidnight(one.StartsAt) || !IsMidnight(one.EndsAt) => "whole days begin and end at midnight in Tokyo",
        { AlarmBefore: { } before } when before < TimeSpan.Zero || before > CalendarEvent.AlarmBeforeMax => "the alarm is out of range",
        _ => null,
    };

    private static bool IsMidnight(DateTimeOffset at) => OfficeTime.InTokyo(at).TimeOfDay == TimeSpan.Zero;
}
