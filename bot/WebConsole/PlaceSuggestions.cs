using Microsoft.Extensions.Options;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Places of the directory that may help with a consultation: by what it is about and where, or by a name a coordinator types.</summary>
public sealed class PlaceSuggestions(PlaceSearch search, AreaFinder areas, PlaceReader reader, PlaceNames names, IOptions<HubOptions> hub)
{
    private const int SuggestedMax = 5;
    private const int FoundMax = 10;
    private const int NameUnitsMax = 60;

    /// <summary>Nothing for contents that name no kind of place.</summary>
    public static IReadOnlyList<ServiceKind> ServicesFor(ConsultationContent? content) => content switch
    {
        ConsultationContent.HomeVisitDoctor or ConsultationContent.DeputyDoctor => [ServiceKind.HomeVisitDoctor],
        ConsultationContent.HomeVisitDentist => [ServiceKind.HomeVisitDentist],
        ConsultationContent.PlacementMedical => [ServiceKind.NursingSmallMultifunction, ServiceKind.MedicalCareHome, ServiceKind.HealthFacility],
        ConsultationContent.Placement => [ServiceKind.NursingHome, ServiceKind.GroupHome, ServiceKind.ResidentialHome],
        ConsultationContent.Respite => [ServiceKind.RespiteAdmission, ServiceKind.ShortStay],
        ConsultationContent.EndOfLife or ConsultationContent.SuddenChange => [ServiceKind.HomeVisitDoctor, ServiceKind.VisitingNurse],
        ConsultationContent.Discharge => [ServiceKind.CareManagerOffice, ServiceKind.VisitingNurse],
        _ => [],
    };

    public IReadOnlyList<ShownPlace> For(Consultation one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        IReadOnlyList<ServiceKind> services = ServicesFor(one.Content);
        if (services.Count == 0)
        {
            return [];
        }

        SearchTerms terms = new() { Services = services, Place = one.Area.Length > 0 ? one.Area : null };
        return areas.Find(terms, forProfessional: true) is AreaAnswer.Found found
            ? reader.Read([.. search.Search(new SearchRequest { Services = ServiceSet.Of([.. services]), Area = found.Area, ForProfessional = true, Now = now }).Places.Take(SuggestedMax).Select(place => place.PlaceId)], forProfessional: true)
            : [];
    }

    public IReadOnlyList<ShownPlace> Named(string? name)
    {
        string typed = (name ?? "").Trim();
        return typed.Length is 0 or > NameUnitsMax ? [] : reader.Read(names.Facilities(typed, AreaFinder.HubAreaOf(hub.Value, forProfessional: true), FoundMax), forProfessional: true);
    }
}
