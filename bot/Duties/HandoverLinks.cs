using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Intake;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Bot.Duties;

/// <summary>Makes the links that travel by chat to the handover page of one duty. Their address is the configured one, never that of a request.</summary>
public sealed class HandoverLinks(PublicAddress address)
{
    /// <summary>The path before the token.</summary>
    public const string Root = "/handover";

    /// <summary>Sent and never opened links of one duty that are looked through; there is one at most.</summary>
    private const int UnopenedMax = 100;

    /// <summary>What was sent before and never opened is void as soon as a fresh one is out. The caller saves.</summary>
    /// <returns>The address and until when it holds; null where this server has no address that people know.</returns>
    public async Task<(Uri Address, DateTimeOffset Until)?> CreateAsync(ZaitakuDb db, HeldDuty duty, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(duty);
        if (address.Current is not { } site)
        {
            return null;
        }

        foreach (DutyLink unopened in await db.DutyLinks.Where(link => link.DutyId == duty.Id && link.BrowserHash == null && link.ExpiresAt > now).OrderByDescending(link => link.CreatedAt).Take(UnopenedMax).ToListAsync(cancellationToken))
        {
            unopened.ExpiresAt = now;
        }

        string token = LinkToken.New();
        DateTimeOffset closes = HandoverRules.ClosesAt(duty), until = now + HandoverRules.LinkLife < closes ? now + HandoverRules.LinkLife : closes;
        db.DutyLinks.Add(new DutyLink { Id = Guid.CreateVersion7(now), DutyId = duty.Id, MemberId = member, TokenHash = LinkToken.HashOf(token), CreatedAt = now, ExpiresAt = until });
        return (new Uri(site, $"{Root[1..]}/{token}"), until);
    }
}
