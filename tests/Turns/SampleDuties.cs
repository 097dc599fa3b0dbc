using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Duties;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Turns;

/// <summary>What holders and coordinators read about duties, with invented content.</summary>
public static class SampleDuties
{
    private static readonly DateTimeOffset Now = At("2026-05-29", 19);
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly DutyNeighbour Next = new("在宅当番医", "", "三木 二郎（三木内科クリニック）", "0000-31-2222", At("2026-06-02", 17, 30), At("2026-06-02", 32, 30));

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("held-new", DutyCards.NewsOf(new DutyNews(Guid.Empty, [Told("2026-06-01"), Told("2026-06-09", group: "小児科")], []), HolidayCalendar.ByRule, Now)),
        ("held-year", DutyCards.NewsOf(new DutyNews(Guid.Empty, [.. Enumerable.Range(0, 120).Select(day => Told(new DateOnly(2026, 6, 1).AddDays(3 * day).ToString("yyyy-MM-dd")))], []), HolidayCalendar.ByRule, Now)),
        ("held-changed", DutyCards.NewsOf(new DutyNews(Guid.Empty, [Told("2026-06-01", end: 24), Told("2026-06-20")], [Told("2026-06-01"), Told("2026-07-04")]), HolidayCalendar.ByRule, Now)),
        ("held-gone", DutyCards.NewsOf(new DutyNews(Guid.Empty, [], [Told("2026-06-01")]), HolidayCalendar.ByRule, Now)),
        ("held-week", DutyCards.ReminderOf(new DutyReminder(ReminderKind.Week, Told("2026-06-05"), [], null, false), HolidayCalendar.ByRule, Hub, Now)),
        ("held-day", DutyCards.ReminderOf(new DutyReminder(ReminderKind.Day, Told("2026-05-30"), [], null, false), HolidayCalendar.ByRule, Hub, Now)),
        ("held-start", DutyCards.ReminderOf(new DutyReminder(ReminderKind.Start, Told("2026-05-29"), [Next with { Rota = "夜間の訪問看護", Name = "みなと訪問看護ステーション", Phone = "0000-22-0000" }, Next with { Group = "副", Name = "社会福祉法人恩賜財団済生会みなと病院附属在宅医療支援センター当番医師室", Phone = "昼 0000-41-0000／夜 0000-42-0000" }], Next, true), HolidayCalendar.ByRule, Hub, Now)),
        ("held-end", DutyCards.ReminderOf(new DutyReminder(ReminderKind.End, Told("2026-05-28"), [], Next, false), HolidayCalendar.ByRule, Hub, Now)),
        ("held-again", DutyCards.AgainOf(Alarm(DutyStepKind.SecondTry), HolidayCalendar.ByRule, Hub)),
        ("held-next", DutyCards.NextOf(Alarm(DutyStepKind.NextInLine), HolidayCalendar.ByRule, Hub)),
        ("held-unconfirmed", DutyCards.CoordinatorsOf(Alarm(DutyStepKind.NextInLine), HolidayCalendar.ByRule)),
        ("held-everyone", DutyCards.CoordinatorsOf(Alarm(DutyStepKind.Everyone) with { HolderPhone = "", NextInLine = null }, HolidayCalendar.ByRule)),
        ("held-confirmed", [DutyReplies.Confirmed([.. Enumerable.Range(1, 9).Select(day => Told($"2026-06-0{day}"))], isAgain: false, HolidayCalendar.ByRule)]),
        ("held-confirmed-again", [DutyReplies.Confirmed([Told("2026-06-01")], isAgain: true, HolidayCalendar.ByRule)]),
        ("held-in-group", [DutyReplies.NotInGroups]),
        ("held-over", [DutyReplies.Changed]),
        ("held-not-found", [DutyReplies.NotFound(Hub)]),
        ("held-nothing-asked", [DutyReplies.NothingAsked]),
        ("held-calls", [DutyReplies.Counted(3, HolidayCalendar.ByRule, Told("2026-05-28").Duty)]),
        ("handover-link", [HandoverReplies.Link(Told("2026-05-28"), new Uri("https://hub.example.jp/handover/x"), At("2026-05-30", 8, 30), mayWrite: true, HolidayCalendar.ByRule)]),
        ("handover-link-before", [HandoverReplies.Link(Told("2026-05-30", group: "小児科"), new Uri("https://hub.example.jp/handover/x"), At("2026-05-30", 19), mayWrite: false, HolidayCalendar.ByRule)]),
        ("handover-written", [HandoverReplies.Written(Told("2026-05-29"), HolidayCalendar.ByRule)]),
        ("handover-not-now", [HandoverReplies.NotNow]),
        ("handover-group", [HandoverReplies.NotInGroups]),
        ("handover-no-address", [HandoverReplies.NoAddress(Hub)]),
    ];

    private static DutyAlarm Alarm(DutyStepKind kind) => new(kind, Told("2026-06-01"), "木原 一郎（木原医院）", "0000-31-1111", Next);

    private static ToldDuty Told(string day, double end = 32.5, string group = "")
    {
        DutyRota rota = Doctors();
        return new ToldDuty(new HeldDuty { Id = 7, SeatId = 1, HolderId = 3, StartsAt = At(day, 17, 30), EndsAt = At(day, 0).AddHours(end), CreatedAt = Now }, rota, group);
    }
}
