using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Turns the ids of a request into wishes, dates worked out: 今夜 (today + night) is one wish, 今週末 (this_week + weekend) is one.</summary>
public static class WishList
{
    /// <summary>Night is from 19:00, when day clinics have closed, to 05:00 (1740): open at some time in it counts as open at night.</summary>
    public const int NightFrom = 19 * 60;

    public const int NightTo = 29 * 60;

    /// <summary>A day of opening ends at 05:00 of the next, so that 今日 includes tonight.</summary>
    private const int DayTo = 29 * 60;

    private const int MorningFrom = 5 * 60;

    private static readonly ConditionKind[] Ranges =
        [ConditionKind.Today, ConditionKind.Tomorrow, ConditionKind.ThisWeek, ConditionKind.NextWeek, ConditionKind.ThisMonth, ConditionKind.NextMonth];

    public static IReadOnlyList<Wish> Of(IEnumerable<CapabilityKind> capabilities, IReadOnlyCollection<ConditionKind> conditions, DateTimeOffset now, HolidayCalendar holidays)
    {
        List<Wish> wishes = [.. capabilities.Distinct().Select(kind => new Wish.Capability(kind))];
        if (conditions.Contains(ConditionKind.Open24h))
        {
            wishes.Add(new Wish.RoundTheClock());
        }

        if (conditions.Contains(ConditionKind.AcceptingNew))
        {
            wishes.Add(new Wish.AcceptingNew());
        }

        if (conditions.Contains(ConditionKind.FemaleStaff))
        {
            wishes.Add(new Wish.FemaleStaff());
        }

        AddTimes(wishes, conditions, now, holidays);
        return wishes;
    }

    private static void AddTimes(List<Wish> wishes, IReadOnlyCollection<ConditionKind> conditions, DateTimeOffset now, HolidayCalendar holidays)
    {
        ConditionKind[] ranges = [.. Ranges.Where(conditions.Contains)];
        ConditionKind[] kinds = [.. new[] { ConditionKind.Night, ConditionKind.Weekend, ConditionKind.Holiday }.Where(conditions.Contains)];
        bool joined = false;
        foreach (ConditionKind kind in kinds)
        {
            // Several ranges (今日か明日) stay wishes of their own.
            Wish? dated = ranges.Length == 1 ? Dated(kind, ranges[0], now, holidays) : null;
            joined |= dated is not null;
            wishes.Add(dated ?? Usual(kind));
        }

        if (!joined)
        {
            wishes.AddRange(ranges.Select(range => new Wish.OnDays(range, Label(range), Days(range, now, holidays), From(range, now), DayTo)));
        }
    }

    private static Wish.Usually Usual(ConditionKind kind) => kind switch
    {
        ConditionKind.Night => new(kind, "夜間", DayMask.Everyday | DayMask.Holiday, NightFrom, NightTo),
        ConditionKind.Weekend => new(kind, "土日", DayMask.Saturday | DayMask.Sunday, 0, DayTo),
        _ => new(kind, "祝日", DayMask.Holiday, 0, DayTo),
    };

    private static Wish.OnDays? Dated(ConditionKind kind, ConditionKind range, DateTimeOffset now, HolidayCalendar holidays)
    {
        IReadOnlyList<WishDay> days = Days(range, now, holidays);
        if (kind == ConditionKind.Night)
        {
            return new(kind, range == ConditionKind.Today ? "今夜" : Label(range) + "の夜", days, NightStart(range, now), NightEnd(range, now));
        }

        WishDay[] fitting = [.. days.Where(day => kind == ConditionKind.Holiday ? day.IsHoliday : day.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)];
        string label = (kind, range) switch
        {
            (ConditionKind.Weekend, ConditionKind.ThisWeek) => "今週末",
            (ConditionKind.Weekend, ConditionKind.NextWeek) => "来週末",
            (ConditionKind.Weekend, _) => Label(range) + "の土日",
            _ => Label(range) + "の祝日",
        };
        return fitting.Length == 0 ? null : new(kind, label, fitting, 0, DayTo);
    }

    /// <summary>Before 05:00 "tonight" is the night that is still going on.</summary>
    private static int NightStart(ConditionKind range, DateTimeOffset now) =>
        range != ConditionKind.Today ? NightFrom : OfficeTime.MinuteOf(now) < MorningFrom ? OfficeTime.MinuteOf(now) : Math.Max(NightFrom, OfficeTime.MinuteOf(now));

    private static int NightEnd(ConditionKind range, DateTimeOffset now) =>
        range == ConditionKind.Today && OfficeTime.MinuteOf(now) < MorningFrom ? MorningFrom : NightTo;

    private static int From(ConditionKind range, DateTimeOffset now) => range == ConditionKind.Today ? OfficeTime.MinuteOf(now) : 0;

    /// <summary>Weeks begin on Monday; days already past are left out.</summary>
    private static WishDay[] Days(ConditionKind range, DateTimeOffset now, HolidayCalendar holidays)
    {
        DateOnly today = OfficeTime.DayOf(now);
        DateOnly monday = OfficeTime.MondayOf(today);
        DateOnly first = new(today.Year, today.Month, 1);
        (DateOnly from, DateOnly to) = range switch
        {
            ConditionKind.Today => (today, today),
            ConditionKind.Tomorrow => (today.AddDays(1), today.AddDays(1)),
            ConditionKind.ThisWeek => (today, monday.AddDays(6)),
            ConditionKind.NextWeek => (monday.AddDays(7), monday.AddDays(13)),
            ConditionKind.ThisMonth => (today, first.AddMonths(1).AddDays(-1)),
            _ => (first.AddMonths(1), first.AddMonths(2).AddDays(-1)),
        };
        return [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(ahead => from.AddDays(ahead)).Select(day => new WishDay(day, holidays.IsHoliday(day)))];
    }

    private static string Label(ConditionKind range) => range == ConditionKind.Today ? "本日" : range.Name();
}
