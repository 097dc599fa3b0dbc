using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.Rota;

/// <summary>A rota's planning as rows: members, patterns, absences, pairs, proposals and temporary plans, so many of each that every form finds one.</summary>
internal static class PlanRows
{
    public static async Task FurnishAsync(ZaitakuDb db, int rota, string name, DateTimeOffset now, int each)
    {
        DateOnly today = OfficeTime.DayOf(now), month = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        DutySeat seat = await db.DutyRotas.Where(one => one.Id == rota).SelectMany(one => one.Seats).FirstAsync();
        DutyHolder[] holders = [.. Enumerable.Range(1, each * 2 + 2).Select(at => Named($"{at}{name}"))];
        db.DutyHolders.AddRange(holders);
        await db.SaveChangesAsync();
        db.RotaMembers.AddRange(holders.Select((holder, at) => new RotaMember { RotaId = rota, HolderId = holder.Id, Position = at, CreatedAt = now }));
        db.RotaPatterns.AddRange(Enumerable.Range(1, each + 1).Select(at => PatternRow(rota, seat.Id, new ShiftPattern { Name = $"{at}{name[..30]}", Weekdays = [(DayOfWeek)at], StartMinute = 540, EndMinute = 1_020 }, now)));
        foreach (int at in Enumerable.Range(0, each))
        {
            db.DutyAways.Add(new DutyAway { HolderId = holders[at].Id, StartsAt = now.AddDays(at), EndsAt = now.AddDays(at + 1), CreatedAt = now });
            db.DutyPairs.Add(new DutyPair { OneId = holders[at * 2].Id, OtherId = holders[at * 2 + 1].Id, CreatedAt = now });
            RotaProposal proposal = new() { Id = Guid.CreateVersion7(now.AddMinutes(at)), RotaId = rota, FromDay = month, UntilDay = month.AddMonths(1), Body = "[]", CreatedAt = now };
            proposal.Set([new ProposedDuty(seat.Id, month, OfficeTime.At(month, 540), OfficeTime.At(month, 1_020), DutyCount.Day, holders[at].Id)], ProposalResult.Planned, [], now);
            db.RotaProposals.Add(proposal);
            db.DutyShifts.Add(new DutyShift
            {
                SeatId = seat.Id, HolderId = holders[at].Id, StartsAt = now.AddDays(20 + at), EndsAt = now.AddDays(20 + at).AddHours(8), Layer = DutyLayer.TemporaryPlan, KnownFrom = now, DraftId = Guid.CreateVersion7(now.AddHours(at)),
            });
        }

        await db.SaveChangesAsync();
    }

    public static RotaPattern PatternRow(int rota, int seat, ShiftPattern pattern, DateTimeOffset now) => new() { RotaId = rota, SeatId = seat, Body = RotaPattern.BodyOf(pattern), CreatedAt = now };

    private static DutyHolder Named(string name) => new() { Name = name[..Math.Min(name.Length, DutyHolder.NameLengthMax)], NameKey = NameRules.KeyOf(name) };
}
