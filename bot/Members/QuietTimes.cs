using System.Globalization;
using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Members;

/// <summary>A time of day as somebody said it.</summary>
/// <param name="Minute">After midnight, read as written.</param>
/// <param name="IsBare">A bare 1 to 11 (「9時」), which may be morning or evening.</param>
public sealed record QuietTime(int Minute, bool IsBare)
{
    private const int EveningFrom = 5 * 60;
    private const int HalfDay = 12 * 60;

    /// <summary>Where silence begins: 「9時以降は通知しないで」 is said of the evening.</summary>
    public int InTheEvening => IsBare && Minute >= EveningFrom ? Minute + HalfDay : Minute;

    public int HalfADayLater => (Minute + HalfDay) % QuietSpan.DayMinutes;
}

/// <summary>Times of day in words: 「夜9時半」, 「21:30」, 「午後九時」, 「8〜20時」.</summary>
public static partial class QuietTimes
{
    private const string Digits = "〇一二三四五六七八九";

    /// <param name="Time">Null for a time that no clock shows (30時).</param>
    public readonly record struct Match(int Length, QuietTime? Time);

    /// <summary>The time that stands at this place of a folded text; of length 0 where there is none.</summary>
    public static Match At(string text, int at)
    {
        ArgumentNullException.ThrowIfNull(text);
        System.Text.RegularExpressions.Match found = Clock().Match(text, at);
        if (!found.Success)
        {
            return default;
        }

        if (found.Groups["noon"].Success)
        {
            return new(found.Length, new QuietTime(12 * 60, IsBare: false));
        }

        int hour = NumberOf(found.Groups["hour"].Value);
        int minute = found.Groups["half"].Success ? 30 : found.Groups["minute"].Success ? NumberOf(found.Groups["minute"].Value) : 0;
        string part = found.Groups["part"].Value;
        int placed = Placed(part, hour);
        return new(found.Length, placed is < 0 or > 29 || minute > 59
            ? null
            : new QuietTime((placed * 60 + minute) % QuietSpan.DayMinutes, IsBare: part.Length == 0 && hour is >= 1 and <= 11));
    }

    /// <summary>Two times as one span of silence. 「9時から5時まで」 is a working day, 「9時から7時は通知しないで」 a night.</summary>
    public static QuietWish Span(QuietTime start, QuietTime end, bool isSilence)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(end);
        (int from, int to) = (start.Minute, end.Minute);
        if (to <= from && isSilence && start.IsBare)
        {
            from = start.InTheEvening;
        }
        else if (to <= from && !isSilence && start.Minute < 12 * 60 && end.IsBare)
        {
            to = end.HalfADayLater;
        }

        return from == to ? new QuietWish.Unclear() : isSilence ? new QuietWish.Between(from, to) : new QuietWish.Between(to, from);
    }

    private static int Placed(string part, int hour) => (part, hour) switch
    {
        ("午前" or "朝" or "早朝" or "AM", 12) => 0,
        ("午後" or "夕方" or "PM", < 12) => hour + 12,
        ("昼", < 6) => hour + 12,
        ("夜" or "晩", >= 5 and < 12) => hour + 12,
        ("夜中" or "深夜", 10 or 11) => hour + 12,
        ("夜" or "晩" or "夜中" or "深夜", 12) => 24,
        ("午前" or "朝" or "早朝" or "AM", > 12) => -1,
        _ => hour,
    };

    private static int NumberOf(string digits)
    {
        if (char.IsAsciiDigit(digits[0]))
        {
            return int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        int ten = digits.IndexOf('十', StringComparison.Ordinal);
        int tens = ten < 0 ? 0 : ten == 0 ? 1 : Digits.IndexOf(digits[0], StringComparison.Ordinal);
        int ones = ten == digits.Length - 1 ? 0 : Digits.IndexOf(digits[^1], StringComparison.Ordinal);
        return (tens * 10) + ones;
    }

    [GeneratedRegex(
        @"\G(?:(?<noon>正午)|(?:(?<part>午前|午後|早朝|朝|昼|夕方|夜中|深夜|夜|晩|AM|PM)の?)?(?<hour>[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[〇一二三四五六七八九])(?:時(?!間)(?:(?<half>半)|(?<minute>[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?)分)?|:(?<minute>[0-9]{2})|(?=(?:[~ー-]|から)[0-9])))",
        RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Clock();
}
