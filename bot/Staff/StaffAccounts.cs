using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Staff;

/// <summary>What an admin may change about an account.</summary>
public sealed record AccountWish(string DisplayName, Role Role, int OpenMax, string Areas, string Profession, DateOnly? AbsentFrom, DateOnly? AbsentUntil, Guid? DeputyId);

/// <summary>Accounts as admins look after them. Every method saves, with its line of the audit trail.</summary>
public sealed class StaffAccounts(ZaitakuDb db, StaffLinks links, StaffSessions sessions, ChatRoles roles)
{
    /// <summary>Accounts of one hub, closed ones included.</summary>
    public const int AccountsMax = 500;

    public const int OpenMaxMax = 999;

    public async Task<IReadOnlyList<StaffAccount>> AllAsync(CancellationToken cancellationToken) =>
        await db.StaffAccounts.AsNoTracking().OrderBy(account => account.DisabledAt != null).ThenBy(account => account.DisplayName).Take(AccountsMax).ToListAsync(cancellationToken);

    /// <returns>The set-up link's path, or what is wrong.</returns>
    public async Task<(string? Link, string? Problem)> AddAsync(string signInName, string displayName, Role role, Guid by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string name = StaffRules.FoldName(signInName);
        displayName = displayName.Trim();
        if ((StaffRules.NameProblem(name) ?? StaffRules.DisplayNameProblem(displayName)) is { } problem)
        {
            return (null, problem);
        }

        if (!StaffRules.IsStaffRole(role) || await db.StaffAccounts.AnyAsync(account => account.SignInName == name, cancellationToken))
        {
            return (null, "このサインイン名は使われています。別の名前にしてください。");
        }

        if (await db.StaffAccounts.CountAsync(cancellationToken) >= AccountsMax)
        {
            return (null, $"アカウントは {AccountsMax} までです。");
        }

        StaffAccount account = db.StaffAccounts.Add(StaffLinks.Newcomer(name, displayName, role, now)).Entity;
        db.AuditTrail.Add(AuditEntry.By(by, "account.add", $"staff:{account.Id:N}", now, role.Id()));
        string link = await links.MakeAsync(account.Id, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (link, null);
    }

    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> ChangeAsync(Guid id, AccountWish wish, Guid by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken); // Others' writes wait: of two last admins one stays.
        List<StaffAccount> all = await db.StaffAccounts.ToListAsync(cancellationToken);
        if (all.Find(account => account.Id == id) is not { } found)
        {
            return "アカウントが見つかりません。";
        }

        if (Problem(wish, found, all) is { } problem)
        {
            return problem;
        }

        bool isOtherRole = found.Role != wish.Role;
        if (isOtherRole)
        {
            db.AuditTrail.Add(AuditEntry.By(by, "account.role", $"staff:{id:N}", now, $"{found.Role.Id()} > {wish.Role.Id()}"));
        }

        (found.DisplayName, found.Role, found.OpenMax, found.Areas, found.Profession) = (wish.DisplayName, wish.Role, wish.OpenMax, wish.Areas, wish.Profession);
        (found.AbsentFrom, found.AbsentUntil, found.DeputyId) = (wish.AbsentFrom, wish.AbsentUntil, wish.DeputyId);
        if (isOtherRole)
        {
            await roles.FollowAsync(found, by, now, cancellationToken);
        }

        db.AuditTrail.Add(AuditEntry.By(by, "account.change", $"staff:{id:N}", now));
        await KeepAsync(transaction, cancellationToken);
        return null;
    }

    /// <summary>A new set-up link: for somebody who lost password or phone. What they have goes on holding until it is used.</summary>
    public async Task<string?> NewLinkAsync(Guid id, Guid by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await db.StaffAccounts.AnyAsync(account => account.Id == id && account.DisabledAt == null, cancellationToken))
        {
            return null;
        }

        string link = await links.MakeAsync(id, now, cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(by, "account.link", $"staff:{id:N}", now));
        await db.SaveChangesAsync(cancellationToken);
        return link;
    }

    public async Task EndSessionsAsync(Guid id, Guid by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(id, null, now, cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(by, "session.end_all", $"staff:{id:N}", now));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Closes an account, or opens it again. Its name stays in timelines and in the audit trail.</summary>
    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> SetClosedAsync(Guid id, bool closed, Guid by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        List<StaffAccount> all = await db.StaffAccounts.ToListAsync(cancellationToken);
        if (all.Find(account => account.Id == id) is not { } found)
        {
            return "アカウントが見つかりません。";
        }

        if (closed && (id == by || StaffRules.IsLastAdmin(found, all)))
        {
            return "自分のアカウントと、最後の管理者のアカウントは閉じられません。";
        }

        found.DisabledAt = closed ? found.DisabledAt ?? now : null;
        if (closed)
        {
            await sessions.EndAllAsync(id, null, now, cancellationToken);
        }

        await roles.FollowAsync(found, by, now, cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(by, closed ? "account.close" : "account.open", $"staff:{id:N}", now));
        await KeepAsync(transaction, cancellationToken);
        return null;
    }

    private async Task KeepAsync(IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        roles.Wake();
    }

    private static string? Problem(AccountWish wish, StaffAccount found, List<StaffAccount> all)
    {
        if (StaffRules.DisplayNameProblem(wish.DisplayName) is { } problem)
        {
            return problem;
        }

        if (!StaffRules.IsStaffRole(wish.Role) || wish.Role != Role.Admin && StaffRules.IsLastAdmin(found, all))
        {
            return "管理者がいなくなるため、役割を変えられません。";
        }

        if (wish.OpenMax is < 0 or > OpenMaxMax || wish.Areas.Length > AreasMax || wish.Profession.Length > MemberRules.NameLengthMax)
        {
            return $"受け持ちの上限は 0〜{OpenMaxMax}、地域は {AreasMax} 文字、職種は {MemberRules.NameLengthMax} 文字までです。";
        }

        if (wish.AbsentUntil < wish.AbsentFrom || wish.AbsentUntil is not null && wish.AbsentFrom is null)
        {
            return "不在の終わりの日が、始まりの日より前です。";
        }

        return wish.DeputyId is { } deputy && (deputy == found.Id || !all.Exists(other => other.Id == deputy && other.DisabledAt is null))
            ? "代わりの人には、ほかの使えるアカウントを選んでください。" : null;
    }

    private const int AreasMax = 400;
}
