using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <param name="By">Who wrote it; empty for the program.</param>
public sealed record ShiftPast(DutyShift Shift, string By);

/// <summary>One duty: somebody else in its place, nobody, or what was written taken back; and how it came to be.</summary>
public sealed class RotaShiftModel(ZaitakuDb db, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    private const int PastMax = 50;

    [BindProperty]
    public DutyForm Duty { get; set; } = new();

    public DutyRota Rota { get; private set; } = null!;

    public DutyShift Shift { get; private set; } = null!;

    /// <summary>Everything ever said of its seat and time, newest first.</summary>
    public IReadOnlyList<ShiftPast> Past { get; private set; } = [];

    public IReadOnlyList<string> HolderNames { get; private set; } = [];

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    /// <summary>The part of it that was opened: where something else was written over some of it, what was left.</summary>
    public DateTimeOffset From { get; private set; }

    public DateTimeOffset Until { get; private set; }

    /// <param name="from">UTC ticks.</param>
    public async Task<IActionResult> OnGetAsync(int id, long shift, long? from, long? until, CancellationToken cancellationToken)
    {
        if (!await ShowAsync(id, shift, from, until, cancellationToken))
        {
            return Missing();
        }

        Duty = new DutyForm
        {
            Day = TokyoInput.Day(From), Starts = TokyoInput.Time(From), EndDay = TokyoInput.Day(Until), Ends = TokyoInput.Time(Until), Group = Shift.Seat!.Group, Seen = Rota.Revision,
        };
        return Page();
    }

    public Task<IActionResult> OnPostReplaceAsync(int id, long shift, CancellationToken cancellationToken) =>
        DoAsync(id, shift, (rota, standing, now) => DutyWriting.ReplaceAsync(db, rota, standing, Duty, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostTakeBackAsync(int id, long shift, int seen, CancellationToken cancellationToken) =>
        DoAsync(id, shift, (rota, standing, now) => DutyWriting.TakeBackAsync(db, rota, standing, seen, Staff.Id, now, cancellationToken), cancellationToken);

    private async Task<IActionResult> DoAsync(int id, long shift, Func<DutyRota, DutyShift, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken)
    {
        DutyRota? rota = await db.DutyRotas.Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == id && one.ClosedAt == null, cancellationToken);
        DutyShift? standing = rota is null ? null : await db.DutyShifts.SingleOrDefaultAsync(one => one.Id == shift && one.KnownUntil == null, cancellationToken);
        if (rota is null || standing is null || !rota.Seats.Exists(seat => seat.Id == standing.SeatId))
        {
            return Missing();
        }

        Problem = await act(rota, standing, clock.GetUtcNow());
        if (Problem.Length == 0)
        {
            return LocalRedirect($"/console/rota/{id}?done=written&month={TokyoInput.Day(standing.StartsAt)[..7]}");
        }

        db.ChangeTracker.Clear();
        if (!await ShowAsync(id, shift, null, null, cancellationToken))
        {
            return Missing();
        }

        ModelState.Clear();
        Duty.Seen = Rota.Revision;
        return Page();
    }

    private async Task<bool> ShowAsync(int id, long shiftId, long? from, long? until, CancellationToken cancellationToken)
    {
        DutyRota? rota = await db.DutyRotas.AsNoTracking().Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        DutyShift? shift = await db.DutyShifts.AsNoTracking().Include(one => one.Seat).Include(one => one.Holder).SingleOrDefaultAsync(one => one.Id == shiftId && one.KnownUntil == null, cancellationToken);
        if (rota is null || shift is null || shift.Seat!.RotaId != id)
        {
            return false;
        }

        (Rota, Shift) = (rota, shift);
        bool isPart = from >= shift.StartsAt.UtcTicks && until <= shift.EndsAt.UtcTicks && from < until;
        (From, Until) = isPart ? (new DateTimeOffset(from!.Value, TimeSpan.Zero), new DateTimeOffset(until!.Value, TimeSpan.Zero)) : (shift.StartsAt, shift.EndsAt);
        List<DutyShift> past = await db.DutyShifts.AsNoTracking().Include(one => one.Holder).Where(one => one.SeatId == shift.SeatId && one.StartsAt < shift.EndsAt && one.EndsAt > shift.StartsAt)
            .OrderByDescending(one => one.KnownFrom).ThenByDescending(one => one.Id).Take(PastMax).ToListAsync(cancellationToken);
        Dictionary<Guid, string> names = await db.Set<StaffAccount>().ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellationToken);
        Past = [.. past.Select(one => new ShiftPast(one, one.StaffId is { } staff ? names.GetValueOrDefault(staff, "使われていないアカウント") : ""))];
        HolderNames = await RotaReads.HolderNamesAsync(db, cancellationToken);
        Holidays = directory.Current().Holidays;
        return true;
    }
}
