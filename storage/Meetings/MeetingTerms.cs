using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.Meetings;

/// <summary>Ids and Japanese names of what a meeting says.</summary>
public static class MeetingTerms
{
    /// <summary>Who is in none of the other professions.</summary>
    public const string OtherProfession = "その他";

    public const string Resident = "住民";

    public static DomainTerms<MeetingKind> Kinds { get; } = new(
        (MeetingKind.Professionals, "professionals", "多職種連携会議"), (MeetingKind.CaseStudy, "case_study", "事例検討"), (MeetingKind.Training, "training", "研修"), (MeetingKind.Lecture, "lecture", "講演"),
        (MeetingKind.CommunityCare, "community_care", "地域ケア会議"), (MeetingKind.ResidentCourse, "resident_course", "住民講座"), (MeetingKind.Exchange, "exchange", "交流会"), (MeetingKind.Committee, "committee", "部会・委員会"),
        (MeetingKind.Other, "other", "その他"));

    public static DomainTerms<MeetingWay> Ways { get; } = new((MeetingWay.InPerson, "in_person", "会場"), (MeetingWay.Online, "online", "オンライン"), (MeetingWay.Both, "both", "会場とオンライン"));

    public static DomainTerms<MeetingInviting> Invitings { get; } = new(
        (MeetingInviting.Nobody, "nobody", "案内しない（予定だけ載せる）"), (MeetingInviting.Audience, "audience", "対象の方みんなに案内する"), (MeetingInviting.ByHand, "by_hand", "案内する方を選ぶ"));

    public static DomainTerms<HolidayWay> Holidays { get; } = new(
        (HolidayWay.Hold, "hold", "祝日でも開く"), (HolidayWay.Skip, "skip", "祝日は休む"), (HolidayWay.NextWorkingDay, "next_working_day", "次の平日にずらす"),
        (HolidayWay.WorkingDayBefore, "working_day_before", "前の平日にずらす"), (HolidayWay.WeekLater, "week_later", "次の週の同じ曜日にずらす"));

    /// <summary>Professions attendance is counted by, in the order of the yearly report.</summary>
    public static IReadOnlyList<string> Professions { get; } =
    [
        "医師", "歯科医師", "薬剤師", "看護師", "保健師", "リハビリ職", "管理栄養士", "歯科衛生士", "介護支援専門員", "医療ソーシャルワーカー", "介護職", "施設職員", "地域包括支援センター", "相談支援専門員", "行政", "消防・救急", Resident, OtherProfession,
    ];

    private static readonly (string Said, string Profession)[] Sayings =
    [
        ("歯科衛生", "歯科衛生士"), ("歯科", "歯科医師"), ("歯医者", "歯科医師"), ("薬剤", "薬剤師"), ("薬局", "薬剤師"), ("保健師", "保健師"), ("看護", "看護師"), ("助産", "看護師"), ("訪看", "看護師"),
        ("理学療法", "リハビリ職"), ("作業療法", "リハビリ職"), ("言語聴覚", "リハビリ職"), ("リハ", "リハビリ職"), ("栄養", "管理栄養士"), ("相談支援", "相談支援専門員"), ("障害者相談", "相談支援専門員"), ("障がい者", "相談支援専門員"),
        ("介護支援専門", "介護支援専門員"), ("ケアマネ", "介護支援専門員"), ("居宅", "介護支援専門員"), ("ソーシャルワーカー", "医療ソーシャルワーカー"), ("社会福祉士", "医療ソーシャルワーカー"), ("医療相談", "医療ソーシャルワーカー"), ("MSW", "医療ソーシャルワーカー"),
        ("包括", "地域包括支援センター"), ("介護福祉", "介護職"), ("ヘルパー", "介護職"), ("訪問介護", "介護職"), ("介護職", "介護職"), ("施設", "施設職員"), ("行政", "行政"), ("市役所", "行政"), ("町役場", "行政"), ("保健所", "行政"),
        ("消防", "消防・救急"), ("救急", "消防・救急"), ("住民", Resident), ("市民", Resident), ("家族", Resident), ("医師", "医師"), ("ドクター", "医師"), ("先生", "医師"),
    ];

    /// <summary>The profession somebody is counted under, from their own words and their role; never empty.</summary>
    public static string ProfessionOf(string words, Role? role)
    {
        ArgumentNullException.ThrowIfNull(words);
        string plain = words.Normalize(System.Text.NormalizationForm.FormKC).Trim();
        if (Professions.FirstOrDefault(one => one == plain) is { } exact)
        {
            return exact;
        }

        return Array.Find(Sayings, saying => plain.Contains(saying.Said, StringComparison.OrdinalIgnoreCase)) is { Profession: { } said } ? said
            : plain is "PT" or "OT" or "ST" ? "リハビリ職"
            : role switch
            {
                Role.Doctor => "医師",
                Role.Dentist => "歯科医師",
                Role.Pharmacist => "薬剤師",
                Role.Nurse => "看護師",
                Role.CareManager => "介護支援専門員",
                Role.Facility => "施設職員",
                Role.Resident => Resident,
                _ => OtherProfession,
            };
    }
}
