using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.Turns;

/// <summary>What is said from a worry to its receipt, with invented content.</summary>
public static class SampleIntake
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly Uri Page = new("https://example.jp/c/0123456789012345678901234567890123456789012");
    private static readonly Uri Privacy = new("https://example.jp/privacy");
    private static readonly DeskReceipt Open = new(412_907, Now.AddHours(2), true, Now, "");
    private static readonly DeskReceipt Shut = new(412_907, Now.AddDays(2), false, Now.AddHours(12), DeskReplies.UsualOutsideHours);
    private static readonly Dictionary<ConsultationUrgency, string> Targets = new()
    {
        [ConsultationUrgency.Today] = "受付時間で2時間以内", [ConsultationUrgency.Soon] = "2営業日以内", [ConsultationUrgency.Normal] = "5営業日以内",
    };

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("intake-consent", [IntakeReplies.Consent(Hub, wantsPerson: false, Privacy)]),
        ("intake-consent-person", [IntakeReplies.Consent(Hub, wantsPerson: true, null)]),
        ("intake-consent-anew", [IntakeReplies.Consent(Hub, wantsPerson: false, Privacy, isAnew: true)]),
        ("intake-resume", [IntakeReplies.ResumeOrNew(Sample(ConsultationState.Draft))]),
        ("intake-same", [IntakeReplies.SameOrNew(Sample(ConsultationState.Claimed))]),
        ("intake-origin", [IntakeReplies.AskOrigin("1/5", again: false)]),
        ("intake-content", [IntakeReplies.AskContent("2/5", [ConsultationContent.PlacementMedical], again: false)]),
        ("intake-area", [IntakeReplies.AskArea("3/5", [.. Enumerable.Range(1, 30).Select(number => $"みなと第{number}町")], again: true)]),
        ("intake-urgency", [IntakeReplies.AskUrgency("4/5", Targets, again: false)]),
        ("intake-contact", [IntakeReplies.AskContact("5/5", again: false)]),
        ("intake-page", [IntakeReplies.WriteOnPage(Sample(ConsultationState.Draft), Page, TimeSpan.FromHours(24))]),
        ("intake-page-adding", [IntakeReplies.WriteOnPage(Sample(ConsultationState.Claimed), Page, TimeSpan.FromDays(7), isAdding: true)]),
        ("intake-call", [IntakeReplies.CallInstead(Hub)]),
        ("intake-words", [IntakeReplies.AskWords(wantsCall: true)]),
        ("intake-summary", [IntakeReplies.Summary(Sample(ConsultationState.Draft), new string('あ', 2_000))]),
        ("intake-correct", [IntakeReplies.WhichToCorrect(wordsInChat: true)]),
        ("intake-not-sent", [IntakeReplies.NotSent]),
        ("intake-ask-phone", [IntakeReplies.AskPhone]),
        ("intake-stopped", [IntakeReplies.Stopped]),
        ("intake-left", [IntakeReplies.LeftAsIs]),
        ("intake-not-begun", [IntakeReplies.NotBegun]),
        ("intake-on-page", [IntakeReplies.OnThePage]),
        ("intake-group", [IntakeReplies.NotInGroups]),
        ("intake-nothing", [IntakeReplies.NothingOpen]),
        ("intake-not-here", [IntakeReplies.NotHere(Hub)]),
        ("intake-receipt", [ReceiptReplies.Of(Sample(ConsultationState.Waiting), Open, Hub)]),
        ("intake-receipt-closed", [ReceiptReplies.Of(Sample(ConsultationState.Waiting), Shut, Hub)]),
        ("status-list", [StatusReplies.List([.. Enum.GetValues<ConsultationState>().Select(Sample)])]),
        ("status-none", [StatusReplies.None(Hub)]),
        ("status-not-found", [StatusReplies.NotFound("412-907", Hub)]),
        ("status-group", [StatusReplies.NotInGroups]),
        ("status-link", [StatusReplies.FreshLink(Sample(ConsultationState.Claimed), Page, TimeSpan.FromDays(7))]),
        ("takeback-ask", [TakeBackReplies.Ask(Sample(ConsultationState.Planned), 5)]),
        ("takeback-ask-draft", [TakeBackReplies.Ask(Sample(ConsultationState.Draft), 5)]),
        ("takeback-which", [TakeBackReplies.Which([Sample(ConsultationState.Claimed), Sample(ConsultationState.Waiting), Sample(ConsultationState.Draft)])]),
        ("takeback-done", [TakeBackReplies.Done(Sample(ConsultationState.Closed))]),
        ("takeback-over", [TakeBackReplies.Over(Sample(ConsultationState.Closed))]),
        ("takeback-none", [TakeBackReplies.None(Hub)]),
        ("takeback-group", [TakeBackReplies.NotInGroups]),
        ("edit-into-draft", [EditReplies.TakenIntoDraft]),
        ("edit-into", [EditReplies.TakenInto(Sample(ConsultationState.Claimed))]),
        ("edit-too-late", [EditReplies.TooLate(Sample(ConsultationState.Claimed))]),
        ("edit-over", [EditReplies.TooLate(Sample(ConsultationState.Closed))]),
        ("center-area", [CenterReplies.AskArea([.. Enumerable.Range(1, 11).Select(number => $"みなと第{number}町")], again: false)]),
        ("center-area-many", [CenterReplies.AskArea([.. Enumerable.Range(1, 100).Select(number => $"みなと第{number}町")], again: true)]),
        ("center-one", CenterReplies.Centers([Center(1)], Hub)),
        ("center-several", CenterReplies.Centers([.. Enumerable.Range(1, CardReply.CardsMax).Select(Center)], Hub)),
        ("center-many", CenterReplies.Centers([.. Enumerable.Range(1, 100).Select(Center)], Hub)),
        ("center-professionals", [CenterReplies.ProfessionalsOnly(Hub)]),
        ("workplace-job", [WorkplaceReplies.AskJob(RegisterReplies.Granted(Role.Staff).Text)]),
        ("workplace-where", [WorkplaceReplies.AskWhere("")]),
        ("workplace-kept", [WorkplaceReplies.Kept("みなと居宅介護支援事業所")]),
        ("workplace-later", [WorkplaceReplies.Later]),
    ];

    private static DeskCenter Center(int number) => new() { Area = $"みなと第{number}町", Name = $"みなと第{number}地域包括支援センター", Phone = "0000-33-0000" };

    private static Consultation Sample(ConsultationState state) => new()
    {
        Id = Guid.CreateVersion7(Now), Number = 412_907, State = state, Origin = ConsultationOrigin.CareManagerOffice, Content = ConsultationContent.PlacementMedical, Area = "みなと市", Urgency = ConsultationUrgency.Soon,
        WantsCall = true, CallTimes = "平日の午前", CreatedAt = Now, ReceivedAt = state == ConsultationState.Draft ? null : Now, TargetAt = Now.AddDays(2), PlannedAt = state == ConsultationState.Planned ? Now.AddDays(1) : null,
    };
}
