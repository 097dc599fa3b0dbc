using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>Takes people into a rota, changes their share, lets them leave and come back. From when to when somebody had which share is kept, since balances are worked out by it.</summary>
internal static class MemberWriting
{
    /// <returns>Why not, in words; empty when it is saved.</returns>
    public static async Task<string> AddAsync(ZaitakuDb db, DutyRota rota, MemberForm form, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string problem = form.IsOfOtherSeats(rota) ? DutyWriting.SomebodyElse : form.Problem(isNew: true, rota);
        List<RotaMember> rows = await db.RotaMembers.Where(row => row.RotaId == rota.Id).ToListAsync(cancellationToken);
        string[] names = [.. form.NameLines.DistinctBy(NameRules.KeyOf, StringComparer.Ordinal)];
        if (problem.Length == 0 && rows.Count(row => row.LeftAt is null) + names.Length > PlannerRules.HoldersMax)
        {
            problem = $"1つの当番表に入れるのは{PlannerRules.HoldersMax}人までです。";
        }

        if (problem.Length > 0)
        {
            return problem;
        }

        List<string> keys = [.. names.Select(NameRules.KeyOf)];
        Dictionary<string, DutyHolder> holders = await db.DutyHolders.Where(holder => keys.Contains(holder.NameKey)).ToDictionaryAsync(holder => holder.NameKey, StringComparer.Ordinal, cancellationToken);
        if (names.Where(name => holders.GetValueOrDefault(NameRules.KeyOf(name)) is { ClosedAt: not null }).ToList() is { Count: > 0 } closed)
        {
            return $"当番から外した人です: {string.Join("、", closed)}。「当番に入る人・医療機関」で「また入れる」を押してから書いてください。";
        }

        problem = await MeetAsync(db, names, holders, now, cancellationToken);
        DutyHolder[] added = [.. keys.Select(key => holders[key]).Where(holder => !rows.Exists(row => row.HolderId == holder.Id && row.LeftAt is null))];
        if (problem.Length > 0 || added.Length == 0)
        {
            return problem.Length > 0 ? problem : "もう入っています。";
        }

        int position = rows.Count == 0 ? 0 : rows.Max(row => row.Position) + 1;
        foreach (DutyHolder holder in added)
        {
            await JoinAsync(db, rota, holder, rows.Find(row => row.HolderId == holder.Id), form, position++, now, cancellationToken);
        }

        return await RotaKeeping.KeepAsync(db, rota, "rota.member_add", staff, now, cancellationToken, $"+{added.Length}");
    }

    /// <summary>Holders for those the hub has not met. Their ids are needed; a holder without a rota does no harm when the second save fails.</summary>
    private static Task<string> MeetAsync(ZaitakuDb db, string[] names, Dictionary<string, DutyHolder> holders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (string name in names.Where(name => !holders.ContainsKey(NameRules.KeyOf(name))))
        {
            DutyHolder holder = new() { Name = name, NameKey = NameRules.KeyOf(name), CreatedAt = now };
            holders.Add(holder.NameKey, holder);
            db.DutyHolders.Add(holder);
        }

        return RotaKeeping.SaveAsync(db, cancellationToken);
    }

    /// <summary>Changes share, limit and seats; a new share counts from today.</summary>
    public static async Task<string> ChangeAsync(ZaitakuDb db, DutyRota rota, RotaMember row, MemberForm form, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string problem = row.Revision != form.Seen || form.IsOfOtherSeats(rota) ? DutyWriting.SomebodyElse : form.Problem(isNew: false, rota);
        if (problem.Length > 0)
        {
            return problem;
        }

        if (row.Share != form.ShareOf)
        {
            await EndTermAsync(db, row, now, cancellationToken);
            db.MemberTerms.Add(TermOf(rota, row.HolderId, form.ShareOf, OfficeTime.DayOf(now)));
        }

        (row.Share, row.MonthMax, row.Seats) = (form.ShareOf, form.MonthMaxOf, form.SeatsOf(rota));
        row.Revision++;
        return await RotaKeeping.KeepAsync(db, rota, "rota.member_change", staff, now, cancellationToken, $"member:{row.Id}");
    }

    /// <summary>Out of the rota, or back in it; what it is already stays.</summary>
    public static async Task<string> LeaveAsync(ZaitakuDb db, DutyRota rota, RotaMember row, bool leaves, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (leaves == row.LeftAt is not null)
        {
            return "";
        }

        if (leaves)
        {
            await EndTermAsync(db, row, now, cancellationToken);
        }
        else
        {
            db.MemberTerms.Add(TermOf(rota, row.HolderId, row.Share, OfficeTime.DayOf(now)));
        }

        row.LeftAt = leaves ? now : null;
        row.Revision++;
        return await RotaKeeping.KeepAsync(db, rota, leaves ? "rota.member_leave" : "rota.member_return", staff, now, cancellationToken, $"member:{row.Id}");
    }

    private static async Task JoinAsync(ZaitakuDb db, DutyRota rota, DutyHolder holder, RotaMember? row, MemberForm form, int position, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly since = form.SinceOf ?? (row is null ? await SinceAsync(db, rota, holder.Id, now, cancellationToken) : OfficeTime.DayOf(now));
        if (row is null)
        {
            row = new RotaMember { RotaId = rota.Id, HolderId = holder.Id, Position = position, CreatedAt = now };
            db.RotaMembers.Add(row);
        }

        (row.Share, row.MonthMax, row.Seats, row.LeftAt) = (form.ShareOf, form.MonthMaxOf, form.SeatsOf(rota), null);
        row.Revision++;
        db.MemberTerms.Add(TermOf(rota, holder.Id, form.ShareOf, since));
    }

    /// <summary>Who stands in the table of the past had a part in it from its first day; who does not is new today.</summary>
    private static async Task<DateOnly> SinceAsync(ZaitakuDb db, DutyRota rota, int holder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IQueryable<DutyShift> past = db.DutyShifts.Where(shift => shift.Seat!.RotaId == rota.Id && shift.KnownUntil == null && shift.HolderId != null && shift.StartsAt < now);
        return await past.AnyAsync(shift => shift.HolderId == holder, cancellationToken)
            ? OfficeTime.DayOf(await past.MinAsync(shift => shift.StartsAt, cancellationToken)) : OfficeTime.DayOf(now);
    }

    private static async Task EndTermAsync(ZaitakuDb db, RotaMember row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = OfficeTime.DayOf(now);
        List<MemberTerm> open = await db.MemberTerms.Where(term => term.RotaId == row.RotaId && term.HolderId == row.HolderId && term.UntilDay == null).ToListAsync(cancellationToken);
        open.ForEach(term => term.UntilDay = term.FromDay > today ? term.FromDay : today);
    }

    private static MemberTerm TermOf(DutyRota rota, int holder, double share, DateOnly from) => new() { RotaId = rota.Id, HolderId = holder, Share = share, FromDay = from };
}
