using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Bot.Substitutes;
using Zaitaku.Scheduler.HandRaising;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Turns;

/// <summary>What doctors are told of cases and of substitutions, with invented content.</summary>
public static class SampleHands
{
    private static readonly DateTimeOffset Now = At("2026-05-29", 10);
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly string LongName = "社会福祉法人恩賜財団済生会みなと病院附属在宅医療支援センター当番医師室";

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("hands-ask", [Hand(HandAnswer.None, HandCardKind.Ask)]),
        ("hands-ask-unsure", [HandReplies.Card(Case(), new HandAsk { HolderId = 1 }, HandCardKind.Ask, Hub, Now)]),
        ("hands-ask-full", [HandReplies.Card(Full(), new HandAsk { HolderId = 1 }, HandCardKind.Chase, Hub, Now)]),
        ("hands-again", [Hand(HandAnswer.None, HandCardKind.Again)]),
        ("hands-up", [Hand(HandAnswer.Either, null)]),
        ("hands-passed", [Hand(HandAnswer.No, null)]),
        ("hands-late", [HandReplies.Card(Case(), Ask(HandAnswer.Down), null, Hub, Now.AddDays(4))]),
        ("hands-main-taken", [HandReplies.Card(With(Case(), 2, HandSeatKind.Main), Ask(HandAnswer.Main), null, Hub, Now)]),
        ("hands-chosen", [HandReplies.Card(With(Case(), 1, HandSeatKind.Main), Ask(HandAnswer.Main), HandCardKind.Chosen, Hub, Now)]),
        ("hands-over", [HandReplies.Card(Case(HandCaseState.Settled), Ask(HandAnswer.Main), HandCardKind.Over, Hub, Now)]),
        ("hands-over-silent", [HandReplies.Card(Case(HandCaseState.Settled), Ask(HandAnswer.None), HandCardKind.Over, Hub, Now)]),
        ("hands-withdrawn", [HandReplies.Card(Case(HandCaseState.Withdrawn), Ask(HandAnswer.None), HandCardKind.Withdrawn, Hub, Now)]),
        ("hands-released", [HandReplies.Card(Case(), Ask(HandAnswer.No), HandCardKind.Released, Hub, Now)]),
        ("hands-sure-back", [HandReplies.SureBack(Case(), HandSeatKind.Deputy, Hub)]),
        ("hands-not-yours", [HandReplies.NotYours]),
        ("hands-group", [HandReplies.NotInGroups]),

