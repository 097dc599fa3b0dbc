namespace Zaitaku.Storage.DirectorySearch;

/// <summary>
/// National holidays of Japan by rule. Source: 国民の祝日に関する法律 (1948, with its amendments up to 2018) and the special laws of
/// 1989, 1990, 1993, 2019 and 2020–21. Equinoxes follow the usual approximation for 1980–2099 and its older constants before.
/// </summary>
public static class HolidayRules
{
    public const int YearMin = 1970;
    public const int YearMax = 2099;

    /// <summary>Days added by laws of one year only.</summary>
    private static readonly (DateOnly Day, string Name)[] SpecialDays =
    [
        (new(1989, 2, 24), "大喪の礼"),
        (new(1990, 11, 12), "即位礼正殿の儀"),
        (new(1993, 6, 9), "結婚の儀"),
        (new(2019, 5, 1), "天皇の即位の日"),
        (new(2019, 10, 22), "即位礼正殿の儀"),
    ];

    /// <summary>All holidays of a year in order, with substitute (振替休日) and citizens' (国民の休日) holidays. Empty outside the years the rules know.</summary>
    public static SortedDictionary<DateOnly, string> Of(int year)
    {
        if (year is < YearMin or > YearMax)
        {
            return [];
        }

        SortedDictionary<DateOnly, string> named = Named(year);
        SortedDictionary<DateOnly, string> all = new(named);
        AddSubstitutes(named, all);
        AddCitizensHolidays(named, all);
        return all;
    }

    private static SortedDictionary<DateOnly, string> Named(int year)
    {
        SortedDictionary<DateOnly, string> days = new()
        {
            [new(year, 1, 1)] = "元日",
            [year < 2000 ? new(year, 1, 15) : Monday(year, 1, 2)] = "成人の日",
            [new(year, 2, 11)] = "建国記念の日",
            [new(year, 3, SpringEquinox(year))] = "春分の日",
            [new(year, 4, 29)] = year < 1989 ? "天皇誕生日" : year < 2007 ? "みどりの日" : "昭和の日",
            [new(year, 5, 3)] = "憲法記念日",
            [new(year, 5, 5)] = "こどもの日",
            [year < 2003 ? new(year, 9, 15) : Monday(year, 9, 3)] = "敬老の日",
            [new(year, 9, AutumnEquinox(year))] = "秋分の日",
            [SportsDay(year)] = year < 2020 ? "体育の日" : "スポーツの日",
            [new(year, 11, 3)] = "文化の日",
            [new(year, 11, 23)] = "勤労感謝の日",
        };
        AddYounger(days, year);
        foreach ((DateOnly day, string name) in SpecialDays.Where(special => special.Day.Year == year))
        {
            days[day] = name;
        }

        return days;
    }

    private static void AddYounger(SortedDictionary<DateOnly, string> days, int year)
    {
        if (year >= 2007)
        {
            days[new(year, 5, 4)] = "みどりの日";
        }

        // The reigning emperor's birthday; 2019, the year of the succession, had none.
        if (year is >= 1989 and <= 2018)
        {
            days[new(year, 12, 23)] = "天皇誕生日";
        }
        else if (year >= 2020)
        {
            days[new(year, 2, 23)] = "天皇誕生日";
        }

        if (year >= 1996)
        {
            days[MarineDay(year)] = "海の日";
        }

        if (year >= 2016)
        {
            days[MountainDay(year)] = "山の日";
        }
    }

    /// <summary>Moved around the Olympic ceremonies in 2020 and again in 2021.</summary>
    private static DateOnly MarineDay(int year) => year switch
    {
        2020 => new(2020, 7, 23),
        2021 => new(2021, 7, 22),
        < 2003 => new(year, 7, 20),
        _ => Monday(year, 7, 3),
    };

    private static DateOnly MountainDay(int year) => year switch
    {
        2020 => new(2020, 8, 10),
        2021 => new(2021, 8, 8),
        _ => new(year, 8, 11),
    };

    private static DateOnly SportsDay(int year) => year switch
    {
        2020 => new(2020, 7, 24),
        2021 => new(2021, 7, 23),
        < 2000 => new(year, 10, 10),
        _ => Monday(year, 10, 2),
    };

    /// <summary>Since 12 April 1973 the Monday after a Sunday holiday; since 2007 the next day that is no holiday itself.</summary>
    private static void AddSubstitutes(SortedDictionary<DateOnly, string> named, SortedDictionary<DateOnly, string> all)
    {
        DateOnly since = new(1973, 4, 12);
        foreach (DateOnly sunday in named.Keys.Where(day => day >= since && day.DayOfWeek == DayOfWeek.Sunday))
        {
            DateOnly substitute = sunday.AddDays(1);
            while (substitute.Year >= 2007 && named.ContainsKey(substitute))
            {
                substitute = substitute.AddDays(1);
            }

            all.TryAdd(substitute, "振替休日");
        }
    }

    /// <summary>Since 27 December 1985 a day between two holidays is one too, unless it is a Sunday (before 2007) or a substitute already.</summary>
    private static void AddCitizensHolidays(SortedDictionary<DateOnly, string> named, SortedDictionary<DateOnly, string> all)
    {
        foreach (DateOnly before in named.Keys.Where(day => day.Year >= 1986))
        {
            DateOnly between = before.AddDays(1);
            bool free = !all.ContainsKey(between) && (between.Year >= 2007 || between.DayOfWeek != DayOfWeek.Sunday);
            if (free && named.ContainsKey(between.AddDays(1)))
            {
                all[between] = "国民の休日";
            }
        }
    }

    private static DateOnly Monday(int year, int month, int nth)
    {
        DateOnly first = new(year, month, 1);
        int toMonday = ((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(toMonday + 7 * (nth - 1));
    }

    private static int SpringEquinox(int year) => Equinox(year, year < 1980 ? 20.8357 : 20.8431);

    private static int AutumnEquinox(int year) => Equinox(year, year < 1980 ? 23.2588 : 23.2488);

    private static int Equinox(int year, double constant) => (int)(constant + 0.242194 * (year - 1980) - (year - (year < 1980 ? 1983 : 1980)) / 4);
}
