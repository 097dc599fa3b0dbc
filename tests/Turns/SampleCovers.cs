using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Covers;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Turns;

/// <summary>What is said about covers, with invented content; the long ones as long as the tables let them be.</summary>
public static class SampleCovers
{
    private const string LongName = "社会福祉法人恩賜財団済生会みなと病院附属在宅医療支援センター当番医師室";
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly HolidayCalendar Holidays = HolidayCalendar.ByRule;
    private static readonly Uri Console = new("https://example.jp/console/rota/covers/0197a000-0000-7000-8000-000000000000");
    private static readonly DutyHolder Kihara = Holder("木原 一郎", "0000-31-1111", "木原医院"), Miki = Holder("三木 二郎", "0000-32-2222", "三木医院"), Long = Holder(LongName, "080-0000-0000", LongName[..20]);
    private static readonly DutyStretch Duty = new(1, 1, 1, At("2026-06-06", 17, 30), At("2026-06-06", 32, 30));
    private static readonly CoverSpan Span = CoverSpan.Of(Duty), Return = new(1, 1, At("2026-06-10", 17, 30), At("2026-06-10", 32, 30));
    private static readonly CoverChoice[] Choices = [.. Enumerable.Range(0, 10).Select(week => new CoverChoice(Duty with { StartsAt = Duty.StartsAt.AddDays(week * 7), EndsAt = Duty.EndsAt.AddDays(week * 7) }, week % 2 == 0 ? "在宅当番医（内科）" : "夜間の訪問看護"))];
    private static readonly CoverCandidate[] Candidates = [.. Enumerable.Range(0, 10).Select(at => new CoverCandidate(Holder($"医師{at}", at == 3 ? "" : $"0000-40-000{at}", "みなと内科クリニック"), null, at % 3 > 0)), new(Long, new TakeBreach(TakeRule.Away), true)];

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("cover-in-group", [CoverReplies.InGroup]),
        ("cover-gone", [CoverReplies.Gone]),
        ("cover-not-asked", [TakeReplies.NotAsked]),
        ("cover-nothing-asked", [TakeReplies.NothingAsked]),
        ("cover-not-linked", [CoverReplies.NotLinked(Hub, isRung: false)]),
        ("cover-not-linked-rung", [CoverReplies.NotLinked(Hub, isRung: true)]),
        ("cover-of-patients", [CoverReplies.OfPatients(Hub)]),
        ("cover-no-duty", [CoverReplies.NoDuty(Choices[..3], false, Hub, Holidays)]),
        ("cover-no-duty-at-all", [CoverReplies.NoDuty([], true, Hub, Holidays)]),
        ("cover-which", [CoverReplies.Which(Choices, Holidays)]),
        ("cover-which-in-return", [CoverReplies.WhichInReturn(Span, Miki, Choices[..3], Holidays)]),
        ("cover-none-in-return", [CoverReplies.WhichInReturn(Span, Long, [], Holidays)]),
        ("cover-whom", [CoverReplies.Whom(Span, "在宅当番医", [Miki, Long, .. Candidates.Select(one => one.Holder), Kihara, Kihara], Holidays)]),
        ("cover-whom-nobody", [CoverReplies.Whom(Span, "在宅当番医", [], Holidays)]),
        ("cover-check", [CoverReplies.Check(Check(null, null), Hub)]),
        ("cover-check-part", [CoverReplies.Check(Check(null, null) with { Whole = Return, NeedsApproval = true, Others = 2 }, Hub)]),
        ("cover-check-sudden", [CoverReplies.Check(Check(null, null) with { IsSudden = true, Others = 3 }, Hub)]),
        ("cover-check-nobody", [CoverReplies.Check(Check(null, null) with { Asked = 0 }, Hub)]),
        ("cover-check-gift", [CoverReplies.Check(Check(Long, null), Hub)]),
        ("cover-check-swap", [CoverReplies.Check(Check(Miki, Return), Hub)]),
        ("cover-sent", [CoverReplies.Sent(Check(null, null), Hub)]),
        ("cover-sent-sudden", [CoverReplies.Sent(Check(null, null) with { IsSudden = true }, Hub)]),
        ("cover-sent-nobody", [CoverReplies.Sent(Check(null, null) with { Asked = 0 }, Hub)]),
        ("cover-sent-one", [CoverReplies.Sent(Check(Miki, null), Hub)]),
        ("cover-running", [CoverReplies.Running(Facts(CoverState.Open))]),
        ("cover-running-taken", [CoverReplies.Running(Facts(CoverState.Taken))]),
        ("cover-taken-back", [CoverReplies.TakenBack(Facts(CoverState.TakenBack))]),
        ("cover-too-late-to-take-back", [CoverReplies.TooLateToTakeBack(Facts(CoverState.Settled), Hub)]),
        ("cover-too-late-over", [CoverReplies.TooLateToTakeBack(Facts(CoverState.Lapsed) with { Taker = null }, Hub)]),
        ("cover-which-back", [CoverReplies.WhichBack([Request(CoverState.Open), Request(CoverState.Open)], Holidays)]),
        ("cover-no-back", [CoverReplies.WhichBack([], Holidays)]),
        ("cover-took", [TakeReplies.Took(Facts(CoverState.Settled))]),
        ("cover-took-waits", [TakeReplies.Took(Facts(CoverState.Taken) with { Return = "6月10日(水) 17:30〜翌8:30" })]),
        ("cover-too-late", [TakeReplies.TooLate(Facts(CoverState.Settled))]),
        ("cover-too-late-taken-back", [TakeReplies.TooLate(Facts(CoverState.TakenBack))]),
        ("cover-too-late-lapsed", [TakeReplies.TooLate(Facts(CoverState.Lapsed))]),
        ("cover-declined", [TakeReplies.Declined(Facts(CoverState.Open))]),
        ("cover-cannot-give-back", [TakeReplies.CannotGiveBack(Facts(CoverState.Settled), Hub)]),
        ("cover-cannot-give-back-yet", [TakeReplies.CannotGiveBack(Facts(CoverState.Taken), Hub)]),
        .. Enum.GetValues<TakeRule>().Select(rule => ($"cover-not-allowed-{rule.ToString().ToLowerInvariant()}", (IReadOnlyList<ReplyContent>)[CoverReplies.NotAllowed(TakeWords.Of(new TakeBreach(rule, Duty), LongName, Holidays))])),
        ("cover-which-asked", [TakeReplies.WhichAsked([], [Facts(CoverState.Open), Facts(CoverState.Open)], isNo: false, Holidays)]),
        ("cover-which-asked-own", [TakeReplies.WhichAsked([new OwnDutyAsked(Choices[0], 7), new OwnDutyAsked(Choices[1], null)], [Facts(CoverState.Open)], isNo: true, Holidays)]),
        ("cover-changed-since", [TakeReplies.ChangedSince(Facts(CoverState.Settled))]),
        ("cover-not-sent-yet", [CoverReplies.NotSentYet]),
        ("cover-ask", [CoverNewsReplies.Ask(Facts(CoverState.Open), isAgain: false)]),
        ("cover-ask-again", [CoverNewsReplies.Ask(Facts(CoverState.Open) with { NeedsApproval = true }, isAgain: true)]),
        ("cover-ask-sudden", [CoverNewsReplies.Ask(Facts(CoverState.Open, isSudden: true) with { Asker = Long }, isAgain: false)]),
        ("cover-ask-swap", [CoverNewsReplies.Ask(Facts(CoverState.Open, CoverKind.Swap) with { Return = "6月10日(水) 17:30〜翌8:30" }, isAgain: false)]),
        ("cover-settled", [CoverNewsReplies.Settled(Facts(CoverState.Settled))]),
        ("cover-ended", [CoverNewsReplies.Ended(Facts(CoverState.Lapsed))]),
        ("cover-ended-taken-back", [CoverNewsReplies.Ended(Facts(CoverState.TakenBack))]),
        ("cover-agreed", [CoverNewsReplies.Agreed(Facts(CoverState.Settled) with { Taker = Long }, Kihara)]),
        ("cover-one-declined", [CoverNewsReplies.Declined(Facts(CoverState.Refused, CoverKind.Gift) with { Other = Long })]),
        ("cover-nobody-can", [CoverNewsReplies.NobodyCan(Facts(CoverState.Open), Hub)]),
        ("cover-refused", [CoverNewsReplies.Refused(Facts(CoverState.Refused), Hub)]),
        ("cover-asked-again", [CoverNewsReplies.AskedAgain(Facts(CoverState.Open), Long)]),
        ("cover-lapsed", [CoverNewsReplies.Lapsed(Facts(CoverState.Lapsed), isTooLate: true, wasTaken: false, Hub)]),
        ("cover-lapsed-unapproved", [CoverNewsReplies.Lapsed(Facts(CoverState.Lapsed), isTooLate: true, wasTaken: true, Hub)]),
        ("cover-lapsed-changed", [CoverNewsReplies.Lapsed(Facts(CoverState.Lapsed), isTooLate: false, wasTaken: false, Hub)]),
        ("cover-desk-sudden", [CoverNewsReplies.StillOpen(Facts(CoverState.Open, isSudden: true), Candidates, 1, Console)]),
        ("cover-desk-open", [CoverNewsReplies.StillOpen(Facts(CoverState.Open), [], 0, null)]),
        ("cover-desk-approve", [CoverNewsReplies.ToApprove(Facts(CoverState.Taken) with { Return = "6月10日(水) 17:30〜翌8:30", Taker = Long }, Console)]),
        .. new[] { CoverState.Settled, CoverState.TakenBack, CoverState.Lapsed, CoverState.Refused }.Select(state => ($"cover-desk-{state.ToString().ToLowerInvariant()}", (IReadOnlyList<ReplyContent>)[CoverNewsReplies.EndedForDesk(Facts(state), isTooLate: state == CoverState.Lapsed, null)])),
        ("cover-stranger", [CoverNewsReplies.UnknownCannotCome]),
    ];

    private static CoverCheck Check(DutyHolder? other, CoverSpan? gives) => new(new NewCover(Kihara, Span, other, gives, Guid.Empty, null), "在宅当番医（内科）", false, null, other is null ? 5 : 1, 0, false, Holidays);

    private static CoverFacts Facts(CoverState state, CoverKind kind = CoverKind.Cover, bool isSudden = false) =>
        new(Request(state, kind, isSudden), "在宅当番医（内科）", false, "6月6日(土) 17:30〜翌8:30", "", Kihara, kind == CoverKind.Cover ? null : Miki, Miki);

    private static CoverRequest Request(CoverState state, CoverKind kind = CoverKind.Cover, bool isSudden = false)
    {
        CoverRequest request = new() { Id = Guid.Parse("0197a000-0000-7000-8000-000000000000"), RotaId = 1, SeatId = 1, HolderId = 1, StartsAt = Duty.StartsAt, EndsAt = Duty.EndsAt, Kind = kind, IsSudden = isSudden, State = state };
        request.Asks.AddRange([new CoverAsk { HolderId = 2, Answer = CoverAnswer.No }, new CoverAsk { HolderId = 3 }]);
        return request;
    }
}
