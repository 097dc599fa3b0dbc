namespace Zaitaku.Storage.Consultations;

/// <summary>Who asks (相談元).</summary>
public enum ConsultationOrigin { CareManagerOffice, MedicalInstitution, Resident, CommunitySupportCenter, VisitingNurse, GroupHome, DisabilitySupport, SmallMultifunction, Other }

/// <summary>What about (内容).</summary>
public enum ConsultationContent { ResourceInformation, Support, PlacementMedical, HomeVisitDoctor, Placement, HomeVisitDentist, Discharge, SuddenChange, EndOfLife, Respite, DeputyDoctor, Other }

/// <summary>In which phase of care (局面).</summary>
public enum ConsultationPhase { AdmissionDischarge, Daily, SuddenChange, EndOfLife }

/// <summary>How soon an answer is needed. The order is the order of the queue.</summary>
public enum ConsultationUrgency { Today, Soon, Normal }

/// <summary>The way it came (受付経路).</summary>
public enum ConsultationRoute { Line, Teams, Web, Phone, Fax, Mail, Visit }

/// <summary>How it ended.</summary>
public enum ConsultationOutcome { Informed, Connected, Visited, CareConference, Unresolved, Withdrawn }

/// <summary>Where it stands.</summary>
public enum ConsultationState
{
    /// <summary>The person is still being asked; not in the queue.</summary>
    Draft,

    /// <summary>In the queue, nobody's.</summary>
    Waiting,

    /// <summary>Somebody's.</summary>
    Claimed,

    /// <summary>The person was asked something and has not replied: the time target stands still.</summary>
    AskedBack,

    /// <summary>A call or visit is planned.</summary>
    Planned,

    Closed,

    /// <summary>It tells of the same as another, which goes on.</summary>
    Merged,

    /// <summary>The person left before it was in the queue, or took it back.</summary>
    Abandoned,
}

/// <summary>What a row of the timeline tells.</summary>
public enum ConsultationEntryKind
{
    Received, Words, FileAdded, Reply, Claimed, Returned, Transferred, AskedBack, Answered, Note, PlaceLinked, HandedOver, Planned, Merged, Closed, Reopened, Corrected, Warned, Escalated, Rated, Reminded, Undelivered,
}

/// <summary>Ids and Japanese names of the domain's consultation categories.</summary>
public static class ConsultationTerms
{
    public static readonly DomainTerms<ConsultationOrigin> Origins = new(
        (ConsultationOrigin.CareManagerOffice, "care_manager_office", "居宅介護支援事業所"),
        (ConsultationOrigin.MedicalInstitution, "medical_institution", "医療機関"),
        (ConsultationOrigin.Resident, "resident", "地域住民"),
        (ConsultationOrigin.CommunitySupportCenter, "community_support_center", "地域包括支援センター"),
        (ConsultationOrigin.VisitingNurse, "visiting_nurse", "訪問看護ステーション"),
        (ConsultationOrigin.GroupHome, "group_home", "グループホーム"),
        (ConsultationOrigin.DisabilitySupport, "disability_support", "障がい者支援センター"),
        (ConsultationOrigin.SmallMultifunction, "small_multifunction", "小規模多機能施設"),
        (ConsultationOrigin.Other, "other", "その他"));

    public static readonly DomainTerms<ConsultationContent> Contents = new(
        (ConsultationContent.ResourceInformation, "resource_information", "地域資源の情報提供"),
        (ConsultationContent.Support, "support", "相談支援"),
        (ConsultationContent.PlacementMedical, "placement_medical", "医療依存度の高い方の入所先"),
        (ConsultationContent.HomeVisitDoctor, "home_visit_doctor", "往診医について"),
        (ConsultationContent.Placement, "placement", "入所施設について"),
        (ConsultationContent.HomeVisitDentist, "home_visit_dentist", "訪問歯科について"),
        (ConsultationContent.Discharge, "discharge", "退院支援"),
        (ConsultationContent.SuddenChange, "sudden_change", "急変時の対応"),
        (ConsultationContent.EndOfLife, "end_of_life", "看取り"),
        (ConsultationContent.Respite, "respite", "レスパイト"),
        (ConsultationContent.DeputyDoctor, "deputy_doctor", "主治医・副主治医の調整"),
        (ConsultationContent.Other, "other", "その他"));

    public static readonly DomainTerms<ConsultationPhase> Phases = new(
        (ConsultationPhase.AdmissionDischarge, "admission_discharge", "入退院支援"),
        (ConsultationPhase.Daily, "daily", "日常の療養支援"),
        (ConsultationPhase.SuddenChange, "sudden_change", "急変時"),
        (ConsultationPhase.EndOfLife, "end_of_life", "看取り"));

    public static readonly DomainTerms<ConsultationUrgency> Urgencies = new(
        (ConsultationUrgency.Today, "today", "今日中"),
        (ConsultationUrgency.Soon, "soon", "2営業日以内"),
        (ConsultationUrgency.Normal, "normal", "急がない"));

    public static readonly DomainTerms<ConsultationRoute> Routes = new(
        (ConsultationRoute.Line, "line", "LINE"),
        (ConsultationRoute.Teams, "teams", "Teams"),
        (ConsultationRoute.Web, "web", "ウェブ"),
        (ConsultationRoute.Phone, "phone", "電話"),
        (ConsultationRoute.Fax, "fax", "FAX"),
        (ConsultationRoute.Mail, "mail", "メール"),
        (ConsultationRoute.Visit, "visit", "来所"));

    public static readonly DomainTerms<ConsultationOutcome> Outcomes = new(
        (ConsultationOutcome.Informed, "informed", "情報提供"),
        (ConsultationOutcome.Connected, "connected", "つないだ"),
        (ConsultationOutcome.Visited, "visited", "訪問した"),
        (ConsultationOutcome.CareConference, "care_conference", "地域ケア会議へ"),
        (ConsultationOutcome.Unresolved, "unresolved", "解決しなかった"),
        (ConsultationOutcome.Withdrawn, "withdrawn", "取り下げ"));
}
