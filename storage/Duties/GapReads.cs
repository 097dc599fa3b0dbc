using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Duties;

/// <summary>A gap with the words people know its parts by.</summary>
/// <param name="Holder">Who stands there; empty where nobody does.</param>
public sealed record GapLine(DutyGap Gap, string Rota, string Group, string Holder);

/// <summary>Reads what gaps are looked for in, and those that are known.</summary>
public static class GapReads
{
    /// <summary>Stretches in which somebody is away, of all holders.</summary>
    private const int AwaysMax = 20_000;

    /// <summary>Changes whenever something changes that gaps follow from; costs a few counts.</summary>
    public static async Task<string> StampAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        int[] figures =
        [
            await db.DutyRotas.SumAsync(rota => rota.Revision, cancellationToken), await db.DutyRotas.CountAsync(cancellationToken), await db.DutyRotas.CountAsync(rota => rota.ClosedAt == null, cancellationToken),
            await db.DutyHolders.SumAsync(holder => holder.Revision, cancellationToken), await db.DutyHolders.CountAsync(cancellationToken),
            await db.RotaMembers.SumAsync(member => member.Revision, cancellationToken), await db.RotaMembers.CountAsync(member => member.LeftAt == null, cancellationToken),
            await db.RotaPatterns.SumAsync(pattern => pattern.Revision, cancellationToken), await db.RotaPatterns.CountAsync(cancellationToken), await db.RotaPatterns.CountAsync(pattern => pattern.RemovedAt == null, cancellationToken),
            await db.DutyAways.CountAsync(cancellationToken), await db.DutyAways.CountAsync(away => away.RemovedAt == null, cancellationToken),
            await db.DutyHolders.CountAsync(holder => db.ChannelLinks.Any(link => link.MemberId == holder.MemberId && link.BlockedAt == null), cancellationToken),
        ];
        return string.Join('.', figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Everything a look needs, of all rotas that run.</summary>
    public static async Task<GapScene> SceneAsync(ZaitakuDb db, HolidayCalendar holidays, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        IReadOnlyList<RotaView> views = [.. (await RotaReads.OpenAsync(db, now - GapRules.Before, GapRules.UntilOf(now) + GapRules.After, cancellationToken)).Where(view => !view.Rota.IsDemo)];
        ILookup<int, int> left = (await db.RotaMembers.AsNoTracking().Where(member => member.LeftAt != null && member.LeftAt <= now).Select(member => new { member.RotaId, member.HolderId }).ToListAsync(cancellationToken)).ToLookup(row => row.RotaId, row => row.HolderId);
        ILookup<int, RotaPattern> patterns = (await db.RotaPatterns.AsNoTracking().Where(pattern => pattern.RemovedAt == null).OrderBy(pattern => pattern.Id).ToListAsync(cancellationToken)).ToLookup(pattern => pattern.RotaId);
        List<DutyAway> aways = await db.DutyAways.AsNoTracking().Where(away => away.RemovedAt == null && away.EndsAt > now - RotaRules.ShiftLengthMax).OrderBy(away => away.StartsAt).Take(AwaysMax).ToListAsync(cancellationToken);
        HashSet<Guid> reached = [.. await db.ChannelLinks.Where(link => link.BlockedAt == null && db.DutyHolders.Any(holder => holder.MemberId == link.MemberId)).Select(link => link.MemberId).Distinct().ToListAsync(cancellationToken)];
        List<GapRota> rotas = [];
        foreach (RotaView view in views)
        {
            (IReadOnlyList<DutyUnit> asked, IReadOnlyList<DutyUnit> colliding) = AskedOf(view.Rota, [.. patterns[view.Rota.Id]], holidays, now);
            rotas.Add(new GapRota(view, asked, left[view.Rota.Id].ToHashSet()) { Colliding = colliding });
        }

        return new GapScene(rotas, aways.ToLookup(away => away.HolderId), reached);
    }

    /// <summary>Known gaps that are not past, the nearest first, with names.</summary>
    public static async Task<IReadOnlyList<GapLine>> OpenAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await LinesAsync(db, await db.DutyGaps.AsNoTracking().Where(gap => gap.GoneAt == null && gap.EndsAt > now).OrderBy(gap => gap.StartsAt).ThenBy(gap => gap.Id).Take(GapRules.GapsMax).ToListAsync(cancellationToken), cancellationToken);
    }

    /// <summary>The same gaps, in the same order, with the names of rota, seat and holder.</summary>
    public static async Task<IReadOnlyList<GapLine>> LinesAsync(ZaitakuDb db, IReadOnlyCollection<DutyGap> gaps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(gaps);
        int[] rotaIds = [.. gaps.Select(gap => gap.RotaId).Distinct()], holderIds = [.. gaps.Select(gap => gap.HolderId).OfType<int>().Distinct()];
        Dictionary<int, DutyRota> rotas = await db.DutyRotas.AsNoTracking().Include(rota => rota.Seats).Where(rota => rotaIds.Contains(rota.Id)).ToDictionaryAsync(rota => rota.Id, cancellationToken);
        Dictionary<int, DutyHolder> holders = await db.DutyHolders.AsNoTracking().Where(holder => holderIds.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
        return [.. gaps.Select(gap => new GapLine(gap, rotas.GetValueOrDefault(gap.RotaId)?.Name ?? "", DutyWords.KindOf(rotas.GetValueOrDefault(gap.RotaId)?.GroupOf(gap.SeatId) ?? ""), gap.HolderId is { } id ? DutyWords.Name(holders.GetValueOrDefault(id)) : ""))];
    }

    private static (IReadOnlyList<DutyUnit> Asked, IReadOnlyList<DutyUnit> Colliding) AskedOf(DutyRota rota, IReadOnlyList<RotaPattern> patterns, HolidayCalendar holidays, DateTimeOffset now)
    {
        ShiftPattern[] read = [.. patterns.Where(pattern => rota.Seats.Exists(seat => seat.Id == pattern.SeatId)).Select(Read).OfType<ShiftPattern>()];
        DateOnly today = OfficeTime.DayOf(now);
        return read.Length == 0 ? ([], []) : UnitRules.AskedOf(read, rota.CalendarOf(holidays), today.AddDays(-(int)RotaRules.ShiftLengthMax.TotalDays - 1), today.AddDays(GapRules.DaysAhead));
    }

    /// <returns>Null for a line this version cannot read: what it asks for is unknown, and no gap.</returns>
    private static ShiftPattern? Read(RotaPattern pattern)
    {
        try
        {
            return pattern.Read();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
