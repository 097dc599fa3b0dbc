using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>Turns words of time into days: 来週 before 火曜 tells which Tuesday, 12月 before 3日 and after it 5日 which month.</summary>
internal sealed class JapaneseDateReader(string key, DateOnly today, HolidayCalendar holidays)
{
    /// <summary>Between a week or month and the day it belongs to.</summary>
    private static readonly string[] Bonds = ["", "の", " ", "、", "(", "の "];

    /// <summary>Between members of one list, to which a week or month said before the first extends.</summary>
    private static readonly string[] ListMarks = ["と", "・", "、", ",", "/", "や", "か", "&", " ", "も", "とか", "または", "及び", "および", "", "と、", "、と", "から", "~", "-", "ー", "より"];

    /// <summary>What was said before a day and narrows it.</summary>
    /// <param name="UsedBy">The kind of word it narrowed; only such words after it are of the same list.</param>
    /// <param name="End">Behind the word that said it or used it last.</param>
    private readonly record struct Scope(int? Week, DaySpan? Month, int? Year, bool IsNext, DateWordKind UsedBy, int End)
    {
        /// <summary>Where the words that said it begin; null for none.</summary>
        public int? Start { get; init; }

        public bool IsUsed => UsedBy != DateWordKind.Trap;

        public DaySpan? SpanFrom(DateOnly today) => Week is { } week ? JapaneseDateRules.WeekOf(today, week) : Month;
    }

    public List<AskedMention> Read(List<DateWord> words)
    {
        List<AskedMention> mentions = [];
        Scope scope = default;
        for (int at = 0; at < words.Count; at++)
        {
            DateWord word = words[at];
            scope = Carried(scope, word);
            if (word.Kind is DateWordKind.Part or DateWordKind.Clock)
            {
                bool isClock = word.Kind == DateWordKind.Clock;
                mentions.Add(new AskedMention(word, DaySpan.Of(today), hasDay: false) { Clock = isClock ? word.Value : null });
            }
            else if (word.Kind == DateWordKind.Length)
            {
                Lengthen(mentions, word);
            }
            else if (Widened(scope, word) is { } wider)
            {
                bool isBound = at + 1 < words.Count && Binds(word, words[at + 1]);
                mentions.AddRange(isBound ? [] : Whole(word, wider));
                scope = isBound ? wider : default;
            }
            else
            {
                List<DaySpan> days = DaysOf(word, scope, scope.IsUsed ? mentions.LastOrDefault()?.Days.From : null);
                mentions.AddRange(days.Select((span, place) => Mention(word, scope, span, isFurther: place > 0)));
                scope = Used(scope, word, days);
            }
        }

        return mentions;
    }

    private static AskedMention Mention(DateWord word, Scope scope, DaySpan span, bool isFurther)
    {
        bool isNarrowed = scope.Week is not null || scope.Month is not null || scope.Year is not null;
        return new AskedMention(word, span, hasDay: true)
        {
            IsOpen = scope.IsUsed || (!isNarrowed && word.Year == 0),
            IsListed = scope.IsUsed && isNarrowed,
            Continues = word.Continues || isFurther,
            Start = scope.IsUsed ? word.Start : scope.Start ?? word.Start,
        };
    }

    private static void Lengthen(List<AskedMention> mentions, DateWord word)
    {
        if (mentions.FindLast(mention => mention.HasDay) is { Days.IsOneDay: true } day)
        {
            day.Days = new DaySpan(day.Days.From, day.Days.From.AddDays(word.Value));
            mentions[^1].End = word.End;
        }
    }

    /// <summary>After 12/3 and after 元日 a day without month is of the same month.</summary>
    private static Scope Used(Scope scope, DateWord word, List<DaySpan> days)
    {
        bool isNamed = word.Kind is DateWordKind.Season or DateWordKind.NamedHoliday;
        bool tellsMonth = days.Count > 0 && (isNamed || word is { Kind: DateWordKind.Date, Month: > 0 });
        return scope with { Month = tellsMonth ? JapaneseDateRules.MonthOf(days[0].From) : scope.Month, UsedBy = isNamed ? DateWordKind.Date : word.Kind, End = word.End };
    }

