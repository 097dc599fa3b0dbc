using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Covers;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A coordinator asks for somebody who is away, ill or in no chat.</summary>
public sealed class RotaCoverNewModel(ZaitakuDb db, CoverBoard board, CoverActions actions, TimeProvider clock) : ConsolePage
{
    /// <summary>Duties offered, the nearest first.</summary>
    public const int ChoicesMax = 200;

    public DutyHolder? Holder { get; private set; }

    /// <summary>What was chosen, where it was refused.</summary>
    public string Pick { get; private set; } = "";

    /// <summary>Whom it was to be asked of: 0 for everybody, null for nobody chosen.</summary>
    public int? Other { get; private set; }

    public IReadOnlyList<CoverChoice> Choices { get; private set; } = [];

    public IReadOnlyList<DutyHolder> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int? holder, CancellationToken cancellationToken)
    {
        await ShowAsync(holder ?? 0, cancellationToken);
        return holder is not null && Holder is null ? Missing() : Page();
    }

    public async Task<IActionResult> OnPostAsync(int holder, string? pick, int? other, CancellationToken cancellationToken)
    {
        (Pick, Other) = (pick ?? "", other);
        CoverOutcome? outcome = Pick.Length == 0 ? new CoverOutcome.NotAllowed("どの当番かを選んでください。")
            : other is not { } whom ? new CoverOutcome.NotAllowed("だれに頼むかを選んでください。")
            : await actions.TryAsync((own, book, now) => AskAsync(own, book, holder, CoverPick.Parse(pick), whom, now, cancellationToken), cancellationToken);
        switch (outcome)
        {
            case CoverOutcome.Done done:
                return LocalRedirect($"/console/rota/covers/{done.Request.Id}?done=asked");
            case CoverOutcome.Already already:
                return LocalRedirect($"/console/rota/covers/{already.Request.Id}");
            default:
                Problem = outcome is CoverOutcome.NotAllowed no ? no.Reason : "その当番が見つかりません。当番表が変わったのかもしれません。選び直してください。";
                await ShowAsync(holder, cancellationToken);
                return Holder is null ? Missing() : Page();
        }
    }

    public string DutyOf(CoverChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return CoverFacts.DutyOf(choice.Duty.StartsAt, choice.Duty.EndsAt, board.Holidays);
    }

    private async Task<CoverOutcome?> AskAsync(ZaitakuDb own, CoverBook book, int holder, CoverPick? pick, int other, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DutyHolder? asker = await own.DutyHolders.SingleOrDefaultAsync(one => one.Id == holder, cancellationToken), alone = other == 0 ? null : await own.DutyHolders.SingleOrDefaultAsync(one => one.Id == other && one.ClosedAt == null, cancellationToken);
        if (asker is null || pick is null || (other != 0 && alone is null)
            || new DutiesToGive([asker], await DutiesToGive.OfAsync(own, holder, now, cancellationToken)).SpanOf(pick) is not { } span)
        {
            return null;
        }

        return await book.OpenAsync(new NewCover(asker, CoverRules.RestOf(span, now), alone, null, null, Staff.Id), now, cancellationToken);
    }

    private async Task ShowAsync(int holder, CancellationToken cancellationToken)
    {
        Holder = await db.DutyHolders.AsNoTracking().SingleOrDefaultAsync(one => one.Id == holder, cancellationToken);
        Choices = Holder is null ? [] : await DutiesToGive.OfAsync(db, holder, clock.GetUtcNow(), cancellationToken);
        Others = [.. (await board.HoldersAsync(cancellationToken)).Where(one => one.ClosedAt is null && one.Id != holder)];
    }
}
