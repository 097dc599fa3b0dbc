using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Inbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Bot.WebConsole;

/// <summary>A parked event as the console shows it: never words of people.</summary>
/// <param name="Kind">Null where the event was taken back or cannot be read.</param>
public sealed record ParkedRow(long Id, string Channel, EventKind? Kind, int Attempts, string LastProblem, DateTimeOffset ReceivedAt);

/// <summary>Events that failed three times, and a person's wish to try one again.</summary>
public sealed class ParkedRows(ZaitakuDb db, InboxSignal signal)
{
    /// <summary>Shown at once, oldest first; the next follow when these are through.</summary>
    public const int RowsMax = 50;

    public async Task<IReadOnlyList<ParkedRow>> ListAsync(CancellationToken cancellationToken)
    {
        List<InboxMessage> parked = await db.Inbox.AsNoTracking().Where(message => message.State == InboxState.Parked)
            .OrderBy(message => message.Id).Take(RowsMax).ToListAsync(cancellationToken);
        return [.. parked.Select(message => new ParkedRow(
            message.Id, message.Channel, KindOf(message.Event), message.Attempts, message.LastProblem, message.ReceivedAt))];
    }

    /// <summary>Puts the event back and wakes the pump. Pressed twice, the first time counts.</summary>
    /// <returns>False when there is no such event.</returns>
    public async Task<bool> RetryAsync(long id, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Inbox.SingleOrDefaultAsync(message => message.Id == id, cancellationToken) is not { } found)
        {
            return false;
        }

        if (found.State == InboxState.Parked)
        {
            found.Retry();
            db.AuditTrail.Add(AuditEntry.By(staff, "inbox.retry", $"inbox:{id}", now));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                signal.Wake();
            }
            catch (DbUpdateConcurrencyException)
            {
                return true; // Another press was first, and it may be handled by now.
            }
        }

        return true;
    }

    private static EventKind? KindOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReplyJson.Default.ChannelEvent)?.Kind;
        }
        catch (JsonException)
        {
            return null; // That is why it is parked.
        }
    }
}
