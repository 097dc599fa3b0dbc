using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>Reads what planning needs.</summary>
public static class PlanReads
{
    /// <summary>Years before a plan whose duties are carried into it; what lies further back is forgiven.</summary>
    public const int BalanceYears = 5;

    /// <summary>Other rotas are read in pieces, so that no piece is cut.</summary>
    private const int PieceDays = 92;

    /// <returns>Null when there is no such rota; a closed one is found too.</returns>
    public static async Task<RotaPlanning?> PlanningAsync(ZaitakuDb db, int rotaId, HolidayCalendar holidays, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DutyRota? rota = await db.DutyRotas.AsNoTracking().Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == rotaId, cancellationToken);
        if (rota is null)
        {
            return null;
        }

        List<RotaPattern> patterns = await db.RotaPatterns.AsNoTracking().Where(one => one.RotaId == rotaId && one.RemovedAt == null).OrderBy(one => one.Id).Take(UnitRules.PatternsMax).ToListAsync(cancellationToken);
        var members = await (from row in db.RotaMembers.AsNoTracking()
                             join holder in db.DutyHolders.AsNoTracking() on row.HolderId equals holder.Id
                             where row.RotaId == rotaId && row.LeftAt == null && holder.ClosedAt == null
                             orderby row.Position, row.Id
                             select new { row, holder }).Take(PlannerRules.HoldersMax).ToListAsync(cancellationToken);
        List<int> ids = [.. members.Select(one => one.holder.Id)];
        List<MemberTerm> terms = await db.MemberTerms.AsNoTracking().Where(one => one.RotaId == rotaId).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        List<DutyAway> aways = await db.DutyAways.AsNoTracking().Where(one => one.RemovedAt == null && one.EndsAt > now && ids.Contains(one.HolderId)).OrderBy(one => one.StartsAt).ToListAsync(cancellationToken);
        List<DutyPair> pairs = await db.DutyPairs.AsNoTracking().Where(one => ids.Contains(one.OneId) && ids.Contains(one.OtherId)).OrderBy(one => one.Id).Take(PlannerRules.PairsMax).ToListAsync(cancellationToken);
        PatternLine[] lines = [.. patterns.Select(row => new PatternLine(row, row.Read())).OrderBy(line => line.Pattern.Rank).ThenBy(line => line.Row.Id)];
        return new RotaPlanning(rota, rota.CalendarOf(holidays), lines, [.. members.Select(one => new PlanMember(one.row, one.holder))], terms, aways, pairs);
    }

    /// <param name="until">The first day no longer planned.</param>
    public static async Task<PlanFacts> FactsAsync(ZaitakuDb db, RotaPlanning planning, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planning);
        ArgumentNullException.ThrowIfNull(db);
        int rota = planning.Rota.Id;
        (DateTimeOffset first, DateTimeOffset last) = (OfficeTime.At(from.AddYears(-BalanceYears), 0), OfficeTime.At(until, 0) + RotaRules.ShiftLengthMax);
        TimeSpan around = RotaRules.ShiftLengthMax + PlanRequestRules.RestOf(planning.Rota);
        List<PastDuty> own = [];
        for (DateTimeOffset at = first; at < last + around; at = at.AddDays(366))
        {
            DateTimeOffset end = at.AddDays(366);
            RotaView? view = await RotaReads.OneAsync(db, rota, at - RotaRules.ShiftLengthMax, end + RotaRules.ShiftLengthMax, cancellationToken);
            own.AddRange(view is null ? [] : PastDutyRules.Of(view, planning.Calendar, at, end));
        }

        var calls = await db.HeldDuties.AsNoTracking().Where(duty => duty.RotaId == rota && duty.EndedAt == null && duty.CallsReceived != null && duty.StartsAt >= first && duty.StartsAt < last)
            .Select(duty => new { duty.HolderId, duty.StartsAt, duty.EndsAt, duty.CallsReceived }).ToListAsync(cancellationToken);
        List<DutyStretch> elsewhere = await ElsewhereAsync(db, planning, OfficeTime.At(from, 0) - around, last + around, cancellationToken);
        return new PlanFacts(planning, own, [.. calls.Select(one => new PastCalls(one.HolderId, PastDutyRules.DayOf(one.StartsAt, one.EndsAt), one.CallsReceived!.Value))], elsewhere);
    }

    private static async Task<List<DutyStretch>> ElsewhereAsync(ZaitakuDb db, RotaPlanning planning, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        HashSet<int> people = [.. planning.Members.Select(member => member.Holder.Id)];
        HashSet<DutyStretch> found = [];
        for (DateTimeOffset at = from; at < until; at = at.AddDays(PieceDays))
        {
            DateTimeOffset end = at.AddDays(PieceDays);
            foreach (RotaView view in await RotaReads.OpenAsync(db, at - RotaRules.ShiftLengthMax, end + RotaRules.ShiftLengthMax, cancellationToken))
            {
                found.UnionWith(view.Rota.Id == planning.Rota.Id ? [] : DutyStretch.Of(view, at, end).Where(one => people.Contains(one.HolderId)));
            }
        }

        return [.. found.OrderBy(one => one.StartsAt)];
    }
}
