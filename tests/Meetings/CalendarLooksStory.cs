using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;
using static Zaitaku.Tests.Meetings.CalendarSteps;

namespace Zaitaku.Tests.Meetings;

/// <summary>The calendar's pages as a coordinator and a neighbour see them.</summary>
[Collection(ConsoleStories.Name)]
public sealed class CalendarLooksStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task AYearIsPlanned_InTheBrowser(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 1, 5, 9, 30));
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        await GivenAsync(world, "認知症サポーター医 フォローアップ研修", At("2026-01-26", 19), one => one.Capacity = 50);
        await GivenAsync(world, "フレイル予防講座", At("2026-01-17", 10), one => (one.Kind, one.IsForResidents, one.Organiser, one.Description, one.Fee, one.AudienceWords, one.Place, one.Address, one.Capacity, one.Way) =
            (MeetingKind.ResidentCourse, true, "みなと市地域包括支援センター", "体力測定と、家でできる運動を学びます。\n動きやすい服でお越しください。", "無料", "65歳以上の方とご家族", "みなと市民会館 大会議室", "架空県みなと市本町1-2-3", 40, MeetingWay.Both));
        await GivenAsync(world, "在宅医療の講演会", At("2026-02-14", 13), one => (one.IsForResidents, one.CancelledAt, one.CancelReason, one.Kind) = (true, world.Clock.GetUtcNow(), "講師の都合により中止します。", MeetingKind.Lecture));

        await page.GotoAsync("/console/meetings");
        await page.GetByRole(AriaRole.Link, new() { Name = "会議・研修を入れる" }).ClickAsync();
        await page.GetByLabel("名前", new() { Exact = true }).FillAsync("多職種連携会議");
        await page.GetByLabel("日付（繰り返すときは、始める日）").FillAsync("2026-01-26");
        await page.Locator("#place").FillAsync("市民会館");
        await page.GetByText("空いている夜から選ぶ").ClickAsync();
        await LookAsync(page, $"calendar-new-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "入れる", Exact = true }).ClickAsync();
        await Expect(page.GetByText("同じ時間に、同じ方々の予定があります")).ToBeVisibleAsync();
        await LookAsync(page, $"calendar-clash-{width}-{scheme}");

        await page.GetByText("空いている夜から選ぶ").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "1月8日(木)" }).ClickAsync();
        await Expect(page.GetByLabel("日付（繰り返すときは、始める日）")).ToHaveValueAsync("2026-01-08");
        await Expect(page.GetByLabel("名前", new() { Exact = true })).ToHaveValueAsync("多職種連携会議");
        await page.GetByLabel("繰り返し（1回だけなら空欄）").FillAsync("毎月最終月曜 19:00〜20:30");
        await page.GetByLabel("いつまで（空欄なら年度末）").FillAsync("2026-06-30");
        await page.GetByRole(AriaRole.Button, new() { Name = "入れる", Exact = true }).ClickAsync();
        await Expect(page.GetByText("天皇誕生日のため、休みます")).ToBeVisibleAsync();
        await LookAsync(page, $"calendar-plan-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "この5回を入れる" }).First.ClickAsync();
        await Expect(page.GetByText("まとめて入れました。")).ToBeVisibleAsync();
        await LookAsync(page, $"calendar-one-{width}-{scheme}");
        await page.GetByRole(AriaRole.Link, new() { Name = "この続きの日程を足す・この系列を終える" }).ClickAsync();
        await page.GetByLabel("回数（空欄なら、その日までの全部）").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "入る日を見る" }).ClickAsync();
        await Expect(page.GetByText("2026年7月27日(月)")).ToBeVisibleAsync();
        await LookAsync(page, $"calendar-series-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "この3回を足す" }).ClickAsync();
        await Expect(page.GetByText("まとめて入れました。")).ToBeVisibleAsync();
        await page.GotoAsync("/console/meetings");
        await LookAsync(page, $"calendar-list-{width}-{scheme}");
        await page.GotoAsync("/console/meetings/import");
        await page.GetByLabel("ファイル", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "予定.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("日付,時間,名称,主催,会場\n2026-01-26,18:30～20:00,認知症サポーター医 フォローアップ研修,みなと市医師会,市民会館\n2026-03-12,19:00～20:30,緩和ケア研修,みなと市医師会,医師会館\n2026-02-31,19:00,ない日,みなと市医師会,\n"),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "違いを見る" }).ClickAsync();
        await Expect(page.GetByText("会場: 医師会館 → 市民会館")).ToBeVisibleAsync();
        await LookAsync(page, $"calendar-import-{width}-{scheme}");
        await page.GotoAsync("/meetings");
        await LookAsync(page, $"calendar-public-{width}-{scheme}");
        Assert.Empty(_troubles);
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways.");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{name}.png"), FullPage = true });
    }
}
