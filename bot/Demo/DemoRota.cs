using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Demo;

/// <summary>The nights of the demo city, so that 「今夜の当番の先生は？」 has an answer before anything is configured. Gone with the demo's places.</summary>
public static class DemoRota
{
    private const int Nights = 400;

    private const int Starts = 17 * 60 + 30, Ends = 32 * 60 + 30;

    /// <summary>Places of the demo directory.</summary>
    private static readonly string[] Clinics = ["みおはら在宅クリニック", "汐彩台内科医院", "白灯町ファミリークリニック"];

    public static async Task AddAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.DutyRotas.AnyAsync(cancellationToken))
        {
            return;
        }

        DutyRota rota = new() { Name = $"{DemoHub.Mark}・夜間の当番医", Purpose = RotaPurpose.Doctor, ResidentView = ResidentView.Published, IsPublic = true, IsDemo = true, CreatedAt = now };
        DutySeat seat = new() { Group = "" };
        rota.Seats.Add(seat);
        DutyHolder[] holders = [.. Clinics.Select(name => new DutyHolder { Name = $"{DemoHub.Mark}・{name}", NameKey = NameRules.KeyOf($"{DemoHub.Mark}・{name}"), Phone = DemoHub.Phone, IsPhonePublic = true, CreatedAt = now })];
        DateOnly first = OfficeTime.DayOf(now).AddDays(-1);
        db.DutyRotas.Add(rota);
        db.DutyShifts.AddRange(Enumerable.Range(0, Nights).Select(first.AddDays).Select((day, at) => new DutyShift
        {
            Seat = seat, Holder = holders[at % holders.Length], StartsAt = OfficeTime.At(day, Starts), EndsAt = OfficeTime.At(day, Ends), KnownFrom = now,
        }));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // Two programs start at once: the other one has written it, and of a holder's name there is one.
        }
    }

    /// <summary>Takes it out in the caller's save. Holders nobody else names go along.</summary>
    public static async Task RemoveAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<DutyRota> rotas = await db.DutyRotas.Include(rota => rota.Seats).Where(rota => rota.IsDemo).ToListAsync(cancellationToken);
        List<int> seats = [.. rotas.SelectMany(rota => rota.Seats).Select(seat => seat.Id)];
        List<DutyShift> shifts = await db.DutyShifts.Where(shift => seats.Contains(shift.SeatId)).ToListAsync(cancellationToken);
        List<int> holders = [.. shifts.Select(shift => shift.HolderId).OfType<int>().Distinct()];
        db.DutyShifts.RemoveRange(shifts);
        db.DutyHolders.RemoveRange(await db.DutyHolders.Where(holder => holders.Contains(holder.Id) && !db.DutyShifts.Any(shift => shift.HolderId == holder.Id && !seats.Contains(shift.SeatId))).ToListAsync(cancellationToken));
        db.DutyRotas.RemoveRange(rotas);
    }
}
