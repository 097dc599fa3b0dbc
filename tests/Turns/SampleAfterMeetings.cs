using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Meetings.Surveys;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Turns;

/// <summary>What people are told after a meeting, with invented content.</summary>
public static class SampleAfterMeetings
{
    private static readonly DateTimeOffset Now = At("2026-06-23", 9);
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly Uri Address = new($"https://zaitaku.example/s/{new string('x', 43)}");
    private static readonly Meeting Meeting = new() { Id = 12, Title = "奇数月の多職種連携会議（看取りを支える）", StartsAt = At("2026-05-19", 19) };
    private static readonly string Long = string.Concat(Enumerable.Repeat("夜間に吸引が必要な方の口腔ケアについて、訪問歯科と訪問看護のどちらへ先に相談すればよいか分からない。", 4));

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("issue-before", IssueReplies.ReminderOf(Issue("夜間の口腔ケアの相談先が分からない", new DateOnly(2026, 6, 30)), Meeting, Now)),
        ("issue-today", IssueReplies.ReminderOf(Issue("夜間の口腔ケアの相談先が分からない", new DateOnly(2026, 6, 23)), Meeting, Now)),
        ("issue-late-long", IssueReplies.ReminderOf(Issue(Long, new DateOnly(2026, 6, 1), Long), Meeting, Now)),
        ("issue-not-found", [IssueReplies.NotFound]), ("issue-done", [IssueReplies.Done]), ("issue-done-already", [IssueReplies.AlreadyDone]), ("issue-not-yet", [IssueReplies.NotYet]),
        ("survey-ask", SurveyReplies.AskOf(Survey(true), Meeting)), ("survey-ask-named", SurveyReplies.AskOf(Survey(false), Meeting)), ("survey-link", SurveyReplies.Link(Survey(true), Meeting, Address)),
        ("survey-not-found", [SurveyReplies.NotFound]), ("survey-answered", [SurveyReplies.Answered]), ("survey-no-address", [SurveyReplies.NoAddress(Hub)]),
        ("own-calendar", [OwnCalendarReplies.Address(new Uri($"https://zaitaku.example/feeds/{new string('x', 43)}.ics"))]), ("own-calendar-again", [OwnCalendarReplies.AskAnew]), ("own-calendar-none", [OwnCalendarReplies.NoAddress(Hub)]),
        ("record-ready", RecordReplies.Ready(Meeting)), ("record-link", RecordReplies.Link(Meeting, Address)), ("record-not-found", [RecordReplies.NotFound]), ("record-no-address", [RecordReplies.NoAddress(Hub)]),
        ("meeting-desk-calls", Desk(DeskTask.Calls, At("2026-06-24", 9))), ("meeting-desk-unreached", Desk(DeskTask.Unreached, At("2026-07-10", 17))), ("meeting-desk-unwritten", Desk(DeskTask.Unwritten, null)),
        ("meeting-desk-no-address", MeetingDeskReplies.ToldOf(new DeskState(DeskTask.Calls, Meeting, 2, null), null, HolidayCalendar.ByRule, Now)),
    ];

    private static IReadOnlyList<ReplyContent> Desk(DeskTask task, DateTimeOffset? until) => MeetingDeskReplies.ToldOf(new DeskState(task, Meeting, 12, until), new Uri("https://zaitaku.example/"), HolidayCalendar.ByRule, Now);

    private static MeetingIssue Issue(string problem, DateOnly due, string measure = "歯科医師会の窓口を一覧に載せる") => new() { Id = 3, MeetingId = 12, Problem = problem, Measure = measure, OwnerName = "広瀬", DueOn = due };

    private static MeetingSurvey Survey(bool isAnonymous) => new() { Id = 4, MeetingId = 12, IsAnonymous = isAnonymous, SentAt = Now, ClosesAt = Now.AddDays(7) };
}
