using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Feeds;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Who can be on duty: name, institution, number. What is changed here is answered at once, in every rota.</summary>
public sealed class RotaHoldersModel(ZaitakuDb db, RotaFeeds feeds, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    [BindProperty]
    public HolderForm Form { get; set; } = new();

    public IReadOnlyList<DutyHolder> Holders { get; private set; } = [];

    /// <summary>The one whose fields are open; null for a new one.</summary>
    public DutyHolder? Chosen { get; private set; }

    /// <summary>Calendars of the chosen one.</summary>
    public FeedList Feeds { get; private set; } = FeedList.None;

    /// <summary>Who the chosen one is in chat.</summary>
    public HolderLinkView? Link { get; private set; }

    /// <summary>Where those listed are reached, by member.</summary>
    public IReadOnlyDictionary<Guid, string> Channels { get; private set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGetAsync(int? holder, string? done, CancellationToken cancellationToken)
    {
        Done = done switch { "kept" => "書きました。チャットの答えは、もうそのとおりです。", "closed" => "この先の当番には入れなくしました。いまある当番は、表で変えてください。", "open" => "また当番に入れるようにしました。", "linked" => "つなぎました。", "unlinked" => "つながりをはずしました。当番はそのままです。", "revoked" => FeedList.Revoked, _ => "" };
        await ShowAsync(holder, cancellationToken);
        if (holder is not null && Chosen is null)
        {
            return Missing();
        }

        Form = HolderForm.Of(Chosen);
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(int? holder, CancellationToken cancellationToken)
    {
        DutyHolder? one = holder is { } id ? await db.DutyHolders.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) : null;
        if (holder is not null && one is null)
        {
            return Missing();
        }

        Problem = Form.Problem();
        string key = Form.Key;
        if (Problem.Length == 0 && await db.DutyHolders.AnyAsync(other => other.NameKey == key && other.Id != (holder ?? 0), cancellationToken))
        {
            Problem = "同じ名前がもうあります。同じ名前の別の人は、所属を名前に添えて区別してください（例: 佐藤 一（みなと内科））。";
        }

        if (Problem.Length > 0)
        {
            await ShowAsync(holder, cancellationToken);
            return Page();
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (one is null)
        {
            one = new DutyHolder { Name = "", NameKey = "", CreatedAt = now };
            db.DutyHolders.Add(one);
        }

        if (one.Id != 0 && one.Revision != Form.Seen)
        {
            return await ShowChangedAsync(holder, cancellationToken);
        }

        Form.ApplyTo(one);
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "rota.holder", holder is { } known ? $"holder:{known}" : "", now));
        return await KeepAsync(one.Id == 0 ? null : one.Id, "kept", cancellationToken);
    }

    public async Task<IActionResult> OnPostCloseAsync(int holder, string? wanted, CancellationToken cancellationToken)
    {
        if (await db.DutyHolders.SingleOrDefaultAsync(found => found.Id == holder, cancellationToken) is not { } one)
        {
            return Missing();
        }

        bool closes = wanted != "open";
        if (closes == one.ClosedAt is not null)
        {
            return LocalRedirect("/console/rota/holders"); // Pressed twice.
        }

        one.ClosedAt = closes ? clock.GetUtcNow() : null;
        one.Revision++;
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, closes ? "rota.holder_close" : "rota.holder_open", $"holder:{holder}", clock.GetUtcNow()));
        return await KeepAsync(null, closes ? "closed" : "open", cancellationToken);
    }

    private async Task<IActionResult> KeepAsync(int? holder, string done, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return LocalRedirect($"/console/rota/holders?done={done}");
        }
        catch (DbUpdateException problem) when (problem is DbUpdateConcurrencyException || db.ChangeTracker.Entries<DutyHolder>().Any(one => one.State == EntityState.Added))
        {
            return await ShowChangedAsync(holder, cancellationToken);
        }
    }

    /// <summary>Somebody else was faster: they see how it is now.</summary>
    private async Task<IActionResult> ShowChangedAsync(int? holder, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        Problem = "ほかの人が同時に変えました。いまの内容を見て、もう一度書いてください。";
        await ShowAsync(holder, cancellationToken);
        ModelState.Clear();
        Form = HolderForm.Of(Chosen);
        return Page();
    }

    /// <summary>A code by which the person behind the holder comes into chat: shown once.</summary>
    public async Task<IActionResult> OnPostInviteAsync(int holder, string? role, CancellationToken cancellationToken)
    {
        DutyHolder? one = await db.DutyHolders.AsNoTracking().SingleOrDefaultAsync(found => found.Id == holder, cancellationToken);
        if (one is null)
        {
            return Missing();
        }

        DateTimeOffset now = clock.GetUtcNow();
        string code = "";
        Problem = !Roles.TryParse(role ?? "", out Role wanted) || StaffRules.IsStaffRole(wanted) || !StaffRules.MayInvite(Staff.Role, wanted) ? "この役割には招待できません。"
            : one.ClosedAt is not null ? "当番から外した人は、招待できません。" : one.MemberId is not null ? "この当番の人は、もうメンバーとつながっています。" : "";
        if (Problem.Length == 0)
        {
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, "invitation.make", $"holder:{holder}", now, wanted.Id()));
            code = await Invitations.CreateAsync(db, HolderLinkView.InvitationFor(one, wanted, Staff.Id), now, cancellationToken);
        }

        await ShowAsync(holder, cancellationToken, code);
        Form = HolderForm.Of(Chosen);
        return Page();
    }

    public Task<IActionResult> OnPostLinkAsync(int holder, int seen, Guid member, CancellationToken cancellationToken) => LinkAsync(holder, seen, member, cancellationToken);

    public Task<IActionResult> OnPostUnlinkAsync(int holder, int seen, CancellationToken cancellationToken) => LinkAsync(holder, seen, null, cancellationToken);

    private async Task<IActionResult> LinkAsync(int holder, int seen, Guid? member, CancellationToken cancellationToken)
    {
        if (!await db.DutyHolders.AnyAsync(found => found.Id == holder, cancellationToken))
        {
            return Missing();
        }

        Problem = await HolderLinkForms.LinkAsync(db, holder, seen, member, Staff.Id, clock.GetUtcNow(), cancellationToken);
        if (Problem.Length == 0)
        {
            return LocalRedirect($"/console/rota/holders?holder={holder}&done={(member is null ? "unlinked" : "linked")}");
        }

        await ShowAsync(holder, cancellationToken);
        Form = HolderForm.Of(Chosen);
        return Page();
    }

    public async Task<IActionResult> OnPostFeedAsync(int holder, string? label, CancellationToken cancellationToken)
    {
        await ShowAsync(holder, cancellationToken);
        if (Chosen is null)
        {
            return Missing();
        }

        Form = HolderForm.Of(Chosen);
        string? token = await feeds.CreateAsync(null, holder, FeedList.LabelOf(label), Staff.Id, clock.GetUtcNow(), cancellationToken);
        Problem = token is null ? FeedList.TooMany : "";
        Feeds = await FeedList.ReadAsync(db, null, holder, token is null ? "" : SetUpAddress.Of(HttpContext, hub.Value, FeedEndpoint.PathOf(token)), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(int feed, CancellationToken cancellationToken)
    {
        if (await db.RotaFeeds.SingleOrDefaultAsync(one => one.Id == feed && one.HolderId != null, cancellationToken) is not { } found)
        {
            return Missing();
        }

        await feeds.RevokeAsync(found, Staff.Id, clock.GetUtcNow(), cancellationToken);
        return LocalRedirect($"/console/rota/holders?holder={found.HolderId}&done=revoked");
    }

    private async Task ShowAsync(int? chosen, CancellationToken cancellationToken, string newCode = "")
    {
        Holders = await db.DutyHolders.AsNoTracking().OrderBy(one => one.ClosedAt != null).ThenBy(one => one.Name).Take(RotaReads.HoldersMax).ToListAsync(cancellationToken);
        Chosen = chosen is { } id ? await db.DutyHolders.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) : null;
        Feeds = Chosen is null ? FeedList.None : await FeedList.ReadAsync(db, null, Chosen.Id, "", cancellationToken);
        Link = Chosen is null ? null : await HolderLinkView.ReadAsync(db, Chosen, newCode, clock.GetUtcNow(), cancellationToken);
        Guid[] linked = [.. Holders.Select(one => one.MemberId).OfType<Guid>().Distinct()];
        Channels = (await db.Members.AsNoTracking().Include(member => member.Links).Where(member => linked.Contains(member.Id)).ToListAsync(cancellationToken)).ToDictionary(member => member.Id, HolderLinkView.ChannelsOf);
    }
}
