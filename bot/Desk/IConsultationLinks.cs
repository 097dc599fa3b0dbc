using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Desk;

/// <summary>Makes one-time links to the pages of a consultation.</summary>
public interface IConsultationLinks
{
    /// <summary>Adds a fresh link to the context, to be saved with whatever sends it.</summary>
    /// <returns>Null where no address of this server is known to people: the text then says to call.</returns>
    Task<Uri?> CreateAsync(ZaitakuDb db, Consultation consultation, OneTimeLinkPurpose purpose, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>Where no pages are served.</summary>
internal sealed class NoConsultationLinks : IConsultationLinks
{
    public Task<Uri?> CreateAsync(ZaitakuDb db, Consultation consultation, OneTimeLinkPurpose purpose, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult<Uri?>(null);
}