        ("sub-which", [SubstituteReplies.Which([Choice(31), Choice(31, 2), Choice(24)], hasMore: true)]),
        ("sub-checklist", [Own(Request(SubstituteState.Collecting))]),
        ("sub-checklist-ready", [Own(Ready())]),
        ("sub-checklist-reminder", [Own(Request(SubstituteState.Collecting), SubstituteCardKind.Incomplete)]),
        ("sub-times", [SubstituteReplies.Times(Facts(Request(SubstituteState.Collecting)), isEnd: false)]),
        ("sub-times-end", [SubstituteReplies.Times(Facts(Request(SubstituteState.Collecting)), isEnd: true)]),
        ("sub-sent", [Own(Request(SubstituteState.Sent))]),
        ("sub-changed", [Own(Request(SubstituteState.Sent), SubstituteCardKind.Changed)]),
        ("sub-part", [Own(Part(SubstituteAnswer.Accepted), SubstituteCardKind.Gap)]),
        ("sub-nobody", [SubstituteReplies.Own(Facts(Nobody()), null, Hub with { OnCall = ("当番の訪問看護師", "0000-77-0000") }, Now)]),
        ("sub-given-twice", [Part(SubstituteAnswer.None) is var part ? SubstituteReplies.OnDuty(Facts(part), part.Given[0], SubstituteCardKind.Given, Hub, Now) : null!]),
        ("sub-taken", [Own(Request(SubstituteState.Accepted))]),
        ("sub-talk", [Own(Request(SubstituteState.Consulting))]),
        ("sub-lapsed", [Own(Request(SubstituteState.Lapsed))]),
        ("sub-withdrawn", [Own(Request(SubstituteState.Withdrawn))]),
        ("sub-done", [Own(Request(SubstituteState.Done))]),
        ("sub-too-late", [SubstituteReplies.TooLate(Request(SubstituteState.TooLate), "休日の在宅当番医", Hub with { OnCall = ("当番の訪問看護師", "0000-77-0000") })]),
        ("sub-sure-withdraw", [SubstituteReplies.SureWithdraw(Request(SubstituteState.Sent), Hub)]),
        ("sub-given", [OnDuty(SubstituteAnswer.None)]),
        ("sub-given-taken", [OnDuty(SubstituteAnswer.Accepted)]),
        ("sub-given-talk", [OnDuty(SubstituteAnswer.Consult)]),
        ("sub-given-moved", [SubstituteReplies.OnDuty(Facts(Request(SubstituteState.Sent)), new SubstituteGiven { HolderId = 2, EndedAt = Now }, SubstituteCardKind.Moved, Hub, Now)]),
        ("sub-given-withdrawn", [SubstituteReplies.OnDuty(Facts(Request(SubstituteState.Withdrawn)), new SubstituteGiven { HolderId = 2 }, SubstituteCardKind.Withdrawn, Hub, Now)]),
        ("sub-outcome", [SubstituteReplies.OnDuty(Facts(Request(SubstituteState.Accepted)), new SubstituteGiven { HolderId = 2 }, SubstituteCardKind.AskOutcome, Hub, Now.AddDays(4))]),
        ("sub-not-linked", [SubstituteReplies.NotLinked(Hub)]),
        ("sub-no-duty", [SubstituteReplies.NoDuty(Hub)]),
        ("sub-own-duty", [SubstituteReplies.OwnDuty(Hub)]),
        ("sub-not-yours", [SubstituteReplies.NotYours]),
        ("sub-group", [SubstituteReplies.NotInGroups]),
    ];

    private static CardReply Hand(HandAnswer answer, HandCardKind? kind) => HandReplies.Card(Case(), Ask(answer), kind, Hub, Now);

    private static HandAsk Ask(HandAnswer answer) => new() { HolderId = 1, Answer = answer, AnsweredAt = Now, IsAreaKnown = true, AreProceduresKnown = true };

    private static HandCase Case(HandCaseState state = HandCaseState.Open) => new()
    {
        Id = 12, State = state, Area = "みなと市中央", CareLevel = CareLevel.Care4, Procedures = "home_oxygen narcotics end_of_life", StartsOn = new DateOnly(2026, 6, 8), WantsDeputy = true, Deadline = At("2026-06-01", 17),
        Remark = "80代の方。退院後、自宅で最期までとのご希望です。", SentAt = Now,
    };

    private static HandCase Full()
    {
        HandCase one = Case();
        (one.Procedures, one.Remark, one.Rule) = (string.Join(' ', CapabilityKinds.All.Select(kind => kind.Id())), string.Concat(Enumerable.Repeat("夜間の往診もお願いしたい方です。", 13))[..HandCase.RemarkLengthMax], HandRule.FirstCome);
        return one;
    }

    private static HandCase With(HandCase one, int holder, HandSeatKind kind)
    {
        one.Seats.Add(new HandSeat { CaseId = one.Id, Kind = kind, HolderId = holder, At = Now });
        return one;
    }

    private static (DutyRota Rota, DutyStretch Duty) Choice(int day, int seat = 1) =>
        (new DutyRota { Id = 1, Name = "休日の在宅当番医" }, new DutyStretch(1, seat, 2, At($"2026-05-{day - 1}", 12), At($"2026-05-{day}", 24)));

    private static SubstituteRequest Request(SubstituteState state)
    {
        SubstituteRequest one = new()
        {
            Id = new Guid("0197a000-0000-7000-8000-000000000001"), State = state, RequesterId = 1, UnitStartsAt = At("2026-05-30", 12), UnitEndsAt = At("2026-05-31", 24), AbsentFrom = At("2026-05-30", 12), AbsentUntil = At("2026-05-31", 24),
            Cutoff = At("2026-05-30", 12), Papers = "代診依頼書", Outcome = state == SubstituteState.Done ? SubstituteOutcome.Death : SubstituteOutcome.None,
        };
        if (state is not (SubstituteState.Collecting or SubstituteState.Lapsed or SubstituteState.TooLate))
        {
            one.Given.Add(new SubstituteGiven { HolderId = 2, StartsAt = one.AbsentFrom, EndsAt = one.AbsentUntil, GivenAt = Now });
        }

        return one;
    }

    /// <summary>On before and after hours in which nobody is.</summary>
    private static SubstituteRequest Part(SubstituteAnswer answer)
    {
        SubstituteRequest one = Request(SubstituteState.Sent);
        one.Given[0].EndsAt = At("2026-05-30", 18);
        one.Given.Add(new SubstituteGiven { HolderId = 2, StartsAt = At("2026-05-31", 9), EndsAt = one.AbsentUntil, GivenAt = Now });
        one.Given.ForEach(row => row.Answer = answer);
        return one;
    }

    private static SubstituteRequest Nobody()
    {
        SubstituteRequest one = Request(SubstituteState.Sent);
        one.Given.Clear();
        return one;
    }

    private static SubstituteRequest Ready()
    {
        SubstituteRequest one = Request(SubstituteState.Collecting);
        (one.Papers, one.ConsentAt, one.NurseToldAt) = (string.Join('\n', new SubstituteOptions().Policy().Papers), Now, Now);
        return one;
    }

    private static SubstituteFacts Facts(SubstituteRequest one) => new(
        one, "休日の在宅当番医", new Dictionary<int, DutyHolder> { [1] = Holder("木原 一郎", "0000-31-1111", "木原医院"), [2] = Holder(LongName, "昼 0000-12-0000／夜 080-0000-0000", LongName) }, new SubstituteOptions().Policy());

    private static CardReply Own(SubstituteRequest one, SubstituteCardKind? kind = null) => SubstituteReplies.Own(Facts(one), kind, Hub, Now);

    private static CardReply OnDuty(SubstituteAnswer answer)
    {
        SubstituteRequest one = Request(SubstituteState.Sent);
        one.Given[0].Answer = answer;
        return SubstituteReplies.OnDuty(Facts(one), one.Given[0], SubstituteCardKind.Given, Hub, Now);
    }
}
