using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Corrections;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The facts of one place, as a coordinator heard them.</summary>
[RequestSizeLimit(BodyMax)]
[RequestFormLimits(ValueCountLimit = ValuesMax, ValueLengthLimit = BodyMax)]
public sealed class DirectoryEditModel(ZaitakuDb db, PlaceSheets sheets, PlaceCorrections corrections, TimeProvider clock) : ConsolePage
{
    /// <summary>Bytes of a form: some fifty facts, most of them a line.</summary>
    internal const int BodyMax = 512 * 1024;

    internal const int ValuesMax = 400;

    public PlaceSheet Sheet { get; private set; } = null!;

    public TypedFacts Facts { get; private set; } = null!;

    [BindProperty]
    public BasisForm Basis { get; set; } = new();

    /// <summary>The message that says that something is wrong here; null when the page was opened without one.</summary>
    public KeptNote? Note { get; private set; }

    public bool IsNoteDone { get; private set; } = true;

    public async Task<IActionResult> OnGetAsync(int id, int? note, CancellationToken cancellationToken)
    {
        if (await sheets.ReadAsync(id, cancellationToken) is not { } sheet)
        {
            return Missing();
        }

        (Sheet, Facts, Basis) = (sheet, TypedFacts.Open(sheet.Facts), BasisForm.Of(clock.GetUtcNow()));
        Note = await NoteAsync(id, note, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellationToken)
    {
        if (await sheets.ReadAsync(id, cancellationToken) is not { } sheet)
        {
            return Missing();
        }

        IFormCollection form = await Request.ReadFormAsync(cancellationToken);
        (Sheet, Facts) = (sheet, TypedFacts.Read(form, sheet.Facts));
        Basis.At(clock.GetUtcNow());
        Note = await NoteAsync(id, int.TryParse(form["note"], NumberStyles.None, CultureInfo.InvariantCulture, out int note) ? note : null, cancellationToken);
        IsNoteDone = form["noteDone"] == "true";
        return form["stamp"] == sheet.Stamp ? await SaveAsync(cancellationToken) : Overtaken();
    }

    private async Task<IActionResult> SaveAsync(CancellationToken cancellationToken)
    {
        PlaceFacts? stated = Facts.Stated(out IReadOnlyList<string> keys);
        Basis? basis = Basis.Read(clock.GetUtcNow(), out string problem);
        Problem = stated is null ? "赤い印のところを直してください。まだ何も残していません。"
            : keys.Count == 0 ? "直したところも、「確かめた」の印もありません。" : problem;
        if (Problem.Length > 0)
        {
            return Page();
        }

        switch (await corrections.SayAsync(Sheet.Place.Id, Sheet.Stamp, stated!, basis!, Staff.Id, IsNoteDone ? Note?.Id : null, cancellationToken))
        {
            case CorrectionAnswer.Done done:
                return LocalRedirect($"/console/directory/{done.Place}?done={(done.Outranked.Count > 0 ? "older" : "said")}");
            case CorrectionAnswer.Overtaken:
                Sheet = await sheets.ReadAsync(Sheet.Place.Id, cancellationToken) ?? Sheet;
                Facts = TypedFacts.Read(Request.Form, Sheet.Facts);
                return Overtaken();
            case CorrectionAnswer.Busy:
                Problem = "いま取り込みが台帳に書いています。書いたものは残っています。少し待って、もう一度押してください。";
                return Page();
            default:
                return Missing();
        }
    }

    private PageResult Overtaken()
    {
        Facts = Facts.OverThePresent();
        string who = Sheet.History.Count > 0 ? $"{Sheet.History[0].Staff} さんが {ConsoleWords.Of(Sheet.History[0].Said.EnteredAt)} に" : "ほかの人か取り込みが";
        Problem = $"開いている間に、{who}この事業所を直しました。まだ何も残していません。書いたものはそのままです。いまの台帳と見比べて、もう一度押してください。";
        return Page();
    }

    private async Task<KeptNote?> NoteAsync(int place, int? note, CancellationToken cancellationToken) => note is null ? null
        : await db.KeptNotes.AsNoTracking().SingleOrDefaultAsync(one => one.Id == note && one.PlaceId == place && one.Kind == NoteKind.WrongFact, cancellationToken);
}
