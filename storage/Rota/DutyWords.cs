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

    /// <summary>What a seat's group tells; empty where it tells nothing.</summary>
    public static string KindOf(string group) => group == AnyGroup ? "" : group;

    /// <summary>A rota, with the kind of seat where it has several.</summary>
    public static string RotaName(string rota, string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return $"{rota}{InBrackets(group)}";
    }

    /// <summary>（小児科）, or nothing.</summary>
    public static string InBrackets(string group) => KindOf(group) is { Length: > 0 } kind ? $"（{kind}）" : "";

    /// <summary>Numbers a duty's phone may hold: day and night, and one more.</summary>
    private const int NumbersMax = 3;

    /// <summary>11月23日(月・祝).</summary>
    public static string Day(DateOnly day, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(holidays);
        return string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日({OfficeTime.LetterOf(day)}{(holidays.IsHoliday(day) ? "・祝" : "")})");
    }

    /// <summary>17:30〜翌8:30; of a longer duty the day is said: 12:00〜11月23日(月) 24:00.</summary>
    public static string Hours(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        (DateOnly last, int minute) = EndOf(endsAt);
        int days = last.DayNumber - OfficeTime.DayOf(startsAt).DayNumber;
        return $"{HoursText.Clock(OfficeTime.MinuteOf(startsAt))}〜{(days <= 1 ? HoursText.Clock((days * 1440) + minute) : Dated(last, minute))}";
    }

    /// <summary>An end as somebody says it who knows what day it is: きょう 17:30, あす 8:30, later ones by their date; midnight is the 24:00 of the day before.</summary>
    /// <param name="today">The day in Tokyo on which it is said.</param>
    public static string Until(DateTimeOffset endsAt, DateOnly today)
    {
        (DateOnly last, int minute) = EndOf(endsAt);
        return Said(last, minute, today);
    }

    /// <summary>A beginning, said in the same way.</summary>
    public static string From(DateTimeOffset startsAt, DateOnly today) => Said(OfficeTime.DayOf(startsAt), OfficeTime.MinuteOf(startsAt), today);

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

    private static string Said(DateOnly day, int minute, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => $"きょう {HoursText.Clock(minute)}",
        1 => $"あす {HoursText.Clock(minute)}",
        _ => Dated(day, minute),
    };

    private static string Dated(DateOnly day, int minute) => string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日({OfficeTime.LetterOf(day)}) {HoursText.Clock(minute)}");

    [GeneratedRegex(@"(?:(?<when>昼・夜|昼|夜)\s*)?(?<![0-9])(?<number>(?:\+81[- ]?\(?0?\)?|\(?0)[0-9]{1,4}[-() ]{0,2}[0-9]{1,4}[-() ]{0,2}[0-9]{3,4})(?![0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PhoneNumber();
}
