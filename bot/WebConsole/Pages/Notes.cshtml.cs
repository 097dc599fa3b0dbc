using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <param name="PlaceName">The place concerned, or null.</param>
/// <param name="LeadsToPerson">True where a life may be in danger and whoever wrote is still known: their page, whose opening is noted, says where to call.</param>
/// <param name="Drafts">Numbers of what they had begun and not sent, by which a notice is found again.</param>
public sealed record NoteLine(KeptNote Note, Role? SaidBy, string? PlaceName, bool LeadsToPerson, IReadOnlyList<int> Drafts);

/// <summary>Words kept for the coordinators, newest first.</summary>
public sealed class NotesModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    public const int PageSize = 50;

    /// <summary>Older notes are reached by kind, or in the database.</summary>
    public const int PageMax = 200;

    /// <summary>Only this kind; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public NoteKind? Kind { get; set; }

    /// <summary>Counted from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<NoteLine> Lines { get; private set; } = [];

    public int Count { get; private set; }

    public int LastPage => Math.Clamp((Count + PageSize - 1) / PageSize, 1, PageMax);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Kind = Kind is { } kind && Enum.IsDefined(kind) ? kind : null;
        IQueryable<KeptNote> notes = db.KeptNotes.AsNoTracking().Where(note => Kind == null || note.Kind == Kind);
        Count = await notes.CountAsync(cancellationToken);
        PageNumber = Math.Clamp(PageNumber, 1, LastPage);
        List<KeptNote> page = await notes.OrderByDescending(note => note.SaidAt).ThenByDescending(note => note.Id)
            .Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        List<Guid> members = [.. page.Select(note => note.MemberId).Distinct()];
        List<int> places = [.. page.Where(note => note.PlaceId != null).Select(note => note.PlaceId!.Value).Distinct()];
        List<Member> people = await db.Members.AsNoTracking().Where(member => members.Contains(member.Id)).ToListAsync(cancellationToken);
        IReadOnlyList<DangerDraft> drafts = await DangerDrafts.ReadAsync(db, page, cancellationToken);
        bool mayOpen = ConsoleDoors.Find(HttpMethods.Get, MemberOneModel.Route, "")?.Admits(Staff.Role) == true;
        Dictionary<int, string> names = await db.Places.Where(place => places.Contains(place.Id))
            .ToDictionaryAsync(place => place.Id, place => place.Name, cancellationToken);
        Lines = [.. page.Select(note => LineOf(note, people.Find(member => member.Id == note.MemberId), note.PlaceId is { } place ? names.GetValueOrDefault(place) : null, mayOpen, drafts))];
    }

    private static NoteLine LineOf(KeptNote note, Member? person, string? place, bool mayOpen, IReadOnlyList<DangerDraft> drafts) =>
        new(note, person?.Role, place, mayOpen && note.Kind == NoteKind.Emergency && person is { ErasedAt: null }, [.. drafts.Where(draft => draft.MayBeOf(note)).Select(draft => draft.Number)]);

    /// <summary>「見ました」. Pressed twice, the first time counts.</summary>
    public async Task<IActionResult> OnPostSeenAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.KeptNotes.SingleOrDefaultAsync(note => note.Id == id, cancellationToken) is not { } found)
        {
            return Missing();
        }

        if (found.SeenAt is null)
        {
            found.SeenAt = clock.GetUtcNow();
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, "note.seen", $"note:{id}", clock.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"/console/notes?kind={Kind}&p={PageNumber}#note-{id}");
    }
}
