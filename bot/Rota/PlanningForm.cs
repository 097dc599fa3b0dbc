using System.Globalization;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>How a rota is planned, as a coordinator writes it.</summary>
public sealed class PlanningForm
{
    /// <summary>Hours.</summary>
    public string? Rest { get; set; }

    /// <summary>MM-dd, or 12月29日; empty with its partner for none.</summary>
    public string? YearEndFrom { get; set; }

    public string? YearEndUntil { get; set; }

    /// <summary>"true".</summary>
    public string? SaturdayJoins { get; set; }

    /// <summary>"true": a holiday on a Saturday or Sunday stays one.</summary>
    public string? WeekendKeeps { get; set; }

    /// <summary>The rota's revision when the page was opened.</summary>
    public int Seen { get; set; }

    public static PlanningForm Of(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        string[] ends = (rota.YearEnd ?? DutyRota.YearEndDefault).Split('/');
        return new PlanningForm
        {
            Rest = (rota.RestMinMinutes / 60).ToString(CultureInfo.InvariantCulture), YearEndFrom = Shown(ends[0]), YearEndUntil = Shown(ends[^1]),
            SaturdayJoins = rota.SaturdayJoinsRun ? "true" : "", WeekendKeeps = rota.WeekendKeepsHolidays ? "true" : "", Seen = rota.Revision,
        };
    }

    /// <summary>Why it cannot be taken, in words; empty when it can.</summary>
    public string Problem() => RestHours is null ? string.Create(CultureInfo.InvariantCulture, $"間隔は、0〜{PlanRequest.RestLimit.TotalHours:0}の時間で書いてください。")
        : YearEnd() is null ? "年末年始は「12月29日」から「1月3日」のように書くか、両方を空けてください。" : "";

    /// <summary>Takes what <see cref="Problem"/> found nothing against.</summary>
    public void ApplyTo(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        (rota.RestMinMinutes, rota.YearEnd, rota.SaturdayJoinsRun, rota.WeekendKeepsHolidays) = (RestHours!.Value * 60, YearEnd(), SaturdayJoins == "true", WeekendKeeps == "true");
    }

    private int? RestHours => string.IsNullOrWhiteSpace(Rest) ? 0 : int.TryParse(Rest.Normalize(System.Text.NormalizationForm.FormKC), NumberStyles.None, CultureInfo.InvariantCulture, out int hours) && hours <= PlanRequest.RestLimit.TotalHours ? hours : null;

    /// <returns>Null when it cannot be read.</returns>
    private string? YearEnd()
    {
        string from = FormText.Line(YearEndFrom), until = FormText.Line(YearEndUntil);
        string text = $"{Folded(from)}/{Folded(until)}";
        return from.Length == 0 && until.Length == 0 ? "" : YearEndClosure.TryParse(text, out _) ? text : null;
    }

    private static string Shown(string monthDay) => monthDay.Split('-') is [var month, var day] ? $"{month.TrimStart('0')}月{day.TrimStart('0')}日" : "";

    /// <summary>12月29日, 12/29 and 12-29 as 12-29.</summary>
    private static string Folded(string typed)
    {
        string[] parts = [.. string.Concat(typed.EnumerateRunes()).Normalize(System.Text.NormalizationForm.FormKC).Split(['月', '日', '/', '-', ' '], StringSplitOptions.RemoveEmptyEntries)];
        return parts.Length == 2 ? string.Join('-', parts.Select(part => part.PadLeft(2, '0'))) : typed;
    }
}
