using Zaitaku.Bot.Members;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Staff;

/// <summary>What a person may do in the chats, as the console gives and takes it. The caller saves, and then wakes what follows a role.</summary>
public sealed class ChatRoles(ZaitakuDb db, RoleSignal signal)
{
    /// <summary>Gives a person another role, or takes it: a resident has none.</summary>
    /// <returns>False when they have it already.</returns>
    public bool Set(Member person, Role role, Guid by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.Role == role)
        {
            return false;
        }

        db.AuditTrail.Add(AuditEntry.By(by, "member.role", $"member:{person.Id:N}", now, $"{person.Role.Id()} > {role.Id()}"));
        (person.Role, person.RoleGrantedAt) = (role, role == Role.Resident ? null : now);
        return true;
    }

    /// <summary>The person of an account has its role while it is open, and none of the hub's afterwards: whoever left is told nothing more, and sees nothing more.</summary>
    public async Task FollowAsync(StaffAccount account, Guid by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.MemberId is not { } id || await db.Members.FindAsync([id], cancellationToken) is not { ErasedAt: null } person)
        {
            return;
        }

        if (account.DisabledAt is null)
        {
            Set(person, account.Role, by, now);
        }
        else
        {
            Lower(person, by, now);
        }
    }

    /// <summary>Takes a role of the hub. Another, which a code gave since, stays.</summary>
    public void Lower(Member person, Guid by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (StaffRules.IsStaffRole(person.Role))
        {
            Set(person, Role.Resident, by, now);
        }
    }

    /// <summary>To be called once it is on disk: another menu on their phone.</summary>
    public void Wake() => signal.Wake();
}
