using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Meetings.CalendarSteps;

namespace Zaitaku.Tests.Meetings;

/// <summary>Lists as they come: nobody is invited who is not meant, and nothing is called off, doubled or put into another year by a slip.</summary>
public sealed class ImportCareStory
{
    private const string Heading = "日付,開始,終了,名称,主催,定員\n";

    private const string First = Heading + "2026-05-21,19:00,20:30,定例会,医師会,\n2026-06-18,19:00,20:30,定例会,医師会,\n2026-09-17,19:00,20:30,認知症,医師会,\n";

    [Fact]
    public async Task OnlyWhoIsNamed_IsInvited_AndThePageSaysWho()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        const string List = "日付,開始,名称,対象,種類\n2026-05-21,19:00,服薬,薬剤師,\n2026-05-22,19:00,総会,医師会会員,\n2026-05-23,10:00,フレイル,住民,\n2026-05-24,10:00,講座,,市民講座\n2026-05-25,19:00,看取り,,\n";
        string shown = await TakeAllAsync(sato, List);
        Assert.Contains("案内する方: 薬剤師（対象「薬剤師」）", shown);
        Assert.Contains("対象「医師会会員」からは、案内する専門職が分かりません。だれにも案内しないので", shown);
        Assert.Contains("対象「住民」からは", shown);
        Assert.Contains("案内: 対象からは", shown);
        Assert.Contains("案内する方: 専門職の方みんな", shown);
        Assert.Equal(
            [("服薬", MeetingInviting.Audience, "薬剤師"), ("総会", MeetingInviting.ByHand, ""), ("フレイル", MeetingInviting.ByHand, ""), ("講座", MeetingInviting.ByHand, ""), ("看取り", MeetingInviting.Audience, "")],
            (await MeetingsAsync(world)).Select(one => (one.Title, one.Inviting, one.AudienceProfessions)));
        Assert.DoesNotContain("案内する方:", await TextAsync(await UploadAsync(sato, List.Replace("看取り", "口腔", StringComparison.Ordinal)))); // Only listed.
        Assert.Contains("案内する方は変わりません（いま: 薬剤師）", await TextAsync(await UploadAsync(sato, List.Replace("薬剤師", "看護師", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task WhereAnswersHaveEnded_NobodyIsInvited_AndThePageSaysSo()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string shown = await TakeAllAsync(sato, "日付,開始,名称,対象,申込締切\n2026-05-21,19:00,服薬,薬剤師,2026-04-10\n");
        Assert.Contains("返事の締切を過ぎているので、だれにも案内しません", shown);
        Assert.Equal(("服薬", MeetingInviting.ByHand), Assert.Single(await MeetingsAsync(world)) is var one ? (one.Title, one.Inviting) : default);
    }

    [Fact]
    public async Task WhatIsMarkedCancelled_IsCalledOff()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ImportAsync(sato, First);
        string shown = await ImportAsync(sato, First.Replace("認知症", "【中止】認知症", StringComparison.Ordinal));
        Assert.Contains("中止にする", shown);
        Assert.DoesNotContain("この表にないものです", shown);
        Assert.Equal([false, false, true], (await MeetingsAsync(world)).Select(one => one.IsCancelled));
    }

    [Fact]
    public async Task ARowNobodyCanRead_IsNoReasonToCallItsMeetingOff()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ImportAsync(sato, First);
        string refused = await TextAsync(await UploadAsync(sato, Heading + "2026-05-21,19:00,20:30,定例会,医師会,50～60名\n2026-06-18,夜,,定例会,医師会,\n2026-09-17,19:00,20:30,認知症,医師会,\n"));
        Assert.Contains("定員「50～60名」が読めません", refused);
        Assert.DoesNotContain("この表にないものです", refused);
        string unread = await TextAsync(await UploadAsync(sato, Heading + "2026-05-21,19:00,20:30,定例会,医師会,\n6月の第3木曜,19:00,20:30,定例会,医師会,\n2026-09-17,19:00,20:30,認知症,医師会,\n"));
        Assert.Contains("この表にないものです", unread);
        Assert.Contains("読めない行が、これかもしれません", unread);
        Assert.DoesNotContain("開いて中止にしてください", unread);
    }

    [Theory]
    [InlineData(First, "2026-05-21 2026-06-18 2026-09-17")] // The organiser still says so: both go back.
    [InlineData(Heading + "2026-06-18,19:00,20:30,定例会,医師会,\n2026-07-16,19:00,20:30,定例会,医師会,\n2026-09-17,19:00,20:30,認知症,医師会,\n", "2026-06-18 2026-07-16 2026-09-17")] // Their list has followed: nothing changes.
    public async Task DatesMovedInTheConsole_AreTwoMeetings_InTheOldListAndInTheNew(string list, string days)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ImportAsync(sato, First);
        await world.WithDbAsync(async db =>
        {
            foreach (Meeting one in await db.Meetings.Where(one => one.Title == "定例会").ToListAsync())
            {
                (one.StartsAt, one.EndsAt) = one.Id == 1 ? (At("2026-06-18", 19), At("2026-06-18", 20, 30)) : (At("2026-07-16", 19), At("2026-07-16", 20, 30));
            }

            await db.SaveChangesAsync();
        });
        Assert.DoesNotContain("この表にないものです", await ImportAsync(sato, list));
        Assert.Equal(days, string.Join(' ', (await MeetingsAsync(world)).Select(one => $"{Storage.Time.OfficeTime.DayOf(one.StartsAt):yyyy-MM-dd}")));
        Assert.Equal([1, 2, 3], (await MeetingsAsync(world)).Select(one => one.Id));
    }

