using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Duties;
using Zaitaku.Bot.Rota;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What is there to read for whoever comes on duty: handovers of those before, and watch points that coordinators write here.</summary>
public sealed class RotaNotesModel(ZaitakuDb db, LiveDirectory directory, IOptions<HousekeepingOptions> kept, TimeProvider clock) : ConsolePage
{
    /// <summary>Watch points of one rota that are shown at once.</summary>
    private const int WatchMax = 30;

    [BindProperty]
    public WatchForm Form { get; set; } = new();

    public DutyRota Rota { get; private set; } = null!;

    public IReadOnlyList<ShownNote> Shown { get; private set; } = [];

    /// <summary>Account → the name it bears.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public int KeptDays => kept.Value.HandoverDays;

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = done switch { "written" => "書きました。当番の方の画面に、もう出ています。", "ended" => "見せるのをやめました。", _ => "" };
        Form = WatchForm.At(clock.GetUtcNow());
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostWriteAsync(int id, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await db.DutyRotas.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.ClosedAt == null, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        DateTimeOffset? until = Form.Read(now, out string problem);
        Problem = rota.IsDemo ? DutyWriting.Demo
            : until is not null && await db.HandoverNotes.CountAsync(note => note.RotaId == id && note.DutyId == null && note.ShownUntil > now && note.Text != "", cancellationToken) >= WatchMax ? $"一度に見せられるのは{WatchMax}までです。終わったものをやめてから書いてください。"
            : problem;
        if (Problem.Length > 0)
        {
            return await ShowAsync(id, cancellationToken);
        }

        if (await db.HandoverNotes.AnyAsync(note => note.RotaId == id && note.DutyId == null && note.Text == Form.Words && note.ShownUntil == until, cancellationToken))
        {
            return LocalRedirect($"/console/rota/{id}/notes?done=written"); // Pressed twice.
        }

        db.HandoverNotes.Add(new HandoverNote { Id = Guid.CreateVersion7(now), RotaId = id, StaffId = Staff.Id, Text = Form.Words, WrittenAt = now, ShownUntil = until!.Value, Revision = 1 });
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "handover.write", $"rota:{id}", now));
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"/console/rota/{id}/notes?done=written");
    }

    /// <param name="seen">The note's revision on the page: what was rewritten meanwhile is looked at first.</param>
    public async Task<IActionResult> OnPostEndAsync(int id, Guid note, int seen, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await db.HandoverNotes.SingleOrDefaultAsync(one => one.Id == note && one.RotaId == id, cancellationToken) is not { } found)
        {
            return Missing();
        }

        if (found.ShownUntil > now && found.Revision == seen)
        {
            found.ShownUntil = now;
            found.Revision++;
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, "handover.end", $"rota:{id}", now));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return await ShowChangedAsync(id, cancellationToken);
            }
        }
        else if (found.ShownUntil > now)
        {
            return await ShowChangedAsync(id, cancellationToken);
        }

        return LocalRedirect($"/console/rota/{id}/notes?done=ended");
    }

    private Task<IActionResult> ShowChangedAsync(int id, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        ModelState.Clear();
        Problem = "申し送りが書き直されました。いまの内容を見て、もう一度押してください。";
        Form = WatchForm.At(clock.GetUtcNow());
        return ShowAsync(id, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.DutyRotas.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        Rota = rota;
        Shown = await HandoverReads.ShownAsync(db, id, clock.GetUtcNow(), directory.Current().Holidays, cancellationToken);
        Names = await db.Set<StaffAccount>().ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellationToken);
        return Page();
    }
}
