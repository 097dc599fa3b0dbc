using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Fakes;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.ChatPage;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A coordinator looks after what came in and what must go out. Monday 2026-04-20, 9:30 in Tokyo.</summary>
[Collection(ConsoleStories.Name)]
public sealed class TrafficStory(Chromium chromium)
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 20, 9, 30);
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task ACoordinator_SeesWhatWaits_Calls_TakesNote_AndTriesAgain(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        await world.WithDbAsync(db => TrafficRows.FurnishAsync(db, _clock.GetUtcNow()));
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);

        await page.GotoAsync("/console");
        await Expect(page.Locator(".wants-eyes", new() { HasText = "電話で伝えるもの" })).ToContainTextAsync("2");
        await Expect(page.Locator(".wants-eyes", new() { HasText = "届いたか分からない送信" })).ToContainTextAsync("1");
        await page.GetByRole(AriaRole.Link, new() { Name = "処理できず止まった受信" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "送受信", Level = 1 })).ToBeVisibleAsync();
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"console-traffic-{width}-{scheme}.png"), FullPage = true });
        Assert.DoesNotContain(TrafficRows.Words, await page.ContentAsync(), StringComparison.Ordinal);

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "0000-22-0000" })).ToHaveAttributeAsync("href", "tel:0000220000");
        await page.GetByRole(AriaRole.Button, new() { Name = "電話した" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "電話した" })).ToHaveCountAsync(1);
        await Expect(page.Locator(".row", new() { HasText = "電話番号の登録がありません" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "確認した" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "確認した" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "もう一度" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "もう一度" })).ToHaveCountAsync(0);
        await Expect(page.Locator(".figures > div", new() { HasText = "処理を待つ受信" })).ToContainTextAsync("3");
        await page.HasNoBarriersAsync();
        Assert.Empty(_troubles);

        await world.WithDbAsync(async db =>
        {
            Assert.Equal(_clock.GetUtcNow(), (await db.PhoneTasks.SingleAsync(task => task.Phone != "")).DoneAt);
            Assert.Equal(_clock.GetUtcNow(), (await db.Outbox.SingleAsync(message => message.State == OutboxState.Unknown)).SeenAt);
            Assert.Equal(0, await db.Inbox.CountAsync(message => message.State == InboxState.Parked));
        });
    }

    [SkippableFact]
    public async Task ThePageRenewsItself_WithoutAReload_AndWithoutARowInTheTrail()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        await world.WithDbAsync(db => TrafficRows.FurnishAsync(db, _clock.GetUtcNow()));
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles);
        await page.Clock.InstallAsync();
        await page.GotoAsync("/console/traffic");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "電話した" })).ToHaveCountAsync(2);
        await page.EvaluateAsync("window.stays = true");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await world.WithDbAsync(async db =>
        {
            (await db.PhoneTasks.FirstAsync()).DoneAt = _clock.GetUtcNow();
            await db.SaveChangesAsync();
        });
        await page.Clock.FastForwardAsync(31_000);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "電話した" })).ToHaveCountAsync(1);
        await Expect(page.Locator("#as-of")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("2026年4月20日 9:3[1-9]"));
        Assert.True(await page.EvaluateAsync<bool>("window.stays === true"), "The page was loaded anew.");
        Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "traffic.read")));

        await world.WithDbAsync(async db =>
        {
            await db.StaffSessions.ForEachAsync(session => session.RevokedAt = _clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        await page.Clock.FastForwardAsync(31_000);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "サインイン", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TheFigures_AreThoseOfTheHouse()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        await world.WithDbAsync(db => TrafficRows.FurnishAsync(db, _clock.GetUtcNow()));
        string page = WebUtility.HtmlDecode(await (await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"))).GetStringAsync("/console/traffic"));
        string flat = System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(page, "<[^>]+>", " "), @"\s+", " ");

        Assert.Contains("処理を待つ受信 2 いちばん長い待ち 3分 今日処理した受信 1 ", flat, StringComparison.Ordinal); // Yesterday's is not today's.
        Assert.Contains("呼び出し LINE 1 1 1分 ", flat, StringComparison.Ordinal);
        Assert.Contains("お知らせ 送るときに決まる 3 1 2時間 ", flat, StringComparison.Ordinal); // One is late; one waits for its time, one for the morning.
        Assert.Contains("いま送っているもの: 1 通", flat, StringComparison.Ordinal);
        Assert.Contains("24時間に送った 8 通", flat, StringComparison.Ordinal);
        Assert.Contains("1秒以内 3 通（37%） 5秒以内 1 通（12%） 30秒以内 1 通（12%） 5分以内 1 通（12%） 1時間以内 1 通（12%） それより後 1 通（12%）", flat, StringComparison.Ordinal);
        Assert.Contains("届いても役に立たない時刻を過ぎた 取りやめ 2 ", flat, StringComparison.Ordinal);
        Assert.Contains("400 messages[0].text あきらめ 2 ", flat, StringComparison.Ordinal); // One reason, though each request has an id of its own.
        Assert.DoesNotContain("ほかの理由", flat, StringComparison.Ordinal);
        Assert.DoesNotContain("too old to count", flat, StringComparison.Ordinal);
        Assert.Contains("上限 5,000 通のうち 3,900 通を使いました（78%）。このままなら月末に 5,850 通です", flat, StringComparison.Ordinal);
        Assert.Contains("4月23日ごろになくなる見込みです（緊急と呼び出しのために 500 通を残します）", flat, StringComparison.Ordinal);
        Assert.DoesNotContain(TrafficRows.Words, flat, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreReasonsThanTheListHolds_TheRestIsCounted()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        await world.WithDbAsync(db => TrafficRows.GiveUpAsync(db, TrafficReads.ReasonsMax + 3, _clock.GetUtcNow()));
        string page = WebUtility.HtmlDecode(await (await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"))).GetStringAsync("/console/traffic"));
        string flat = System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(page, "<[^>]+>", " "), @"\s+", " ");

        Assert.Contains("ほかの理由 あきらめ 3 ", flat, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyHouse_SaysSo()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        string page = await (await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"))).GetStringAsync("/console/traffic");
        Assert.Equal(5, page.Split("ありません。</p>").Length - 1); // Calls, doubts, parked, waiting, ended.
        Assert.Contains("まだどのチャットからも読めていません", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FromElsewhere_ThereIsNoPage_AndWithoutTheFormsTokenNothingChanges()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        await world.WithDbAsync(db => TrafficRows.FurnishAsync(db, _clock.GetUtcNow()));
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        HttpClient elsewhere = await world.BrowserOfAsync(sato), here = await world.BrowserOfAsync(sato);
        elsewhere.DefaultRequestHeaders.Add(ConsoleWorld.CallerHeader, "192.0.2.7"); // Without https, not even with a session.
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync("/console/traffic")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync("/console/assets/zaitaku.css")).StatusCode);

        foreach (string handler in new[] { "Retry", "Seen", "Called" })
        {
            using FormUrlEncodedContent form = new([new("id", "1")]);
            using HttpResponseMessage response = await here.PostAsync($"/console/traffic?handler={handler}", form);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        await world.WithDbAsync(async db => Assert.Equal(1, await db.Inbox.CountAsync(message => message.State == InboxState.Parked)));
    }
}
