using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Corrections;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage;
using Zaitaku.Storage.Corrections;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Everything known about one place, with where it comes from, what the hub confirmed, and what people say is wrong with it.</summary>
public sealed class DirectoryPlaceModel(ZaitakuDb db, PlaceSheets sheets, PlaceCorrections corrections, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    private const int NotesMax = 20;

    private static readonly Dictionary<string, string> DoneWords = new(StringComparer.Ordinal)
    {
        ["said"] = "確認として残しました。チャットでも、いまからこの内容でお答えします。",
        ["older"] = "確認として残しました。ただし、もっと新しい日付の確認があるところは、そちらが出ます。",
        ["added"] = "事業所を加えました。チャットでも案内します。",
        ["back"] = "取り下げました。その前に分かっていたことが、また出ます。",
        ["closed"] = "閉鎖にしました。チャットでは案内しません。",
        ["open"] = "案内を再開しました。",
    };

    public PlaceSheet Sheet { get; private set; } = null!;

    /// <summary>As professionals see it in chat.</summary>
    public IReadOnlyList<Card> Cards { get; private set; } = [];

    public IReadOnlyList<KeptNote> WrongFacts { get; private set; } = [];

    [BindProperty]
    public BasisForm Basis { get; set; } = new();

    public static string DeedOf(HubWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Said.Deed switch
        {
            HubDeed.TookBack => "取り下げた", HubDeed.Closed => "閉鎖した", HubDeed.Reopened => "案内を再開した", HubDeed.Added => "加えた", _ => "確かめた",
        };
    }

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Basis = BasisForm.Of(clock.GetUtcNow(), "close-");
        Done = DoneWords.GetValueOrDefault(done ?? "", "");
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(int id, int record, string? fact, CancellationToken cancellationToken) =>
        await AfterAsync(id, await corrections.TakeBackAsync(id, record, fact ?? "", Staff.Id, cancellationToken), "back", cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(int id, CancellationToken cancellationToken) => SayAsync(id, isClosed: true, cancellationToken);

    public Task<IActionResult> OnPostOpenAsync(int id, CancellationToken cancellationToken) => SayAsync(id, isClosed: false, cancellationToken);

    private async Task<IActionResult> SayAsync(int id, bool isClosed, CancellationToken cancellationToken)
    {
        Basis.At(clock.GetUtcNow(), "close-");
        if (Basis.Read(clock.GetUtcNow(), out string problem) is not { } basis)
        {
            Problem = problem;
            return await ShowAsync(id, cancellationToken);
        }

        CorrectionAnswer answer = await corrections.SayAsync(id, null, new PlaceFacts { IsClosed = isClosed }, basis, Staff.Id, null, cancellationToken);
        return await AfterAsync(id, answer, isClosed ? "closed" : "open", cancellationToken);
    }

    private async Task<IActionResult> AfterAsync(int id, CorrectionAnswer answer, string done, CancellationToken cancellationToken)
    {
        if (answer is CorrectionAnswer.Done)
        {
            return LocalRedirect($"/console/directory/{id}?done={done}");
        }

        Basis = Basis.Day is null ? BasisForm.Of(clock.GetUtcNow(), "close-") : Basis;
        Problem = answer is CorrectionAnswer.Busy ? "いま取り込みが台帳に書いています。少し待って、もう一度押してください。" : "もう取り下げられているか、事業所がなくなっています。";
        return await ShowAsync(id, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancellationToken)
    {
        if (await sheets.ReadAsync(id, cancellationToken) is not { } sheet)
        {
            return Missing();
        }

        Sheet = sheet;
        Cards = PlaceDetailCard.Of(sheet.Shown, forProfessional: true, clock.GetUtcNow(), directory.Current().Holidays.IsHoliday).Cards;
        WrongFacts = await db.KeptNotes.AsNoTracking().Where(note => note.Kind == NoteKind.WrongFact && note.PlaceId == id).OrderByDescending(note => note.SaidAt).Take(NotesMax).ToListAsync(cancellationToken);
        return Page();
    }
}
