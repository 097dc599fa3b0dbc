using System.Globalization;
using System.Text.RegularExpressions;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Storage.Desk;

/// <summary>How long an answer may take, in the hub's hours.</summary>
/// <param name="Minutes">Working minutes; 0 when it is counted in days.</param>
/// <param name="Days">Working days after the day of receipt; the last one's close counts.</param>
public readonly partial record struct TimeTarget(int Minutes, int Days)
{
    /// <summary>Reads <c>30分</c>, <c>2時間</c>, <c>2営業日</c>.</summary>
    public static bool TryParse(string? text, out TimeTarget target)
    {
        target = default;
        if (Form().Match(text ?? "") is not { Success: true } found)
        {
            return false;
        }

        int amount = int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        target = found.Groups[2].Value switch
        {
            "分" => new TimeTarget(amount, 0),
            "時間" => new TimeTarget(amount * 60, 0),
            _ => new TimeTarget(0, amount),
        };
        return amount > 0;
    }

    [GeneratedRegex("^([0-9]{1,3})(分|時間|営業日)$")]
    private static partial Regex Form();
}

/// <summary>What the clock must know of the desk: its hours, and by when which urgency is answered.</summary>
public sealed record DeskPolicy
{
    public required WorkingTime Time { get; init; }

    public required IReadOnlyDictionary<ConsultationUrgency, TimeTarget> Targets { get; init; }

    /// <summary>Warned when so much of the time is used up.</summary>
    public int WarnAtPercent { get; init; }

    /// <summary>Working minutes from telling the deputy to telling everyone.</summary>
    public int EveryoneAfterMinutes { get; init; }

    /// <summary>Somebody who was asked back and does not answer hears it once more after this.</summary>
    public TimeTarget RemindAskedAfter { get; init; } = new(0, 2);

    /// <summary>From the reminder until their coordinator is told that no answer came.</summary>
    public TimeTarget TellUnansweredAfter { get; init; } = new(0, 2);

    /// <summary>Answered and nothing said or done since: whoever has it is asked whether it can be closed.</summary>
    public TimeTarget RemindOpenAfter { get; init; } = new(0, 10);

    /// <summary>Sign-in names of those who work at a desk, by its id; a desk that names nobody is everybody's.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> StaffOfDesks { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    public IReadOnlyList<string> StaffAt(string deskId) => StaffOfDesks.GetValueOrDefault(deskId) ?? [];
}
