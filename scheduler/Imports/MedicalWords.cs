using System.Text;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>
/// Reads the bureau's short marks (受理記号) of accepted standards (施設基準). A filing says that a place meets a standard, which is
/// less than "we are doing it for a patient now": where the standard asks for no past cases the level is 対応可能・実績なし.
/// Source: 特掲診療料の施設基準等 (Ministry notice of 2008, No. 63, as of 2024) and its forms.
/// </summary>
internal static class MedicalWords
{
    /// <summary>Kind digit of a medical code.</summary>
    public const char Medical = '1', Dental = '3', Pharmacy = '4';

    /// <summary>Marks that speak of a capability. 在緩診実, 在緩診病, 在診実 and 在病実 are granted for counted cases of the past year (visits at night, deaths at home), hence "doing it".</summary>
    private static readonly (string Mark, CapabilityKind Kind, CapabilityLevel Level)[] Capabilities =
    [
        ("在緩診実", CapabilityKind.EndOfLife, CapabilityLevel.Possible), // 在宅緩和ケア充実診療所・病院加算: 20 deaths at home a year
        ("在緩診病", CapabilityKind.EndOfLife, CapabilityLevel.Possible),
        ("在緩診実", CapabilityKind.Narcotics, CapabilityLevel.Possible), // and self-controlled opioids by injection
        ("在緩診病", CapabilityKind.Narcotics, CapabilityLevel.Possible),
        ("在診実", CapabilityKind.EndOfLife, CapabilityLevel.Possible), // 在宅療養実績加算: 2 to 4 deaths at home a year
        ("在病実", CapabilityKind.EndOfLife, CapabilityLevel.Possible),
        ("緩１", CapabilityKind.EndOfLife, CapabilityLevel.PossibleWithoutRecord), // 緩和ケア病棟入院料
        ("緩２", CapabilityKind.EndOfLife, CapabilityLevel.PossibleWithoutRecord),
        ("在総", CapabilityKind.EndOfLife, CapabilityLevel.PossibleWithoutRecord), // 在宅がん医療総合診療料: terminal cancer at home
        ("がん疼", CapabilityKind.Narcotics, CapabilityLevel.PossibleWithoutRecord), // がん性疼痛緩和指導管理料
        ("在医麻", CapabilityKind.Narcotics, CapabilityLevel.PossibleWithoutRecord), // 在宅患者医療用麻薬持続注射療法加算 (pharmacies)
        ("在中栄", CapabilityKind.CentralVenousNutrition, CapabilityLevel.PossibleWithoutRecord), // 在宅中心静脈栄養法加算 (pharmacies)
        ("遠隔酸素", CapabilityKind.HomeOxygen, CapabilityLevel.PossibleWithoutRecord), // 在宅酸素療法指導管理料 遠隔モニタリング加算
        ("在訪褥", CapabilityKind.PressureUlcer, CapabilityLevel.PossibleWithoutRecord), // 在宅患者訪問褥瘡管理指導料
        ("精在宅援", CapabilityKind.Psychiatric, CapabilityLevel.PossibleWithoutRecord), // 精神科在宅患者支援管理料
        ("薬菌", CapabilityKind.AsepticDispensing, CapabilityLevel.PossibleWithoutRecord), // 無菌製剤処理加算 (薬) of pharmacies
    ];

    private static readonly (string Word, HomeCareClass Class)[] Classes =
    [
        ("支援診1", HomeCareClass.ClinicEnhancedSingle), ("支援診2", HomeCareClass.ClinicEnhancedJoint), ("支援診3", HomeCareClass.ClinicOrdinary),
        ("支援病1", HomeCareClass.HospitalEnhancedSingle), ("支援病2", HomeCareClass.HospitalEnhancedJoint), ("支援病3", HomeCareClass.HospitalOrdinary),
    ];

    /// <summary>
    /// The class among marks. Of two, the higher counts: a place that rises files the new class and often leaves the old one
    /// standing, while one that falls must withdraw. 在後病 only where there is no class of support.
    /// </summary>
    public static HomeCareClass? ClassOf(IReadOnlyCollection<string> marks)
    {
        foreach ((string word, HomeCareClass homeCare) in Classes)
        {
            if (marks.Any(mark => mark.Normalize(NormalizationForm.FormKC) == word))
            {
                return homeCare;
            }
        }

        return marks.Contains("在後病") ? HomeCareClass.BackupHospital : null;
    }

