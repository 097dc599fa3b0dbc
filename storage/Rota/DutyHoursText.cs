using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Storage.Rota;

/// <summary>A span of time on a day of duty.</summary>
/// <param name="StartMinute">From that day's midnight in Tokyo, 0 to 2879: 翌0:00 is 1440.</param>
/// <param name="EndMinute">From the same midnight, after the start and at most <see cref="RotaRules.ShiftLengthMax"/> after it: 翌08:30 is 1950.</param>
public readonly record struct DutyHours(int StartMinute, int EndMinute);

/// <summary>
/// Hours as tables of duties write them: 17:30～翌08:30, 8時30分から17時半まで, 09:00～12:00 / 14:00～17:00, 25:30, 正午, 夜 17:30～翌朝8時.
/// 終日 and 24時間 are 0:00 to 24:00 of the day itself, not from morning to morning. An end that is not after its start and does not say 翌 is the next
/// day's; an end equal to its start makes 24 hours. 昼 and 夜 say nothing by themselves; beside a time they must fit it, and 夜8時 is refused.
/// </summary>
public static partial class DutyHoursText
{
    /// <summary>Letters of a cell that is looked at.</summary>
    public const int LengthMax = 200;

    /// <summary>Spans of one cell.</summary>
    public const int SpansMax = 6;

    private const int DayMinutes = 24 * 60;
    private const int HourMax = 192;
    private const int StartBefore = 2 * DayMinutes;
    private const string Example = "（例: 9:00～17:00、17:30～翌8:30）";

    /// <summary>Words beside a time and the hours they fit, from the first to the last.</summary>
    private static readonly (string Word, int From, int To, int OrFrom, int OrTo)[] Parts =
    [
        ("早朝", 3, 8, 3, 8), ("朝", 4, 11, 4, 11), ("午前", 0, 11, 0, 11), ("日中", 6, 17, 6, 17), ("日勤", 6, 17, 6, 17), ("昼間", 6, 17, 6, 17), ("昼", 6, 17, 6, 17),
        ("午後", 12, 23, 12, 23), ("夕方", 15, 20, 15, 20), ("夕", 15, 20, 15, 20), ("準夜", 16, 24, 16, 24), ("深夜", 0, 6, 22, 30), ("夜間", 0, 0, 16, 30), ("夜勤", 0, 0, 16, 30), ("夜", 0, 0, 16, 30),
    ];

    /// <summary>Reads all spans of a cell, in the order written; they do not overlap.</summary>
    /// <param name="problem">Why not, in Japanese without a full stop; empty when read.</param>
    public static bool TryRead(string text, out IReadOnlyList<DutyHours> spans, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<DutyHours> found = [];
        spans = found;
        string plain = text.Length > LengthMax ? "" : Fold(text);
        problem = plain.Length > 0 ? "" : text.Length > LengthMax ? Unreadable(text) : "時間が書かれていません";
        for (int at = Gap().Match(plain).Length; problem.Length == 0 && at < plain.Length; at += Gap().Match(plain, at).Length)
        {
            problem = found.Count == SpansMax ? $"時間「{Short(text)}」は区切りが多すぎます（上限 {SpansMax}つ）" : TrySpan(plain, ref at, out DutyHours span) is { } wrong ? Named(wrong, text) : Taken(found, span, text);
        }

        if (problem.Length == 0 && found.Count == 0)
        {
            problem = Unreadable(text);
        }

        return problem.Length == 0;
    }

    /// <summary>Reads a start and an end that stand in cells of their own.</summary>
    /// <param name="isSheet">From a workbook, where 0.354166 is 8:30, 1 (as an end) 24:00 and 1.354166 the next morning's 8:30, rounded to the minute.</param>
    public static bool TryRead(string start, string end, bool isSheet, out DutyHours span, out string problem)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(end);
        span = default;
        string text = $"{start}～{end}";
        if (start.Trim().Length == 0 || end.Trim().Length == 0)
        {
            problem = start.Trim() == end.Trim() ? "時間が書かれていません" : $"時間「{Short(text)}」に始まりか終わりがありません";
            return false;
        }

        if (start.Length > LengthMax || end.Length > LengthMax || Only(start, isSheet, isEnd: false) is not { } from || Only(end, isSheet, isEnd: true) is not { } until)
        {
            problem = Unreadable(text);
            return false;
        }

