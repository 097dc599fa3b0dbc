using System.Globalization;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>A line of a rota's pattern as a coordinator writes it.</summary>
public sealed class PatternForm
{
    /// <summary>The seat's id, or <see cref="NewSeat"/>.</summary>
    public const string NewSeat = "new";

    /// <summary>Seats of one rota that plans here.</summary>
    public const int SeatsMax = 20;

    /// <summary>The most special line.</summary>
    public const int RankMax = 9;

    public string? Name { get; set; }

    public string? Seat { get; set; }

    /// <summary>What is asked of a new seat (主, 副, 小児科); empty where there is but one kind.</summary>
    public string? Group { get; set; }

    /// <summary>0 for Sunday to 6.</summary>
    public string[]? Weekdays { get; set; }

    /// <summary>Names of <see cref="DutyDayKind"/>.</summary>
    public string[]? Kinds { get; set; }

    /// <summary>1 to 5, -1 for the last.</summary>
    public string[]? Weeks { get; set; }

    public string? EveryWeeks { get; set; }

    /// <summary>yyyy-MM-dd.</summary>
    public string? EveryFrom { get; set; }

    /// <summary>Name of a <see cref="FreeDayRuns"/>.</summary>
    public string? FreeDays { get; set; }

    public string? Starts { get; set; }

    public string? Ends { get; set; }

    public string? FirstStarts { get; set; }

    public string? Rank { get; set; }

    /// <summary>Id of who always has it; empty where duties are shared out.</summary>
    public string? FixedTo { get; set; }

    /// <summary>The row's revision when the page was opened.</summary>
    public int Seen { get; set; }

    public static PatternForm Of(PatternLine? line) => line is null ? new PatternForm { FreeDays = nameof(FreeDayRuns.Any), EveryWeeks = "1", Rank = "0" } : new PatternForm
    {
        Name = line.Pattern.Name, Seat = Text(line.Row.SeatId), Weekdays = [.. line.Pattern.Weekdays.Select(day => Text((int)day))], Kinds = [.. line.Pattern.Kinds.Select(kind => kind.ToString())],
        Weeks = [.. line.Pattern.WeeksOfMonth.Select(Text)], EveryWeeks = Text(line.Pattern.EveryWeeks), EveryFrom = line.Pattern.EveryWeeksFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        FreeDays = line.Pattern.FreeDays.ToString(), Starts = PatternHoursText.Start(line.Pattern.StartMinute), Ends = PatternHoursText.End(line.Pattern.EndMinute),
        FirstStarts = line.Pattern.FirstOfRunStartMinute is { } first ? PatternHoursText.Start(first) : "", Rank = Text(line.Pattern.Rank), FixedTo = line.Row.FixedHolderId is { } holder ? Text(holder) : "", Seen = line.Row.Revision,
    };

    /// <returns>The pattern without its seat, or null and why not in words.</returns>
    public ShiftPattern? Read(out string problem)
    {
        int? firstStart = null;
        if (!PatternHoursText.TryRead(Starts ?? "", Ends ?? "", out int start, out int end, out problem) || !TryReadFirst(out firstStart, out problem))
        {
            return null;
        }

        DateOnly? from = DateOnly.TryParseExact(EveryFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year is >= 2000 and <= 2200 ? day : null;
        ShiftPattern pattern = new()
        {
            Name = FormText.Line(Name), StartMinute = start, EndMinute = end, FirstOfRunStartMinute = firstStart,
            Weekdays = [.. Numbers(Weekdays, 0, 6).Select(one => (DayOfWeek)one)], WeeksOfMonth = [.. Numbers(Weeks, ShiftPattern.LastWeek, 5)],
            Kinds = [.. (Kinds ?? []).Select(one => Enum.TryParse(one, out DutyDayKind kind) && Enum.IsDefined(kind) ? kind : (DutyDayKind?)null).OfType<DutyDayKind>().Distinct().Order()],
            FreeDays = Enum.TryParse(FreeDays, out FreeDayRuns runs) && Enum.IsDefined(runs) ? runs : FreeDayRuns.Any,
            EveryWeeks = Number(EveryWeeks) ?? (string.IsNullOrWhiteSpace(EveryWeeks) ? 1 : 0), EveryWeeksFrom = from, Rank = Math.Clamp(Number(Rank) ?? 0, 0, RankMax),
        };
        problem = ProblemOf(pattern);
        return problem.Length > 0 ? null : pattern;
    }

    /// <summary>Why a seat cannot be added, in words; empty when it can.</summary>
    public string SeatProblem(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        return Seat != NewSeat ? rota.Seats.Exists(seat => Text(seat.Id) == Seat) ? "" : "枠を選んでください。"
            : rota.Seats.Count >= SeatsMax ? $"枠は{SeatsMax}までです。"
            : FormText.Line(Group).Length > DutySeat.GroupLengthMax ? $"枠の名前は{DutySeat.GroupLengthMax}文字までにしてください。" : "";
    }

    private static string ProblemOf(ShiftPattern pattern) => UnitRules.ProblemOf(pattern) switch
    {
        PatternProblem.Name => $"型の名前を、{ShiftPattern.NameLengthMax}文字までで書いてください。",
        PatternProblem.Start => "始まりは、その日か前日の時刻にしてください。",
        PatternProblem.Length => "終わりは、始まりより後にしてください。",
        PatternProblem.WeekOfMonth => "第何週かを選び直してください。",
        PatternProblem.EveryWeeks => $"何週ごとかは1〜{ShiftPattern.EveryWeeksMax}で書き、2週以上のときは、数え始める日も書いてください。",
        _ => "",
    };

    private bool TryReadFirst(out int? start, out string problem)
    {
        (start, problem) = (null, "");
        if (string.IsNullOrWhiteSpace(FirstStarts))
        {
            return true;
        }

        bool isRead = PatternHoursText.TryReadStart(FirstStarts, out int first, out problem);
        start = first;
        return isRead;
    }

    private static IEnumerable<int> Numbers(string[]? typed, int from, int until) =>
        (typed ?? []).Select(Number).OfType<int>().Where(one => from <= one && one <= until && (one != 0 || from == 0)).Distinct().Order();

    private static int? Number(string? typed) => int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
