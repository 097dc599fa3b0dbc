using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Meetings;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Turns;

/// <summary>What is said about meetings, with invented content; the long ones as long as real titles and places are.</summary>
public static class SampleMeetings
{
    private const string LongTitle = "令和8年度第3回みなと市在宅医療・介護連携推進事業多職種連携研修会「住み慣れた家で最期まで暮らすために、いま私たちにできること」";
    private static readonly DateTimeOffset Now = At("2026-06-04", 10);
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly HolidayCalendar Holidays = HolidayCalendar.ByRule;
    private static readonly Uri Page = new("https://hub.example.jp/m/x");
    private static readonly MeetingAsker Asker = new(IsGuest: false, Now, Holidays, Hub), Guest = Asker with { IsGuest = true };

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("meeting-invite", MeetingCards.ReminderOf(MeetingReminderKind.Invite, Told(MeetingAnswer.None), Holidays, Hub, Now)),
        ("meeting-invite-long", MeetingCards.ReminderOf(MeetingReminderKind.Invite, Told(MeetingAnswer.None, Long()), Holidays, Hub, Now)),
        ("meeting-invite-full", MeetingCards.ReminderOf(MeetingReminderKind.Invite, Told(MeetingAnswer.None) with { Seats = 0 }, Holidays, Hub, Now)),
        ("meeting-invite-contact", MeetingCards.ReminderOf(MeetingReminderKind.Invite, Told(MeetingAnswer.None, kind: InviteeKind.Contact), Holidays, Hub, Now)),
        ("meeting-nudge", MeetingCards.ReminderOf(MeetingReminderKind.Nudge, Told(MeetingAnswer.None), Holidays, Hub, Now)),
        ("meeting-week", [MeetingCards.TogetherOf([Asked(Meeting()), Asked(Meeting(way: MeetingWay.Both)), Asked(Long(), MeetingReminderKind.Nudge)])]),
        ("meeting-day", MeetingCards.ReminderOf(MeetingReminderKind.Day, Told(MeetingAnswer.Yes), Holidays, Hub, At("2026-06-17", 17))),
        ("meeting-soon", MeetingCards.ReminderOf(MeetingReminderKind.Soon, Told(MeetingAnswer.Yes, Meeting(way: MeetingWay.Online)), Holidays, Hub, At("2026-06-18", 17))),
        ("meeting-soon-closed", MeetingCards.ReminderOf(MeetingReminderKind.Soon, Told(MeetingAnswer.Yes, Meeting(until: At("2026-06-10", 17))), Holidays, Hub, At("2026-06-18", 17))),
        ("meeting-moved", MeetingCards.ChangedOf(Told(MeetingAnswer.Yes), new MeetingFacts(At("2026-06-11", 19), At("2026-06-11", 20, 30), "みなと市民会館 大ホール", "", false), Holidays, Hub, Now)),
        ("meeting-moved-year", MeetingCards.ChangedOf(Told(MeetingAnswer.Waiting, Long()), new MeetingFacts(At("2027-01-11", 19), null, "", "https://example.jp/a", false), Holidays, Hub, Now)),
        ("meeting-moved-closed", MeetingCards.ChangedOf(Told(MeetingAnswer.Yes, Meeting(until: At("2026-06-01", 17))), Meeting().Facts with { StartsAt = At("2026-06-11", 19) }, Holidays, Hub, Now)),
        ("meeting-asked-again", [MeetingCards.AskedAgain(Told(MeetingAnswer.Yes, Long()), Meeting().Facts, Holidays, Hub, Now)]),
        ("meeting-asked-again-apply", [MeetingCards.AskedAgain(Told(MeetingAnswer.None, kind: InviteeKind.Applicant), null, Holidays, Hub, Now)]),
        ("meeting-deputy-gone", MeetingCards.NotComingOf(Told(MeetingAnswer.None), Holidays, Hub, Now)),
        ("meeting-delegate-gone", MeetingCards.NotComingOf(Told(MeetingAnswer.Yes, Meeting(until: At("2026-06-01", 17)), InviteeKind.Contact), Holidays, Hub, Now)),
        ("meeting-online-instead", MeetingCards.ChangedOf(Told(MeetingAnswer.Yes), Meeting().Facts with { Way = MeetingWay.Both, Address = "みなと市港町9-9" }, Holidays, Hub, Now)),
        ("meeting-cancelled", MeetingCards.ChangedOf(Told(MeetingAnswer.Yes, Meeting(cancelled: Now)), Meeting().Facts, Holidays, Hub, Now)),
        ("meeting-restored", MeetingCards.ChangedOf(Told(MeetingAnswer.None), Meeting().Facts with { IsCancelled = true }, Holidays, Hub, Now)),
        ("meeting-offer", MeetingCards.OfferOf(Told(MeetingAnswer.Offered), Holidays, Now)),
        ("meeting-lapsed", MeetingCards.LapsedOf(Told(MeetingAnswer.Lapsed), Holidays, Now)),
        ("meeting-removed", MeetingCards.RemovedOf(Told(MeetingAnswer.None), Holidays, Hub, Now)),
        ("meeting-yes", [MeetingReplies.Answered(Told(MeetingAnswer.Yes, Meeting(way: MeetingWay.Both)), isAgain: false, isDeputyGone: true, Holidays, Now)]),
        ("meeting-no", [MeetingReplies.Answered(Told(MeetingAnswer.No), isAgain: true, isDeputyGone: false, Holidays, Now)]),
        ("meeting-contact-no", [MeetingReplies.Answered(Told(MeetingAnswer.No, kind: InviteeKind.Contact), isAgain: false, isDeputyGone: false, Holidays, Now)]),
        ("meeting-waits", [MeetingReplies.Waits(Told(MeetingAnswer.Waiting), 2, Holidays, Now)]),
        ("meeting-late", [MeetingReplies.TooLate(Told(MeetingAnswer.Yes), TooLateCause.Deadline, Holidays, Hub, Now)]),
        ("meeting-late-cancelled", [MeetingReplies.TooLate(Told(MeetingAnswer.None), TooLateCause.Cancelled, Holidays, Hub, Now)]),
        ("meeting-late-over", [MeetingReplies.TooLate(Told(MeetingAnswer.SendsDeputy), TooLateCause.Over, Holidays, Hub, Now)]),
        ("meeting-which", [MeetingReplies.Which([Told(MeetingAnswer.None), Told(MeetingAnswer.Yes, Long()), Told(MeetingAnswer.Waiting)], isNamed: false, Holidays, Now)]),
        ("meeting-which-other", [MeetingReplies.Which([Told(MeetingAnswer.SendsDeputy)], isNamed: true, Holidays, Now)]),
        ("meeting-said-so-far", [MeetingReplies.SaidSoFar([Told(MeetingAnswer.Yes), Told(MeetingAnswer.No, Meeting(until: At("2026-06-01", 17)))], Holidays, Now)]),
        ("meeting-yes-or-no", [MeetingReplies.YesOrNo(Told(MeetingAnswer.None), Holidays, Now)]),
        ("meeting-or-duty", [MeetingReplies.OrOfADuty(Told(MeetingAnswer.None), Holidays, Now)]),
        ("meeting-only-one", [MeetingReplies.OnlyOne]),
        ("meeting-noted", [MeetingReplies.Noted(Told(MeetingAnswer.Yes), Holidays, Now)]),
        ("meeting-deputy", [MeetingReplies.WhoComes(Told(MeetingAnswer.Yes), Page, Holidays, Now)]),
        ("meeting-delegates", [MeetingReplies.WhoComes(Told(MeetingAnswer.None, kind: InviteeKind.Contact), Page, Holidays, Now)]),
        ("meeting-no-address", [MeetingReplies.NoAddress(Hub)]),
        ("meeting-group", [MeetingReplies.NotInGroups]),
        ("meeting-not-found", [MeetingReplies.NotFound(Hub)]),
        ("meeting-nothing-open", [MeetingReplies.NothingOpen(Hub)]),
        ("meeting-perhaps", [MeetingReplies.PerhapsOf([Told(MeetingAnswer.None)], Bot.Intake.IntakeReplies.Start, Holidays, Now)]), ("meeting-no-answer", [MeetingReplies.NoAnswer(Hub, Bot.Intake.IntakeReplies.Start)]),
        ("meeting-apply", [MeetingReplies.MayApply([Meeting(), Long()], new Dictionary<int, int?> { [12] = 3 }, Holidays, Now)]),
        ("meeting-apply-none", [MeetingReplies.NothingToApply(Hub)]),
        ("meeting-found", [AskMeetingReplies.Found([Seen(Meeting()), Seen(Long(), Told(MeetingAnswer.Yes).Who), Seen(Meeting(cancelled: Now), Told(MeetingAnswer.Yes).Who)], 4, Asker)]),
        ("meeting-found-public", [AskMeetingReplies.Found([Seen(Meeting()) with { MayApply = false }], 0, Guest)]),
        ("meeting-found-none", [AskMeetingReplies.None(new DateOnly(2027, 3, 18), hasOthers: true, Asker)]),
        ("meeting-found-none-public", [AskMeetingReplies.None(null, hasOthers: false, Guest)]),
        ("meeting-found-none-at-all", [AskMeetingReplies.None(null, hasOthers: false, Asker)]),
        ("meeting-own", [AskMeetingReplies.Own([Seen(Meeting(way: MeetingWay.Both), Told(MeetingAnswer.Yes).Who), Seen(Meeting(until: At("2026-06-01", 17)), Told(MeetingAnswer.None).Who)], 0, isProfessional: true, Asker)]),
        ("meeting-own-none", [AskMeetingReplies.OwnNone(isProfessional: true, Hub)]),
        ("meeting-own-group", [AskMeetingReplies.OwnNotInGroups]),
        ("checkin-done", [CheckInReplies.CheckedIn(Meeting(), isAgain: false, isWalkIn: true, Holidays, Now)]),
        ("checkin-again", [CheckInReplies.CheckedIn(Long(), isAgain: true, isWalkIn: false, Holidays, Now)]),
        ("checkin-wrong", [CheckInReplies.NoCode(Hub)]),
        ("checkin-paused", [CheckInReplies.Paused(Now, Holidays)]),
        ("checkin-group", [CheckInReplies.NotInGroups]),
        ("checkin-not-here", [CheckInReplies.NotHere]),
    ];

    private static CardReply Asked(Meeting meeting, MeetingReminderKind kind = MeetingReminderKind.Invite) => (CardReply)MeetingCards.ReminderOf(kind, Told(MeetingAnswer.None, meeting), Holidays, Hub, Now)[0];

    private static SeenMeeting Seen(Meeting meeting, MeetingInvitee? who = null) => new(meeting, who, MayApply: who is null, meeting.Capacity is null ? null : 5);

    private static ToldMeeting Told(MeetingAnswer answer, Meeting? meeting = null, InviteeKind kind = InviteeKind.Person) =>
        new(meeting ?? Meeting(), new MeetingInvitee { Id = 7, MeetingId = 12, Kind = kind, Answer = answer, OfferUntil = answer == MeetingAnswer.Offered ? At("2026-06-05", 10) : null, AddedAt = Now }, HasPapers: true, Seats: 8);

    private static Meeting Meeting(MeetingWay way = MeetingWay.InPerson, DateTimeOffset? until = null, DateTimeOffset? cancelled = null) => new()
    {
        Id = 12, Title = "多職種連携研修会「看取りを支える」", Organiser = "みなと市医師会", Kind = MeetingKind.Training, Way = way, StartsAt = At("2026-06-18", 19), EndsAt = At("2026-06-18", 20, 30), Place = way == MeetingWay.Online ? "" : "みなと市役所 3階 大会議室",
        OnlineUrl = way == MeetingWay.InPerson ? "" : "https://meet.example.jp/minato", Capacity = 20, Fee = "無料", Inviting = MeetingInviting.Audience, AudienceWords = "医療・介護の専門職", AnswersUntil = until ?? At("2026-06-16", 17), CancelledAt = cancelled,
        CancelReason = cancelled is null ? "" : "台風が近づいているため。", CreatedAt = Now,
    };

    private static Meeting Long() => new()
    {
        Id = 13, Title = LongTitle, Organiser = "みなと市在宅医療・介護連携拠点、みなと市医師会・歯科医師会・薬剤師会 共催", Kind = MeetingKind.Professionals, Way = MeetingWay.Both, StartsAt = At("2027-01-11", 13, 30), EndsAt = At("2027-01-12", 12),
        Place = "架空県みなと地域総合保健福祉センター ふれあいプラザ4階 多目的ホール（入口は北側）", Address = "架空県みなと市東区中央一丁目二番三号 みなと合同庁舎別館", OnlineUrl = "https://meet.example.jp/minato-long",
        Fee = "会員 無料、会員でない方 1,000円（資料代）", Inviting = MeetingInviting.Audience, CreatedAt = Now,
    };
}