    /// <summary>What still holds at a word: all of it right behind, the rest of a list after it was used, nothing further on.</summary>
    private Scope Carried(Scope scope, DateWord word)
    {
        string gap = word.Start <= scope.End ? "" : word.Start - scope.End <= 3 ? key[scope.End..word.Start] : "?";
        bool holds = scope.IsUsed ? word.Kind == scope.UsedBy && !(word is { Kind: DateWordKind.Date, Month: > 0 } && scope.Year is null) && ListMarks.Contains(gap) : Bonds.Contains(gap);
        return holds ? scope : default;
    }

    /// <summary>The scope with this word in it; null when the word is a day of its own.</summary>
    private Scope? Widened(Scope scope, DateWord word)
    {
        Scope fresh = (scope.IsUsed ? default : scope) with { Start = scope.IsUsed ? word.Start : scope.Start ?? word.Start };
        return word.Kind switch
        {
            DateWordKind.Week => fresh with { Week = word.Value, End = word.End },
            DateWordKind.Month => fresh with { Month = JapaneseDateRules.MonthOf(JapaneseDateRules.MonthOf(today).From.AddMonths(word.Value)), End = word.End },
            DateWordKind.MonthNumber => fresh with { Month = MonthNumbered(word.Month, fresh.Year), End = word.End },
            DateWordKind.Year => fresh with { Year = today.Year + word.Value, End = word.End },
            DateWordKind.YearNumber => fresh with { Year = word.Year, End = word.End },
            DateWordKind.Next => fresh with { IsNext = true, End = word.End },
            _ => null,
        };
    }

    /// <summary>A month without its year is judged by its first day (<see cref="JapaneseDateRules.PastDaysMax"/>). A year too far away leaves an empty month, in which no day is found.</summary>
    private DaySpan MonthNumbered(int month, int? year) =>
        year is { } named
            ? IsNear(named) && JapaneseDateRules.DayOf(named, month, 1) is { } first ? JapaneseDateRules.MonthOf(first) : default
            : JapaneseDateRules.MonthOf(JapaneseDateRules.FirstYearly(today.AddDays(-JapaneseDateRules.PastDaysMax), month, 1) ?? today);

    private bool IsNear(int year) => Math.Abs(year - today.Year) <= JapaneseDateRules.YearsMax;

    private bool Binds(DateWord word, DateWord next)
    {
        bool isBeside = next.Start <= word.End || (next.Start - word.End <= 2 && Bonds.Contains(key[word.End..next.Start]));
        bool isDayOfWeek = next.Kind is DateWordKind.Weekday or DateWordKind.Weekend or DateWordKind.Holiday or DateWordKind.FreeDay or DateWordKind.Run;
        return isBeside && word.Kind switch
        {
            DateWordKind.Week => isDayOfWeek,
            DateWordKind.Month or DateWordKind.MonthNumber => isDayOfWeek || next.Kind == DateWordKind.NthWeekday || next.IsDayOnly,
            DateWordKind.Year or DateWordKind.YearNumber => next.Kind is DateWordKind.MonthNumber or DateWordKind.Season || next is { Kind: DateWordKind.Date, Month: > 0, Year: 0 },
            _ => isDayOfWeek || next.Kind is DateWordKind.Season or DateWordKind.NamedHoliday or DateWordKind.Date or DateWordKind.NthWeekday or DateWordKind.MonthNumber,
        };
    }

    /// <summary>A week or month by itself; a year by itself, or 次の, says nothing.</summary>
    private IEnumerable<AskedMention> Whole(DateWord word, Scope scope)
    {
        DaySpan span = word.Kind == DateWordKind.Week ? JapaneseDateRules.WeekOf(today, word.Value)
            : word.Kind is DateWordKind.Month or DateWordKind.MonthNumber ? scope.Month ?? default : default;
        bool isOpen = scope.Year is null && word.Kind == DateWordKind.MonthNumber;
        return span.From < span.Until ? [new AskedMention(word, span, hasDay: true) { IsOpen = isOpen, Start = scope.Start ?? word.Start }] : [];
    }

