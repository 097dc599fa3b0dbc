using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Meetings.CalendarSteps;

namespace Zaitaku.Tests.Meetings;

/// <summary>A coordinator lets a series go on for another year, and ends one.</summary>
public sealed class SeriesPageStory
{
    [Fact]
    public async Task InMarch_NextYearsDates_ComeOfThisYearsSeries_AfterALookAtThem()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2027, 3, 2, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, "/console/meetings/new", ("Day", "2026-04-20"), ("Repeat", "奇数月第3火曜 19:00～20:30"), ("AnswersDay", "2026-05-12"));
        await KeepAsync(sato, "/console/meetings/6/edit", ("Day", "2027-03-16"), ("AnswersDay", "2027-03-09"), ("Place", "保健所"), ("Agenda", "その日の次第"), ("Seen", "1"));
        await GivenAsync(world, "認知症研修", At("2027-07-20", 19));
        Assert.Contains("2027年3月31日(水)まで <strong>多職種連携会議</strong> 奇数月第3火曜 19:00〜20:30 <a href=\"/console/meetings/6/series\">", await PageAsync(sato, "/console/meetings"));
        Assert.Contains("空欄なら2028年3月31日(金)まで", await PageAsync(sato, "/console/meetings/6/series"));

        string shown = await TextAsync(await ExtendAsync(sato, 6, "0"));
        Assert.All(["まだ何も入れていません", "2027年5月18日(火) 19:00〜20:30", "2027年7月20日(火)", "2027年9月21日(火)", "2027年11月16日(火)", "2028年1月18日(火)", "2028年3月21日(火)", "この6回を足す", "認知症研修"], words => Assert.Contains(words, shown));
        Assert.Equal(7, (await MeetingsAsync(world)).Length);

        HttpResponseMessage kept = await ExtendAsync(sato, 6, "0", ("Mark", MarkIn(shown)));
        Assert.EndsWith("?done=series", kept.Headers.Location!.ToString());
        Meeting[] next = [.. (await MeetingsAsync(world)).Where(one => one.StartsAt > At("2027-04-01", 0) && one.SeriesId == 1)];
        Assert.Equal(6, next.Length);
        Assert.All(next, one => Assert.Equal(("保健所", "", TimeSpan.FromMinutes(90), At("2027-03-16", 19) - At("2027-03-09", 17), OfficeTime.DayOf(one.StartsAt)), (one.Place, one.Agenda, one.EndsAt - one.StartsAt, one.StartsAt - one.AnswersUntil!.Value, one.PlannedOn!.Value)));
        Assert.Equal((new DateOnly(2028, 3, 31), "奇数月第3火曜 19:00〜20:30"), await world.AskAsync(db => db.MeetingSeries.Select(one => new ValueTuple<DateOnly, string>(one.Until!.Value, one.RuleText)).SingleAsync()));
        Assert.DoesNotContain("続きの日程を決める系列", await PageAsync(sato, "/console/meetings"));

        Assert.Contains("ほかの人が同時に変えました", await TextAsync(await ExtendAsync(sato, 6, "0", ("Mark", MarkIn(shown))))); // Pressed twice.
        Assert.Equal(13, (await MeetingsAsync(world)).Length);
        Assert.Equal(["6", "6"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "meetings.series").Select(entry => entry.Detail).ToArrayAsync()));
    }

    [Fact]
    public async Task EverySecondMonth_IsCountedOnFromTheFirst_ForSoManyDates_AtOtherHours()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, "/console/meetings/new", ("Day", "2026-04-20"), ("Repeat", "隔月第3木曜 19:00～20:30"), ("Until", "2026-08-31"));
        (string, string)[] typed = [("Count", "２回"), ("Start", "18:30"), ("End", "20:00")];
        Assert.Contains("回数は、1から", await TextAsync(await ExtendAsync(sato, 1, "0", typed)));
        typed[0] = ("Count", "2");
        string shown = await TextAsync(await ExtendAsync(sato, 1, "0", typed));
        await ExtendAsync(sato, 1, "0", [.. typed, ("Mark", MarkIn(shown))]);
        Assert.Equal([At("2026-06-18", 19), At("2026-08-20", 19), At("2026-10-15", 18, 30), At("2026-12-17", 18, 30)], (await MeetingsAsync(world)).Select(one => one.StartsAt));
        MeetingSeries series = await world.AskAsync(db => db.MeetingSeries.AsNoTracking().SingleAsync());
        Assert.Equal(("隔月第3木曜 18:30〜20:00", new DateOnly(2026, 12, 17)), (series.RuleText, series.Until));

        shown = await TextAsync(await ExtendAsync(sato, 1, "1", ("Until", "2027-03-31"), ("Start", "18:30"), ("End", "20:00")));
        Assert.Contains("2027年2月18日(木)", shown); // One date, and it is shown first too.
        Assert.Equal(4, (await MeetingsAsync(world)).Length);
    }

    [Fact]
    public async Task DatesByHand_AreTheNextOnes_AndThoseEnteredByHandAreInvitedAgain()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2027, 3, 10, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, "/console/meetings/new", ("Day", "2026-05-21"), ("MoreDates", "7/16\n令和9年1月21日"), ("Inviting", "by_hand"));
        await world.WithDbAsync(async db =>
        {
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = 3, Name = "三木 花子", Kind = InviteeKind.Person, Answer = MeetingAnswer.Yes, AddedAt = world.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        });
        Assert.Contains("もう過ぎたか", await TextAsync(await ExtendAsync(sato, 3, "0", ("Days", "令和8年5月21日"))));
        Assert.Contains("足す日付を書いてください", await TextAsync(await ExtendAsync(sato, 3, "0", ("Days", " "))));
        string shown = await TextAsync(await ExtendAsync(sato, 3, "0", ("Days", "7/15(木)\n１０月２１日")));
        Assert.Contains("2027年7月15日(木)", shown);
        await ExtendAsync(sato, 3, "0", ("Days", "7/15(木)\n１０月２１日"), ("Mark", MarkIn(shown)));
        Meeting[] next = [.. (await MeetingsAsync(world)).Skip(3)];
        Assert.Equal([At("2027-07-15", 19), At("2027-10-21", 19)], next.Select(one => one.StartsAt));
        int[] ids = [.. next.Select(one => one.Id)];
        Assert.Equal(["三木 花子 None", "三木 花子 None"], await world.AskAsync(db => db.MeetingInvitees.Where(one => ids.Contains(one.MeetingId)).Select(one => one.Name + " " + one.Answer).ToArrayAsync()));
    }

    [Fact]
    public async Task ASeriesIsEnded_SomeDatesAreCalledOff_TheOthersAreHeld_AndItGoesOnAfterAll()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 7, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, "/console/meetings/new", ("Day", "2026-05-01"), ("Repeat", "毎月第3木曜"), ("Until", "2026-10-31"));
        int other = await GivenAsync(world, "よその会", At("2026-09-01", 19));
        string page = await PageAsync(sato, "/console/meetings/1/series");
        Assert.All(["2026年8月20日(木) 19:00〜20:30 を中止にする", "2026年10月15日(木) 19:00〜20:30 を中止にする"], words => Assert.Contains(words, page));
        Assert.DoesNotContain("2026年6月18日(木) 19:00〜20:30 を中止にする", page);

        string refused = await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/1/series?handler=Close", ("Form.Seen", "0"), ("reason", "来年度から別の会に合流します")));
        Assert.Contains("中止にする回に印を付けるか", refused);
        Assert.Contains("value=\"来年度から別の会に合流します\"", refused);
        HttpResponseMessage closed = await ConsoleWorld.PostAsync(sato, "/console/meetings/1/series?handler=Close", ("Form.Seen", "0"), ("off", "5"), ("off", "6"), ("off", "1"), ("off", $"{other}"), ("reason", "来年度から別の会に合流します"));
        Assert.EndsWith("/series?done=closed", closed.Headers.Location!.ToString());
        Meeting[] kept = await MeetingsAsync(world);
        Assert.Equal([5, 6], kept.Where(one => one.IsCancelled).Select(one => one.Id)); // Not the past one, nor that of others.
        Assert.All(kept.Where(one => one.IsCancelled), one => Assert.Equal("来年度から別の会に合流します", one.CancelReason));
        int[] told = await world.AskAsync(db => db.MeetingChanges.OrderBy(change => change.MeetingId).Select(change => change.MeetingId).ToArrayAsync());
        Assert.Equal([5, 6], told);
        Assert.Contains("2026年7月20日(月・祝)に、この系列を終えました", await PageAsync(sato, "/console/meetings/1/series"));

        Assert.Contains("この系列は終えています", await TextAsync(await ExtendAsync(sato, 1, "1")));
        Assert.Contains("この系列は終えています", await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/1?handler=Next", ("day", "2027-03-18"), ("start", "18:30"), ("end", "20:00"))));
        await ConsoleWorld.PostAsync(sato, "/console/meetings/1/series?handler=Reopen", ("Form.Seen", "1"));
        Assert.Contains("2026年11月19日(木)", await TextAsync(await ExtendAsync(sato, 1, "2")));
        Assert.Equal(["meetings.cancel meetings:5 ", "meetings.cancel meetings:6 ", "meetings.series_close meetings:6 2", "meetings.series_open meetings:6 "],
            await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "meetings.cancel" || entry.Action.StartsWith("meetings.series_")).OrderBy(entry => entry.Id).Select(entry => entry.Action + " " + entry.Subject + " " + entry.Detail).ToArrayAsync()));
    }

    [Fact]
    public async Task AMeetingOfNoSeries_HasNoSuchPage()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 7, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        int id = await GivenAsync(world, "よその会", At("2026-09-01", 19));
        Assert.Equal(HttpStatusCode.NotFound, (await sato.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{id}/series"))).StatusCode);
        Assert.DoesNotContain("/series", await PageAsync(sato, string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{id}")));
    }

    private static Task<HttpResponseMessage> ExtendAsync(HttpClient browser, int meeting, string seen, params (string Name, string Value)[] typed)
    {
        Dictionary<string, string> fields = new() { ["Start"] = "19:00", ["End"] = "20:30", ["Seen"] = seen };
        foreach ((string name, string value) in typed)
        {
            fields[name] = value;
        }

        return ConsoleWorld.PostAsync(browser, $"/console/meetings/{meeting}/series?handler=Extend", [.. fields.Select(field => ($"Form.{field.Key}", field.Value))]);
    }
}
