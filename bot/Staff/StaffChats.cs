using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Staff;

/// <summary>Joins an account to its person in the chats: there they are told of new consultations, and there they may press the cards.</summary>
public sealed class StaffChats(ZaitakuDb db, ChatRoles roles)
{
    private const string Wrong = "コードが違うか、期限（10分）が過ぎています。チャットで新しいコードを受け取ってください。";

    /// <summary>Takes the code that the chat gave to somebody who wrote 「Teamsとつなぐ」: who can read it there is that person.</summary>
    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> LinkAsync(Guid staff, string? typed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string hash = MemberRules.HashOf(typed ?? "");
        LinkCode? code = await db.LinkCodes.SingleOrDefaultAsync(link => link.CodeHash == hash, cancellationToken);
        if (code is null or { UsedAt: not null } || code.ExpiresAt <= now
            || await db.Members.SingleOrDefaultAsync(one => one.Id == code.MemberId && one.ErasedAt == null, cancellationToken) is not { } member)
        {
            return Wrong;
        }

        StaffAccount account = await db.StaffAccounts.SingleAsync(one => one.Id == staff, cancellationToken);
        if (await db.StaffAccounts.AnyAsync(other => other.Id != staff && other.MemberId == member.Id, cancellationToken))
        {
            return "このチャットは、ほかのアカウントとつながっています。";
        }

        if (account.MemberId != member.Id)
        {
            await LeaveAsync(account, now, cancellationToken); // The form stood open in a second tab: of two chats one is theirs.
        }

        account.MemberId = member.Id;
        code.UsedAt = now;
        if (account.Role == Role.Admin ? member.Role != Role.Admin : !StaffRules.IsStaffRole(member.Role))
        {
            roles.Set(member, account.Role, staff, now);
        }

        db.AuditTrail.Add(AuditEntry.By(staff, "account.chat", $"member:{member.Id:N}", now, "linked"));
        await db.SaveChangesAsync(cancellationToken);
        roles.Wake();
        return null;
    }

    /// <summary>From now on nothing is told there, and the role of the hub is not that chat's any more.</summary>
    public async Task UnlinkAsync(Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        StaffAccount account = await db.StaffAccounts.SingleAsync(one => one.Id == staff, cancellationToken);
        if (account.MemberId is not null)
        {
            await LeaveAsync(account, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            roles.Wake();
        }
    }

    private async Task LeaveAsync(StaffAccount account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (account.MemberId is not { } member)
        {
            return;
        }

        account.MemberId = null;
        db.AuditTrail.Add(AuditEntry.By(account.Id, "account.chat", $"member:{member:N}", now, "unlinked"));
        if (await db.Members.FindAsync([member], cancellationToken) is { ErasedAt: null } person)
        {
            roles.Lower(person, account.Id, now);
        }
    }
}