    private List<DaySpan> DaysOf(DateWord word, Scope scope, DateOnly? before) => word.Kind switch
    {
        DateWordKind.Now or DateWordKind.Tonight => [DaySpan.Of(today)],
        DateWordKind.Day => [DaySpan.Of(today.AddDays(word.Value))],
        DateWordKind.NamedHoliday => [DaySpan.Of(DateOnly.FromDayNumber(word.Value))],
        DateWordKind.WeekStart => [DaySpan.Of(JapaneseDateRules.NextWeekday(today.AddDays(1), DayOfWeek.Monday))],
        DateWordKind.Season => scope.Year is { } year && !IsNear(year) ? [] : [JapaneseDateRules.SeasonOf(today, word.Value, scope.Year)],
        DateWordKind.Date => OneOrNone(DateOf(word, scope, before)),
        DateWordKind.NthWeekday => OneOrNone(scope.Month is { } month ? JapaneseDateRules.NthOf(month, (DayOfWeek)word.Value, word.Day) : JapaneseDateRules.NextNth(today, (DayOfWeek)word.Value, word.Day)),
        DateWordKind.Weekday => Each(scope, includesToday: !scope.IsNext, day => day.DayOfWeek == (DayOfWeek)word.Value),
        DateWordKind.Holiday => Each(scope, includesToday: true, holidays.IsHoliday),
        DateWordKind.FreeDay => Each(scope, includesToday: !scope.IsNext, day => day.DayOfWeek == DayOfWeek.Sunday || holidays.IsHoliday(day)),
        DateWordKind.Weekend => Weekends(scope),
        DateWordKind.Run => JapaneseDateRules.RunFrom(scope.SpanFrom(today)?.From ?? today, holidays, scope.IsNext) is { } run ? [run] : [],
        _ => [],
    };

    private DateOnly? DateOf(DateWord word, Scope scope, DateOnly? before)
    {
        if (word.Month > 0)
        {
            int? year = word.Year > 0 ? word.Year : scope.Year;
            return year is not { } named ? JapaneseDateRules.FirstYearly(today.AddDays(-JapaneseDateRules.PastDaysMax), word.Month, word.Day)
                : IsNear(named) ? JapaneseDateRules.DayOf(named, word.Month, word.Day) : null;
        }

        if (scope.Month is not { } month)
        {
            return JapaneseDateRules.FirstMonthly(today, word.Day);
        }

        DateOnly? day = month.From < month.Until ? JapaneseDateRules.DayOf(month.From.Year, month.From.Month, word.Day) : null;
        return day is { } found && before is { } earlier && found < earlier ? JapaneseDateRules.FirstMonthly(earlier, word.Day) : day;
    }

    /// <summary>The next such day; with a week or month all of it has, and if it has none the first after its beginning.</summary>
    private List<DaySpan> Each(Scope scope, bool includesToday, Predicate<DateOnly> fits)
    {
        if (scope.SpanFrom(today) is not { } span)
        {
            return OneOrNone(JapaneseDateRules.FirstDay(includesToday ? today : today.AddDays(1), fits));
        }

        List<DateOnly> days = JapaneseDateRules.DaysIn(span, scope.Week is null ? today : span.From, fits);
        return days.Count > 0 ? days.ConvertAll(DaySpan.Of) : OneOrNone(JapaneseDateRules.FirstDay(span.From, fits));
    }

    private List<DaySpan> Weekends(Scope scope)
    {
        if (scope.Week is { } week)
        {
            DateOnly saturday = JapaneseDateRules.WeekOf(today, week).Until.AddDays(-2);
            return [new DaySpan(saturday, saturday.AddDays(2))];
        }

        if (scope.Month is null)
        {
            DateOnly from = !scope.IsNext && today.DayOfWeek == DayOfWeek.Sunday ? today : JapaneseDateRules.NextWeekday(scope.IsNext ? today.AddDays(1) : today, DayOfWeek.Saturday);
            return [new DaySpan(from, from.AddDays(from.DayOfWeek == DayOfWeek.Sunday ? 1 : 2))];
        }

        List<DaySpan> weekends = [];
        foreach (DaySpan day in Each(scope, includesToday: true, day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday))
        {
            if (weekends.Count > 0 && weekends[^1].Until == day.From)
            {
                weekends[^1] = new DaySpan(weekends[^1].From, day.Until);
            }
            else
            {
                weekends.Add(day);
            }
        }

        return weekends;
    }

    private static List<DaySpan> OneOrNone(DateOnly? day) => day is { } found ? [DaySpan.Of(found)] : [];
}