        problem = Between(from, until, out span) is { } wrong ? Named(wrong, text) : "";
        return problem.Length == 0;
    }

    /// <returns>What is wrong, as the end of a sentence, empty for words that are no span; null when one was read and <paramref name="at"/> moved behind it.</returns>
    private static string? TrySpan(string plain, ref int at, out DutyHours span)
    {
        span = default;
        if (AllDay().Match(plain, at) is { Success: true } all)
        {
            (span, at) = (new DutyHours(0, DayMinutes), at + all.Length);
            return null;
        }

        Match first = PointForm().Match(plain, at);
        Match to = first.Success ? Joiner().Match(plain, at + first.Length) : Match.Empty;
        Match last = to.Success ? PointForm().Match(plain, to.Index + to.Length) : Match.Empty;
        if (!last.Success || (first.Groups["bare"].Success && !last.Groups["clock"].Success) || last.Groups["bare"].Success || PointOf(first) is not { } from || PointOf(last) is not { } until)
        {
            return "";
        }

        at = last.Index + last.Length;
        at += UntilWord().Match(plain, at).Length;
        return Between(from, until, out span);
    }

    private static string Taken(List<DutyHours> found, DutyHours span, string text)
    {
        if (found.Any(other => span.StartMinute < other.EndMinute && other.StartMinute < span.EndMinute))
        {
            return $"時間「{Short(text)}」の中に重なりがあります";
        }

        found.Add(span);
        return "";
    }

    private static string? Between(Point from, Point until, out DutyHours span)
    {
        int end = until.Minute;
        while (!until.SaysDay && end <= from.Minute)
        {
            end += DayMinutes;
        }

        span = new DutyHours(from.Minute, end);
        return end <= from.Minute ? "の終わりが始まりより前です"
            : from.Minute >= StartBefore ? "の始まりは翌日のうちにしてください"
            : end - from.Minute > RotaRules.ShiftLengthMax.TotalMinutes ? $"が長すぎます（上限 {RotaRules.ShiftLengthMax.TotalDays}日）" : null;
    }

    /// <summary>A cell that holds one time and nothing else.</summary>
    private static Point? Only(string text, bool isSheet, bool isEnd)
    {
        string plain = isEnd ? Fold(text).TrimStart('~', ' ') : Fold(text);
        if (isSheet && SheetTime().IsMatch(text.Trim()) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double days))
        {
            bool isPlain = days is >= 0 and < 2 && (days != Math.Floor(days) || days == 0 || isEnd);
            return isPlain ? new Point((int)Math.Round(days * DayMinutes, MidpointRounding.AwayFromZero), SaysDay: days > 1) : null;
        }

        Match match = PointForm().Match(plain);
        return match.Success && !match.Groups["bare"].Success && OnlyTail().IsMatch(plain[match.Length..]) ? PointOf(match) : null;
    }

    private static Point? PointOf(Match match)
    {
        int days = match.Groups["next"].Value switch { "" => 0, "翌々日" => 2, _ => 1 };
        bool isNoon = match.Groups["noon"].Success;
        int hour = isNoon ? 12 : int.Parse(match.Groups["hour"].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        int minute = match.Groups["half"].Success ? 30 : match.Groups["minute"] is { Success: true } stated ? int.Parse(stated.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        string word = match.Groups["part"].Value;
        if (word == "午後" && hour <= 12)
        {
            hour = hour == 12 ? HourMax + 1 : hour + 12; // 午後12時 is noon to some and midnight to others.
        }

        bool fits = word.Length == 0 || isNoon || Array.Find(Parts, part => part.Word == word) is var (_, from, to, orFrom, orTo) && ((from <= hour && hour <= to) || (orFrom <= hour && hour <= orTo));
        return fits && hour <= HourMax && minute < 60 ? new Point(days * DayMinutes + hour * 60 + minute, days > 0) : null;
    }

    private static string Named(string wrong, string text) => wrong.Length == 0 ? Unreadable(text) : $"時間「{Short(text)}」{wrong}";

    private static string Unreadable(string text) => text.Any(char.IsDigit) || !text.Any("昼夜朝夕".Contains)
        ? $"時間「{Short(text)}」を読めません{Example}"
        : $"時間「{Short(text)}」だけでは何時から何時までか分かりません{Example}";

    private static string Short(string text) => text.Length > 40 ? text[..39] + "…" : text;

    /// <summary>By runes, since half a surrogate pair, which a cut text may end with, cannot be normalised.</summary>
    private static string Fold(string text) => Tilde().Replace(string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC), "~").Trim();

    /// <param name="SaysDay">翌 or a workbook's day stands with it: the day is certain and is not moved.</param>
    private readonly record struct Point(int Minute, bool SaysDay);

    [GeneratedRegex("[〜～‐‑‒–—―−ー-]|から")]
    private static partial Regex Tilde();

    [GeneratedRegex(@"\G[\s/・、,;]*")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\G\s*~\s*")]
    private static partial Regex Joiner();

    [GeneratedRegex(@"\G\s*まで")]
    private static partial Regex UntilWord();

    [GeneratedRegex(@"^\s*(?:~|まで)?$")]
    private static partial Regex OnlyTail();

    [GeneratedRegex(@"\G(?:終日|24時間)(?=[\s/・、,;]|$)")]
    private static partial Regex AllDay();

    [GeneratedRegex(@"^[0-9]+(?:\.[0-9]+)?(?:E-?[0-9]{1,2})?$", RegexOptions.IgnoreCase)]
    private static partial Regex SheetTime();

    [GeneratedRegex(@"\G(?:(?<next>翌々日|翌日|翌)の?\s*)?(?:\(?(?<part>早朝|朝|午前|日中|日勤|昼間|昼|午後|夕方|夕|準夜|深夜|夜間|夜勤|夜)\)?の?:?\s*)?(?:(?<noon>正午)|(?<hour>[0-9]{1,3})(?:\s*:\s*(?<minute>[0-9]{2})(?::00)?|(?<clock>時)(?:(?<half>半)|(?<minute>[0-9]{1,2})分?)?|(?<bare>)(?=\s*~))(?![0-9:]))")]
    private static partial Regex PointForm();
}
