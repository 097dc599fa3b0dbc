using Zaitaku.Bot.Covers;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Duties;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Meetings.Surveys;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Substitutes;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.Turns;

/// <summary>Who speaks in a cell of the matrix.</summary>
/// <param name="Name">On LINE.</param>
/// <param name="Owns">The consultations of the rows are theirs.</param>
/// <param name="WorksHere">They have an account of the console.</param>
public sealed record ChatCaller(string Name, Role Role, bool Owns = false, bool WorksHere = false);

/// <summary>What may be asked of the bot in chat: a button's verb or an intent, and who may.</summary>
/// <param name="Name">The verb or the intent.</param>
/// <param name="Says">Data of the press, or the words.</param>
/// <param name="May">Who is let in.</param>
/// <param name="Yes">What somebody hears who may, and nobody else; empty where only that there is an answer counts.</param>
/// <param name="No">What everybody else hears.</param>
/// <param name="Before">Said before, where the words need it.</param>
public sealed record ChatDoor(string Name, string Says, Func<ChatCaller, bool> May, string Yes, string No = "", string? Before = null);

/// <summary>One row a verb and one an intent. The hub of these rows takes consultations from professionals only.</summary>
public static class ChatDoors
{
    public const int OpenNumber = 412_907;
    public const int ClosedNumber = 412_908;
    private const string NotFound = "見つかりません";
    private const string NotHere = "専門職の方の窓口";

    private static readonly Func<ChatCaller, bool> Anyone = _ => true;
    private static readonly Func<ChatCaller, bool> Professionals = caller => caller.Role != Role.Resident;
    private static readonly Func<ChatCaller, bool> Owner = caller => caller.Owns;
    private static readonly Func<ChatCaller, bool> WhoWorksHere = caller => caller.WorksHere;

    public static IReadOnlyList<ChatDoor> Verbs { get; } =
    [
        new(FaqReplies.Verb, "faq:houmon-shinryo-oushin", Anyone, "出典"),
        new(EmergencyReplies.NotEmergencyVerb, "notemergency", Anyone, "緊急でなくてよかったです"),
        new(IntakeReplies.Verb, "consult", Professionals, "ご相談をお受けします", NotHere),
        new(StatusReplies.Verb, $"consultstatus:{OpenNumber}", Owner, "退院支援", NotFound),
        new(TakeBackReplies.Verb, $"takeback:{OpenNumber}", Owner, "このご相談を取り消しますか", NotFound),
        new(DeskCard.DetailVerb, $"deskdetail:{OpenNumber}", WhoWorksHere, "相談 412-907", NotFound),
        new(DeskCard.ClaimVerb, $"claim:{OpenNumber}", WhoWorksHere, "対応中", NotFound),
        new(DeskReplies.HelpedVerb, $"helped:{ClosedNumber}:1", Owner, "ありがとうございます", NotFound),
        new(DeskReplies.ReplyVerb, $"deskreply:{OpenNumber}", Owner, "書き足すことを書いてください", NotFound),
        new(ReportVacancyTurn.HowVerb, "vacancyhow", Anyone, "空きは、次のように"),
        new(PlaceDetailReplies.WrongVerb, "wrong:1", Anyone, "すぐには変わりません"),
        new(PlaceCards.DetailVerb, "detail:1", Anyone, "みなと訪問看護"),
        new(AskBackReplies.MoreVerb, "more", Anyone, "", Before: Search),
        new(AskBackReplies.NarrowVerb, "narrow:open_24h", Anyone, "", Before: Search),
        new(AskBackReplies.NearerVerb, "nearer", Anyone, "", Before: Search),
        new(AskBackReplies.FartherVerb, "farther", Anyone, "", Before: Search),
        new(AskBackReplies.ServiceVerb, "service:visiting_nurse", Anyone, "", Before: Search),
        new(AskBackReplies.PlaceVerb, "place:みなと市", Anyone, "", Before: Search),
        new(AskBackReplies.SpellVerb, "spell:みなと市", Anyone, "", Before: Search),
        new(CoverPick.Verb, "cover:ask:1.29660990.900", Anyone, "見つかりません"),
        new(CoverNewsReplies.TakeVerb, "covertake:0197a0000000700080000000000000ff", Anyone, "そのお願いは見つかりません"),
        new(CoverNewsReplies.NoVerb, "coverno:0197a0000000700080000000000000ff", Anyone, "そのお願いは見つかりません"),
        new(WorkplaceTurn.Verb, "workplace:5", Professionals, "お勤め先の名前", "分かりました。いつでも"),
        new(AwayTurn.Verb, "away", Anyone, "当番表のお名前とつながっていない"), // None of these stands in a table.
        new(QuietWish.Verb, "quiet", Anyone, "21"),
        new(RegisterTurn.LinkVerb, "linkcode", Anyone, "連携コードは"),
        new(DutyCards.ConfirmVerb, "dutyok:d:1", Anyone, NotFound),
        new(DutyCards.CallsVerb, "dutycalls:1:3", Anyone, NotFound),
        new(HandReplies.Verb, "hand:1:main", _ => false, "手を挙げて", "この件は見つかりません"), // Nobody of these was asked: HandStory has those who were.
        new(SubstituteReplies.Verb, "sub:show:0197a00000007000800000000000000f", _ => false, "不在の時間", "この代診は見つかりません"),
        new(SurveyReplies.Verb, "survey:1", Anyone, "そのアンケートは見つからないか"),
        new(OwnCalendarReplies.Verb, "meetcal", Anyone, "カレンダーの「URLで追加」"),
        new(RecordReplies.Verb, "meetrecord:1", Anyone, "その記録は見つかりません"),
        new(IssueReplies.Verb, "issue:d:1", Anyone, "その課題は見つかりません"),
        new(DutyCards.NoteVerb, "dutynote:1", Anyone, NotFound),
        new(MeetingLines.Verb, "meet:y:1", Anyone, NotFound),
        new(LeaveWords.AskVerb, "leave", Anyone, "退会して、すべて消しますか"),
        new(LeaveWords.SureVerb, "leavesure:no", Anyone, "何も消していません"),
    ];

