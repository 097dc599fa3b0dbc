using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Desk;

/// <summary>What helps a coordinator to decide: earlier consultations of the same person, and places of the directory that fit.</summary>
public sealed class DeskTriage(ZaitakuDb db, PlaceSearch search, AreaFinder areas, PlaceReader reader)
{
    public const int EarlierMax = 20;
    public const int PlacesMax = 5;

    /// <summary>What is still a draft, or was given up: neither the page nor the queue counts it.</summary>
    public static readonly ConsultationState[] Uncounted = [ConsultationState.Draft, ConsultationState.Abandoned];

    /// <summary>Others of the same person, or from the same phone number however it is written, latest first.</summary>
    public async Task<IReadOnlyList<Consultation>> EarlierAsync(Consultation one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.MemberId is null && one.CallPhone.Length == 0)
        {
            return [];
        }

        string[] spellings = PhoneRules.SpellingsOf(one.CallPhone);
        return await db.Consultations.AsNoTracking()
            .Where(other => other.Id != one.Id && !Uncounted.Contains(other.State)
                && ((one.MemberId != null && other.MemberId == one.MemberId) || spellings.Contains(other.CallPhone)))
            .OrderByDescending(other => other.ReceivedAt).Take(EarlierMax).ToListAsync(cancellationToken);
    }

    /// <summary>The best places for the content, near the area; empty where the content names no service.</summary>
    public IReadOnlyList<ShownPlace> PlacesFor(Consultation one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        (ServiceKind[] services, CapabilityKind[] capabilities) = WishOf(one.Content);
        if (services.Length == 0)
        {
            return [];
        }

        SearchArea? area = (areas.Find(new SearchTerms { Place = one.Area.Length > 0 ? one.Area : null }, forProfessional: true) as AreaAnswer.Found)?.Area
            ?? (areas.Find(new SearchTerms(), forProfessional: true) as AreaAnswer.Found)?.Area;
        SearchAnswer found = search.Search(new SearchRequest { Services = ServiceSet.Of(services), Capabilities = capabilities, Area = area, ForProfessional = true, Now = now });
        return reader.Read([.. found.Places.Take(PlacesMax).Select(place => place.PlaceId)], forProfessional: true);
    }

    private static (ServiceKind[] Services, CapabilityKind[] Capabilities) WishOf(ConsultationContent? content) => content switch
    {
        ConsultationContent.HomeVisitDoctor or ConsultationContent.DeputyDoctor => ([ServiceKind.HomeVisitDoctor], []),
        ConsultationContent.HomeVisitDentist => ([ServiceKind.HomeVisitDentist], []),
        ConsultationContent.PlacementMedical => ([ServiceKind.MedicalCareHome, ServiceKind.HealthFacility, ServiceKind.NursingSmallMultifunction, ServiceKind.Hospital], []),
        ConsultationContent.Placement => ([ServiceKind.NursingHome, ServiceKind.HealthFacility, ServiceKind.GroupHome, ServiceKind.ResidentialHome], []),
        ConsultationContent.Respite => ([ServiceKind.RespiteAdmission, ServiceKind.ShortStay], []),
        ConsultationContent.EndOfLife => ([ServiceKind.HomeVisitDoctor, ServiceKind.VisitingNurse], [CapabilityKind.EndOfLife]),
        ConsultationContent.SuddenChange => ([ServiceKind.BackupBed, ServiceKind.HomeVisitDoctor, ServiceKind.VisitingNurse], []),
        ConsultationContent.Discharge => ([ServiceKind.HomeVisitDoctor, ServiceKind.VisitingNurse, ServiceKind.CareManagerOffice], []),
        ConsultationContent.Support => ([ServiceKind.CommunitySupportCenter, ServiceKind.CareManagerOffice], []),
        _ => ([], []),
    };
}
