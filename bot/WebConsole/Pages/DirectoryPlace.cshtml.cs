using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Everything known about one place, with where it comes from, and what people say is wrong with it.</summary>
public sealed class DirectoryPlaceModel(ZaitakuDb db, PlaceReader reader, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    private const int NotesMax = 20;

    public ShownPlace Shown { get; private set; } = null!;

    /// <summary>As professionals see it in chat.</summary>
    public IReadOnlyList<Card> Cards { get; private set; } = [];

    public IReadOnlyList<KeptNote> WrongFacts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (reader.Read([id], forProfessional: true) is not [{ } shown])
        {
            return Missing();
        }

        Shown = shown;
        Cards = PlaceDetailCard.Of(shown, forProfessional: true, clock.GetUtcNow(), directory.Current().Holidays.IsHoliday).Cards;
        WrongFacts = await db.KeptNotes.AsNoTracking().Where(note => note.Kind == NoteKind.WrongFact && note.PlaceId == id).OrderByDescending(note => note.SaidAt).Take(NotesMax).ToListAsync(cancellationToken);
        return Page();
    }
}
