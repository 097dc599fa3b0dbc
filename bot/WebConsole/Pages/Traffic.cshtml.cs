using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Inbox and outbox: what waits, what is late, and what needs a person.</summary>
public sealed class TrafficModel(ZaitakuDb db, TrafficReads reads, ParkedRows parked, TimeProvider clock) : ConsolePage
{
    private const string Here = "/console/traffic";

    public Traffic Traffic { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Traffic = await reads.ReadAsync(clock.GetUtcNow(), cancellationToken);

    /// <summary>「もう一度」 for a parked event.</summary>
    public async Task<IActionResult> OnPostRetryAsync(long id, CancellationToken cancellationToken) =>
        await parked.RetryAsync(id, Staff.Id, clock.GetUtcNow(), cancellationToken) ? LocalRedirect($"{Here}#parked") : Missing();

    /// <summary>「確認した」 for a message of unknown fate. Pressed twice, the first time counts.</summary>
    public async Task<IActionResult> OnPostSeenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Outbox.SingleOrDefaultAsync(message => message.Id == id && message.State == OutboxState.Unknown, cancellationToken) is not { } found)
        {
            return Missing();
        }

        found.SeenAt ??= Noted("message.seen", $"message:{id:N}");
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"{Here}#unknown");
    }

    /// <summary>「電話した」.</summary>
    public async Task<IActionResult> OnPostCalledAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.PhoneTasks.SingleOrDefaultAsync(task => task.Id == id, cancellationToken) is not { } found)
        {
            return Missing();
        }

        found.DoneAt ??= Noted("call.done", $"call:{id}");
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"{Here}#calls");
    }

    /// <summary>Writes down who did it.</summary>
    private DateTimeOffset Noted(string action, string subject)
    {
        DateTimeOffset now = clock.GetUtcNow();
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, action, subject, now));
        return now;
    }
}
