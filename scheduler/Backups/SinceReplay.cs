using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Scheduler.Backups;

/// <summary>What was done to the unpacked backup before it took the data's place.</summary>
/// <param name="Erased">People, and callers without an account.</param>
/// <param name="Closed">Accounts that do not open any more.</param>
/// <param name="IsAdminWithoutPassword">True when closing would have left no admin: theirs stays, and opens by a new set-up link only.</param>
internal sealed record ReplayedSince(int Erased, int Closed, bool IsAdminWithoutPassword);

/// <summary>Does again, in an unpacked backup, what must not be undone by putting it back. Nothing of it depends on what a later restore finds: it is written down here too.</summary>
internal sealed class SinceReplay(ZaitakuDb db, StorageOptions backup, SinceBackup since, DateTimeOffset now)
{
    public async Task<ReplayedSince> RunAsync(CancellationToken cancellationToken)
    {
        int erased = await MembersAsync(cancellationToken) + await ConsultationsAsync(cancellationToken);
        await JoinsAsync(cancellationToken);
        await LockAsync(cancellationToken);
        (int closed, bool isAdminWithoutPassword) = await CloseAsync(cancellationToken);
        await TakeBackAsync(cancellationToken);
        db.AuditTrail.Add(new AuditEntry { At = now, Action = "house.restore" });
        await db.SaveChangesAsync(cancellationToken);
        return new ReplayedSince(erased, closed, isAdminWithoutPassword);
    }

    private async Task<int> MembersAsync(CancellationToken cancellationToken)
    {
        int again = 0;
        foreach (Guid member in since.Members)
        {
            if (await PersonErasure.EraseAsync(db, backup, member, null, now, cancellationToken))
            {
                again++;
            }
            else
            {
                // Another backup may know them, and may be put back after this one.
                await WriteDownAsync(new AuditEntry { At = now, MemberId = member, Action = SinceBackup.EraseMember, Subject = $"{SinceBackup.MemberPrefix}{member:N}" }, default, cancellationToken);
            }
        }

        return again;
    }

    private async Task<int> ConsultationsAsync(CancellationToken cancellationToken)
    {
        int again = 0;
        foreach (ErasedConsultation erased in since.Consultations)
        {
            if (await db.Consultations.SingleOrDefaultAsync(one => one.Number == erased.Number && one.CreatedAt <= erased.At, cancellationToken) is { } one)
            {
                await PersonErasure.EraseConsultationAsync(db, backup, one, null, now, cancellationToken);
                again++;
            }
            else
            {
                await WriteDownAsync(new AuditEntry { At = erased.At, Action = SinceBackup.EraseConsultation, Subject = $"{SinceBackup.ConsultationPrefix}{erased.Number}" }, erased.At, cancellationToken);
            }
        }

        return again;
    }

    /// <summary>Where both accounts are in the backup they are two again, and each is erased by itself.</summary>
    private async Task JoinsAsync(CancellationToken cancellationToken)
    {
        foreach (AuditEntry join in since.Joins)
        {
            Guid gone = SinceBackup.MemberOf(join)!.Value;
            if (!await db.Members.AnyAsync(member => member.Id == gone, cancellationToken))
            {
                await WriteDownAsync(new AuditEntry { At = join.At, MemberId = join.MemberId, Action = SinceBackup.Join, Subject = join.Subject }, default, cancellationToken);
            }
        }
    }