    [Fact]
    public async Task TheSameListTakenTwiceAtOnce_IsEnteredOnce()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        string page = await (await UploadAsync(sato, First)).Content.ReadAsStringAsync();
        (string, string)[] fields = [("body", Hidden(page, "body")), ("mark", Hidden(page, "mark")), ("inviting", "nobody")];
        HttpResponseMessage[] answers = await Task.WhenAll(new[] { sato, suzuki, sato }.Select(one => ConsoleWorld.PostAsync(one, "/console/meetings/import?handler=Take", fields)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(3, (await MeetingsAsync(world)).Length);
        answers = await Task.WhenAll(new[] { sato, suzuki, sato }.Select(one => ConsoleWorld.PostAsync(one, "/console/meetings/new", Form(("Day", "2026-08-20")))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(4, (await MeetingsAsync(world)).Length);
    }

    [Fact]
    public async Task AListOfLastYear_ShowsItsYear_AndThatItIsPast()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        const string List = "2025年度 第4回理事会 承認\n日付,曜日,開始,名称\n5/21,,19:00,看取り\n";
        string shown = await TextAsync(await UploadAsync(sato, List));
        Assert.Contains("2025年5月21日(水) 19:00〜", shown);
        Assert.Contains("過ぎた日付のものが1件", shown);
        shown = await ImportAsync(sato, List, "2026");
        Assert.Contains("2026年5月21日(木) 19:00〜", shown);
        Assert.DoesNotContain("過ぎた日付", shown);
        Assert.Equal(At("2026-05-21", 19), Assert.Single(await MeetingsAsync(world)).StartsAt);
    }

    [Theory]
    [InlineData("3/18\n5/20", "2027-01-21 2027-03-18 2027-05-20")] // Over the turn of the year.
    [InlineData("5/20(木)", "2027-01-21 2027-05-20")]
    [InlineData("2026-12-17", "2026-12-17 2027-01-21")] // Its year is written.
    [InlineData("3/18(金)", "曜日")] // A Thursday; not taken for a Friday of another year.
    public async Task FurtherDates_AreTheNextOnes(string typed, string expected)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 11, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        if (!expected.Contains('-', StringComparison.Ordinal))
        {
            Assert.Contains(expected, await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/new", Form(("Day", "2027-01-21"), ("MoreDates", typed)))));
            return;
        }

        await KeepAsync(sato, "/console/meetings/new", ("Day", "2027-01-21"), ("MoreDates", typed));
        Assert.Equal(expected, string.Join(' ', (await MeetingsAsync(world)).Select(one => $"{Storage.Time.OfficeTime.DayOf(one.StartsAt):yyyy-MM-dd}")));
    }

    [Fact]
    public async Task WhoLooksForWhatResidentsMayAttend_SeesNothingElse()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await GivenAsync(world, "専門職の研修", At("2026-05-21", 19));
        await GivenAsync(world, "フレイル講座", At("2026-05-22", 10), one => one.IsForResidents = true);
        foreach (string audience in (string[])["resident", "住民"])
        {
            string page = await PageAsync(sato, $"/console/meetings?for={Uri.EscapeDataString(audience)}");
            Assert.Contains("フレイル講座", page);
            Assert.DoesNotContain("専門職の研修", page);
        }
    }

    private static async Task<string> TakeAllAsync(HttpClient browser, string table)
    {
        string page = await (await UploadAsync(browser, table, inviting: "audience")).Content.ReadAsStringAsync();
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, "/console/meetings/import?handler=Take", ("body", Hidden(page, "body")), ("mark", Hidden(page, "mark")), ("inviting", Hidden(page, "inviting")));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await TextAsync(answer));
        return WebUtility.HtmlDecode(page);
    }

    private static string Hidden(string page, string name) => WebUtility.HtmlDecode(Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);
}
