using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Staff;

/// <summary>Browsers that are signed in: begun, recognised, ended.</summary>
public sealed class StaffSessions(ZaitakuDb db)
{
    private const int BrowserMax = 80;

    /// <summary>Being seen is written down at most this often.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Adds a session; the caller saves.</summary>
    /// <returns>The cookie's secret, which is kept nowhere.</returns>
    public string Begin(Guid staff, string browser, DateTimeOffset now)
    {
        string secret = StaffSecrets.NewToken();
        db.StaffSessions.Add(new StaffSession
        {
            Id = Guid.CreateVersion7(now), StaffId = staff, TokenHash = StaffSecrets.HashOf(secret), CreatedAt = now, LastSeenAt = now,
            ExpiresAt = now + StaffRules.SessionMax, Browser = browser.Length <= BrowserMax ? browser : browser[..BrowserMax],
        });
        return secret;
    }

    /// <param name="isSeen">False for what a page asks by itself: it must not keep a forgotten session alive.</param>
    public async Task<StaffIdentity?> FindAsync(string? secret, DateTimeOffset now, bool isSeen, CancellationToken cancellationToken)
    {
        if (!StaffSecrets.IsToken(secret))
        {
            return null;
        }

        string hash = StaffSecrets.HashOf(secret!);
        var found = await (from session in db.StaffSessions
                           join account in db.StaffAccounts on session.StaffId equals account.Id
                           where session.TokenHash == hash
                           select new { session.Id, session.LastSeenAt, session.ExpiresAt, session.RevokedAt, Staff = account.Id, account.DisplayName, account.Role, account.DisabledAt })
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (found is null || !StaffRules.Holds(found.LastSeenAt, found.ExpiresAt, found.RevokedAt, found.DisabledAt, now))
        {
            return null;
        }

        if (isSeen && now - found.LastSeenAt >= SeenEvery)
        {
            await db.Database.ExecuteSqlInterpolatedAsync(
                $"""UPDATE "staff_session" SET "LastSeenAt" = {now.UtcTicks} WHERE "Id" = {found.Id} AND "LastSeenAt" < {now.UtcTicks}""", cancellationToken);
        }

        return new StaffIdentity(found.Staff, found.DisplayName, found.Role, found.Id);
    }

    /// <summary>Sessions that hold, newest first.</summary>
    public async Task<IReadOnlyList<StaffSession>> OpenOfAsync(Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<StaffSession> all = await db.StaffSessions.AsNoTracking().Where(session => session.StaffId == staff && session.RevokedAt == null && session.ExpiresAt > now)
            .OrderByDescending(session => session.LastSeenAt).ToListAsync(cancellationToken);
        return [.. all.Where(session => StaffRules.Holds(session.LastSeenAt, session.ExpiresAt, session.RevokedAt, null, now))];
    }

    /// <summary>Ends one session of a person; the caller saves. Nothing for what is not theirs.</summary>
    public async Task<bool> EndAsync(Guid session, Guid staff, Guid endedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.StaffSessions.SingleOrDefaultAsync(one => one.Id == session && one.StaffId == staff, cancellationToken) is not { } found)
        {
            return false;
        }

        if (found.RevokedAt is null)
        {
            found.RevokedAt = now;
            db.AuditTrail.Add(AuditEntry.By(endedBy, "session.end", $"staff:{staff:N}", now));
        }

        return true;
    }

    /// <summary>Ends all sessions of a person but one; the caller saves.</summary>
    public async Task EndAllAsync(Guid staff, Guid? but, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (StaffSession open in await db.StaffSessions.Where(session => session.StaffId == staff && session.RevokedAt == null && session.Id != but).ToListAsync(cancellationToken))
        {
            open.RevokedAt = now;
        }
    }
}
