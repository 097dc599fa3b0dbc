using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Covers;

/// <summary>A request as people are told of it.</summary>
/// <param name="Duty">Day and hours of what is given away.</param>
/// <param name="Return">Day and hours of what is given for it; empty where nothing is.</param>
/// <param name="Other">Who is asked alone; null where everybody is.</param>
public sealed record CoverFacts(CoverRequest Request, string Rota, bool NeedsApproval, string Duty, string Return, DutyHolder Asker, DutyHolder? Other, DutyHolder? Taker)
{
    public static async Task<CoverFacts> ReadAsync(ZaitakuDb db, CoverRequest request, HolidayCalendar holidays, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(request);
        DutyRota rota = await db.DutyRotas.AsNoTracking().Include(one => one.Seats).SingleAsync(one => one.Id == request.RotaId, cancellationToken);
        int[] ids = [.. new[] { request.HolderId, request.OtherHolderId ?? 0, request.TakerId ?? 0 }.Distinct()];
        Dictionary<int, DutyHolder> holders = await db.DutyHolders.AsNoTracking().Where(holder => ids.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
        string theirs = request is { OtherStartsAt: { } from, OtherEndsAt: { } until } ? DutyOf(from, until, holidays) : "";
        return new CoverFacts(
            request, rota.NameOf(request.SeatId), rota.CoverNeedsApproval && !request.IsSudden, DutyOf(request.StartsAt, request.EndsAt, holidays), theirs,
            holders[request.HolderId], holders.GetValueOrDefault(request.OtherHolderId ?? 0), holders.GetValueOrDefault(request.TakerId ?? 0));
    }

    /// <summary>5月30日(土) 17:30〜翌8:30.</summary>
    public static string DutyOf(DateTimeOffset startsAt, DateTimeOffset endsAt, HolidayCalendar holidays) => $"{DutyWords.Day(OfficeTime.DayOf(startsAt), holidays)} {DutyWords.Hours(startsAt, endsAt)}";

    /// <summary>How colleagues reach somebody, the number on a line of its own.</summary>
    public static string ReachOf(DutyHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return $"{DutyWords.Name(holder)}\n{(holder.Phone.Length > 0 ? holder.Phone : "電話番号は登録がありません")}";
    }
}
