using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Meetings.CalendarSteps;

namespace Zaitaku.Tests.Meetings;

/// <summary>A coordinator plans a year of meetings by the console's forms.</summary>
public sealed class CalendarPageStory
{
    [Fact]
    public async Task AYearOfMeetings_IsEnteredByOneForm_AfterALookAtAllItsDates()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        (string, string)[] typed = [("Day", "2026-04-20"), ("Repeat", "奇数月第3火曜 19:00～20:30"), ("AnswersDay", "2026-05-12")];
        string shown = await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/new", Form(typed)));
        Assert.Contains("まだ何も入れていません", shown);
        Assert.DoesNotContain("@CalendarLines", shown);
        Assert.All(["2026年5月19日(火) 19:00〜20:30", "2026年7月21日(火)", "2026年9月15日(火)", "2026年11月17日(火)", "2027年1月19日(火)", "2027年3月16日(火)", "この6回を入れる"], words => Assert.Contains(words, shown));
        Assert.Empty(await MeetingsAsync(world));

        Assert.Equal("/console/meetings/1?done=series", await KeepAsync(sato, "/console/meetings/new", typed));
        Meeting[] kept = await MeetingsAsync(world);
        Assert.Equal(["05-19", "07-21", "09-15", "11-17", "01-19", "03-16"], kept.Select(meeting => OfficeTime.DayOf(meeting.StartsAt).ToString("MM-dd")));
        Assert.All(kept, meeting => Assert.Equal((At("2026-05-19", 19) - At("2026-05-12", 17), TimeSpan.FromMinutes(90)), (meeting.StartsAt - meeting.AnswersUntil, meeting.EndsAt - meeting.StartsAt)));
        Assert.Equal("奇数月第3火曜 19:00〜20:30", (await world.AskAsync(db => db.MeetingSeries.SingleAsync())).RuleText);
        Assert.Equal("meetings.series meetings:1 6", await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action.StartsWith("meetings.") && entry.Action != "meetings.read").Select(entry => entry.Action + " " + entry.Subject + " " + entry.Detail).SingleAsync()));

        string list = await PageAsync(sato, "/console/meetings");
        Assert.Contains("2026年5月", list);
        Assert.Contains(">多職種連携会議</a>", list);
        Assert.DoesNotContain(">多職種連携会議</a>", await PageAsync(sato, "/console/meetings?kind=lecture"));
        Assert.DoesNotContain(">多職種連携会議</a>", await PageAsync(sato, "/console/meetings?month=2026-06"));
        Assert.Contains(">多職種連携会議</a>", await PageAsync(sato, "/console/meetings?year=2026&for=doctor"));
    }

    [Theory]
    [InlineData("skip", "天皇誕生日のため、休みます", "2026-03-30")]
    [InlineData("week_later", "2月23日(月・祝)は天皇誕生日のため、ずらします", "2026-03-02")]
    [InlineData("next_working_day", "2月23日(月・祝)は天皇誕生日のため、ずらします", "2026-02-24")]
    [InlineData("hold", "天皇誕生日に開きます", "2026-02-23")]
    public async Task ALastMondayThatIsAHoliday_IsNamed_AndGoesAsTheFormSays(string way, string words, string second)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 1, 5, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        (string, string)[] typed = [("Day", "2026-01-05"), ("Repeat", "毎月最終月曜"), ("Start", "10:00"), ("End", "11:00"), ("Holidays", way)];
        Assert.Contains(words, await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/new", Form(typed))));
        await KeepAsync(sato, "/console/meetings/new", typed);
        Meeting[] kept = await MeetingsAsync(world);
        Assert.Equal(("2026-01-26", second), (OfficeTime.DayOf(kept[0].StartsAt).ToString("yyyy-MM-dd"), OfficeTime.DayOf(kept[1].StartsAt).ToString("yyyy-MM-dd")));
        Assert.All(kept, meeting => Assert.Equal(600, OfficeTime.MinuteOf(meeting.StartsAt)));
    }

    [Fact]
    public async Task AFirstDateThatIsLeftOut_TheDeadlineIsStillAsLongBeforeEachAsBeforeThat()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 1, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, "/console/meetings/new", ("Day", "2026-04-29"), ("Repeat", "毎月第5水曜 19:00"), ("Until", "2027-03-31"), ("AnswersDay", "2026-04-22")); // The 29th is a holiday.
        Meeting[] kept = await MeetingsAsync(world);
        Assert.All(kept, meeting => Assert.Equal(At("2026-04-29", 19) - At("2026-04-22", 17), meeting.StartsAt - meeting.AnswersUntil));
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(sato, $"/console/meetings/{kept[0].Id}?handler=Next", ("day", "2026-04-07"), ("start", "19:00"), ("end", "20:00"));
        Assert.Contains("次回の締切がもう過ぎてしまいます", await TextAsync(answer));
        Assert.Equal(kept.Length, (await MeetingsAsync(world)).Length);
    }

    [Fact]
    public async Task DatesByHand_OneALine_AreOneSeries_AndTheNextIsAgreedOnLater()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, "/console/meetings/new", ("MoreDates", "7/16(木)\r\n１０月１５日\r\n令和9年1月21日"), ("Inviting", "by_hand"));
        Meeting[] kept = await MeetingsAsync(world);
        Assert.Equal(["2026-05-21", "2026-07-16", "2026-10-15", "2027-01-21"], kept.Select(meeting => OfficeTime.DayOf(meeting.StartsAt).ToString("yyyy-MM-dd")));
        await world.WithDbAsync(async db =>
        {
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = kept[3].Id, Name = "三木 花子", Kind = InviteeKind.Person, Answer = MeetingAnswer.Yes, AddedAt = world.Clock.GetUtcNow() });
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = kept[3].Id, Name = "代理の方", Kind = InviteeKind.Deputy, AddedAt = world.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        });

        HttpResponseMessage answer = await ConsoleWorld.PostAsync(sato, $"/console/meetings/{kept[3].Id}?handler=Next", ("day", "2027-03-18"), ("start", "18:30"), ("end", "20:00"));
        Assert.EndsWith("done=next", answer.Headers.Location!.ToString());
        Meeting next = (await MeetingsAsync(world))[^1];
        Assert.Equal((kept[3].SeriesId, kept[3].Title, At("2027-03-18", 18, 30), At("2027-03-18", 20)), (next.SeriesId, next.Title, next.StartsAt, next.EndsAt!.Value));
        MeetingInvitee listed = await world.AskAsync(db => db.MeetingInvitees.SingleAsync(one => one.MeetingId == next.Id));
        Assert.Equal(("三木 花子", MeetingAnswer.None), (listed.Name, listed.Answer));
    }

    [Fact]
    public async Task AClash_IsSaidBeforeAnythingIsKept_WhatWasTypedStays_AndASecondPressKeepsIt()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await GivenAsync(world, "認知症研修", At("2026-05-21", 19));
        string shown = await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/new", Form(("Place", "勤労者会館"))));
        Assert.Contains("同じ時間に、同じ方々の予定があります: 5月21日(木) 19:00〜20:30 認知症研修（みなと市医師会）", shown);
        Assert.Contains("value=\"勤労者会館\"", shown);
        Assert.Single(await MeetingsAsync(world));
        Assert.Contains("4月23日(木)", shown); // The first free Thursday.
        Assert.DoesNotContain("value=\"2026-05-21\" formaction", shown);

        string picked = await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/new?handler=Pick", [.. Form(("Place", "勤労者会館")), ("pick", "2026-05-14")]));
        Assert.Contains("value=\"2026-05-14\"", picked);
        Assert.Contains("value=\"勤労者会館\"", picked);

        await KeepAsync(sato, "/console/meetings/new", ("Place", "勤労者会館"));
        Assert.Equal(2, (await MeetingsAsync(world)).Length);
        Assert.Contains("同じ時間に、同じ方々の予定があります", await PageAsync(sato, "/console/meetings/2"));
    }

    [Fact]
    public async Task OneDateIsMoved_AndLaterOnesFollow_WhereTheyWereNotChangedByThemselves()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, "/console/meetings/new", ("Day", "2026-05-01"), ("Repeat", "毎月第3木曜"), ("Until", "2026-08-31"));
        await KeepAsync(sato, "/console/meetings/3/edit", ("Day", "2026-07-16"), ("Place", "文化会館"), ("Seen", "1"));
        await KeepAsync(sato, "/console/meetings/2/edit", ("Day", "2026-06-25"), ("Place", "保健所"), ("Start", "18:30"), ("End", "20:00"), ("Seen", "1"), ("Scope", "later"));

        Meeting[] kept = await MeetingsAsync(world);
        Assert.Equal(["市民会館", "保健所", "文化会館", "保健所"], kept.Select(meeting => meeting.Place));
        Assert.Equal([At("2026-05-21", 19), At("2026-06-25", 18, 30), At("2026-07-16", 18, 30), At("2026-08-20", 18, 30)], kept.Select(meeting => meeting.StartsAt));
        Assert.Equal([1, 2, 3, 2], kept.Select(meeting => meeting.Revision));
        MeetingChange[] changes = await world.AskAsync(db => db.MeetingChanges.OrderBy(change => change.Id).ToArrayAsync());
        Assert.Equal([3, 2, 3, 4], changes.Select(change => change.MeetingId));
        Assert.Equal(At("2026-06-18", 19), changes[1].StartsAt);
    }

    [Fact]
    public async Task TwoEditAtOnce_TheSecondSeesWhatTheFirstKept_AndLosesNothing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await KeepAsync(sato, "/console/meetings/new");
        await KeepAsync(sato, "/console/meetings/1/edit", ("Place", "保健所"), ("Seen", "1"));
        string shown = await TextAsync(await ConsoleWorld.PostAsync(suzuki, "/console/meetings/1/edit", Form(("Description", "食支援について"), ("Seen", "1"))));
        Assert.Contains("ほかの人がこの会議・研修を直しました", shown);
        Assert.Contains("会場: 保健所", shown);
        Assert.Contains("食支援について", shown);
        Assert.Equal("保健所", Assert.Single(await MeetingsAsync(world)).Place);
    }

    [Fact]
    public async Task AMeetingIsCalledOff_WithItsReason_AndHeldAfterAll()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, "/console/meetings/new");
        Assert.EndsWith("done=cancelled", (await ConsoleWorld.PostAsync(sato, "/console/meetings/1?handler=Cancel", ("reason", "台風のため"), ("seen", "1"))).Headers.Location!.ToString());
        Assert.Contains("中止になりました。台風のため", await PageAsync(sato, "/console/meetings/1"));
        Assert.Contains("中止", await PageAsync(sato, "/console/meetings"));
        Assert.Contains(WebUtility.HtmlDecode("ほかの人が同時に変えました"), await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/1?handler=Restore", ("seen", "1"))));
        await ConsoleWorld.PostAsync(sato, "/console/meetings/1?handler=Restore", ("seen", "2"));
        Meeting meeting = Assert.Single(await MeetingsAsync(world));
        Assert.Equal((false, 3), (meeting.IsCancelled, meeting.Revision));
        bool[] changes = await world.AskAsync(db => db.MeetingChanges.OrderBy(change => change.Id).Select(change => change.IsCancelled).ToArrayAsync());
        Assert.Equal([false, true], changes);
        Assert.Equal(["meetings.add", "meetings.cancel", "meetings.restore"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action.StartsWith("meetings.") && entry.Action != "meetings.read").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToArrayAsync()));
    }

    [Theory]
    [InlineData("Title", "", "名前を書いてください")]
    [InlineData("Day", "", "日付を書いてください")]
    [InlineData("End", "18:00", "終わりの時刻を、始まりより後に")]
    [InlineData("OnlineUrl", "javascript:alert(1)", "https:// で始まる")]
    [InlineData("Capacity", "たくさん", "定員は、数字で")]
    [InlineData("Repeat", "ときどき", "繰り返しを読み取れませんでした")]
    [InlineData("MoreDates", "2/30", "という日はありません")]
    [InlineData("AnswersDay", "2026-06-01", "返事の締切を、始まりより前に")]
    [InlineData("AnswersDay", "2026-04-19", "返事の締切が、もう過ぎています")]
    [InlineData("Day", "2036-05-21", "5年より先の日付です")]
    [InlineData("Kind", "x", "種類を選んでください")]
    public async Task WhatCannotBe_IsSaid_AndNothingIsKept(string field, string value, string words)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.Contains(words, await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/new", Form((field, value)))));
        Assert.Empty(await MeetingsAsync(world));
    }
}