    /// <summary>Adds what an institution's marks say to its facts, services included.</summary>
    /// <param name="kind"><see cref="Medical"/>, <see cref="Dental"/> or <see cref="Pharmacy"/>: one mark may mean different standards in each.</param>
    /// <param name="isHospital">Beds, the register's own column or the name say hospital.</param>
    public static PlaceFacts WithMarks(this PlaceFacts facts, IReadOnlyCollection<string> marks, char kind, bool isHospital)
    {
        HomeCareClass? homeCare = kind == Medical ? ClassOf(marks) : null;
        ServiceSet services = kind switch
        {
            Dental => marks.Any(mark => mark.StartsWith("歯援診", StringComparison.Ordinal) || mark == "歯訪診") ? ServiceSet.Of(ServiceKind.HomeVisitDentist) : ServiceSet.Empty,
            Pharmacy => ServiceSet.Of(ServiceKind.Pharmacy).Union(marks.Any(mark => mark.StartsWith("在薬", StringComparison.Ordinal)) ? ServiceSet.Of(ServiceKind.HomeVisitPharmacist) : ServiceSet.Empty),
            _ => MedicalServices(marks, homeCare, isHospital),
        };
        bool hasDeaths = kind == Medical && marks.Any(mark => mark.StartsWith("在緩診", StringComparison.Ordinal) || mark.StartsWith("在診実", StringComparison.Ordinal) || mark.StartsWith("在病実", StringComparison.Ordinal));
        return facts with
        {
            Services = facts.ServiceSet.Union(services) is { IsEmpty: false } all ? all.ToString() : null,
            HomeCareClass = homeCare,
            HomeVisits = kind == Medical && marks.Any(mark => mark.StartsWith("在医総管", StringComparison.Ordinal)) ? true : facts.HomeVisits, // paid for planned visits
            HouseCalls = hasDeaths ? true : facts.HouseCalls, // counted night calls are part of the same standard
            EndOfLifeCare = hasDeaths ? true : facts.EndOfLifeCare,
            Capabilities = CapabilitiesOf(marks),
        };
    }

    /// <summary>A hospital by its name: 病院 in it, and not a clinic named after one.</summary>
    public static bool IsHospitalName(string? name) =>
        name is not null && name.Contains("病院", StringComparison.Ordinal) && !name.Contains("診療所", StringComparison.Ordinal) && !name.Contains("クリニック", StringComparison.Ordinal);

    /// <summary>010113420 → 0110113420: the lists of medical institutions leave the kind out.</summary>
    public static string? CodeOf(string prefectureCode, char kind, string institution)
    {
        string code = prefectureCode.PadLeft(2, '0') + kind + institution.PadLeft(7, '0');
        return code.Length == 10 && code.All(char.IsAsciiDigit) ? code : null;
    }

    private static ServiceSet MedicalServices(IReadOnlyCollection<string> marks, HomeCareClass? homeCare, bool isHospital)
    {
        bool hospital = isHospital || homeCare is HomeCareClass.HospitalEnhancedSingle or HomeCareClass.HospitalEnhancedJoint or HomeCareClass.HospitalOrdinary or HomeCareClass.BackupHospital;
        ServiceSet services = ServiceSet.Of(hospital ? ServiceKind.Hospital : ServiceKind.Clinic);
        services = homeCare is not null and not HomeCareClass.BackupHospital ? services.Union(ServiceSet.Of(ServiceKind.HomeVisitDoctor)) : services;
        return marks.Contains("在後病") ? services.Union(ServiceSet.Of(ServiceKind.BackupBed)) : services;
    }

    private static Dictionary<CapabilityKind, CapabilityLevel>? CapabilitiesOf(IReadOnlyCollection<string> marks)
    {
        Dictionary<CapabilityKind, CapabilityLevel>? all = null;
        foreach ((string mark, CapabilityKind kind, CapabilityLevel level) in Capabilities)
        {
            if (marks.Any(filed => filed.StartsWith(mark, StringComparison.Ordinal)) && ((all ??= []).GetValueOrDefault(kind) < level))
            {
                all[kind] = level;
            }
        }

        return all;
    }
}
