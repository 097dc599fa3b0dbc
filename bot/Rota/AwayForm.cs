using System.Globalization;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>When somebody takes no duties, as a coordinator writes it.</summary>
public sealed class AwayForm
{
    /// <summary>Absences of one holder that are still to come.</summary>
    public const int OpenMax = 100;

    private const int DaysMax = 800;

    /// <summary>The holder's id.</summary>
    public string? Holder { get; set; }

    /// <summary>yyyy-MM-dd.</summary>
    public string? Day { get; set; }

    /// <summary>HH:mm; empty for the whole day.</summary>
    public string? Time { get; set; }

    public string? EndDay { get; set; }

    /// <summary>HH:mm; empty for the whole day.</summary>
    public string? EndTime { get; set; }

    public int? HolderId => int.TryParse(Holder, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;

    /// <returns>The absence, or null and why not in words.</returns>
    public DutyAway? Read(Guid staff, DateTimeOffset now, out string problem)
    {
        DateTimeOffset until = default;
        string endDay = string.IsNullOrWhiteSpace(EndDay) ? Day ?? "" : EndDay;
        problem = HolderId is null ? "だれの休みかを選んでください。"
            : !TokyoInput.TryRead(Day, string.IsNullOrWhiteSpace(Time) ? "00:00" : Time, out DateTimeOffset from) || !TokyoInput.TryRead(endDay, string.IsNullOrWhiteSpace(EndTime) ? "00:00" : EndTime, out until) ? "休みの始まりと終わりの日付を書いてください。"
            : "";
        if (problem.Length > 0)
        {
            return null;
        }

        _ = TokyoInput.TryRead(Day, string.IsNullOrWhiteSpace(Time) ? "00:00" : Time, out from);
        until = string.IsNullOrWhiteSpace(EndTime) ? OfficeTime.At(OfficeTime.DayOf(until).AddDays(1), 0) : until;
        problem = until <= from ? "休みの終わりは、始まりより後にしてください。" : until <= now ? "もう過ぎた休みです。" : (until - from).TotalDays > DaysMax ? $"一度に書ける休みは{DaysMax}日までです。ずっと入らない人は、「外れる」を押してください。" : "";
        return problem.Length > 0 ? null : new DutyAway { HolderId = HolderId!.Value, StartsAt = from, EndsAt = until, CreatedAt = now, StaffId = staff };
    }
}
