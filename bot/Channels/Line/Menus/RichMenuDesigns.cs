using Zaitaku.Bot.KeptNotes;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>Every menu, on one page. An area is offered only where the bot has an answer to its words; tests press and type each of them.</summary>
public static class RichMenuDesigns
{
    private static readonly RichMenuArea HomeVisitDoctor = new("訪問診療", "家に来る先生", "doctor");
    private static readonly RichMenuArea VisitingNurse = new("訪問看護", "看護師が訪問", "nurse");
    private static readonly RichMenuArea HomeVisitDentist = new("訪問歯科", "口腔ケアも", "tooth");
    private static readonly RichMenuArea HomeVisitPharmacist = new("訪問薬局", "薬を届ける", "medicine");
    private static readonly RichMenuArea HomeHelp = new("訪問介護", "ヘルパーさん", "hands");
    private static readonly RichMenuArea SupportCenter = new("地域包括", "高齢者の窓口", "center");
    private static readonly RichMenuArea BackupBed = new("後方支援病床", "急な入院先", "bed");
    private static readonly RichMenuArea ShortStay = new("ショートの空き", "泊まりの介護", "moon");
    private static readonly RichMenuArea OnCall = new("当番医", "夜間・休日", "duty");
    private static readonly RichMenuArea Consult = new("相談する", "拠点の電話へ", "talk");
    private static readonly RichMenuArea Help = new("使い方", "書き方の例", "book");
    private static readonly RichMenuArea ReportVacancy = new("空きを知らせる", "ベッド・枠の数", "board", ReportVacancyTurn.HowVerb);

    public static readonly IReadOnlyList<RichMenuDesign> All =
    [
        new("resident", "ご本人・ご家族のメニュー", "メニュー", [Role.Resident],
            [HomeVisitDoctor, VisitingNurse, HomeHelp, SupportCenter, Consult, Help]),
        new("care-manager", "ケアマネジャーのメニュー", "ケアマネのメニュー", [Role.CareManager],
            [HomeVisitDoctor, VisitingNurse, ShortStay, OnCall, Consult, Help]),
        new("clinical", "医師・看護師・歯科医師・薬剤師のメニュー", "医療職のメニュー", [Role.Doctor, Role.Nurse, Role.Dentist, Role.Pharmacist],
            [VisitingNurse, HomeVisitPharmacist, BackupBed, OnCall, Consult, Help]),
        new("facility", "施設・専門職のメニュー", "施設・専門職のメニュー", [Role.Facility, Role.Staff],
            [ReportVacancy, ShortStay, HomeVisitDoctor, HomeVisitDentist, Consult, Help]),
        new("hub", "拠点コーディネーターのメニュー", "拠点のメニュー", [Role.Coordinator, Role.Admin],
            [HomeVisitDoctor, VisitingNurse, HomeVisitDentist, BackupBed, ShortStay, Help]),
    ];

    public static RichMenuDesign Of(Role role) => All.Single(design => design.Roles.Contains(role));
}
