using System.Net;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>What a request to a one-time link is allowed.</summary>
public abstract record LinkVisit
{
    private LinkVisit()
    {
    }

    /// <summary>Nobody has opened it: the button is shown.</summary>
    public sealed record Unopened(OneTimeLink Link) : LinkVisit;

    /// <summary>This browser opened it.</summary>
    public sealed record Mine(OneTimeLink Link) : LinkVisit;

    /// <summary>Unknown, expired or opened elsewhere. The three look alike.</summary>
    /// <param name="WasMine">This browser had opened it: it ran out, and nobody guessed.</param>
    public sealed record Closed(bool WasMine = false) : LinkVisit;

    /// <summary>Too many wrong links from there: not even looked at.</summary>
    public sealed record TooMany : LinkVisit;
}

/// <summary>The one door to the pages behind one-time links.</summary>
public sealed class LinkDoor(ZaitakuDb db, GroupCommit commits, GuessLimit guesses, PublicAddress address, TimeProvider clock, ILogger<LinkDoor> logger)
{
    private const string Cookie = "zaitaku_c";

    /// <summary>So long after its link a browser is still known as the one that had it: a page left open goes on asking.</summary>
    private static readonly TimeSpan CookieBeyond = TimeSpan.FromDays(1);

    public async Task<LinkVisit> FindAsync(HttpContext context, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPAddress? caller = CallerAddress.Of(context);
        bool isOver = guesses.IsOver(caller);
        string? secret = SecretOf(context);
        if (isOver && secret is null)
        {
            return new LinkVisit.TooMany();
        }

        LinkVisit visit = await LookAsync(token, secret, cancellationToken);
        if (visit is LinkVisit.Closed { WasMine: false })
        {
            guesses.CountMiss(caller);
            logger.LinkRefused();
        }

        return isOver && visit is not (LinkVisit.Mine or LinkVisit.Closed { WasMine: true }) ? new LinkVisit.TooMany() : visit;
    }

    /// <summary>Gives the browser the secret it would open the link with. Nothing of it is kept here before the button is pressed, so a preview may ask as often as it likes.</summary>
    public void Greet(HttpContext context, string token, OneTimeLink link)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(link);
        context.Response.Cookies.Append(Cookie, SecretOf(context) ?? LinkToken.New(), new CookieOptions
        {
            Path = $"/c/{token}", HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true,
            Secure = context.Request.IsHttps || address.IsSecure, Expires = link.ExpiresAt + CookieBeyond,
        });
    }

    /// <summary>Binds the link to this browser. Of two that press at once, one wins.</summary>
    public async Task<bool> TryBindAsync(HttpContext context, OneTimeLink link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (SecretOf(context) is not { } secret)
        {
            return false;
        }

        link.BrowserHash = LinkToken.HashOf(secret);
        link.BoundAt = clock.GetUtcNow();
        try
        {
            await commits.SaveAsync(db, cancellationToken);
            logger.LinkOpened(link.Id, link.Purpose);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            logger.LinkLost(link.Id);
            return false;
        }
    }

    /// <summary>The secret this browser was given; null where it keeps none.</summary>
    public static string? SecretOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Cookies[Cookie] is { } secret && LinkToken.IsWellFormed(secret) ? secret : null;
    }

    private async Task<LinkVisit> LookAsync(string token, string? secret, CancellationToken cancellationToken)
    {
        if (!LinkToken.IsWellFormed(token))
        {
            return new LinkVisit.Closed();
        }

        string hash = LinkToken.HashOf(token);
        DateTimeOffset now = clock.GetUtcNow();
        OneTimeLink? link = await db.OneTimeLinks.SingleOrDefaultAsync(link => link.TokenHash == hash, cancellationToken);
        bool isBound = secret is not null && link?.BrowserHash is { } bound && LinkToken.Matches(secret, bound);
        return link switch
        {
            null => new LinkVisit.Closed(),
            _ when link.ExpiresAt <= now => new LinkVisit.Closed(isBound),
            { BrowserHash: null } => new LinkVisit.Unopened(link),
            _ => isBound ? new LinkVisit.Mine(link) : new LinkVisit.Closed(),
        };
    }
}
