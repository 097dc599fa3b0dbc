using System.Net;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>How a kind of links is called before its door.</summary>
/// <param name="Root">The path before the token, as <c>/c</c>.</param>
/// <param name="Title">Of the pages behind it.</param>
/// <param name="Again">How a fresh link is had, in words.</param>
public sealed record DoorWords(string Root, string Title, Html Again);

/// <summary>The one door to pages behind links of a kind.</summary>
public abstract class BrowserDoor<TLink>(ZaitakuDb db, GroupCommit commits, GuessLimit guesses, PublicAddress address, TimeProvider clock, ILogger logger)
    where TLink : class, IBrowserLink
{
    /// <summary>So long after its link a browser is still known as the one that had it: a page left open goes on asking.</summary>
    private static readonly TimeSpan CookieBeyond = TimeSpan.FromDays(1);

    public abstract DoorWords Words { get; }

    /// <returns>Tracked; null for a token nobody was given.</returns>
    protected abstract Task<TLink?> ReadAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>What the log calls it.</summary>
    protected abstract string PurposeOf(TLink link);

    /// <summary>What else is written down in the save that binds it.</summary>
    protected virtual void Bound(TLink link, DateTimeOffset now)
    {
    }

    public async Task<LinkVisit<TLink>> FindAsync(HttpContext context, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPAddress? caller = CallerAddress.Of(context);
        bool isOver = guesses.IsOver(caller);
        string? secret = BrowserSecret.Of(context);
        if (isOver && secret is null)
        {
            return new LinkVisit<TLink>.TooMany();
        }

        LinkVisit<TLink> visit = await LookAsync(token, secret, cancellationToken);
        if (visit is LinkVisit<TLink>.Closed { WasMine: false })
        {
            guesses.CountMiss(caller);
            logger.LinkRefused();
        }

        return isOver && visit is not (LinkVisit<TLink>.Mine or LinkVisit<TLink>.Closed { WasMine: true }) ? new LinkVisit<TLink>.TooMany() : visit;
    }

    /// <summary>Gives the browser the secret it would open the link with. Nothing of it is kept here before the button is pressed, so a preview may ask as often as it likes.</summary>
    public void Greet(HttpContext context, string token, TLink link)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(link);
        context.Response.Cookies.Append(BrowserSecret.Cookie, BrowserSecret.Of(context) ?? LinkToken.New(), new CookieOptions
        {
            Path = $"{Words.Root}/{token}", HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true,
            Secure = context.Request.IsHttps || address.IsSecure, Expires = link.ExpiresAt + CookieBeyond,
        });
    }

    /// <summary>Binds the link to this browser. Of two that press at once, one wins.</summary>
    public async Task<bool> TryBindAsync(HttpContext context, TLink link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (BrowserSecret.Of(context) is not { } secret)
        {
            return false;
        }

        DateTimeOffset now = clock.GetUtcNow();
        (link.BrowserHash, link.BoundAt) = (LinkToken.HashOf(secret), now);
        Bound(link, now);
        try
        {
            await commits.SaveAsync(db, cancellationToken);
            logger.LinkOpened(link.Id, PurposeOf(link));
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            logger.LinkLost(link.Id);
            return false;
        }
    }

    private async Task<LinkVisit<TLink>> LookAsync(string token, string? secret, CancellationToken cancellationToken)
    {
        if (!LinkToken.IsWellFormed(token))
        {
            return new LinkVisit<TLink>.Closed();
        }

        TLink? link = await ReadAsync(LinkToken.HashOf(token), cancellationToken);
        bool isBound = secret is not null && link?.BrowserHash is { } bound && LinkToken.Matches(secret, bound);
        return link switch
        {
            null => new LinkVisit<TLink>.Closed(),
            _ when link.ExpiresAt <= clock.GetUtcNow() => new LinkVisit<TLink>.Closed(isBound),
            { BrowserHash: null } => new LinkVisit<TLink>.Unopened(link),
            _ => isBound ? new LinkVisit<TLink>.Mine(link) : new LinkVisit<TLink>.Closed(),
        };
    }
}

/// <summary>The secret a browser keeps for one link's page.</summary>
public static class BrowserSecret
{
    public const string Cookie = "zaitaku_c";

    /// <summary>As this browser was given it; null where it keeps none.</summary>
    public static string? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Cookies[Cookie] is { } secret && LinkToken.IsWellFormed(secret) ? secret : null;
    }
}
