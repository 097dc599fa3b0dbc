using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.DirectorySearch;

/// <summary>Invented places of みなと市, as stories need them.</summary>
internal static class MinatoTown
{
    /// <summary>One degree of longitude at 35° north is 91.29 km.</summary>
    private const double MetresPerDegree = 91_290;

    public static PlaceFacts At(string name, double metresEast, params ServiceKind[] services) => new()
    {
        Name = name,
        Services = ServiceSet.Of(services).ToString(),
        Prefecture = "架空県",
        Municipality = "みなと市",
        Town = "中央1丁目",
        AddressRest = "1-1",
        Latitude = 35.0,
        Longitude = 140.0 + (metresEast / MetresPerDegree),
        Precision = Precision.Door,
        Phone = "0000-22-0000",
    };

    /// <summary>Everything known: five levels, hours, contact windows for professionals.</summary>
    public static PlaceFacts Asahi { get; } = At("あさひ在宅クリニック", 400, ServiceKind.HomeVisitDoctor, ServiceKind.Clinic) with
    {
        Fax = "0000-22-0001",
        Hours = "月-金 09:00-12:00,14:00-18:00; 土 09:00-12:00; 日祝 休",
        HomeCareClass = HomeCareClass.ClinicEnhancedJoint,
        Answers24h = true,
        AcceptingNew = true,
        HomeVisits = true,
        ContactWindows = [new ContactWindow(ContactRoute.Phone, "月-金 12:30-13:30", "師長あて")],
        Capabilities = new Dictionary<CapabilityKind, CapabilityLevel>
        {
            [CapabilityKind.HomeOxygen] = CapabilityLevel.Possible,
            [CapabilityKind.Suction] = CapabilityLevel.PossibleWithoutRecord,
            [CapabilityKind.Ventilator] = CapabilityLevel.Consult,
            [CapabilityKind.Pediatrics] = CapabilityLevel.No,
        },
        ServiceArea = ["みなと市"],
        Departments = ["内科"],
    };

    /// <summary>As open files know a clinic: a class, and hardly anything else.</summary>
    public static PlaceFacts Hamabe { get; } = At("はまべ医院", 200, ServiceKind.HomeVisitDoctor) with { HomeCareClass = HomeCareClass.ClinicOrdinary };

    public static PlaceFacts Hidden { get; } = At("かくれ病床", 100, ServiceKind.BackupBed, ServiceKind.Hospital) with { Scope = PublicationScope.Professionals };
}
