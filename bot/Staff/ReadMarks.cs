using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;

namespace Zaitaku.Bot.Staff;

/// <summary>Writes into the audit trail that somebody saw words or names of people.</summary>
public static class ReadMarks
{
    /// <summary>What a page of ours asks for by itself bears this header; browsers of today say so in Sec-Fetch-Dest, over https.</summary>
    public const string ByItselfHeader = "X-Zaitaku-By-Itself";

    /// <summary>True for what a page asks by itself, without anybody doing something.</summary>
    public static bool IsByItself(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            && (context.Request.Headers["Sec-Fetch-Dest"] == "empty" || context.Request.Headers.ContainsKey(ByItselfHeader));
    }

    /// <summary>One row a page somebody opens. A page that lies open and renews itself has its row from then; without one the header alone hides nothing.</summary>
    /// <param name="door">The page's, with the word for seeing it.</param>
    public static async Task WriteAsync(HttpContext context, ConsoleDoor door, StaffIdentity staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(door);
        ArgumentNullException.ThrowIfNull(staff);
        if (door.Reads.Length == 0)
        {
            return;
        }

        // A context of its own: what the page's handler began and refused must not be saved along.
        await using ZaitakuDb db = await context.RequestServices.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync(context.RequestAborted);
        string subject = SubjectOf(context, door);
        if (!IsByItself(context) || !await HasSeenAsync(db, staff.Id, door.Reads, subject, now, context.RequestAborted))
        {
            db.AuditTrail.Add(AuditEntry.By(staff.Id, door.Reads, subject, now));
            await db.SaveChangesAsync(context.RequestAborted);
        }
    }

    private static Task<bool> HasSeenAsync(ZaitakuDb db, Guid staff, string action, string subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset since = now - StaffRules.IdleMax; // A page nobody touches for longer is signed out.
        return db.AuditTrail.AnyAsync(entry => entry.StaffId == staff && entry.At > since && entry.Action == action && entry.Subject == subject, cancellationToken);
    }

    /// <summary>In the one form the trail is searched by, however the address was written: /000412907 and /+412907 lead to the same page.</summary>
    private static string SubjectOf(HttpContext context, ConsoleDoor door)
    {
        string? of = (context.Request.RouteValues["number"] ?? context.Request.RouteValues["id"])?.ToString();
        return int.TryParse(of, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? string.Create(CultureInfo.InvariantCulture, $"{door.Subject}:{number}")
            : Guid.TryParse(of, out Guid id) ? $"{door.Subject}:{id:N}" : "";
    }
}
