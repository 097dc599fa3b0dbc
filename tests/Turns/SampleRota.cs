using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Turns;

/// <summary>What is said about who is on duty, with invented content.</summary>
public static class SampleRota
{
    private static readonly DateTimeOffset Now = At("2026-05-29", 19);
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly RotaAsker Professional = new(IsProfessional: true, IsHeldBack: false, Now, HolidayCalendar.ByRule, Hub);
    private static readonly DutyHolder Doctor = new() { Id = 1, Name = "木原 一郎", NameKey = "k", Institution = "木原医院" }, LongName = new() { Id = 2, Name = "社会福祉法人恩賜財団済生会みなと病院附属在宅医療支援センター当番医師室", NameKey = "l" };
    private static readonly AwaySpan[] Away = [new(At("2026-06-05", 0), At("2026-06-08", 24)), new(At("2026-06-10", 0), At("2026-06-10", 24)), new(At("2026-11-23", 17), At("2026-11-23", 33))];
    private static readonly RotaAsker Resident = Professional with { IsProfessional = false };
    private static readonly DutyWindow Week = DutyWindow.Of(new AskedTime(new DateOnly(2026, 5, 25), new DateOnly(2026, 6, 1), AskedPart.Any, null), Now);

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("duty-now", Say(Full(), DutyWindow.AtNow(Now), Professional)),
        ("duty-tonight", Say(Full(), DutyWindow.Of(new AskedTime(new DateOnly(2026, 5, 29), new DateOnly(2026, 5, 30), AskedPart.Night, null), Now), Professional)),
        ("duty-week", Say(Full(), Week, Professional)),
        ("duty-gap", Say(new RotaView(Rota(ResidentView.HubNumber), []), DutyWindow.AtNow(Now), Professional)),
        ("duty-long-names", Say(Long(), DutyWindow.AtNow(Now), Professional)),
        ("duty-resident-hub", Say(Full(), DutyWindow.AtNow(Now), Resident)),
        ("duty-resident-number", Say(new RotaView(Rota(ResidentView.FirstCallNumber), []), DutyWindow.AtNow(Now), Resident)),
        ("duty-resident-published", Say(Full(ResidentView.Published), DutyWindow.AtNow(Now), Resident)),
        ("duty-group", Say(Full(), DutyWindow.AtNow(Now), Resident with { IsHeldBack = true })),
        ("register-holder", [RegisterReplies.GrantedAs(Holder("木原 一郎", "", "木原医院"), Role.Doctor)]),
        ("register-holder-kept", [RegisterReplies.GrantedAs(Holder("社会福祉法人恩賜財団済生会みなと病院附属在宅医療支援センター"), null)]),
        ("register-holder-taken", [RegisterReplies.HolderTaken(Hub)]),
        ("own-next", [OwnDutyReplies.Of([Doctor], [Own(12, true, ["三木 二郎（三木医院）"]), Own(19, false, []), Own(26, null, [])], 0, null, Professional)]),
        ("own-month", [OwnDutyReplies.Of([Doctor, LongName], [.. Enumerable.Range(1, 16).Select(day => Own(day, day % 2 == 0, ["三木 二郎（三木医院）", "広瀬 三郎", "木原 四郎", "社会福祉法人恩賜財団済生会みなと病院附属在宅医療支援センター"]))], 14, new AskedTime(new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 1), AskedPart.Any, null), Professional)]),
        ("own-none", [OwnDutyReplies.Of([Doctor], [], 0, new AskedTime(new DateOnly(2026, 6, 5), new DateOnly(2026, 6, 8), AskedPart.Any, null), Professional)]),
        ("own-group", [OwnDutyReplies.NotInGroups]),
        ("away-check", [AwayReplies.Check([Doctor], Away, [], false, true, true, Professional)]),
        ("away-or-cover", [AwayReplies.Check([Doctor, LongName], Away, [Own(6, null, []).Stretch], true, false, false, Professional)]),
        ("away-kept", [AwayReplies.Kept(Away, true, null, Professional)]),
        ("away-kept-duty", [AwayReplies.Kept(Away, false, Own(6, null, []).Stretch, Professional)]),
        ("away-list", [AwayReplies.List([Doctor, LongName], [.. Enumerable.Range(0, 12).Select(at => new DutyAway { Id = at, HolderId = 1 + at % 2, StartsAt = Away[at % 3].StartsAt, EndsAt = Away[at % 3].EndsAt })], Professional)]),
        ("away-list-empty", [AwayReplies.List([Doctor], [], Professional)]),
        ("away-dropped", [AwayReplies.Dropped(Away[0], Professional)]),
        ("away-which-days", [AwayReplies.WhichDays]),
        ("away-not-those-days", [AwayReplies.NotThoseDays]),
        ("away-nothing-kept", [AwayReplies.NothingKept]),
        ("away-not-found", [AwayReplies.NotFound]),
        ("away-group", [AwayReplies.NotInGroups]),
        ("away-not-linked", [AwayReplies.NotLinked(Hub)]),
        ("away-by-phone", [AwayReplies.ByPhone(Hub)]),
        ("duty-own", [RotaReplies.NotYoursAlone]),
        ("duty-rest", [RotaReplies.AskForTheRest]),
        ("duty-none", [RotaReplies.NoRotas(Resident)]),
        ("duty-not-kept", [RotaReplies.NotKept(new AskedRotas.NotKept([RotaPurpose.EndOfLife], [Rota(ResidentView.HubNumber)]), Professional)]),
        ("duty-other-area", [RotaReplies.OtherArea(new AskedRotas.OtherArea("板橋区", [Rota(ResidentView.HubNumber)]), Professional)]),
    ];

    private static OwnDuty Own(int day, bool? confirmed, IReadOnlyList<string> others) =>
        new(new DutyStretch(1, 1, day % 2 == 0 ? 1 : 2, At($"2026-06-{day:00}", 17, 30), At($"2026-06-{day:00}", 32, 30)), day % 2 == 0 ? Doctor : LongName, "休日夜間在宅当番医（みなと市・うみべ町）", "小児科", others, confirmed);

    private static IReadOnlyList<ReplyContent> Say(RotaView view, DutyWindow window, RotaAsker asker) =>
        RotaReplies.OnDuty(new AskedRotas.Found([view.Rota], "", IsForWholeHub: false), [view], window, asker);

    private static DutyRota Rota(ResidentView view)
    {
        DutyRota rota = new() { Id = 1, Name = "在宅当番医", Purpose = RotaPurpose.Doctor, ResidentView = view, ResidentPhone = "0000-77-0000" };
        rota.Seats.Add(new DutySeat { Id = 1, RotaId = 1, Group = "内科", Position = 0 });
        rota.Seats.Add(new DutySeat { Id = 2, RotaId = 1, Group = "小児科", Position = 1 });
        return rota;
    }

    private static RotaView Full(ResidentView view = ResidentView.HubNumber) => new(Rota(view),
    [
        .. Enumerable.Range(25, 7).Select(day => Shift(day % 3 + 1, At($"2026-05-{day}", 17, 30), At($"2026-05-{day}", 32, 30), id: day)),
        Shift(7, At("2026-05-29", 9), At("2026-05-29", 21), seat: 2, id: 100),
    ]);

    private static RotaView Long()
    {
        DutyHolder holder = Holder("社会福祉法人恩賜財団済生会みなと病院附属在宅医療支援センター当番医師室", "0000-99-0000", "社会福祉法人恩賜財団済生会みなと病院附属在宅医療支援センター");
        return new RotaView(Rota(ResidentView.HubNumber),
        [
            new DutyShift
            {
                SeatId = 1, HolderId = 1, Holder = holder, StartsAt = At("2026-05-29", 8, 30), EndsAt = At("2026-06-02", 8, 30), Phone = "昼 0000-12-0000／夜 080-0000-0000",
                Note = string.Concat(Enumerable.Repeat("内科の医師がいない日は外科が診ます。", 11)),
            },
        ]);
    }
}
