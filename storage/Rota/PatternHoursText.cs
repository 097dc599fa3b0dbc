using System.Globalization;
using System.Text;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>Hours of a pattern as coordinators write them, for <see cref="ShiftPattern"/>: 前日12:00 and 24:00, 17:30 and 翌08:30.</summary>
public static class PatternHoursText
{
    private const int DayMinutes = 24 * 60;
    private const string LastEnd = "翌々日23:59";

    private static readonly string[] BeforeWords = ["前日の", "前日", "前の日の", "前の日"];

    /// <param name="start">Minutes from the day's midnight; negative on the day before.</param>
    /// <param name="problem">Why not, in Japanese with a full stop; empty when read.</param>
    public static bool TryRead(string startText, string endText, out int start, out int end, out string problem)
    {
        end = 0;
        if (!TryReadStart(startText, out start, out problem))
        {
            return false;
        }

        // From a midnight, an end is that day's own; beside its start it may be the next day's.
        bool isRead = DutyHoursText.TryRead(start < 0 ? "0:00" : startText, endText, false, out DutyHours hours, out string wrong);
        end = hours.EndMinute;
        problem = !isRead ? $"{wrong}。" : end - start > RotaRules.ShiftLengthMax.TotalMinutes ? string.Create(CultureInfo.InvariantCulture, $"1回の当番は{RotaRules.ShiftLengthMax.TotalDays:0}日までです。") : "";
        return problem.Length == 0;
    }

    /// <summary>A start alone.</summary>
    public static bool TryReadStart(string text, out int start, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = text.Length > DutyHoursText.LengthMax ? text : string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Trim();
        string before = Array.Find(BeforeWords, word => plain.StartsWith(word, StringComparison.Ordinal)) ?? "";
        start = 0;
        if (!DutyHoursText.TryRead(plain[before.Length..], LastEnd, false, out DutyHours hours, out string wrong))
        {
            problem = string.IsNullOrWhiteSpace(text) ? "始まりと終わりの時刻を書いてください（例: 17:30 と 翌8:30）。" : $"{wrong.Replace($"～{LastEnd}", "", StringComparison.Ordinal)}。";
            return false;
        }

        start = hours.StartMinute - (before.Length > 0 ? DayMinutes : 0);
        problem = start > ShiftPattern.StartMinuteMax || (before.Length > 0 && start >= 0) ? "始まりは、その日か前日の時刻にしてください。" : "";
        return problem.Length == 0;
    }

    /// <summary>前日12:00, 17:30.</summary>
    public static string Start(int minute) => minute < 0 ? $"前日{HoursText.Clock(minute + DayMinutes)}" : HoursText.Clock(minute);

    /// <summary>A duty's hours as seen from the day it belongs to: 前日12:00〜24:00.</summary>
    public static string Of(DateOnly day, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        DateTimeOffset midnight = OfficeTime.At(day, 0);
        return $"{Start((int)(startsAt - midnight).TotalMinutes)}〜{End((int)(endsAt - midnight).TotalMinutes)}";
    }

    /// <summary>24:00, 翌8:30, 翌々日8:30, 80:30.</summary>
    public static string End(int minute) => minute <= 2 * DayMinutes ? HoursText.Clock(minute)
        : minute <= 3 * DayMinutes ? $"翌々日{HoursText.Clock(minute - (2 * DayMinutes))}" : string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}");
}
