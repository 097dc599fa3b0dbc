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
    private const int RowsMax = 300;

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(60);

    /// <summary>Calls are counted a while after a duty.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(14);

    [BindProperty]
    public DutyTimesForm Times { get; set; } = new();

    [BindProperty]
    public HolderTimesForm Own { get; set; } = new();

    public DutyRota Rota { get; private set; } = null!;

    public IReadOnlyList<DutyRow> Rows { get; private set; } = [];

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        if (!await ShowAsync(id, cancellationToken))
        {
            return Missing();
        }

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
        return await SaveAsync(id, "rota.confirm", "confirmed", cancellationToken);
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
        return await SaveAsync(id, "rota.calls", "counted", cancellationToken);
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
            return await ShowProblemAsync(id, problem, cancellationToken, Times);
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

        if (Own.Problem() is { Length: > 0 } problem)
        {
            return await ShowProblemAsync(id, problem, cancellationToken);
        }

        Own.ApplyTo(holder);
        holder.Revision++;
        DateTimeOffset now = clock.GetUtcNow();
        foreach (HeldDuty duty in await db.HeldDuties.Where(one => one.HolderId == holder.Id && one.EndedAt == null && one.EndsAt > now && one.PlannedAt != null).ToListAsync(cancellationToken))
        {
            duty.PlannedAt = null;
        }

        return await SaveAsync(id, "rota.times", "times", cancellationToken);
    }

    private Task<HeldDuty?> FindAsync(int id, long duty, CancellationToken cancellationToken) => db.HeldDuties.SingleOrDefaultAsync(one => one.Id == duty && one.RotaId == id, cancellationToken);

    private async Task<IActionResult> SaveAsync(int id, string action, string done, CancellationToken cancellationToken)
    {
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, action, string.Create(CultureInfo.InvariantCulture, $"rota:{id}"), clock.GetUtcNow()));
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
        List<HeldDuty> duties = await db.HeldDuties.AsNoTracking().Include(duty => duty.Steps).Where(duty => duty.RotaId == id && duty.EndedAt == null && duty.EndsAt > from && duty.StartsAt < until).OrderBy(duty => duty.StartsAt).ThenBy(duty => duty.SeatId).Take(RowsMax).ToListAsync(cancellationToken);
        List<int> ids = [.. duties.Select(duty => duty.HolderId).Distinct()];
        Dictionary<int, DutyHolder> holders = await db.DutyHolders.AsNoTracking().Where(holder => ids.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
        List<Guid> members = [.. holders.Values.Select(holder => holder.MemberId).OfType<Guid>()];
        HashSet<Guid> reached = [.. await db.ChannelLinks.Where(link => members.Contains(link.MemberId) && link.BlockedAt == null).Select(link => link.MemberId).Distinct().ToListAsync(cancellationToken)];
        ToldRecord told = await DutyTelling.RecordAsync(db, duties, cancellationToken);
        Dictionary<Guid, string> staff = await DeskStaff.NamesOfAsync(db, duties.Select(duty => duty.ConfirmedStaffId).OfType<Guid>(), cancellationToken);
        Rows = [.. duties.Select(duty => new DutyRow(duty, rota.GroupOf(duty.SeatId), holders[duty.HolderId], holders[duty.HolderId].MemberId is { } member && reached.Contains(member), told.IsHeard(duty.ToldBy),
            duty.ConfirmedStaffId is { } by ? staff.GetValueOrDefault(by, "使われていないアカウント") : ""))];
        return true;
    }
}