    /// <param name="from">A row of this instant or later says it already.</param>
    private async Task WriteDownAsync(AuditEntry entry, DateTimeOffset from, CancellationToken cancellationToken)
    {
        if (!await db.AuditTrail.AnyAsync(there => there.Action == entry.Action && there.Subject == entry.Subject && there.At >= from, cancellationToken))
        {
            db.AuditTrail.Add(entry);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>What was ended, used or bound since would hold again: nobody stays signed in, and no link or code that was open then opens now.</summary>
    private async Task LockAsync(CancellationToken cancellationToken)
    {
        foreach (FormattableString statement in (FormattableString[])
        [
            $"""UPDATE "staff_session" SET "RevokedAt" = {now.UtcTicks} WHERE "RevokedAt" IS NULL""",
            $"""UPDATE "staff_setup_link" SET "ExpiresAt" = {now.UtcTicks} WHERE "ExpiresAt" > {now.UtcTicks}""",
            $"""UPDATE "one_time_link" SET "ExpiresAt" = {now.UtcTicks} WHERE "ExpiresAt" > {now.UtcTicks}""",
            $"""UPDATE "duty_link" SET "ExpiresAt" = {now.UtcTicks} WHERE "ExpiresAt" > {now.UtcTicks}""",
            $"""UPDATE "invitation_code" SET "ExpiresAt" = {now.UtcTicks} WHERE "UsedAt" IS NULL AND "ExpiresAt" > {now.UtcTicks}""",
            $"""UPDATE "link_code" SET "ExpiresAt" = {now.UtcTicks} WHERE "UsedAt" IS NULL AND "ExpiresAt" > {now.UtcTicks}""",
        ])
        {
            await db.Database.ExecuteSqlInterpolatedAsync(statement, cancellationToken);
        }
    }

    /// <summary>Whoever left does not come back, in the console or in their chat.</summary>
    private async Task<(int Closed, bool IsAdminWithoutPassword)> CloseAsync(CancellationToken cancellationToken)
    {
        List<StaffAccount> open = await db.StaffAccounts.Where(account => account.DisabledAt == null).ToListAsync(cancellationToken);
        List<StaffAccount> leaving = [.. open.Where(account => since.Closed.ContainsKey(account.Id))];
        StaffAccount? last = open.Exists(account => account.Role == Role.Admin && account.PasswordHash.Length > 0 && !leaving.Contains(account)) ? null : leaving.Find(account => account.Role == Role.Admin);
        foreach (StaffAccount account in leaving)
        {
            if (account == last)
            {
                (account.PasswordHash, account.TotpSecret) = ("", ""); // A house without an admin lets nobody in: who runs the server makes the link.
            }
            else
            {
                account.DisabledAt = since.Closed[account.Id];
            }

            db.AuditTrail.Add(new AuditEntry { At = now, Action = account == last ? "account.change" : "account.close", Subject = $"staff:{account.Id:N}", Detail = "restore" });
            if (account.MemberId is { } id && await db.Members.FindAsync([id], cancellationToken) is { ErasedAt: null, Role: Role.Coordinator or Role.Admin } person)
            {
                db.AuditTrail.Add(new AuditEntry { At = now, Action = "member.role", Subject = $"{SinceBackup.MemberPrefix}{id:N}", Detail = $"{person.Role.Id()} > {Role.Resident.Id()}" });
                (person.Role, person.RoleGrantedAt) = (Role.Resident, null);
            }
        }

        return (leaving.Count, last is not null);
    }

    /// <summary>The bot knows every place where words of a message lie, so the taking back waits in the inbox once more, and is the first thing done with what it names.</summary>
    private async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        foreach ((InboxMessage row, string message) in since.TakenBack)
        {
            if (!await db.Inbox.AnyAsync(there => there.Channel == row.Channel && there.ChannelEventId == row.ChannelEventId, cancellationToken) && await IsThereAsync(message, cancellationToken))
            {
                db.Inbox.Add(new InboxMessage { Channel = row.Channel, ChannelEventId = row.ChannelEventId, Conversation = row.Conversation, Event = row.Event, SaidAt = row.SaidAt, ReceivedAt = row.ReceivedAt });
            }
        }
    }

    /// <summary>False for what was said, and taken back, after the backup: of it there is nothing to forget.</summary>
    private async Task<bool> IsThereAsync(string message, CancellationToken cancellationToken) =>
        await db.Inbox.AnyAsync(row => row.ChannelMessageId == message, cancellationToken)
        || await db.KeptNotes.AnyAsync(note => note.ChannelMessageId == message, cancellationToken)
        || await db.ConsultationEntries.AnyAsync(entry => entry.ChannelMessageId == message, cancellationToken);
}
