using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Duties;

/// <summary>Tells whoever comes next that a handover was written, where they are on duty or will be soon. Not its words.</summary>
public sealed class HandoverNotices(LiveDirectory directory)
{
    /// <summary>The caller saves, together with what was written.</summary>
    /// <param name="rota">With its seats.</param>
    /// <param name="next">Whose duty comes after.</param>
    /// <returns>True where a message was written that may go out at once.</returns>
    public async Task<bool> PlanAsync(ZaitakuDb db, DutyRota rota, HeldDuty next, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(next);
        if (!HandoverRules.IsTold(next, now) || rota is not { TellsHolders: true, ClosedAt: null }
            || await db.DutyHolders.Where(one => one.Id == next.HolderId && one.ClosedAt == null).Select(one => one.MemberId).SingleOrDefaultAsync(cancellationToken) is not { } member)
        {
            return false;
        }

        string about = DutyMessages.AboutOf(next.Id);
        List<OutboxMessage> known = await db.Outbox.Where(message => message.About == about && message.Kind == DutyMessages.NoteKind && message.MemberId == member).OrderByDescending(message => message.CreatedAt).ToListAsync(cancellationToken);
        DateTimeOffset due = known.Where(message => message.State != OutboxState.Cancelled && !message.IsUntried).Select(message => message.DueAt + HandoverRules.BurstPause).Append(now).Max();
        Urgency urgency = next.StartsAt <= due ? Urgency.Page : Urgency.Notice; // Whoever is on duty is awake to it.
        OutboxMessage? untried = known.Find(message => message.IsUntried);
        if (due >= next.EndsAt || untried?.Urgency == urgency)
        {
            return false; // It says nothing of the words, so what waits says all.
        }

        untried?.Cancel("no longer planned", now);
        string body = ReplyContent.ToJson([HandoverReplies.Written(ToldDuty.Of(next, rota), directory.Current().Holidays)]);
        OutboxPlans.Add(db, about, new PlannedMessage(member, DutyMessages.NoteKind, urgency, body, due, next.EndsAt), now);
        return due == now;
    }
}
