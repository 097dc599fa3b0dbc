using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Covers;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One request for cover: who was asked, who said what, what they carry; approve, refuse, settle by hand, take back.</summary>
public sealed class RotaCoverOneModel(ZaitakuDb db, CoverBoard board, CoverActions actions, TimeProvider clock) : ConsolePage
{
    private const string Late = "その前に変わりました。いまのようすは下のとおりです。";

    public CoverFacts Facts { get; private set; } = null!;

    public IReadOnlyList<CoverRow> Rows { get; private set; } = [];

    /// <summary>Nobody was free and in chat when it was asked.</summary>
    public bool IsOfNobody => Facts.Request.Asks.Count == 0;

    /// <summary>The colleague who asked for them; empty where they asked themselves.</summary>
    public string By { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, string? done, CancellationToken cancellationToken)
    {
        if (!await ShowAsync(id, cancellationToken))
        {
            return Missing();
        }

        Done = done switch { "asked" when !IsOfNobody => "お願いを送りました。", "kept" => "書きました。関わる方に知らせます。", _ => "" };
        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(Guid id, int? round, CancellationToken cancellationToken) =>
        DecideAsync(id, round, (book, request, now) => book.ApproveAsync(request, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostOthersAsync(Guid id, int? round, CancellationToken cancellationToken) =>
        DecideAsync(id, round, (book, request, now) => book.AskOthersAsync(request, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, int? round, CancellationToken cancellationToken) =>
        DecideAsync(id, round, (book, request, now) => book.RefuseAsync(request, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(id, (_, book, request, now) => book.TakeBackAsync(request, null, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostSettleAsync(Guid id, int holder, CancellationToken cancellationToken) => DoAsync(id, async (own, book, request, now) =>
        await own.DutyHolders.SingleOrDefaultAsync(one => one.Id == holder, cancellationToken) is not { } taker || (request.Kind != CoverKind.Cover && taker.Id != request.OtherHolderId)
            ? new CoverOutcome.NotAllowed("このお願いは、ほかの方には決められません。")
            : await book.TakeAsync(request, taker, null, Staff.Id, now, cancellationToken), cancellationToken);

    /// <param name="round">When the page was opened: a round has one taker, and what is decided is decided of that one.</param>
    private Task<IActionResult> DecideAsync(Guid id, int? round, Func<CoverBook, CoverRequest, DateTimeOffset, Task<CoverOutcome>> act, CancellationToken cancellationToken) =>
        DoAsync(id, (_, book, request, now) => request.Round == round ? act(book, request, now) : Task.FromResult<CoverOutcome>(new CoverOutcome.TooLate(request)), cancellationToken);

    private async Task<IActionResult> DoAsync(Guid id, Func<ZaitakuDb, CoverBook, CoverRequest, DateTimeOffset, Task<CoverOutcome>> act, CancellationToken cancellationToken)
    {
        CoverOutcome? outcome = await actions.RunAsync(id, act, cancellationToken);
        if (outcome is CoverOutcome.Done or CoverOutcome.Already)
        {
            return LocalRedirect($"/console/rota/covers/{id}?done=kept");
        }

        Problem = outcome is CoverOutcome.NotAllowed no ? no.Reason : Late;
        return await ShowAsync(id, cancellationToken) ? Page() : Missing();
    }

    private async Task<bool> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await board.OneAsync(id, cancellationToken) is not { } facts)
        {
            return false;
        }

        Facts = facts;
        Rows = await board.RowsAsync(facts.Request, clock.GetUtcNow(), cancellationToken);
        By = facts.Request.StaffId is { } staff ? await DeskStaff.NameOfAsync(db, staff, cancellationToken) : "";
        return true;
    }
}
