using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Associations whose contact names who comes: entered, changed, closed.</summary>
public sealed class MeetingAssociationsModel(ZaitakuDb db, Meetings.AssociationContacts contacts, TimeProvider clock) : ConsolePage
{
    /// <summary>A hub knows some tens of bodies.</summary>
    private const int AssociationsMax = 500;

    public IReadOnlyList<Association> Associations { get; private set; } = [];

    /// <summary>Members who can answer for one, in words.</summary>
    public IReadOnlyList<(Guid Id, string Words)> Members { get; private set; } = [];

    /// <summary>As typed, where it was refused.</summary>
    public AssociationForm Typed { get; private set; } = new();

    /// <summary>Of which one; 0 for a new one.</summary>
    public int TypedOf { get; private set; }

    /// <summary>What its form shows.</summary>
    public AssociationForm FormOf(Association one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return TypedOf == one.Id ? Typed : new AssociationForm { Name = one.Name, Contact = one.ContactName, Phone = one.Phone, Profession = one.Profession, Member = one.MemberId, Seen = one.Revision };
    }

    /// <param name="moved">Lists of meetings to come that followed.</param>
    /// <param name="left">Lists on which the former contact stays.</param>
    public Task OnGetAsync(string? done, int moved, int left, CancellationToken cancellationToken)
    {
        Done = done switch
        {
            "added" => "登録しました。",
            "changed" => $"直しました。{(moved > 0 ? $"これからの会議・研修{ConsoleWords.Of(moved)}件の名簿でも、窓口を替えました。" : "")}{(left > 0 ? $"{ConsoleWords.Of(left)}件では、新しい窓口の方がご本人として名簿にいるので、前の窓口の方のままです。名簿で直してください。" : "")}",
            "closed" => $"外しました。これまでの記録は残ります。{(moved > 0 ? $"これからの会議・研修{ConsoleWords.Of(moved)}件の名簿からも外しました。" : "")}",
            _ => "",
        };
        return ShowAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostAddAsync(AssociationForm form, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return KeepAsync(form, new Association { Name = "", CreatedAt = now }, "added", now, cancellationToken);
    }

    public async Task<IActionResult> OnPostChangeAsync(int association, AssociationForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (await db.Associations.SingleOrDefaultAsync(one => one.Id == association && one.ClosedAt == null, cancellationToken) is not { } found)
        {
            return Missing();
        }

        if (found.Revision != form.Seen)
        {
            Problem = Meetings.ListActions.SomebodyElse;
            await ShowAsync(cancellationToken);
            return Page();
        }

        return await KeepAsync(form, found, "changed", clock.GetUtcNow(), cancellationToken);
    }

    public async Task<IActionResult> OnPostCloseAsync(int association, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await db.Associations.SingleOrDefaultAsync(one => one.Id == association && one.ClosedAt == null, cancellationToken) is not { } found)
        {
            return Missing();
        }

        found.ClosedAt = now;
        found.Revision++;
        return await SaveAsync(found, "closed", now, cancellationToken);
    }

    private async Task<IActionResult> KeepAsync(AssociationForm form, Association one, string done, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Problem = form.Problem;
        if (Problem.Length == 0 && form.Member is { } member && !await db.Members.AnyAsync(known => known.Id == member && known.ErasedAt == null && known.Role != Role.Resident, cancellationToken))
        {
            Problem = "窓口の方をもう一度選んでください。";
        }

        if (Problem.Length > 0)
        {
            (Typed, TypedOf) = (form, one.Id);
            await ShowAsync(cancellationToken);
            return Page();
        }

        (one.Name, one.ContactName, one.Phone, one.Profession, one.MemberId) = (form.Name!.Trim(), (form.Contact ?? "").Trim(), MemberRules.FoldPhone(form.Phone ?? "") ?? "", form.Profession ?? "", form.Member);
        one.Revision++;
        if (one.Id == 0)
        {
            db.Associations.Add(one);
        }

        return await SaveAsync(one, done, now, cancellationToken);
    }

    private async Task<IActionResult> SaveAsync(Association one, string done, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken); // The lists follow, and the trail names its number: all is kept, or nothing.
            await db.SaveChangesAsync(cancellationToken);
            Meetings.MovedContacts lists = await contacts.FollowAsync(one, Staff.Id, now, cancellationToken);
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, "meetings.association", string.Create(CultureInfo.InvariantCulture, $"association:{one.Id}"), now, done));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/meetings/associations?moved={lists.Moved}&left={lists.Left}&done={done}"));
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            db.ChangeTracker.Clear();
            Problem = Meetings.ListActions.SomebodyElse;
            await ShowAsync(cancellationToken);
            return Page();
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Associations = await db.Associations.AsNoTracking().Where(one => one.ClosedAt == null).OrderBy(one => one.Name).Take(AssociationsMax).ToListAsync(cancellationToken);
        Members = await Meetings.ListReads.MembersAsync(db, cancellationToken);
    }
}

/// <summary>What is typed of an association.</summary>
public sealed class AssociationForm
{
    public string? Name { get; set; }

    public string? Contact { get; set; }

    public string? Phone { get; set; }

    public string? Profession { get; set; }

    /// <summary>Who answers for it in chat.</summary>
    public Guid? Member { get; set; }

    /// <summary>The revision the form was made from.</summary>
    public int Seen { get; set; }

    /// <summary>Why not, in Japanese; empty when it can be kept.</summary>
    public string Problem => string.IsNullOrWhiteSpace(Name) ? "団体の名前を書いてください。"
        : Name.Length > Meeting.NameLengthMax || Contact?.Length > Meeting.NameLengthMax ? $"名前は{Meeting.NameLengthMax}字までです。"
        : !string.IsNullOrWhiteSpace(Phone) && MemberRules.FoldPhone(Phone) is null ? "電話番号をお確かめください。"
        : !string.IsNullOrEmpty(Profession) && !MeetingTerms.Professions.Contains(Profession) ? "職種を一覧から選んでください。" : "";
}
