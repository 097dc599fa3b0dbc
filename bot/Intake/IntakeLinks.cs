using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake;

/// <summary>Makes the one-time links that travel by chat. Their address is the configured one, never that of a request.</summary>
public sealed class IntakeLinks(PublicAddress address, IOptionsMonitor<DeskOptions> policy) : IConsultationLinks
{
    /// <summary>Links of one consultation that may still be opened; an older one is void.</summary>
    private const int UnopenedMax = 1;

    public async Task<Uri?> CreateAsync(ZaitakuDb db, Consultation consultation, OneTimeLinkPurpose purpose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(consultation);
        if (address.Current is not { } site)
        {
            return null;
        }

        await VoidUnopenedAsync(db, consultation.Id, purpose, now, cancellationToken);
        string token = LinkToken.New();
        db.OneTimeLinks.Add(new OneTimeLink
        {
            Id = Guid.CreateVersion7(now),
            ConsultationId = consultation.Id,
            MemberId = consultation.MemberId,
            Purpose = purpose,
            TokenHash = LinkToken.HashOf(token),
            CreatedAt = now,
            ExpiresAt = now + LifeOf(purpose),
        });
        return new Uri(site, $"c/{token}");
    }

    public TimeSpan LifeOf(OneTimeLinkPurpose purpose) => purpose == OneTimeLinkPurpose.Write ? policy.CurrentValue.LinkLife : policy.CurrentValue.LinkReadLife;

    /// <summary>What was sent and never opened is void as soon as a fresh one is out: of two in a chat, the newer works.</summary>
    private static async Task VoidUnopenedAsync(ZaitakuDb db, Guid consultation, OneTimeLinkPurpose purpose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OneTimeLink> unopened = await db.OneTimeLinks
            .Where(link => link.ConsultationId == consultation && link.Purpose == purpose && link.BrowserHash == null && link.ExpiresAt > now)
            .OrderByDescending(link => link.CreatedAt).Skip(UnopenedMax - 1).ToListAsync(cancellationToken);
        foreach (OneTimeLink link in unopened)
        {
            link.ExpiresAt = now;
        }
    }
}

/// <summary>The address of this server as people reach it.</summary>
public sealed class PublicAddress(IOptions<HubOptions> hub, IServiceProvider services, IHostEnvironment? environment = null)
{
    /// <summary>As configured; in Development the local one; null where there is none, and then no link is sent. Ends in a slash.</summary>
    public Uri? Current => Uri.TryCreate(WithSlash(hub.Value.PublicBaseUrl), UriKind.Absolute, out Uri? site) ? site
        : environment?.IsDevelopment() == true && Local() is { } local && Uri.TryCreate(WithSlash(local), UriKind.Absolute, out Uri? here) ? here : null;

    public Uri? Privacy => Current is { } site ? new Uri(site, "privacy") : null;

    /// <summary>True when people come over https, though a proxy may hand it to us as http.</summary>
    public bool IsSecure => Current?.Scheme == Uri.UriSchemeHttps;

    /// <summary>A command has no server.</summary>
    private string? Local() => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    private static string WithSlash(string url) => url.Length == 0 || url.EndsWith('/') ? url : url + "/";
}
