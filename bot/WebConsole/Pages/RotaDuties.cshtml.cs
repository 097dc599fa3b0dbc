using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Duties;
using Zaitaku.Bot.Rota;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <param name="IsInChat">They can be told.</param>
/// <param name="IsHeard">They were told of it.</param>
/// <param name="By">Who wrote the confirmation down; empty for the holder.</param>
public sealed record DutyRow(HeldDuty Duty, string Group, DutyHolder Holder, bool IsInChat, bool IsHeard, string By);

/// <summary>Who knows of their duty, who does not, and what was done about it; and when holders are told and asked.</summary>
public sealed class RotaDutiesModel(ZaitakuDb db, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    /// <summary>Duties to come on one page; of those that are over, all of <see cref="Back"/> up to <see cref="PastMax"/>.</summary>
    public const int RowsMax = 100;

    private const int PastMax = 500;

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(60);

    /// <summary>Calls are counted a while after a duty.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(14);

    [BindProperty]
    public DutyTimesForm Times { get; set; } = new();

    [BindProperty]
    public HolderTimesForm Own { get; set; } = new();

    public DutyRota Rota { get; private set; } = null!;

    /// <summary>To come, a page of them, the nearest first.</summary>
    public IReadOnlyList<DutyRow> Coming { get; private set; } = [];

    /// <summary>Over, the latest first.</summary>
    public IReadOnlyList<DutyRow> Past { get; private set; } = [];

    /// <summary>Of all duties to come, not only of those on the page.</summary>
    public (int All, int Confirmed, int Unreached) Counts { get; private set; }

    public int PageNumber { get; private set; } = 1;

    public int LastPage => Math.Max(1, (Counts.All + RowsMax - 1) / RowsMax);

    /// <summary>Who has duties here, by name.</summary>
    public IReadOnlyList<DutyHolder> Holders { get; private set; } = [];

    /// <summary>Whose own times are open; null for nobody's.</summary>
    public DutyHolder? Chosen => Holders.FirstOrDefault(holder => holder.Id == Own.Holder);

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public DateTimeOffset Now { get; private set; }

    /// <param name="holder">Whose own times are opened.</param>
    /// <param name="p">Page of the duties to come, from 1.</param>
    public async Task<IActionResult> OnGetAsync(int id, int holder, int p, string? done, CancellationToken cancellationToken)
    {
        PageNumber = p;
        if (!await ShowAsync(id, cancellationToken))
        {
            return Missing();
        }

        Own = Holders.FirstOrDefault(one => one.Id == holder) is { } chosen ? HolderTimesForm.Of(chosen) : new HolderTimesForm();

        Done = done switch { "confirmed" => "確認を書きました。", "counted" => "電話の件数を書きました。", "times" => "知らせ方を変えました。", _ => "" };
        return Page();
    }

    /// <param name="seen">The duty's revision when the page was opened.</param>
    public async Task<IActionResult> OnPostConfirmAsync(int id, long duty, int seen, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, duty, cancellationToken) is not { } held)
        {
            return Missing();
        }

        if (held.Revision != seen || !held.IsOpen)
        {
            return await ShowProblemAsync(id, DutyWriting.SomebodyElse, cancellationToken);
        }

        await DutyConfirming.ConfirmAsync(db, [held], ConfirmedVia.Staff, Staff.Id, clock.GetUtcNow(), cancellationToken);
        return await SaveAsync(id, "rota.confirm", "confirmed", cancellationToken, detail: DutyMessages.AboutOf(held.Id));
    }

    public async Task<IActionResult> OnPostCallsAsync(int id, long duty, string? calls, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, duty, cancellationToken) is not { } held)
        {
            return Missing();
        }

        bool isEmpty = string.IsNullOrWhiteSpace(calls);
        if (!isEmpty && DutyTimesForm.ReadNumber(calls, HeldDuty.CallsMax) is null)
        {
            return await ShowProblemAsync(id, $"電話の件数は、0から{HeldDuty.CallsMax}の数字で書いてください。", cancellationToken);
        }

        held.CallsReceived = isEmpty ? null : DutyTimesForm.ReadNumber(calls, HeldDuty.CallsMax);
        held.Revision++;
        return await SaveAsync(id, "rota.calls", "counted", cancellationToken, detail: DutyMessages.AboutOf(held.Id));
    }

    public async Task<IActionResult> OnPostTimesAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.DutyRotas.SingleOrDefaultAsync(one => one.Id == id && one.ClosedAt == null && !one.IsDemo, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        string problem = rota.Revision != Times.Seen ? DutyWriting.SomebodyElse : Times.Problem();
        if (problem.Length > 0)
        {
            return await ShowProblemAsync(id, problem, cancellationToken, rota.Revision == Times.Seen ? Times : null);
        }

        Times.ApplyTo(rota);
        rota.Revision++; // Its reminders are planned anew.
        return await SaveAsync(id, "rota.times", "times", cancellationToken);
    }

    public async Task<IActionResult> OnPostOwnAsync(int id, CancellationToken cancellationToken)
    {
        DutyRota? rota = await db.DutyRotas.SingleOrDefaultAsync(one => one.Id == id && one.ClosedAt == null && !one.IsDemo, cancellationToken);
        if (rota is null || await db.DutyHolders.SingleOrDefaultAsync(one => one.Id == Own.Holder && one.ClosedAt == null, cancellationToken) is not { } holder)
        {
            return Missing();
        }

        string problem = holder.Revision != Own.Seen ? DutyWriting.SomebodyElse : Own.Problem();
        if (problem.Length > 0)
        {
            Own = holder.Revision != Own.Seen ? HolderTimesForm.Of(holder) : Own;
            return await ShowProblemAsync(id, problem, cancellationToken);
        }

        Own.ApplyTo(holder);
        holder.Revision++;
        DateTimeOffset now = clock.GetUtcNow();
        foreach (HeldDuty duty in await db.HeldDuties.Where(one => one.HolderId == holder.Id && one.EndedAt == null && one.EndsAt > now && one.PlannedAt != null).ToListAsync(cancellationToken))
        {
            duty.PlannedAt = null;
        }

        return await SaveAsync(id, "rota.times", "times", cancellationToken, string.Create(CultureInfo.InvariantCulture, $"holder:{holder.Id}"));
    }

    private Task<HeldDuty?> FindAsync(int id, long duty, CancellationToken cancellationToken) => db.HeldDuties.SingleOrDefaultAsync(one => one.Id == duty && one.RotaId == id, cancellationToken);

    private async Task<IActionResult> SaveAsync(int id, string action, string done, CancellationToken cancellationToken, string? subject = null, string detail = "")
    {
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, action, subject ?? string.Create(CultureInfo.InvariantCulture, $"rota:{id}"), clock.GetUtcNow(), detail));
        string problem = await RotaKeeping.SaveAsync(db, cancellationToken);
        return problem.Length == 0 ? LocalRedirect($"/console/rota/{id}/duties?done={done}") : await ShowProblemAsync(id, problem, cancellationToken);
    }

    private async Task<IActionResult> ShowProblemAsync(int id, string problem, CancellationToken cancellationToken, DutyTimesForm? typed = null)
    {
        db.ChangeTracker.Clear();
        if (!await ShowAsync(id, cancellationToken))
        {
            return Missing();
        }

        Problem = problem;
        ModelState.Clear();
        if (typed is not null)
        {
            int seen = Times.Seen;
            Times = typed;
            Times.Seen = seen;
        }

        return Page();
    }

    private async Task<bool> ShowAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.DutyRotas.AsNoTracking().Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } rota)
        {
            return false;
        }

        (Rota, Now, Holidays, Times) = (rota, clock.GetUtcNow(), directory.Current().Holidays, DutyTimesForm.Of(rota));
        DateTimeOffset from = Now - Back, until = Now + Ahead;
        IQueryable<HeldDuty> here = db.HeldDuties.AsNoTracking().Where(duty => duty.RotaId == id && duty.EndedAt == null), coming = here.Where(duty => duty.EndsAt > Now && duty.StartsAt < until), past = here.Where(duty => duty.EndsAt <= Now && duty.EndsAt > from);
        Counts = (await coming.CountAsync(cancellationToken), await coming.CountAsync(duty => duty.ConfirmedAt != null, cancellationToken),
            await coming.CountAsync(duty => !db.DutyHolders.Any(holder => holder.Id == duty.HolderId && db.ChannelLinks.Any(link => link.MemberId == holder.MemberId && link.BlockedAt == null)), cancellationToken));
        PageNumber = Math.Clamp(PageNumber, 1, LastPage);
        Coming = await RowsAsync(coming.OrderBy(duty => duty.StartsAt).ThenBy(duty => duty.SeatId).ThenBy(duty => duty.Id).Skip((PageNumber - 1) * RowsMax).Take(RowsMax), cancellationToken);
        Past = await RowsAsync(past.OrderByDescending(duty => duty.StartsAt).ThenBy(duty => duty.SeatId).Take(PastMax), cancellationToken);
        Holders = await db.DutyHolders.AsNoTracking().Where(holder => holder.ClosedAt == null && (coming.Any(duty => duty.HolderId == holder.Id) || past.Any(duty => duty.HolderId == holder.Id))).OrderBy(holder => holder.Name).ToListAsync(cancellationToken);
        return true;
    }

    private async Task<IReadOnlyList<DutyRow>> RowsAsync(IQueryable<HeldDuty> read, CancellationToken cancellationToken)
    {
        List<HeldDuty> duties = await read.Include(duty => duty.Steps).ToListAsync(cancellationToken);
        List<int> ids = [.. duties.Select(duty => duty.HolderId).Distinct()];
        Dictionary<int, DutyHolder> holders = await db.DutyHolders.AsNoTracking().Where(holder => ids.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
        List<Guid> members = [.. holders.Values.Select(holder => holder.MemberId).OfType<Guid>()];
        HashSet<Guid> reached = [.. await db.ChannelLinks.Where(link => members.Contains(link.MemberId) && link.BlockedAt == null).Select(link => link.MemberId).Distinct().ToListAsync(cancellationToken)];
        ToldRecord told = await DutyTelling.RecordAsync(db, duties, cancellationToken);
        Dictionary<Guid, string> staff = await DeskStaff.NamesOfAsync(db, duties.Select(duty => duty.ConfirmedStaffId).OfType<Guid>(), cancellationToken);
        return [.. duties.Select(duty => new DutyRow(duty, Rota.GroupOf(duty.SeatId), holders[duty.HolderId], holders[duty.HolderId].MemberId is { } member && reached.Contains(member), told.IsHeard(duty.ToldBy),
            duty.ConfirmedStaffId is { } by ? staff.GetValueOrDefault(by, "使われていないアカウント") : ""))];
    }
}
