using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Tests.Turns;

/// <summary>What the desk says to people and to the coordinators' channel, with invented content.</summary>
public static class SampleDesk
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly Uri Page = new("https://example.jp/c/0123456789012345678901234567890123456789012");
    private static readonly Uri Console = new("https://example.jp/console/consultations/412907");

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("desk-answer", DeskReplies.Words(Sample(ConsultationState.Claimed), "佐藤", "訪問診療は来週から始められます。", isQuestion: false)),
        ("desk-question", DeskReplies.Words(Sample(ConsultationState.AskedBack), "佐藤", "退院の日は決まっていますか。", isQuestion: true)),
        ("desk-notice", DeskReplies.Notice(Sample(ConsultationState.Claimed), Page, Now.AddDays(7), isQuestion: false, Hub)),
        ("desk-notice-no-page", DeskReplies.Notice(Sample(ConsultationState.AskedBack), null, Now.AddDays(7), isQuestion: true, Hub)),
        ("desk-reminder", DeskReplies.Reminder(Sample(ConsultationState.AskedBack), Page, Now.AddDays(7), Hub)),
        ("desk-reminder-no-page", DeskReplies.Reminder(Sample(ConsultationState.AskedBack), null, Now.AddDays(7), Hub)),
        ("desk-reminder-here", DeskReplies.ReminderHere(Sample(ConsultationState.AskedBack))),
        ("desk-helpful", DeskReplies.HowHelpful(Sample(ConsultationState.Closed))),
        ("desk-thanks", [DeskReplies.Thanks(isAgain: false)]),
        ("desk-thanks-again", [DeskReplies.Thanks(isAgain: true)]),
        ("desk-reply-now", [DeskReplies.WriteNow(Sample(ConsultationState.Claimed))]),
        ("desk-reply-kept", [DeskReplies.ReplyKept(Sample(ConsultationState.Claimed))]),
        ("desk-not-yours", [DeskReplies.NotYours]),
        ("desk-card", DeskCard.Of(Sample(ConsultationState.Waiting), null, Console)),
        ("desk-card-overdue-deputy", DeskCard.Of(Overdue(1), "佐藤", Console, "鈴木")),
        ("desk-card-overdue", DeskCard.Of(Overdue(2), "佐藤", Console)),
        .. new[] { ConsultationState.Claimed, ConsultationState.AskedBack, ConsultationState.Planned, ConsultationState.Closed, ConsultationState.Merged, ConsultationState.Abandoned }
            .Select(state => ($"desk-card-{state.ToString().ToLowerInvariant()}", DeskCard.Of(Sample(state), "佐藤", null))),
    ];

    private static Consultation Overdue(int step)
    {
        Consultation one = Sample(ConsultationState.Claimed);
        one.EscalationStep = step;
        return one;
    }

    private static Consultation Sample(ConsultationState state) => new()
    {
        Id = Guid.CreateVersion7(Now), Number = 412_907, State = state, Content = ConsultationContent.PlacementMedical, Area = "みなと市", Urgency = ConsultationUrgency.Today, CreatedAt = Now, ReceivedAt = Now,
        StaffId = state == ConsultationState.Waiting ? null : Guid.CreateVersion7(Now), TargetAt = state is ConsultationState.Waiting or ConsultationState.Claimed ? Now.AddHours(2) : null,
        PlannedAt = state == ConsultationState.Planned ? Now.AddDays(1) : null,
    };
}
