namespace Zaitaku.Storage.DirectorySearch;

/// <summary>What a place can do for a patient: the 14 procedures of the national home-care survey, then others people ask for.</summary>
public enum CapabilityKind
{
    TubeFeeding, CentralVenousNutrition, UrinaryCatheter, HomeOxygen, Ventilator, Tracheostomy, PeritonealDialysis, Stoma,
    Infusion, Suction, Narcotics, PressureUlcer, EndOfLife, Pediatrics,
    Dementia, Psychiatric, Insulin, Transfusion, AsepticDispensing, Dialysis, NeuroIntractable, Dysphagia, BathingAid,
}

/// <summary>The survey's five answers. Ordered so that a greater value is the better answer; unknown is neither yes nor no.</summary>
public enum CapabilityLevel
{
    /// <summary>無回答 or never asked: shown as 未確認, never as no.</summary>
    Unknown = 0,

    /// <summary>対応不可.</summary>
    No = 1,

    /// <summary>要相談.</summary>
    Consult = 2,

    /// <summary>対応可能・実績なし.</summary>
    PossibleWithoutRecord = 3,

    /// <summary>対応可能・対応中.</summary>
    Possible = 4,
}

/// <summary>Ids and Japanese names of <see cref="CapabilityKind"/> and <see cref="CapabilityLevel"/>.</summary>
public static class CapabilityKinds
{
    private static readonly (CapabilityKind Kind, string Id, string Name)[] Table =
    [
        (CapabilityKind.TubeFeeding, "tube_feeding", "経管栄養"),
        (CapabilityKind.CentralVenousNutrition, "central_venous_nutrition", "中心静脈栄養"),
        (CapabilityKind.UrinaryCatheter, "urinary_catheter", "膀胱留置カテーテル"),
        (CapabilityKind.HomeOxygen, "home_oxygen", "在宅酸素"),
        (CapabilityKind.Ventilator, "ventilator", "人工呼吸器"),
        (CapabilityKind.Tracheostomy, "tracheostomy", "気管カニューレ"),
        (CapabilityKind.PeritonealDialysis, "peritoneal_dialysis", "腹膜透析"),
        (CapabilityKind.Stoma, "stoma", "ストーマ"),
        (CapabilityKind.Infusion, "infusion", "点滴・静脈注射"),
        (CapabilityKind.Suction, "suction", "喀痰吸引"),
        (CapabilityKind.Narcotics, "narcotics", "麻薬による疼痛管理"),
        (CapabilityKind.PressureUlcer, "pressure_ulcer", "褥瘡"),
        (CapabilityKind.EndOfLife, "end_of_life", "ターミナルケア・看取り"),
        (CapabilityKind.Pediatrics, "pediatrics", "小児"),
        (CapabilityKind.Dementia, "dementia", "認知症"),
        (CapabilityKind.Psychiatric, "psychiatric", "精神科"),
        (CapabilityKind.Insulin, "insulin", "インスリン"),
        (CapabilityKind.Transfusion, "transfusion", "輸血"),
        (CapabilityKind.AsepticDispensing, "aseptic_dispensing", "無菌調剤"),
        (CapabilityKind.Dialysis, "dialysis", "透析（通院）"),
        (CapabilityKind.NeuroIntractable, "neuro_intractable", "神経難病"),
        (CapabilityKind.Dysphagia, "dysphagia", "嚥下障害"),
        (CapabilityKind.BathingAid, "bathing_aid", "機械浴"),
    ];

    private static readonly Dictionary<string, CapabilityKind> ById = Table.ToDictionary(row => row.Id, row => row.Kind, StringComparer.Ordinal);

    /// <summary>All capabilities in the order of the domain's table.</summary>
    public static IReadOnlyList<CapabilityKind> All { get; } = [.. Table.Select(row => row.Kind)];

    /// <summary>The id as written in data and tests, such as <c>home_oxygen</c>.</summary>
    public static string Id(this CapabilityKind kind) => Table[(int)kind].Id;

    /// <summary>The Japanese name shown to people.</summary>
    public static string Name(this CapabilityKind kind) => Table[(int)kind].Name;

    /// <summary>The words of the survey for an answer; <see cref="CapabilityLevel.Unknown"/> reads 未確認.</summary>
    public static string Name(this CapabilityLevel level) => level switch
    {
        CapabilityLevel.Possible => "対応可能・対応中",
        CapabilityLevel.PossibleWithoutRecord => "対応可能・実績なし",
        CapabilityLevel.Consult => "要相談",
        CapabilityLevel.No => "対応不可",
        _ => "未確認",
    };

    public static bool TryParse(string id, out CapabilityKind kind) => ById.TryGetValue(id, out kind);
}
