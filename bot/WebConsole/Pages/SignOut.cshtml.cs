using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Ends this browser's session.</summary>
public sealed class SignOutModel(ZaitakuDb db, StaffSessions sessions, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (StaffIdentity.Of(HttpContext) is { } staff)
        {
            DateTimeOffset now = clock.GetUtcNow();
            await sessions.EndAsync(staff.SessionId, staff.Id, staff.Id, now, cancellationToken);
            db.AuditTrail.Add(AuditEntry.By(staff.Id, "sign_out", $"staff:{staff.Id:N}", now));
            await db.SaveChangesAsync(cancellationToken);
        }

        ConsoleCookie.Delete(HttpContext);
        return LocalRedirect("/console/sign-in");
    }
}
