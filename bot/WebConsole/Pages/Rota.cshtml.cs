using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The hub's rotas: who is on now, and a new one.</summary>
public sealed class RotaModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    [BindProperty]
    public RotaForm Form { get; set; } = new();

    public IReadOnlyList<(RotaView View, IReadOnlyList<(DutySeat Seat, DutySpan Now)> On)> Rotas { get; private set; } = [];

    public IReadOnlyList<DutyRota> Closed { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public DateOnly Today => OfficeTime.DayOf(Now);

    public async Task OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Problem = Form.Problem();
        if (Problem.Length == 0 && await db.DutyRotas.CountAsync(rota => rota.ClosedAt == null, cancellationToken) >= RotaReads.RotasMax)
        {
            Problem = $"当番表は{RotaReads.RotasMax}までです。使わないものを閉じてから作ってください。";
        }

        if (Problem.Length > 0)
        {
            await ShowAsync(cancellationToken);
            return Page();
        }

        DateTimeOffset now = clock.GetUtcNow();
        DutyRota rota = new() { Name = "", CreatedAt = now };
        Form.ApplyTo(rota);
        db.DutyRotas.Add(rota);
        await db.SaveChangesAsync(cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "rota.add", $"rota:{rota.Id}", now, rota.Purpose.Id()));
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"/console/rota/{rota.Id}?done=added");
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Now = clock.GetUtcNow();
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(db, Now - RotaRules.ShiftLengthMax, Now + RotaRules.NextWithin, cancellationToken);
        Rotas = [.. views.Select(view => (view, (IReadOnlyList<(DutySeat, DutySpan)>)[.. view.Timelines(Now - RotaRules.ShiftLengthMax, Now + RotaRules.NextWithin)
            .Select(one => (one.Seat, Now: RotaRules.Around(one.Spans, Now).Now!)).Where(one => one.Now?.Shift is not null)]))];
        Closed = await db.DutyRotas.AsNoTracking().Where(rota => rota.ClosedAt != null).OrderBy(rota => rota.Id).Take(RotaReads.RotasMax).ToListAsync(cancellationToken);
    }
}
