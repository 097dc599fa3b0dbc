using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.Rota;

/// <summary>The pages of planning as a coordinator sees them: members, patterns, a proposal with its reasons, a broken rule, and the last look before it is published.</summary>
[Collection(ConsoleStories.Name)]
public sealed class PlanLooksStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task AYearIsPlanned_ADutyGivenToSomebodyElse_ABrokenRuleSeenAndAccepted(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        TestStaff staff = await world.GivenAsync("sato", "佐藤");
        await (await world.BrowserOfAsync(staff)).MakesRotaAsync(["佐藤 一", "鈴木 二", "高橋 三", "田中 四郎左衛門", "伊藤 五", "渡辺 六", "山本 七"]);
        IPage page = await chromium.SignedInAsync(world, staff, _troubles, width, 900, scheme);

        await page.GotoAsync("/console/rota/1/patterns");
        await page.GetByRole(AriaRole.Button, new() { Name = "日祝36時間・連休24時間（七尾）" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "5月10日(日)" })).ToContainTextAsync("前日12:00");
        await LooksAsync(page, $"console-plan-patterns-{width}-{scheme}");
        await page.GotoAsync("/console/rota/1/members");
        await page.GetByLabel("だれ", new() { Exact = true }).SelectOptionAsync("鈴木 二");
        await page.GetByLabel("始まりの日").FillAsync("2026-06-01");
        await page.GetByLabel("終わりの日").FillAsync("2026-06-30");
        await page.GetByRole(AriaRole.Button, new() { Name = "休みを書く" }).ClickAsync();
        await Expect(page.GetByText("休みを書きました。")).ToBeVisibleAsync();
        await LooksAsync(page, $"console-plan-members-{width}-{scheme}");

        await page.GotoAsync("/console/rota/1/plan");
        await page.GetByLabel("いつから").SelectOptionAsync("2026-05");
        await page.GetByLabel("どれだけ").SelectOptionAsync("年度（4月〜翌3月）");
        await LooksAsync(page, $"console-plan-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "案を作る" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2026年4月〜2027年3月 の案" })).ToBeVisibleAsync();
        await LooksAsync(page, $"console-plan-proposal-{width}-{scheme}");

        await page.GetByLabel("6月7日(日) の当番").SelectOptionAsync("鈴木 二");
        await page.GetByRole(AriaRole.Button, new() { Name = "変えたところを書く" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("鈴木 二: 休み・不在（6月7日(日)）");
        await Expect(page.GetByLabel("6月7日(日) の当番")).ToHaveValueAsync("2"); // what was chosen is still there
        await LooksAsync(page, $"console-plan-broken-{width}-{scheme}");
        await page.GetByLabel("上の規則を破ったまま書く").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "変えたところを書く" }).ClickAsync();
        await Expect(page.GetByText("書きました。まだ公開していません。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "公開前の確認へ" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "公開前の確認" })).ToBeVisibleAsync();
        await LooksAsync(page, $"console-plan-draft-{width}-{scheme}");
        Assert.Empty(_troubles);
    }

    private static async Task LooksAsync(IPage page, string picture)
    {
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{picture} scrolls sideways.");
        await page.PictureAsync(picture);
    }
}
