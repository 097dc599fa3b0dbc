using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>The time somebody asks about, as instants.</summary>
/// <param name="Day">Its first day in Tokyo.</param>
/// <param name="DayCount">How many days it spans; 1 for a part of a day too.</param>
/// <param name="IsInstant">One instant and not a stretch: "now", "at nine".</param>
/// <param name="Now">When it is asked.</param>
/// <param name="IsCut">More days were asked about than are shown.</param>
public sealed record DutyWindow(DateTimeOffset From, DateTimeOffset Until, DateOnly Day, int DayCount, AskedPart Part, bool IsInstant, DateTimeOffset Now, bool IsCut = false)
{
    /// <summary>Days shown for one question; a month is looked at on the page of the rota.</summary>
    public const int DaysMax = 14;

    private const int Noon = 12 * 60;

    /// <summary>What each part of a day reaches over, in minutes from its midnight. A duty counts that is on for some of it; the edges are narrower than the words, so that a night that ends at 8:30 is not the morning's, and a day's duty that ends at 17:15 not the night's.</summary>
    private static readonly Dictionary<AskedPart, (int From, int Until)> Parts = new()
    {
        [AskedPart.Morning] = (9 * 60, Noon),
        [AskedPart.Daytime] = (9 * 60, 17 * 60),
        [AskedPart.Evening] = (17 * 60, 19 * 60),
        [AskedPart.Night] = (19 * 60, 30 * 60),
    };

    private static readonly (int From, int Until) WholeDay = (0, 24 * 60);

    public static DutyWindow AtNow(DateTimeOffset now) => new(now, now, OfficeTime.DayOf(now), 1, AskedPart.Now, IsInstant: true, now);

    /// <summary>A whole day.</summary>
    public static DutyWindow Of(DateOnly day, DateTimeOffset now) => Of(new AskedTime(day, day.AddDays(1), AskedPart.Any, null), now);

    /// <param name="asked">Null where no time was named: now is meant.</param>
    public static DutyWindow Of(AskedTime? asked, DateTimeOffset now)
    {
        if (asked is null || asked is { Part: AskedPart.Now, Minute: null })
        {
            return AtNow(now);
        }

        if (asked.Minute is { } minute)
        {
            DateTimeOffset at = OfficeTime.At(asked.From, minute);
            return new DutyWindow(at, at, asked.From, 1, asked.Part, IsInstant: true, now);
        }

        int wanted = asked.Until.DayNumber - asked.From.DayNumber, days = Math.Clamp(wanted, 1, DaysMax);
        (int from, int until) = Parts.GetValueOrDefault(asked.Part, WholeDay);
        return new DutyWindow(OfficeTime.At(asked.From, from), OfficeTime.At(asked.From.AddDays(days - 1), until), asked.From, days, asked.Part, IsInstant: false, now, wanted > days);
    }

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, DayCount).Select(Day.AddDays);

    /// <summary>True for a duty that answers the question.</summary>
    public bool Holds(DutySpan span) => IsInstant ? span is not null && span.StartsAt <= From && From < span.EndsAt : Days.Any(day => IsOf(span, day));

    /// <summary>
    /// True for a duty of a day, or of the part of it that was asked about. A whole day's are those that begin on it, those that are on at its noon, and today the one that is on right now;
    /// the end of last night's duty at half past eight is not "tomorrow's doctor".
    /// </summary>
    public bool IsOf(DutySpan span, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(span);
        if (Parts.TryGetValue(Part, out (int From, int Until) part))
        {
            return span.StartsAt < OfficeTime.At(day, part.Until) && OfficeTime.At(day, part.From) < span.EndsAt;
        }

        DateTimeOffset noon = OfficeTime.At(day, Noon);
        return OfficeTime.DayOf(span.StartsAt) == day || (span.StartsAt <= noon && noon < span.EndsAt) || (OfficeTime.DayOf(Now) == day && IsOnNow(span));
    }

    public bool IsOnNow(DutySpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return span.StartsAt <= Now && Now < span.EndsAt;
    }

    /// <summary>True where the number for the night is wanted of two.</summary>
    public bool IsNight(DutySpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        int minute = OfficeTime.MinuteOf(IsInstant ? From : IsOnNow(span) ? Now : span.StartsAt);
        return Part is AskedPart.Night or AskedPart.Evening || (Part is not (AskedPart.Morning or AskedPart.Daytime) && minute is < 8 * 60 or >= 17 * 60);
    }
}
