using Zaitaku.Storage.Corrections;

namespace Zaitaku.Scheduler.Imports;

/// <summary>A source of directory facts: how it is cited, and how far it is believed.</summary>
/// <param name="Key">Stable key, also the name of the format that reads it.</param>
/// <param name="Name">How a card cites it.</param>
/// <param name="Trust">0 to 100, see the table.</param>
public sealed record DirectorySource(string Key, string Name, string Licence, int Trust)
{
    /// <summary>Key of the demo hub's own places.</summary>
    public const string DemoKey = "demo";

    /// <summary>
    /// 100: the hub wrote it down itself. 60 to 75: registers, the bureau's first since a place must tell it of every change.
    /// 35 to 59: copies, joins and a city's own map. Below: old or coarse lists. The demo yields to everything.
    /// </summary>
    public static IReadOnlyList<DirectorySource> All { get; } =
    [
        new(HubSource.Key, HubSource.Name, "", HubSource.Trust),
        new("hub_template", "拠点の登録", "", 100),
        new("bureau_workbook", "地方厚生局 施設基準の届出受理状況", "公表資料", 72),
        new("bureau_register", "地方厚生局 施設基準の届出受理状況", "公表資料", 70),
        new("mhlw_care", "厚生労働省 介護サービス情報公表システム", "CC BY 4.0", 66),
        new("navi_hospital", "厚生労働省 医療情報ネット（病院）", "PDL1.0", 65),
        new("navi_clinic", "厚生労働省 医療情報ネット（診療所）", "PDL1.0", 65),
        new("navi_hours", "厚生労働省 医療情報ネット（診療時間）", "PDL1.0", 65),
        new("visiting_nurse", "厚生労働省 介護サービス情報公表システム・地方厚生局（訪問看護）", "CC BY 4.0", 64),
        new("care_manager", "厚生労働省 介護サービス情報公表システム（居宅介護支援）", "CC BY 4.0", 62),
        new("care_repacked", "厚生労働省 介護サービス情報公表システム", "CC BY 4.0", 60),
        new("navi_repacked", "厚生労働省 医療情報ネット", "PDL1.0", 58),
        new("city_care_map", "枚方市・厚生労働省 介護事業所", "CC BY 4.0", 52),
        new("city_medical_map", "枚方市・厚生労働省 医療機関", "PDL1.0", 52),
        new("city_support_center_map", "枚方市 地域包括支援センター", "CC BY 4.0", 52),
        new("home_visit_joined", "地方厚生局・国土数値情報（在宅医療機関）", "公表資料", 45),
        new("medical_all", "地方厚生局 保険医療機関コード一覧", "公表資料", 40),
        new("city_joined", "介護サービス情報公表システム・地方厚生局 ほか", "CC BY 4.0", 38),
        new("support_center_points", "国土数値情報 P14（地域包括支援センター）", "国土数値情報", 25),
        new("home_visit_points", "国土数値情報 ほか（在宅医療を行う医療機関）", "国土数値情報", 20),
        new(DemoKey, "デモ", "", 5),
    ];

    public static DirectorySource Of(string key) => All.First(source => source.Key == key);
}