    public static IReadOnlyList<ChatDoor> ByIntent { get; } =
    [
        new(Intents.FindResource, Search, Anyone, "みなと訪問看護"),
        new(Intents.RefineSearch, "その中で24時間のところは？", Anyone, "", Before: Search),
        new(Intents.ResourceDetail, "みなと訪問看護の電話番号", Anyone, "0000-22-0000"),
        new(Intents.AskVacancy, "来週ショート空いてる？", Anyone, ""),
        new(Intents.ReportVacancy, "空き2床です", Anyone, "お預かりしました"),
        new(Intents.AskOncall, "今夜の当番の先生は？", Anyone, "0000-11-0000"),
        new(Intents.RequestCover, "土曜の当番代わってほしい", Anyone, "0000-11-0000"),
        new(Intents.AskEvent, "次の多職種研修会いつ？", Anyone, "0000-11-0000"),
        new(Intents.RsvpYes, "出席します", Anyone, "0000-11-0000"),
        new(Intents.RsvpNo, "今回は欠席で", Anyone, "0000-11-0000"),
        new(Intents.Acknowledge, "了解です", Anyone, ""),
        new(Intents.Consult, "退院後の生活について相談したい", Professionals, "ご相談をお受けします", NotHere),
        new(Intents.TalkToHuman, "担当の人につないで", Professionals, "コーディネーターにつなぎます", NotHere),
        new(Intents.ConsultStatus, "先日の相談どうなりましたか", Owner, "412-907"),
        new(Intents.Faq, "往診と訪問診療の違いは？", Anyone, "出典"),
        new(Intents.Observation, "今朝から38度の熱、食事半分", Anyone, "まだだれも読んでいません"),
        new(Intents.ReportSafety, "無事です、停電しています", Anyone, "まだだれも読んでいません"),
        new(Intents.Emergency, "父が息をしていない", Anyone, "119"),
        new(Intents.Register, "招待コード ABCD-2345", Anyone, "使えませんでした"),
        new(Intents.Help, "使い方", Anyone, ""),
        new(Intents.Greeting, "こんにちは", Anyone, "こんにちは"),
        new(Intents.Thanks, "ありがとう", Anyone, ""),
        new(Intents.Cancel, "やめる", Anyone, ""),
        new(Intents.OutOfScope, "明日の天気は？", Anyone, ""),
    ];

    private const string Search = "みなと市の訪問看護を探しています";
}
