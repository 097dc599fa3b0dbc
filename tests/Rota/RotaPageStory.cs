using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>A coordinator takes in the medical association's table, corrects it, and changes a night by hand.</summary>
[Collection(ConsoleStories.Name)]
public sealed class RotaPageStory(Chromium chromium)
{
    private const string Table = "日付,曜日,時間,診療科,医療機関,電話\n2026-04-25,土,17:30～翌08:30,指定なし,木原病院,0000-23-0634\n2026-04-26,日,09:00～12:00 / 14:00～17:00,小児科,みぶ小児科,\n2026-04-26,日,08:30～翌08:30,指定なし,三木病院,0000-32-4680\n";
    private const string Corrected = "日付,曜日,時間,診療科,医療機関,電話\n2026-04-26,日,08:30～翌08:30,指定なし,広瀬病院,0000-47-0100\n2026-04-26,日,09:00～12:00 / 14:00～17:00,小児科,みぶ小児科,\n";

    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task ATable_ShowsItsDifferences_IsPublished_AndANightIsGivenToSomebodyElse(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        await page.GotoAsync("/console/rota");
        await page.GetByLabel("名前", new() { Exact = true }).FillAsync("休日夜間の当番");
        await page.GetByLabel("何の当番").SelectOptionAsync("hospital");
        await page.GetByLabel("住民の方に伝えること").SelectOptionAsync("Published");
        await page.GetByRole(AriaRole.Button, new() { Name = "作る" }).ClickAsync();
        await Expect(page.GetByText("作りました。")).ToBeVisibleAsync();

        await page.GetByLabel("ファイル", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "当番表.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Table) });
        await page.GetByRole(AriaRole.Button, new() { Name = "違いを見る" }).ClickAsync();
        await Expect(page.GetByText("まだ何も変わっていません。")).ToBeVisibleAsync();
        await Expect(page.Locator(".figures > div", new() { HasText = "新しく入る" })).ToContainTextAsync("4");
        await Expect(page.GetByText("はじめて見る名前です")).ToContainTextAsync("みぶ小児科");
        await page.HasNoBarriersAsync();
        await page.PictureAsync($"console-rota-draft-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "このとおりに公開する" }).ClickAsync();
        await Expect(page.GetByText("公開しました。")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Row, new() { Name = "4月25日(土)" }).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByLabel("だれ", new() { Exact = true }).FillAsync("済生会病院");
        await page.GetByLabel("この当番の電話").FillAsync("0000-47-2500");
        await page.HasNoBarriersAsync();
        await page.PictureAsync($"console-rota-shift-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "変える", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "4月25日(土)" })).ToContainTextAsync("済生会病院（変更）");
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync($"console-rota-month-{width}-{scheme}");
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task ACorrection_ChangesOnlyItsDays_WhatIsTheSameStaysTheSameRow_AndThePastIsKept()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MakeAsync(sato);
        await PublishAsync(sato, Table);
        DutyShift[] before = await StandingAsync(world);
        Assert.Equal(["木原病院", "三木病院", "みぶ小児科", "みぶ小児科"], before.Select(shift => shift.Holder!.Name));

        world.Clock.Advance(TimeSpan.FromHours(1));
        string draft = await UploadAsync(sato, Corrected);
        string differences = WebUtility.HtmlDecode(await sato.GetStringAsync(draft));
        Assert.Contains("人が変わる", differences);
        Assert.Contains("広瀬病院", differences);
        Assert.DoesNotContain("木原病院", differences); // Its day is not in the table.
        Assert.Equal(before.Select(shift => shift.Id), (await StandingAsync(world)).Select(shift => shift.Id)); // Nothing changes by looking.
        await PressAsync(sato, draft, "Publish", 1);

        DutyShift[] after = await StandingAsync(world);
        Assert.Equal(["木原病院", "広瀬病院", "みぶ小児科", "みぶ小児科"], after.Select(shift => shift.Holder!.Name));
        Assert.Equal(new[] { 0, 2, 3 }.Select(at => before[at].Id), new[] { 0, 2, 3 }.Select(at => after[at].Id));
        DutyShift[] all = await world.AskAsync(db => db.DutyShifts.Include(shift => shift.Holder).ToArrayAsync());
        Assert.Equal("三木病院", Assert.Single(all, shift => shift.KnownUntil == world.Clock.GetUtcNow()).Holder!.Name);
        Assert.Equal(["rota.add", "rota.publish", "rota.publish", "rota.table", "rota.table"],
            (await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action.StartsWith("rota.") && entry.Action != "rota.read").Select(entry => entry.Action).ToArrayAsync())).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TwoPublishAtOnce_TheSecondIsToldToLookAgain_AndADraftIsPublishedOnce()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await MakeAsync(sato);
        string first = await UploadAsync(sato, Table), second = await UploadAsync(suzuki, Corrected);
        await PressAsync(sato, first, "Publish", 0);
        HttpResponseMessage refused = await ConsoleWorld.PostAsync(suzuki, $"{second}?handler=Publish", ("seen", "0"));
        Assert.Contains("ほかの人が当番表を変えました", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()));
        Assert.Equal("三木病院", (await StandingAsync(world))[1].Holder!.Name);
        Assert.EndsWith("done=ended", (await ConsoleWorld.PostAsync(sato, $"{first}?handler=Publish", ("seen", "1"))).Headers.Location!.ToString()); // Pressed again.

        await PressAsync(suzuki, second, "Drop", 0);
        Assert.All(await world.AskAsync(db => db.RotaDrafts.ToArrayAsync()), draft => Assert.Equal("[]", draft.Body));
    }

    [Fact]
    public async Task APartOfANight_GoesToSomebodyElse_ToNobody_AndBack()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MakeAsync(sato);
        await PublishAsync(sato, Table);
        long night = (await StandingAsync(world))[0].Id;
        Assert.Equal(HttpStatusCode.Redirect, (await WriteAsync(sato, $"/console/rota/1/shift/{night}?handler=Replace", "2026-04-25", "22:00", "2026-04-26", "02:00", "済生会病院", seen: 1)).StatusCode);
        Assert.Equal(["木原病院", "済生会病院", "木原病院"], await OnAsync(world, [21, 24, 27]));

        HttpResponseMessage outside = await WriteAsync(sato, $"/console/rota/1/shift/{night}?handler=Replace", "2026-04-25", "12:00", "2026-04-26", "02:00", "済生会病院", seen: 2);
        Assert.Contains("この当番の時間の中で", WebUtility.HtmlDecode(await outside.Content.ReadAsStringAsync()));

        DutyShift over = (await StandingAsync(world)).Single(shift => shift.Layer == DutyLayer.Override);
        Assert.Equal(HttpStatusCode.Redirect, (await WriteAsync(sato, $"/console/rota/1/shift/{over.Id}?handler=Replace", "2026-04-25", "23:00", "2026-04-26", "00:00", "", seen: 2, nobody: true)).StatusCode);
        Assert.Equal(["済生会病院", "", "済生会病院"], await OnAsync(world, [22, 23, 24]));

        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(sato, $"/console/rota/1/shift/{over.Id}?handler=TakeBack", ("seen", "3"))).StatusCode);
        Assert.Equal(["木原病院", "", "木原病院"], await OnAsync(world, [22, 23, 24]));
        Assert.Contains("これは表の当番です", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(sato, $"/console/rota/1/shift/{night}?handler=TakeBack", ("seen", "4"))).Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task WhatWasWrittenByHand_StaysOverANewTable_IsSaidSo_AndMeansTheSameDutyStill()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MakeAsync(sato);
        await PublishAsync(sato, "日付,時間,医療機関,電話\n2026-04-25,9:00～17:00,甲病院,\n2026-04-25,9:00～17:00,乙病院,\n");
        DutyShift ill = (await StandingAsync(world)).Single(shift => shift.Holder!.Name == "乙病院");
        await WriteAsync(sato, $"/console/rota/1/shift/{ill.Id}?handler=Replace", "2026-04-25", "09:00", "2026-04-25", "17:00", "丙病院", seen: 1);

        string draft = await UploadAsync(sato, "日付,時間,医療機関,電話\n2026-04-25,10:00～17:00,甲病院,\n2026-04-25,9:00～17:00,乙病院,0000-12-0000\n");
        string page = WebUtility.HtmlDecode(await sato.GetStringAsync(draft));
        Assert.Contains("手書きの変更が残ります", page);
        Assert.Contains("丙病院", page);
        await PressAsync(sato, draft, "Publish", 2);

        DutyShift[] standing = await StandingAsync(world);
        Assert.Equal(["丙病院", "甲病院"], standing.Select(shift => shift.SeatId).Distinct().Select(seat => RotaRules.OnDutyAt(standing, seat, At("2026-04-25", 11))!.Holder!.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TwoOpenOnePage_TheSecondIsToldToLook_AndNothingOfTheFirstIsLost()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await MakeAsync(sato);
        await PublishAsync(sato, Table);
        long night = (await StandingAsync(world))[0].Id;
        Assert.Equal(HttpStatusCode.Redirect, (await WriteAsync(sato, $"/console/rota/1/shift/{night}?handler=Replace", "2026-04-25", "17:30", "2026-04-26", "08:30", "済生会病院", seen: 1)).StatusCode);
        HttpResponseMessage late = await WriteAsync(suzuki, $"/console/rota/1/shift/{night}?handler=Replace", "2026-04-25", "17:30", "2026-04-26", "08:30", "広瀬病院", seen: 1);
        Assert.Contains("ほかの人が同時に表を変えました", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()));
        Assert.Equal(["済生会病院"], await OnAsync(world, [20]));

        foreach (int round in new[] { 1, 2 })
        {
            await ConsoleWorld.PostAsync(sato, "/console/rota/1?handler=Close", ("wanted", "closed")); // Twice: it stays closed.
        }

        Assert.NotNull(await world.AskAsync(db => db.DutyRotas.Select(rota => rota.ClosedAt).SingleAsync()));
    }

    [Fact]
    public async Task WhoIsTakenOut_StandsInNoNewTable_UntilTheyAreBack()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MakeAsync(sato);
        await PublishAsync(sato, Table);
        int holder = await world.AskAsync(db => db.DutyHolders.Where(one => one.Name == "広瀬病院" || one.Name == "三木病院").Select(one => one.Id).FirstAsync());
        await ConsoleWorld.PostAsync(sato, $"/console/rota/holders?handler=Close&holder={holder}", ("wanted", "closed"));
        string draft = await UploadAsync(sato, "日付,時間,医療機関\n2026-04-27,17:30～翌8:30,三木病院\n");
        Assert.Contains("当番から外した人が入っています: 三木病院", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(sato, $"{draft}?handler=Publish", ("seen", "1"))).Content.ReadAsStringAsync()));
        await ConsoleWorld.PostAsync(sato, $"/console/rota/holders?handler=Close&holder={holder}", ("wanted", "open"));
        await PressAsync(sato, draft, "Publish", 1);
    }

    [Theory]
    [InlineData("", "ファイルを選んでください")]
    [InlineData("こんにちは\nさようなら\n", "見出し")]
    [InlineData("日付,時間,医療機関\n2026-04-25,25時まで,木原病院\n", "2行目")]           // hours nobody can read
    [InlineData("日付,曜日,時間,医療機関\n2026-04-25,日,17:30～翌8:30,木原病院\n", "2行目")] // the 25th is a Saturday
    [InlineData("日付,時間,医療機関\n", "1件もありません")]
    public async Task ATableThatCannotBeReadWhole_IsNotTakenInHalf(string table, string told)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MakeAsync(sato);
        using MultipartFormDataContent form = await FormAsync(sato, table);
        HttpResponseMessage answer = await sato.PostAsync("/console/rota/1?handler=Table", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(told, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        Assert.Equal(0, await world.AskAsync(db => db.RotaDrafts.CountAsync()));
    }

    [Theory]
    [InlineData("table.csv")]
    [InlineData("table.xlsx")]
    public async Task WhatIsSavedAsAFile_IsReadAgainAsTheSame(string file)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MakeAsync(sato);
        await PublishAsync(sato, Table);
        await ConsoleWorld.PostAsync(sato, "/console/rota/holders?handler=Keep&holder=1", ("Form.Name", "木原病院"), ("Form.Phone", "0000-23-0634"), ("Form.Seen", "0"));
        byte[] saved = await sato.GetByteArrayAsync($"/console/rota/1/{file}?month=2026-04");
        string page = WebUtility.HtmlDecode(await sato.GetStringAsync(await UploadAsync(sato, saved, file)));
        Assert.Contains("いまの表と同じです", page);
    }

    [Fact]
    public async Task HoldersNumber_IsAnsweredAtOnce_AndTwoOfOneNameAreRefused()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(sato, "/console/rota/holders?handler=Keep", ("Form.Name", "佐藤 一"), ("Form.Institution", "みなと内科"), ("Form.Phone", "０００－００００－００００"))).StatusCode);
        DutyHolder kept = await world.AskAsync(db => db.DutyHolders.SingleAsync());
        Assert.Equal(("佐藤 一", "みなと内科", "000-0000-0000"), (kept.Name, kept.Institution, kept.Phone));
        Assert.Contains("同じ名前がもうあります", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(sato, "/console/rota/holders?handler=Keep", ("Form.Name", "佐藤　一"))).Content.ReadAsStringAsync()));
        Assert.Contains("電話番号が読めません", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(sato, "/console/rota/holders?handler=Keep", ("Form.Name", "鈴木"), ("Form.Phone", "なし"))).Content.ReadAsStringAsync()));
    }

    private static async Task MakeAsync(HttpClient browser) =>
        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(browser, "/console/rota", ("Form.Name", "休日夜間の当番"), ("Form.Purpose", "hospital"), ("Form.ResidentView", "Published"))).StatusCode);

    private static Task<string> UploadAsync(HttpClient browser, string table) => UploadAsync(browser, System.Text.Encoding.UTF8.GetBytes(table), "当番表.csv");

    /// <returns>The address of the draft.</returns>
    private static async Task<string> UploadAsync(HttpClient browser, byte[] file, string name)
    {
        using MultipartFormDataContent form = await FormAsync(browser, "");
        form.Add(new ByteArrayContent(file), "table", name);
        HttpResponseMessage answer = await browser.PostAsync("/console/rota/1?handler=Table", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        return answer.Headers.Location!.ToString();
    }

    private static async Task<MultipartFormDataContent> FormAsync(HttpClient browser, string table)
    {
        MultipartFormDataContent form = new() { { new StringContent(ConsoleWorld.TokenIn(await browser.GetStringAsync("/console/account"))), "__RequestVerificationToken" } };
        if (table.Length > 0)
        {
            form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(table)), "table", "当番表.csv");
        }

        return form;
    }

    private static async Task PublishAsync(HttpClient browser, string table) => await PressAsync(browser, await UploadAsync(browser, table), "Publish", 0);

    private static async Task PressAsync(HttpClient browser, string draft, string handler, int seen) =>
        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(browser, $"{draft}?handler={handler}", ("seen", $"{seen}"))).StatusCode);

    private static Task<HttpResponseMessage> WriteAsync(HttpClient browser, string address, string day, string starts, string endDay, string ends, string holder, int seen, bool nobody = false) =>
        ConsoleWorld.PostAsync(browser, address, ("Duty.Day", day), ("Duty.Starts", starts), ("Duty.EndDay", endDay), ("Duty.Ends", ends), ("Duty.Holder", holder), ("Duty.Nobody", nobody ? "true" : ""), ("Duty.Seen", $"{seen}"));

    private static Task<DutyShift[]> StandingAsync(ConsoleWorld world) =>
        world.AskAsync(db => db.DutyShifts.Include(shift => shift.Holder).Where(shift => shift.KnownUntil == null).OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.Id).ToArrayAsync());

    /// <summary>Who is on the first seat at these hours of 25 April.</summary>
    private static async Task<string[]> OnAsync(ConsoleWorld world, int[] hours)
    {
        DutyShift[] shifts = await StandingAsync(world);
        return [.. hours.Select(hour => RotaRules.OnDutyAt(shifts, shifts[0].SeatId, At("2026-04-25", hour))?.Holder?.Name ?? "")];
    }
}
