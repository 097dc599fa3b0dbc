namespace Zaitaku.Storage.DirectorySearch;

/// <summary>What a place offers. One enum member per id of the domain's service table; the order is that of the table and never stored.</summary>
public enum ServiceKind
{
    HomeVisitDoctor, Clinic, Hospital, BackupBed, RespiteAdmission, HomeVisitDentist, HomeVisitPharmacist, Pharmacy,
    VisitingNurse, VisitingRehab, VisitingBath, VisitingNutrition, HomeHelp, RegularRounds, DayService, DayRehab,
    ShortStay, SmallMultifunction, NursingSmallMultifunction, CareManagerOffice, CommunitySupportCenter, NursingHome,
    HealthFacility, MedicalCareHome, GroupHome, ResidentialHome, Equipment, DisabilitySupport,
}

/// <summary>Ids (as written in data, tests and on the command line), Japanese names and groups of <see cref="ServiceKind"/>.</summary>
public static class ServiceKinds
{
    /// <summary>Services that travel to the person: for them the area they serve counts, not only the distance.</summary>
    public static readonly ServiceSet Visiting = ServiceSet.Of(
        ServiceKind.HomeVisitDoctor, ServiceKind.HomeVisitDentist, ServiceKind.HomeVisitPharmacist, ServiceKind.VisitingNurse,
        ServiceKind.VisitingRehab, ServiceKind.VisitingBath, ServiceKind.VisitingNutrition, ServiceKind.HomeHelp,
        ServiceKind.RegularRounds, ServiceKind.CareManagerOffice, ServiceKind.Equipment);

    private static readonly (ServiceKind Kind, string Id, string Name)[] Table =
    [
        (ServiceKind.HomeVisitDoctor, "home_visit_doctor", "訪問診療・往診"),
        (ServiceKind.Clinic, "clinic", "診療所"),
        (ServiceKind.Hospital, "hospital", "病院"),
        (ServiceKind.BackupBed, "backup_bed", "後方支援病床"),
        (ServiceKind.RespiteAdmission, "respite_admission", "レスパイト入院"),
        (ServiceKind.HomeVisitDentist, "home_visit_dentist", "訪問歯科"),
        (ServiceKind.HomeVisitPharmacist, "home_visit_pharmacist", "訪問薬剤管理"),
        (ServiceKind.Pharmacy, "pharmacy", "薬局"),
        (ServiceKind.VisitingNurse, "visiting_nurse", "訪問看護"),
        (ServiceKind.VisitingRehab, "visiting_rehab", "訪問リハビリ"),
        (ServiceKind.VisitingBath, "visiting_bath", "訪問入浴"),
        (ServiceKind.VisitingNutrition, "visiting_nutrition", "訪問栄養食事指導"),
        (ServiceKind.HomeHelp, "home_help", "訪問介護"),
        (ServiceKind.RegularRounds, "regular_rounds", "定期巡回・随時対応"),
        (ServiceKind.DayService, "day_service", "通所介護"),
        (ServiceKind.DayRehab, "day_rehab", "通所リハビリ"),
        (ServiceKind.ShortStay, "short_stay", "ショートステイ"),
        (ServiceKind.SmallMultifunction, "small_multifunction", "小規模多機能"),
        (ServiceKind.NursingSmallMultifunction, "nursing_small_multifunction", "看護小規模多機能"),
        (ServiceKind.CareManagerOffice, "care_manager_office", "居宅介護支援"),
        (ServiceKind.CommunitySupportCenter, "community_support_center", "地域包括支援センター"),
        (ServiceKind.NursingHome, "nursing_home", "特別養護老人ホーム"),
        (ServiceKind.HealthFacility, "health_facility", "介護老人保健施設"),
        (ServiceKind.MedicalCareHome, "medical_care_home", "介護医療院"),
        (ServiceKind.GroupHome, "group_home", "グループホーム"),
        (ServiceKind.ResidentialHome, "residential_home", "有料老人ホーム・サ高住"),
        (ServiceKind.Equipment, "equipment", "福祉用具"),
        (ServiceKind.DisabilitySupport, "disability_support", "障害者相談支援"),
    ];

    private static readonly Dictionary<string, ServiceKind> ById = Table.ToDictionary(row => row.Id, row => row.Kind, StringComparer.Ordinal);

    /// <summary>All services in the order of the domain's table.</summary>
    public static IReadOnlyList<ServiceKind> All { get; } = [.. Table.Select(row => row.Kind)];

    /// <summary>The id as written in data and tests, such as <c>visiting_nurse</c>.</summary>
    public static string Id(this ServiceKind kind) => Table[(int)kind].Id;

    /// <summary>The Japanese name shown to people.</summary>
    public static string Name(this ServiceKind kind) => Table[(int)kind].Name;

    /// <summary>The service of an id, or false for an id that is not in the domain's table.</summary>
    public static bool TryParse(string id, out ServiceKind kind) => ById.TryGetValue(id, out kind);
}

/// <summary>A set of services as bits. In memory only: stored as ids, so the order of the enum may change.</summary>
public readonly record struct ServiceSet(uint Bits)
{
    public static readonly ServiceSet Empty;

    public bool IsEmpty => Bits == 0;

    public static ServiceSet Of(params ReadOnlySpan<ServiceKind> kinds)
    {
        uint bits = 0;
        foreach (ServiceKind kind in kinds)
        {
            bits |= 1u << (int)kind;
        }

        return new ServiceSet(bits);
    }

    public bool Contains(ServiceKind kind) => (Bits & (1u << (int)kind)) != 0;

    public bool Overlaps(ServiceSet other) => (Bits & other.Bits) != 0;

    public ServiceSet Union(ServiceSet other) => new(Bits | other.Bits);

    public IEnumerable<ServiceKind> Kinds()
    {
        foreach (ServiceKind kind in ServiceKinds.All)
        {
            if (Contains(kind))
            {
                yield return kind;
            }
        }
    }

    /// <summary>Ids joined by one space, the stored form.</summary>
    public override string ToString() => string.Join(' ', Kinds().Select(kind => kind.Id()));

    /// <summary>Reads the stored form; unknown ids are skipped, since a newer version may have written them.</summary>
    public static ServiceSet Parse(string ids)
    {
        ServiceSet set = Empty;
        foreach (string id in ids.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            set = ServiceKinds.TryParse(id, out ServiceKind kind) ? set.Union(Of(kind)) : set;
        }

        return set;
    }
}
