using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.PlanSteps;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Duties;

/// <summary>When holders are told, as two coordinators and one holder want it; and a list longer than a page.</summary>
public sealed class DutyTimesStory
{
    private const string Page = "/console/rota/1/duties";

    private static readonly (string, string)[] Usual = [("Times.WeekBeforeDays", "7"), ("Times.DayBefore", "17:00"), ("Times.ConfirmBy", "20:00"), ("Times.NextInLineAfter", "30"), ("Times.EveryoneAfter", "60")];

    [Fact]
    public async Task AFormOfBefore_ShowsWhatAColleagueSet_AndASecondPressTakesNothingBack()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 1, 16));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await world.WithDbAsync(async db =>
        {
            await GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), Night("三木 二郎", "2026-06-05"));
            (await db.DutyRotas.SingleAsync()).TellsHolders = false;
            await db.SaveChangesAsync();
        });
        string opened = FieldOf(await sato.ReadsAsync(Page), "Times.Seen");
        await DoesAsync(suzuki, $"{Page}?handler=Times", [("Times.Seen", opened), ("Times.Tells", "true"), ("Times.Approves", "true"), .. Usual]);
        string told = await IsToldAsync(sato, $"{Page}?handler=Times", [("Times.Seen", opened), .. Usual.Skip(1), ("Times.WeekBeforeDays", "3")]);
        Assert.Contains("ほかの人が同時に", told);
        Assert.Matches("name=\"Times.Tells\" value=\"true\" checked", told);
        Assert.Matches("name=\"Times.Approves\" value=\"true\" checked", told);
        Assert.Equal("7", FieldOf(told, "Times.WeekBeforeDays"));
        Assert.Contains("0（知らせない）から60", told = await IsToldAsync(sato, $"{Page}?handler=Times", [("Times.Seen", FieldOf(told, "Times.Seen")), .. Usual.Skip(1), ("Times.WeekBeforeDays", "三日")]));
        Assert.Equal("三日", FieldOf(told, "Times.WeekBeforeDays")); // A slip of the pen is there to be mended.
        DutyRota rota = await world.AskAsync(db => db.DutyRotas.AsNoTracking().SingleAsync());
        Assert.Equal((true, true, 7), (rota.TellsHolders, rota.CoverNeedsApproval, rota.WeekBeforeDays));
    }

    [Fact]
    public async Task OneHoldersOwnTimes_AreShown_ChangedOneByOne_AndNotOverAColleague()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 1, 16));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await world.WithDbAsync(db => GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), Night("木原 一郎", "2026-06-04"), Night("三木 二郎", "2026-06-05")));
        await world.WithDbAsync(async db => await HeldAsync(db, await db.DutyShifts.ToListAsync(), world.Clock.GetUtcNow()));
        int miki = await world.AskAsync(db => db.DutyHolders.Where(one => one.Name == "三木 二郎").Select(one => one.Id).SingleAsync());
        Assert.DoesNotContain("Own.Seen", await sato.ReadsAsync(Page)); // Nobody is chosen yet.
        string form = await sato.ReadsAsync($"{Page}?holder={miki}");
        await DoesAsync(sato, $"{Page}?handler=Own", ("Own.Holder", $"{miki}"), ("Own.Seen", FieldOf(form, "Own.Seen")), ("Own.DayBefore", "12:30"), ("Own.AtStart", "off"));

        string next = await suzuki.ReadsAsync($"{Page}?holder={miki}");
        Assert.Contains("三木 二郎: 前日 12:30、始まりと終わり 知らせない", next);
        Assert.Equal("12:30", FieldOf(next, "Own.DayBefore"));
        Assert.Matches("value=\"off\" selected", next);
        string told = await IsToldAsync(suzuki, $"{Page}?handler=Own", ("Own.Holder", $"{miki}"), ("Own.Seen", FieldOf(form, "Own.Seen")), ("Own.WeekBeforeDays", "3")); // A page opened before.
        Assert.Contains("ほかの人が同時に", told);
        Assert.Equal(("", "12:30"), (FieldOf(told, "Own.WeekBeforeDays"), FieldOf(told, "Own.DayBefore")));
        await DoesAsync(suzuki, $"{Page}?handler=Own", ("Own.Holder", $"{miki}"), ("Own.Seen", FieldOf(told, "Own.Seen")), ("Own.WeekBeforeDays", "3"), ("Own.NoDayBefore", "true"), ("Own.AtStart", "off"));
        DutyHolder holder = await world.AskAsync(db => db.DutyHolders.AsNoTracking().SingleAsync(one => one.Id == miki));
        Assert.Equal((3, -1, false), (holder.WeekBeforeDays, holder.DayBeforeMinute, holder.AtStart));
        string shown = await sato.ReadsAsync($"{Page}?holder={miki}");
        Assert.Contains("三木 二郎: 3日前、前日 知らせない、始まりと終わり 知らせない", shown);
        Assert.Matches("name=\"Own.NoDayBefore\" value=\"true\" checked", shown);
        Assert.Equal(2, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "rota.times" && entry.Subject == $"holder:{miki}")));
    }

    [Fact]
    public async Task MoreDutiesThanAPageHolds_AreCountedAll_AndReachedPageByPage()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 15, 12));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await world.WithDbAsync(async db =>
        {
            DateTimeOffset now = world.Clock.GetUtcNow();
            db.DutyHolders.Add(Holder("三木 二郎"));
            await GivenAsync(db, now, Doctors(), Night("木原 一郎", "2026-06-15"));
            DutyShift shift = await db.DutyShifts.SingleAsync();
            int miki = await db.DutyHolders.Where(one => one.Name == "三木 二郎").Select(one => one.Id).SingleAsync();
            foreach ((int day, int at) in from day in Enumerable.Range(-13, 73) from at in Enumerable.Range(0, 5) select (day, at)) // 65 are over, 300 to come
            {
                DateTimeOffset start = now.AddDays(day).AddMinutes(at + 60);
                db.HeldDuties.Add(new HeldDuty { RotaId = shift.Seat!.RotaId, SeatId = shift.SeatId, HolderId = day == 59 ? miki : shift.HolderId!.Value, StartsAt = start, EndsAt = start.AddHours(12), CreatedAt = now, ConfirmedAt = day == 59 ? now : null });
            }

            await db.SaveChangesAsync();
        });
        string first = await sato.ReadsAsync(Page);
        Assert.Contains("これから60日の当番 300件。確認済み 5件、チャットで届かない方の当番 300件。", first);
        Assert.Contains("三木 二郎</option>", first);
        Assert.DoesNotContain("8月13日", first);
        Assert.Contains($"{Page}?p=2", first);
        Assert.Contains("300件のうち、近いほうから1〜100件目です", first);
        string last = await sato.ReadsAsync($"{Page}?p=3");
        Assert.Contains("8月13日", last);
        Assert.DoesNotContain($"{Page}?p=4", last);
        Assert.Contains("この2週間の当番と電話の件数", last);
        Assert.Equal(65, Regex.Count(last, "handler=Calls"));
        foreach (string odd in (string[])["0", "-3", "9999", "x"])
        {
            Assert.Equal(HttpStatusCode.OK, (await sato.GetAsync($"{Page}?p={odd}&holder=99999")).StatusCode);
        }
    }

    private static Task<int> HeldAsync(Zaitaku.Storage.ZaitakuDb db, IEnumerable<DutyShift> shifts, DateTimeOffset now)
    {
        int rota = db.DutyRotas.Single().Id;
        db.HeldDuties.AddRange(shifts.Select(shift => new HeldDuty { RotaId = rota, SeatId = shift.SeatId, HolderId = shift.HolderId!.Value, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, CreatedAt = now }));
        return db.SaveChangesAsync();
    }

    private static string FieldOf(string page, string name) => Regex.Match(page, $"name=\"{Regex.Escape(name)}\"[^>]*? value=\"([^\"]*)\"").Groups[1].Value;
}
