using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Feeds;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A month of one rota: who is on each day, a table to take in, a duty to add, what the rota is.</summary>
[RequestSizeLimit(BodyMax)]
[RequestFormLimits(MultipartBodyLengthLimit = BodyMax)]
public sealed class RotaOneModel(ZaitakuDb db, RotaMonths months, RotaFeeds feeds, IOptions<HubOptions> hub, IOptions<StorageOptions> storage, TimeProvider clock) : ConsolePage
{
    /// <summary>Bytes of a table of duties with its form: a year of ten seats has 400 KB.</summary>
    public const int BodyMax = 8 << 20;

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["added"] = "作りました。表を取り込むか、当番を書いてください。", ["published"] = "公開しました。チャットの答えは、もう新しい表のとおりです。",
        ["ended"] = "その表は、もう公開されたか、取りやめになっています。", ["dropped"] = "取り込みをやめました。表は変わっていません。", ["written"] = "書きました。チャットの答えは、もうそのとおりです。",
        ["kept"] = "当番表の設定を変えました。", ["closed"] = "閉じました。", ["revoked"] = FeedList.Revoked, ["open"] = "また使えるようにしました。",
    };

    [BindProperty]
    public RotaForm Form { get; set; } = new();

    [BindProperty]
    public DutyForm Duty { get; set; } = new();

    public RotaView View { get; private set; } = null!;

    public RotaMonth Month { get; private set; } = null!;

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public IReadOnlyList<string> HolderNames { get; private set; } = [];

    public IReadOnlyList<RotaDraft> Drafts { get; private set; } = [];

    public FeedList Feeds { get; private set; } = FeedList.None;

    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, string? month, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        if (!await ShowAsync(id, month, cancellationToken))
        {
            return Missing();
        }

        Form = RotaForm.Of(View.Rota);
        return Page();
    }

    public async Task<IActionResult> OnPostTableAsync(int id, IFormFile? table, CancellationToken cancellationToken)
    {
        if (await db.DutyRotas.SingleOrDefaultAsync(rota => rota.Id == id && rota.ClosedAt == null, cancellationToken) is not { } found)
        {
            return Missing();
        }

        DateTimeOffset now = clock.GetUtcNow();
        DutyTables.Reading reading = found.IsDemo ? new DutyTables.Reading(null, DutyWriting.Demo) : table is null || table.Length == 0 ? new DutyTables.Reading(null, "ファイルを選んでください。") : await DutyTables.ReadAsync(table, found, storage.Value, Staff.Id, now, cancellationToken);
        Problem = reading.Problem;
        if (reading.Draft is not { } draft)
        {
            await ShowAsync(id, null, cancellationToken);
            Form = RotaForm.Of(View.Rota);
            return Page();
        }

        db.RotaDrafts.Add(draft);
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "rota.table", $"rota:{id}", now));
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"/console/rota/{id}/draft/{draft.Id}{(reading.Superseded > 0 ? $"?superseded={reading.Superseded}" : "")}");
    }

    public async Task<IActionResult> OnPostDutyAsync(int id, string? month, CancellationToken cancellationToken)
    {
        DutyRota? rota = await db.DutyRotas.Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == id && one.ClosedAt == null, cancellationToken);
        if (rota is null)
        {
            return Missing();
        }

        Problem = await DutyWriting.AddAsync(db, rota, Duty, Staff.Id, clock.GetUtcNow(), cancellationToken);
        if (Problem.Length == 0)
        {
            return LocalRedirect($"/console/rota/{id}?done=written&month={Duty.Day?[..7]}");
        }

        db.ChangeTracker.Clear();
        await ShowAsync(id, month, cancellationToken);
        ModelState.Clear();
        Form = RotaForm.Of(View.Rota);
        return Page();
    }

    public async Task<IActionResult> OnPostChangeAsync(int id, string? month, CancellationToken cancellationToken)
    {
        if (await db.DutyRotas.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        Problem = rota.IsDemo ? DutyWriting.Demo : Form.Problem();
        if (Problem.Length > 0)
        {
            await ShowAsync(id, month, cancellationToken);
            return Page();
        }

        if (Form.Seen != rota.Revision)
        {
            return await ShowChangedAsync(id, month, cancellationToken);
        }

        Form.ApplyTo(rota);
        return await KeepAsync(rota, "rota.change", "kept", cancellationToken);
    }

    /// <param name="wanted">"closed" or "open": pressing twice does what pressing once does.</param>
    public async Task<IActionResult> OnPostCloseAsync(int id, string? wanted, CancellationToken cancellationToken)
    {
        if (await db.DutyRotas.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        bool closes = wanted != "open";
        if (closes == rota.ClosedAt is not null)
        {
            return LocalRedirect($"/console/rota/{id}");
        }

        if (!closes && await db.DutyRotas.CountAsync(one => one.ClosedAt == null, cancellationToken) >= RotaReads.RotasMax)
        {
            Problem = $"当番表は{RotaReads.RotasMax}までです。使わないものを閉じてから、また使ってください。";
            await ShowAsync(id, null, cancellationToken);
            Form = RotaForm.Of(View.Rota);
            return Page();
        }

        rota.ClosedAt = closes ? clock.GetUtcNow() : null;
        return await KeepAsync(rota, closes ? "rota.close" : "rota.open", closes ? "closed" : "open", cancellationToken);
    }

    public async Task<IActionResult> OnPostFeedAsync(int id, string? label, CancellationToken cancellationToken)
    {
        if (!await ShowAsync(id, null, cancellationToken))
        {
            return Missing();
        }

        Form = RotaForm.Of(View.Rota);
        string? token = await feeds.CreateAsync(id, null, FeedList.LabelOf(label), Staff.Id, clock.GetUtcNow(), cancellationToken);
        Problem = token is null ? FeedList.TooMany : "";
        Feeds = await FeedList.ReadAsync(db, id, null, token is null ? "" : SetUpAddress.Of(HttpContext, hub.Value, FeedEndpoint.PathOf(token)), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(int id, int feed, CancellationToken cancellationToken)
    {
        if (await db.RotaFeeds.SingleOrDefaultAsync(one => one.Id == feed && one.RotaId == id, cancellationToken) is not { } found)
        {
            return Missing();
        }

        await feeds.RevokeAsync(found, Staff.Id, clock.GetUtcNow(), cancellationToken);
        return LocalRedirect($"/console/rota/{id}?done=revoked");
    }

    private async Task<IActionResult> KeepAsync(DutyRota rota, string action, string done, CancellationToken cancellationToken)
    {
        rota.Revision++;
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, action, $"rota:{rota.Id}", clock.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ShowChangedAsync(rota.Id, null, cancellationToken);
        }

        return LocalRedirect($"/console/rota/{rota.Id}?done={done}");
    }

    /// <summary>Somebody else was faster: they see how it is now.</summary>
    private async Task<IActionResult> ShowChangedAsync(int id, string? month, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        Problem = DutyWriting.SomebodyElse;
        await ShowAsync(id, month, cancellationToken);
        ModelState.Clear();
        Form = RotaForm.Of(View.Rota);
        return Page();
    }

    private async Task<bool> ShowAsync(int id, string? month, CancellationToken cancellationToken)
    {
        if (await months.ReadAsync(id, month, cancellationToken) is not { } page)
        {
            return false;
        }

        (View, Month, Holidays, Now) = (page.View, page.Month, page.Holidays, page.Now);
        Duty.Seen = View.Rota.Revision; // Whatever is shown is what the next form was written by.
        HolderNames = await RotaReads.HolderNamesAsync(db, cancellationToken);
        Feeds = await FeedList.ReadAsync(db, id, null, "", cancellationToken);
        Drafts = await db.RotaDrafts.AsNoTracking().Where(draft => draft.RotaId == id && draft.EndedAt == null).OrderByDescending(draft => draft.CreatedAt).Take(10).ToListAsync(cancellationToken);
        return true;
    }
}
