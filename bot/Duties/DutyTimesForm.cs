using System.Globalization;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Duties;

/// <summary>When the holders of a rota are told and asked, as a coordinator types it.</summary>
public sealed class DutyTimesForm
{
    private const string TimeProblem = "時刻は 17:00 のように書いてください。知らせないときは空欄にします。";

    /// <summary>"true": holders hear of their duties from us.</summary>
    public string? Tells { get; set; }

    public string? WeekBeforeDays { get; set; }

    /// <summary>17:00; empty for no message on the day before.</summary>
    public string? DayBefore { get; set; }

    public string? AtStart { get; set; }

    /// <summary>20:00; empty where nobody is asked to confirm.</summary>
    public string? ConfirmBy { get; set; }

    public string? NextInLineAfter { get; set; }

    public string? EveryoneAfter { get; set; }

    /// <summary>"true": a coordinator approves what two agreed on.</summary>
    public string? Approves { get; set; }

    /// <summary>The rota's revision when the page was opened.</summary>
    public int Seen { get; set; }

    public static DutyTimesForm Of(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        return new DutyTimesForm
        {
            Tells = Checked(rota.TellsHolders), WeekBeforeDays = Number(rota.WeekBeforeDays), DayBefore = Clock(rota.DayBeforeMinute), AtStart = Checked(rota.AtStart), ConfirmBy = Clock(rota.ConfirmByMinute),
            NextInLineAfter = Number(rota.NextInLineAfterMinutes), EveryoneAfter = Number(rota.EveryoneAfterMinutes), Approves = Checked(rota.CoverNeedsApproval), Seen = rota.Revision,
        };
    }

    /// <summary>Why it cannot be taken, in words; empty when it can.</summary>
    public string Problem() =>
        ReadNumber(WeekBeforeDays, DutyTimes.WeekBeforeDaysMax) is null ? $"何日前に知らせるかは、0（知らせない）から{DutyTimes.WeekBeforeDaysMax}の数字で書いてください。"
        : ReadClock(DayBefore) is null || ReadClock(ConfirmBy) is null ? TimeProblem
        : ReadNumber(NextInLineAfter, DutyTimes.WaitMinutesMax) is null or 0 || ReadNumber(EveryoneAfter, DutyTimes.WaitMinutesMax) is null or 0 ? $"待つ時間は、1から{DutyTimes.WaitMinutesMax}分の数字で書いてください。"
        : "";

    /// <summary>Takes what <see cref="Problem"/> found nothing against.</summary>
    public void ApplyTo(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        (rota.TellsHolders, rota.AtStart, rota.CoverNeedsApproval) = (Tells == "true", AtStart == "true", Approves == "true");
        (rota.WeekBeforeDays, rota.DayBeforeMinute, rota.ConfirmByMinute) = (ReadNumber(WeekBeforeDays, DutyTimes.WeekBeforeDaysMax)!.Value, ReadClock(DayBefore)!.Value, ReadClock(ConfirmBy)!.Value);
        (rota.NextInLineAfterMinutes, rota.EveryoneAfterMinutes) = (ReadNumber(NextInLineAfter, DutyTimes.WaitMinutesMax)!.Value, ReadNumber(EveryoneAfter, DutyTimes.WaitMinutesMax)!.Value);
    }

    /// <returns>Minutes from midnight, -1 for nothing typed, null for what is no time.</returns>
    internal static int? ReadClock(string? typed) =>
        FormText.Line(typed) is not { Length: > 0 } text ? -1
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? (time.Hour * 60) + time.Minute : null;

    /// <returns>Null for what is no number from 0 to <paramref name="most"/>.</returns>
    internal static int? ReadNumber(string? typed, int most) => int.TryParse(FormText.Line(typed), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number : null;

    internal static string Clock(int minute) => minute < 0 ? "" : HoursText.Clock(minute).PadLeft(5, '0');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Checked(bool isOn) => isOn ? "true" : "";
}

/// <summary>The same for one holder, where they want it otherwise.</summary>
public sealed class HolderTimesForm
{
    public const string AsRota = "rota";
    public const string Off = "off";

    public int Holder { get; set; }

    /// <summary>The holder's revision when the page was opened.</summary>
    public int Seen { get; set; }

    /// <summary>Empty as the rota has it.</summary>
    public string? WeekBeforeDays { get; set; }

    /// <summary>17:00; empty as the rota has it.</summary>
    public string? DayBefore { get; set; }

    /// <summary>"true": nothing on the day before, whatever time is typed.</summary>
    public string? NoDayBefore { get; set; }

    /// <summary><c>rota</c>, <c>true</c> or <c>off</c>.</summary>
    public string? AtStart { get; set; }

    public static HolderTimesForm Of(DutyHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return new HolderTimesForm
        {
            Holder = holder.Id, Seen = holder.Revision, WeekBeforeDays = holder.WeekBeforeDays?.ToString(CultureInfo.InvariantCulture) ?? "", DayBefore = DutyTimesForm.Clock(holder.DayBeforeMinute ?? -1),
            NoDayBefore = holder.DayBeforeMinute < 0 ? "true" : "", AtStart = holder.AtStart switch { true => "true", false => Off, _ => AsRota },
        };
    }

    /// <summary>What a holder wants otherwise than the rota has it, in words; empty where nothing.</summary>
    public static string Told(DutyHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return string.Join("、", new[]
        {
            holder.WeekBeforeDays is { } days ? days == 0 ? "何日か前 知らせない" : string.Create(CultureInfo.InvariantCulture, $"{days}日前") : "",
            holder.DayBeforeMinute is { } minute ? $"前日 {(minute < 0 ? "知らせない" : DutyTimesForm.Clock(minute))}" : "",
            holder.AtStart is { } tells ? $"始まりと終わり {(tells ? "知らせる" : "知らせない")}" : "",
        }.Where(part => part.Length > 0));
    }

    public string Problem() =>
        FormText.Line(WeekBeforeDays).Length > 0 && DutyTimesForm.ReadNumber(WeekBeforeDays, DutyTimes.WeekBeforeDaysMax) is null ? $"何日前に知らせるかは、空欄（当番表のとおり）か、0から{DutyTimes.WeekBeforeDaysMax}の数字で書いてください。"
        : DutyTimesForm.ReadClock(DayBefore) is null ? "前日の時刻は、空欄（当番表のとおり）か、17:00 のように書いてください。"
        : "";

    public void ApplyTo(DutyHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        holder.WeekBeforeDays = DutyTimesForm.ReadNumber(WeekBeforeDays, DutyTimes.WeekBeforeDaysMax);
        holder.DayBeforeMinute = NoDayBefore == "true" ? -1 : DutyTimesForm.ReadClock(DayBefore) is { } minute and >= 0 ? minute : null;
        holder.AtStart = AtStart switch { "true" => true, Off => false, _ => null };
    }
}
