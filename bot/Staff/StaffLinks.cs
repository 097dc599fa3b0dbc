using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Staff;

/// <summary>Whom a set-up link is for.</summary>
/// <param name="Account">Null for the first admin, who chooses a name.</param>
public sealed record SetUpTarget(StaffAccount? Account, StaffSetupLink? Link);

/// <summary>One-time links with which an account gets its password and its codes.</summary>
public sealed class StaffLinks(ZaitakuDb db, StaffSecrets secrets, StaffSessions sessions, FirstAdminLink first)
{
    /// <summary>True once somebody can sign in: from then on the console opens elsewhere too, and the first admin's link is dead.</summary>
    public Task<bool> HasAccountAsync(CancellationToken cancellationToken) =>
        db.StaffAccounts.AnyAsync(account => account.PasswordHash != "" && account.DisabledAt == null, cancellationToken);

    /// <summary>Adds a link and takes earlier ones back; the caller saves.</summary>
    /// <returns>Its path, shown once and kept nowhere.</returns>
    public async Task<string> MakeAsync(Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (StaffSetupLink earlier in await db.StaffSetupLinks.Where(link => link.StaffId == staff && link.UsedAt == null).ToListAsync(cancellationToken))
        {
            earlier.UsedAt = now;
        }

        string token = StaffSecrets.NewToken();
        db.StaffSetupLinks.Add(new StaffSetupLink
        {
            Id = Guid.CreateVersion7(now), StaffId = staff, TokenHash = StaffSecrets.HashOf(token), CreatedAt = now, ExpiresAt = now + StaffRules.LinkLife,
        });
        return $"/console/set-up/{token}";
    }

    /// <returns>Null for unknown, used, expired and closed alike.</returns>
    public async Task<SetUpTarget?> FindAsync(string token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!StaffSecrets.IsToken(token))
        {
            return null;
        }

        if (first.Is(token))
        {
            return await HasAccountAsync(cancellationToken) ? null : new SetUpTarget(null, null);
        }

        string hash = StaffSecrets.HashOf(token);
        return await db.StaffSetupLinks.SingleOrDefaultAsync(link => link.TokenHash == hash, cancellationToken) is { UsedAt: null } found && now < found.ExpiresAt
            && await db.StaffAccounts.SingleOrDefaultAsync(account => account.Id == found.StaffId && account.DisabledAt == null, cancellationToken) is { } account
            ? new SetUpTarget(account, found) : null;
    }

    /// <summary>Sets password and seed, uses the link up, ends what was open, and signs in.</summary>
    /// <param name="newcomer">The first admin's account; null where the link names one.</param>
    /// <returns>The cookie's secret, or null when somebody else was faster.</returns>
    public async Task<string?> UseAsync(SetUpTarget target, StaffAccount? newcomer, string password, byte[]? seed, long step, string browser, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken); // Writes wait for it: of two first admins one is the first.
        if (target.Account is null && await HasAccountAsync(cancellationToken))
        {
            return null;
        }

        StaffAccount account = target.Account ?? db.StaffAccounts.Add(newcomer!).Entity;
        account.PasswordHash = secrets.HashPassword(account, password);
        account.TotpSecret = seed is null ? "" : secrets.Protect(seed);
        account.TotpLastStep = step;
        account.WrongTries = 0;
        account.LockedUntil = null;
        if (target.Link is { } link)
        {
            link.UsedAt = now;
        }

        await sessions.EndAllAsync(account.Id, null, now, cancellationToken);
        string secret = sessions.Begin(account.Id, browser, now);
        db.AuditTrail.Add(AuditEntry.By(account.Id, "account.set_up", $"staff:{account.Id:N}", now, target.Account is null ? "first" : ""));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return secret;
        }
        catch (DbUpdateException)
        {
            return null; // The link was used, or the name taken, in the meantime.
        }
    }

    /// <summary>The account the first admin gets.</summary>
    public static StaffAccount Newcomer(string signInName, string displayName, Role role, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), SignInName = signInName, DisplayName = displayName, Role = role, CreatedAt = now };
}
