using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Meetings;

/// <summary>What speaks against a date, in the order in which it is said.</summary>
public enum ClashKind
{
    /// <summary>The same people at the same time.</summary>
    SameTime,

    /// <summary>The same people on the same day.</summary>
    SameDay,

    /// <summary>A week that has many already.</summary>
    FullWeek,
}

/// <param name="With">The meetings it is because of.</param>
public sealed record Clash(ClashKind Kind, IReadOnlyList<Meeting> With);

/// <summary>An evening on which nothing is held for the same people.</summary>
/// <param name="InWeek">Meetings for them in its week.</param>
public sealed record FreeEvening(DateOnly Day, int InWeek);

/// <summary>Clashes of one date with all others of the area. No clock, no database.</summary>
public static class ClashRules
{
    /// <summary>Meetings for the same people in one week from which on it is said that it is full.</summary>
    public const int FullWeekFrom = 3;

    public const int EveningsMax = 10;

    /// <summary>17:00: what begins later is an evening.</summary>
    private const int EveningFromMinute = 1_020;

    /// <summary>Evenings on which many clinics are closed, best first: Thursday, then Wednesday (afternoons off). Source: practices of hubs, 木曜の夜.</summary>
    private static readonly DayOfWeek[] Preferred = [DayOfWeek.Thursday, DayOfWeek.Wednesday, DayOfWeek.Tuesday, DayOfWeek.Friday, DayOfWeek.Monday];

    /// <param name="others">Of the weeks concerned; the meeting itself and what was called off do not count.</param>
    public static IReadOnlyList<Clash> Of(Meeting meeting, IEnumerable<Meeting> others)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(others);
        DateOnly day = OfficeTime.DayOf(meeting.StartsAt), monday = OfficeTime.MondayOf(day);
        Meeting[] same = [.. others.Where(other => other != meeting && (other.Id != meeting.Id || other.Id == 0) && !other.IsCancelled && SharesAudience(meeting, other)).OrderBy(other => other.StartsAt)];
        Meeting[] atOnce = [.. same.Where(other => other.StartsAt < meeting.EndOrGuess && meeting.StartsAt < other.EndOrGuess)];
        Meeting[] onDay = [.. same.Where(other => OfficeTime.DayOf(other.StartsAt) == day).Except(atOnce)];
        Meeting[] inWeek = [.. same.Where(other => OfficeTime.MondayOf(OfficeTime.DayOf(other.StartsAt)) == monday)];
        List<Clash> found = [];
        if (atOnce.Length > 0)
        {
            found.Add(new Clash(ClashKind.SameTime, atOnce));
        }

        if (onDay.Length > 0)
        {
            found.Add(new Clash(ClashKind.SameDay, onDay));
        }

        if (inWeek.Length >= FullWeekFrom)
        {
            found.Add(new Clash(ClashKind.FullWeek, inWeek));
        }

        return found;
    }

    /// <summary>Weekday evenings on which nothing is held for the same people, best first: evenings many can come to, in weeks with little in them, soon.</summary>
    /// <param name="until">The first day that is not looked at.</param>
    /// <param name="dayOff">The name of a day off, or null.</param>
    public static IReadOnlyList<FreeEvening> FreeEvenings(Meeting meeting, IReadOnlyCollection<Meeting> others, DateOnly from, DateOnly until, Func<DateOnly, string?> dayOff)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(dayOff);
        Meeting[] same = [.. others.Where(other => (other.Id != meeting.Id || other.Id == 0) && other != meeting && !other.IsCancelled && SharesAudience(meeting, other))];
        HashSet<DateOnly> taken = [.. same.Where(other => OfficeTime.MinuteOf(other.StartsAt) >= EveningFromMinute || OfficeTime.MinuteOf(other.EndOrGuess) > EveningFromMinute).Select(other => OfficeTime.DayOf(other.StartsAt))];
        ILookup<DateOnly, Meeting> weeks = same.ToLookup(other => OfficeTime.MondayOf(OfficeTime.DayOf(other.StartsAt)));
        return
        [
            .. Enumerable.Range(0, Math.Max(0, until.DayNumber - from.DayNumber)).Select(from.AddDays)
                .Where(day => Preferred.Contains(day.DayOfWeek) && dayOff(day) is null && !taken.Contains(day))
                .Select(day => new FreeEvening(day, weeks[OfficeTime.MondayOf(day)].Count()))
                .OrderBy(one => one.InWeek >= FullWeekFrom).ThenBy(one => Array.IndexOf(Preferred, one.Day.DayOfWeek)).ThenBy(one => one.InWeek).ThenBy(one => one.Day)
                .Take(EveningsMax),
        ];
    }

    /// <summary>Some could be wanted at both. Who is not sure whom it is for is taken to be for all.</summary>
    public static bool SharesAudience(Meeting one, Meeting other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Kind == MeetingKind.ResidentCourse != (other.Kind == MeetingKind.ResidentCourse))
        {
            return false; // Neighbours and professionals are different people.
        }

        return Meets(one.AudienceRoles, other.AudienceRoles) && (Meets(one.AudienceProfessions, other.AudienceProfessions) || one.AudienceRoles.Length + other.AudienceRoles.Length > 0) && Meets(one.AudienceAreas, other.AudienceAreas);
    }

    private static bool Meets(string one, string other) =>
        one.Length == 0 || other.Length == 0 || one.Split(' ').Intersect(other.Split(' '), StringComparer.Ordinal).Any();
}
