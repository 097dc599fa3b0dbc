using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>A number of a duty's <see cref="DutyShift.Phone"/>.</summary>
/// <param name="When">昼, 夜; empty where the table does not say.</param>
public sealed record DutyNumber(string When, string Number);

/// <summary>How duties are told to people: days, hours, holders, numbers.</summary>
public static partial class DutyWords
{
    /// <summary>A kind of seat that tells nobody anything; tables write it where there is but one.</summary>
    public const string AnyGroup = "指定なし";

    private const string DayLetters = "日月火水木金土";

    /// <summary>Numbers a duty's phone may hold: day and night, and one more.</summary>
    private const int NumbersMax = 3;

    /// <summary>11月23日(月・祝).</summary>
    public static string Day(DateOnly day, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(holidays);
        return string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日({DayLetters[(int)day.DayOfWeek]}{(holidays.IsHoliday(day) ? "・祝" : "")})");
    }

    /// <summary>17:30〜翌8:30; of a longer duty the day is said: 12:00〜11月23日(月) 24:00.</summary>
    public static string Hours(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        DateOnly first = OfficeTime.DayOf(startsAt);
        (DateOnly last, int minute) = EndOf(endsAt);
        string end = (last.DayNumber - first.DayNumber) switch
        {
            0 => Clock(minute),
            1 => $"翌{Clock(minute)}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{last.Month}月{last.Day}日({DayLetters[(int)last.DayOfWeek]}) {Clock(minute)}"),
        };
        return $"{Clock(OfficeTime.MinuteOf(startsAt))}〜{end}";
    }

    /// <summary>An end as somebody says it who knows what day it is: 17:30, 翌8:30 or 明日8:30 by the day, midnight as 24:00.</summary>
    /// <param name="today">The day in Tokyo on which it is said.</param>
    public static string Until(DateTimeOffset endsAt, DateOnly today)
    {
        (DateOnly last, int minute) = EndOf(endsAt);
        return (last.DayNumber - today.DayNumber) switch
        {
            0 => $"きょう {Clock(minute)}",
            1 => $"あす {Clock(minute)}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{last.Month}月{last.Day}日({DayLetters[(int)last.DayOfWeek]}) {Clock(minute)}"),
        };
    }

    /// <summary>A beginning, said in the same way.</summary>
    public static string From(DateTimeOffset startsAt, DateOnly today)
    {
        DateOnly first = OfficeTime.DayOf(startsAt);
        string clock = Clock(OfficeTime.MinuteOf(startsAt));
        return (first.DayNumber - today.DayNumber) switch
        {
            0 => $"きょう {clock}",
            1 => $"あす {clock}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{first.Month}月{first.Day}日({DayLetters[(int)first.DayOfWeek]}) {clock}"),
        };
    }

    /// <summary>Letters of a name with its institution; beyond it the name stands alone.</summary>
    private const int NameShownMax = 60;

    /// <summary>Name, and where the person works where that is another word.</summary>
    public static string Name(DutyHolder? holder) =>
        holder is null ? "" : holder.Institution.Length == 0 || holder.Name.Contains(holder.Institution, StringComparison.Ordinal) || holder.Name.Length + holder.Institution.Length > NameShownMax ? holder.Name : $"{holder.Name}（{holder.Institution}）";

    /// <summary>How to call during a shift: what the table says of it, else the holder's own number; empty where neither is known.</summary>
    public static string Phone(DutyShift shift)
    {
        ArgumentNullException.ThrowIfNull(shift);
        return shift.Phone.Length > 0 ? shift.Phone : shift.Holder?.Phone ?? "";
    }

    /// <summary>The numbers in it, in order.</summary>
    public static IReadOnlyList<DutyNumber> Numbers(string phone)
    {
        ArgumentNullException.ThrowIfNull(phone);
        return [.. PhoneNumber().Matches(phone.Normalize(NormalizationForm.FormKC)).Select(match => new DutyNumber(match.Groups["when"].Value, Dialled(match.Groups["number"].Value)))
            .Where(number => number.Number.Count(char.IsAsciiDigit) is 10 or 11).Take(NumbersMax)]; // What is shorter is a part of a number, and would ring a stranger.
    }

    /// <summary>24:00 belongs to the day that ends with it.</summary>
    private static (DateOnly Day, int Minute) EndOf(DateTimeOffset endsAt)
    {
        (DateOnly day, int minute) = (OfficeTime.DayOf(endsAt), OfficeTime.MinuteOf(endsAt));
        return minute == 0 ? (day.AddDays(-1), 1440) : (day, minute);
    }

    /// <summary>A number as a phone takes it: digits and hyphens, from within Japan.</summary>
    private static string Dialled(string number)
    {
        string[] parts = number.Split(['-', '(', ')', ' '], StringSplitOptions.RemoveEmptyEntries);
        string parted = string.Join('-', parts);
        return parted.StartsWith("+81", StringComparison.Ordinal) ? $"0{parted[3..].TrimStart('-')}" : parted;
    }

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}");

    [GeneratedRegex(@"(?:(?<when>昼・夜|昼|夜)\s*)?(?<![0-9])(?<number>(?:\+81[- ]?\(?0?\)?|\(?0)[0-9]{1,4}[-() ]{0,2}[0-9]{1,4}[-() ]{0,2}[0-9]{3,4})(?![0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PhoneNumber();
}
