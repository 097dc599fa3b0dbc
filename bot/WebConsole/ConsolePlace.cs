using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.WebConsole;

/// <summary>An entry of the console's head.</summary>
/// <param name="Pages">The pages on which it is marked as the present one.</param>
public sealed record ConsolePlace(string Address, string Label, bool IsForAdmins, params string[] Pages)
{
    private static readonly ConsolePlace[] All =
    [
        new("/console/consultations", "相談", false, "/Consultations", "/ConsultationOne", "/ConsultationNew"),
        new("/console", "ようす", false, "/Index"),
        new("/console/notes", "届いたことば", false, "/Notes"),
        new("/console/unanswered", "答えられなかった質問", false, "/Unanswered", "/UnansweredOne", "/Lessons", "/LessonOne"),
        new("/console/traffic", "送受信", false, "/Traffic"),
        new("/console/report", "実績", false, "/Report"),
        new("/console/directory", "事業所", false, "/Directory", "/DirectoryPlace", "/DirectoryEdit", "/DirectoryNew", "/Import"),
        new("/console/rota", "当番", false, "/Rota", "/RotaOne", "/RotaShift", "/RotaDraftOne", "/RotaHolders", "/RotaDuties", "/RotaGaps", "/RotaPlan", "/RotaMembers", "/RotaPatterns", "/RotaProposalOne", "/RotaCovers", "/RotaCoverOne", "/RotaCoverNew", "/Hands", "/HandOne", "/Substitutes", "/SubstituteOne", "/RotaNotes"),
        new("/console/meetings", "会議・研修", false, "/Meetings", "/MeetingNew", "/MeetingOne", "/MeetingEdit", "/MeetingSeriesPage", "/MeetingImport", "/MeetingPeople", "/MeetingPoster", "/MeetingReport", "/MeetingAssociations", "/MeetingRecord", "/MeetingIssues", "/MeetingSurveyPage"),
        new("/console/knowledge", "よくある質問", false, "/Knowledge", "/KnowledgeOne", "/KnowledgeEdit", "/KnowledgeNew"),
        new("/console/members", "メンバー", false, "/Members", "/MemberOne", "/Invitations"),
        new("/console/accounts", "アカウント管理", true, "/Accounts", "/AccountOne"),
        new("/console/audit", "監査", true, "/Audit"),
        new("/console/settings", "設定", true, "/Settings"),
    ];

    public static IEnumerable<ConsolePlace> For(Role role) => All.Where(place => !place.IsForAdmins || role == Role.Admin);
}
