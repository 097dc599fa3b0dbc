using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Inbox and outbox: what waits, what is late, and what needs a person.</summary>
public sealed class TrafficModel(ZaitakuDb db, TrafficReads reads, ParkedRows parked, TimeProvider clock) : PageModel
{
    private const string Here = "/console/traffic";

    public Traffic Traffic { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Traffic = await reads.ReadAsync(clock.GetUtcNow(), cancellationToken);

    /// <summary>「もう一度」 for a parked event.</summary>
    public async Task<IActionResult> OnPostRetryAsync(long id, CancellationToken cancellationToken) =>
        await parked.RetryAsync(id, cancellationToken) ? LocalRedirect($"{Here}#parked") : NotFound();

    /// <summary>「確認した」 for a message of unknown fate. Pressed twice, the first time counts.</summary>
    public async Task<IActionResult> OnPostSeenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Outbox.SingleOrDefaultAsync(message => message.Id == id && message.State == OutboxState.Unknown, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        found.SeenAt ??= clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"{Here}#unknown");
    }

    /// <summary>「電話した」.</summary>
    public async Task<IActionResult> OnPostCalledAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.PhoneTasks.SingleOrDefaultAsync(task => task.Id == id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        found.DoneAt ??= clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"{Here}#calls");
    }
}
