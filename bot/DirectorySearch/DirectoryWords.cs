using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>Short Japanese for what the directory knows by id.</summary>
public static class DirectoryWords
{
    /// <summary>Services people ask for most; offered when it is not clear what is looked for.</summary>
    public static readonly IReadOnlyList<ServiceKind> Common =
    [
        ServiceKind.HomeVisitDoctor, ServiceKind.VisitingNurse, ServiceKind.HomeVisitDentist, ServiceKind.HomeVisitPharmacist, ServiceKind.CareManagerOffice,
        ServiceKind.CommunitySupportCenter, ServiceKind.HomeHelp, ServiceKind.DayService, ServiceKind.ShortStay, ServiceKind.NursingHome,
    ];

    /// <summary>What may help where the asked service is not to be found.</summary>
    public static ServiceKind? Instead(IReadOnlyList<ServiceKind> asked) => asked.Count == 0 ? null : asked[0] switch
    {
        ServiceKind.HomeVisitDoctor => ServiceKind.VisitingNurse,
        ServiceKind.VisitingNurse => ServiceKind.HomeVisitDoctor,
        ServiceKind.RespiteAdmission or ServiceKind.NursingSmallMultifunction => ServiceKind.ShortStay,
        ServiceKind.ShortStay or ServiceKind.RegularRounds => ServiceKind.SmallMultifunction,
        ServiceKind.BackupBed => ServiceKind.Hospital,
        ServiceKind.HomeVisitPharmacist => ServiceKind.Pharmacy,
        ServiceKind.VisitingRehab => ServiceKind.DayRehab,
        ServiceKind.VisitingBath => ServiceKind.DayService,
        ServiceKind.MedicalCareHome or ServiceKind.GroupHome => ServiceKind.HealthFacility,
        ServiceKind.CommunitySupportCenter => null,
        _ => ServiceKind.CommunitySupportCenter,
    };

    public static string Name(HomeCareClass homeCare) => homeCare switch
    {
        HomeCareClass.ClinicEnhancedSingle => "在宅療養支援診療所（強化型・単独）",
        HomeCareClass.ClinicEnhancedJoint => "在宅療養支援診療所（強化型・連携）",
        HomeCareClass.ClinicOrdinary => "在宅療養支援診療所",
        HomeCareClass.HospitalEnhancedSingle => "在宅療養支援病院（強化型・単独）",
        HomeCareClass.HospitalEnhancedJoint => "在宅療養支援病院（強化型・連携）",
        HomeCareClass.HospitalOrdinary => "在宅療養支援病院",
        _ => "在宅療養後方支援病院",
    };

    /// <summary>The class with what it promises: support clinics and hospitals are bound to be reached at any hour.</summary>
    public static string Hint(HomeCareClass homeCare) => Name(homeCare) + (homeCare == HomeCareClass.BackupHospital ? " → 登録した方の急変時の入院" : " → 届出上24時間");

    public static string WishName(string wishId) =>
        CapabilityKinds.TryParse(wishId, out CapabilityKind capability) ? capability.Name()
        : ConditionKinds.TryParse(wishId, out ConditionKind condition) ? condition.Name()
        : wishId;

    /// <summary>What to ask on the phone about a wish that nobody has confirmed.</summary>
    public static string Question(string wishId) => ConditionKinds.TryParse(wishId, out ConditionKind condition)
        ? condition switch
        {
            ConditionKind.Open24h => "夜中や休みの日も電話がつながり、来てもらえますか",
            ConditionKind.Night => "夜間も対応できますか",
            ConditionKind.Weekend => "土日も対応できますか",
            ConditionKind.Holiday => "祝日も対応できますか",
            ConditionKind.AcceptingNew => "いま新しい方を受けていますか",
            ConditionKind.FemaleStaff => "女性の職員を希望できますか",
            _ => $"{condition.Name()}のうちに対応できますか",
        }
        : $"{WishName(wishId)}に対応できますか";

    public static string Address(PlaceFacts facts) => $"{facts.Prefecture}{facts.Municipality}{facts.Town}{facts.AddressRest}";
}
