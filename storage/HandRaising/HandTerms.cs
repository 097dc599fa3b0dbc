using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.HandRaising;

/// <summary>Level of care in the national insurance. Stored as the id written by <see cref="HandTerms.CareLevels"/>.</summary>
public enum CareLevel { Support1, Support2, Care1, Care2, Care3, Care4, Care5, Applied, MedicalOnly, Unknown }

/// <summary>Ids and Japanese names of what a case says.</summary>
public static class HandTerms
{
    public static DomainTerms<CareLevel> CareLevels { get; } = new(
        (CareLevel.Support1, "support_1", "要支援1"), (CareLevel.Support2, "support_2", "要支援2"), (CareLevel.Care1, "care_1", "要介護1"), (CareLevel.Care2, "care_2", "要介護2"), (CareLevel.Care3, "care_3", "要介護3"),
        (CareLevel.Care4, "care_4", "要介護4"), (CareLevel.Care5, "care_5", "要介護5"), (CareLevel.Applied, "applied", "申請中"), (CareLevel.MedicalOnly, "medical_only", "介護保険なし（医療保険）"), (CareLevel.Unknown, "unknown", "未確認"));

    public static DomainTerms<HandRule> Rules { get; } = new((HandRule.Coordinator, "coordinator", "コーディネーターが選ぶ"), (HandRule.FirstCome, "first_come", "先着順"));

    public static string Of(HandSeatKind seat) => seat == HandSeatKind.Main ? "主治医" : "副主治医";

    public static string Of(HandAnswer answer) => answer switch
    {
        HandAnswer.Main => "主治医として",
        HandAnswer.Deputy => "副主治医として",
        HandAnswer.Either => "どちらでも",
        HandAnswer.No => "今回は見送る",
        HandAnswer.Down => "手を下ろした",
        _ => "まだ返事がない",
    };

    public static string Of(HandCaseState state) => state switch
    {
        HandCaseState.Draft => "下書き",
        HandCaseState.Open => "募集中",
        HandCaseState.Settled => "決まりました",
        _ => "取り下げました",
    };

    /// <summary>Capabilities by their ids, in the domain's order; an id this version does not know is left out.</summary>
    public static IReadOnlyList<CapabilityKind> Procedures(string ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        string[] named = ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. CapabilityKinds.All.Where(kind => named.Contains(kind.Id()))];
    }

    /// <summary>Ids as they are kept, each once and in the domain's order.</summary>
    public static string Ids(IEnumerable<string>? typed)
    {
        HashSet<string> named = [.. typed ?? []];
        return string.Join(' ', CapabilityKinds.All.Select(kind => kind.Id()).Where(named.Contains));
    }
}
