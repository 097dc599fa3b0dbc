using System.Globalization;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Intake;

/// <summary>What is asked, what is known already, and what a worry seems to be about.</summary>
public static class IntakeRules
{
    /// <summary>A draft that is not older is offered again; an older one was given up.</summary>
    public static readonly TimeSpan DraftLife = TimeSpan.FromHours(24);

    /// <summary>Suggestions shown before the whole list.</summary>
    private const int SuggestedMax = 3;

    private static readonly IntakeStep[] Questions = [IntakeStep.Origin, IntakeStep.Content, IntakeStep.Area, IntakeStep.Urgency, IntakeStep.Contact];

    private static readonly (string Word, ConsultationOrigin Origin)[] Workplaces =
    [
        ("地域包括", ConsultationOrigin.CommunitySupportCenter), ("訪問看護", ConsultationOrigin.VisitingNurse), ("居宅介護支援", ConsultationOrigin.CareManagerOffice), ("ケアプラン", ConsultationOrigin.CareManagerOffice),
        ("グループホーム", ConsultationOrigin.GroupHome), ("小規模多機能", ConsultationOrigin.SmallMultifunction), ("障害者", ConsultationOrigin.DisabilitySupport), ("障がい者", ConsultationOrigin.DisabilitySupport),
        ("病院", ConsultationOrigin.MedicalInstitution), ("診療所", ConsultationOrigin.MedicalInstitution), ("医院", ConsultationOrigin.MedicalInstitution), ("クリニック", ConsultationOrigin.MedicalInstitution),
    ];

    private static readonly (string[] Words, ConsultationContent Content)[] Contents =
    [
        (["看取", "最期", "終末期", "ターミナル", "緩和ケア"], ConsultationContent.EndOfLife),
        (["急変", "急に悪", "急に具合"], ConsultationContent.SuddenChange),
        (["退院"], ConsultationContent.Discharge),
        (["レスパイト", "介護に疲", "介護疲", "休みたい", "共倒れ", "介護者の休"], ConsultationContent.Respite),
        (["訪問歯科", "歯医者", "歯科", "入れ歯", "口腔"], ConsultationContent.HomeVisitDentist),
        (["副主治医", "主治医"], ConsultationContent.DeputyDoctor),
        (["往診", "訪問診療", "在宅医", "家に来てくれる先生"], ConsultationContent.HomeVisitDoctor),
        (["どこにあ", "一覧", "情報", "社会資源", "どんなサービス", "使えるサービス"], ConsultationContent.ResourceInformation),
    ];

    private static readonly string[] PlacementWords = ["入所", "入居", "施設", "特養", "老健", "老人ホーム", "グループホーム", "介護医療院", "サ高住", "入れる所", "入れるところ"];
    private static readonly string[] WorryWords = ["不安", "困って", "悩", "つらい", "しんどい", "聞いてほしい", "話を聞", "疲れ"];

    /// <summary>The question after this one; the words when all are asked.</summary>
    public static IntakeStep After(IntakeStep step)
    {
        int at = Array.IndexOf(Questions, step);
        return at < 0 ? IntakeStep.Origin : at + 1 < Questions.Length ? Questions[at + 1] : IntakeStep.Words;
    }

    /// <summary>「2/5」 for the person; a question that was skipped is not counted.</summary>
    public static string Progress(IntakeStep step, bool isOriginKnown)
    {
        int skipped = isOriginKnown ? 1 : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{Array.IndexOf(Questions, step) + 1 - skipped}/{Questions.Length - skipped}");
    }

    /// <summary>Where to go on with a draft that was left: the first question without an answer. How soon and how to be reached cannot be told from their defaults, so they are asked again unless the substance was begun.</summary>
    public static IntakeStep Resume(Consultation draft, bool hasWords) => draft switch
    {
        _ when hasWords => IntakeStep.Words,
        { Origin: null } => IntakeStep.Origin,
        { Content: null } => IntakeStep.Content,
        { Area: "" } => IntakeStep.Area,
        _ => IntakeStep.Urgency,
    };

    /// <summary>Who asks, where role, workplace or an earlier consultation tell; null where the person is asked.</summary>
    public static ConsultationOrigin? OriginOf(Role role, string profession, string organisation, ConsultationOrigin? earlier)
    {
        string where = organisation + profession;
        foreach ((string word, ConsultationOrigin origin) in role.IsProfessional() ? Workplaces : [])
        {
            if (where.Contains(word, StringComparison.Ordinal))
            {
                return origin;
            }
        }

        return role switch
        {
            Role.CareManager => ConsultationOrigin.CareManagerOffice,
            Role.Doctor or Role.Dentist => ConsultationOrigin.MedicalInstitution,
            _ => earlier,
        };
    }

    /// <summary>What the words seem to be about, likeliest first; empty where they tell nothing.</summary>
    public static IReadOnlyList<ConsultationContent> Suggest(string text, Understood understood)
    {
        List<ConsultationContent> found = [.. Contents.Where(row => HasAny(text, row.Words)).Select(row => row.Content)];
        if (HasAny(text, PlacementWords))
        {
            found.Insert(0, understood.Capabilities.Any(IsMedical) ? ConsultationContent.PlacementMedical : ConsultationContent.Placement);
        }

        if (understood.Services.Contains(ServiceKind.RespiteAdmission))
        {
            found.Add(ConsultationContent.Respite);
        }

        if (found.Count == 0 && HasAny(text, WorryWords))
        {
            found.Add(ConsultationContent.Support);
        }

        return [.. found.Distinct().Take(SuggestedMax)];
    }

    /// <summary>「4月3日（金）17:15」.</summary>
    public static string Clock(DateTimeOffset instant)
    {
        DateTimeOffset local = OfficeTime.InTokyo(instant);
        return string.Create(CultureInfo.InvariantCulture, $"{local.Month}月{local.Day}日（{OfficeTime.LetterOf(OfficeTime.DayOf(instant))}）{local:HH:mm}");
    }

    /// <summary>Dementia and what concerns the mind alone is no medical dependence.</summary>
    private static bool IsMedical(CapabilityKind kind) => kind is not (CapabilityKind.Dementia or CapabilityKind.Psychiatric or CapabilityKind.BathingAid);

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal));
}
