using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Cases for which a main and a deputy doctor are looked for: those that are open, a new one, and how long it took.</summary>
public sealed class HandsModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    /// <summary>Rows of a table of times.</summary>
    private const int RowsMax = 36;

    private static readonly HandCaseState[] Standing = [HandCaseState.Draft, HandCaseState.Open];

    [BindProperty]
    public HandForm Form { get; set; } = new();

    public IReadOnlyList<HandCase> Open { get; private set; } = [];

    public IReadOnlyList<HandCase> Past { get; private set; } = [];

    public HandTimesRow All { get; private set; } = HandTimesRules.All([]);

    public IReadOnlyList<(string Id, string Title, IReadOnlyList<HandTimesRow> Rows)> Tables { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken cancellationToken)
    {
        Done = done == "dropped" ? "下書きを消しました。だれにも送っていません。" : "";
        Form = HandForm.New(clock.GetUtcNow());
        await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Problem = Form.Problem(now);
        if (Problem.Length > 0)
        {
            await ShowAsync(cancellationToken);
            return Page();
        }

        HandCase one = new() { StaffId = Staff.Id, CreatedAt = now };
        Form.ApplyTo(one, now);
        db.HandCases.Add(one);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken)) // The row of the trail names its number: both are kept, or neither.
        {
            await db.SaveChangesAsync(cancellationToken);
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, "hands.add", string.Create(CultureInfo.InvariantCulture, $"hands:{one.Id}"), now));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/hands/{one.Id}?done=added"));
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Now = clock.GetUtcNow();
        Open = await db.HandCases.AsNoTracking().Include(one => one.Asks).Where(one => Standing.Contains(one.State) && one.ErasedAt == null).OrderByDescending(one => one.State).ThenBy(one => one.Deadline).Take(HandReads.ShownMax).ToListAsync(cancellationToken);
        Past = await db.HandCases.AsNoTracking().Where(one => !Standing.Contains(one.State) || one.ErasedAt != null).OrderByDescending(one => one.Id).Take(HandReads.ShownMax).ToListAsync(cancellationToken);
        IReadOnlyList<HandTime> times = await HandReads.TimesAsync(db, cancellationToken);
        All = HandTimesRules.All(times);
        Tables = [("by-area", "地域ごと", [.. HandTimesRules.ByArea(times).Take(RowsMax)]), ("by-month", "月ごと", [.. HandTimesRules.ByMonth(times).Take(RowsMax)])];
    }
}
