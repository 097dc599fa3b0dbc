using Microsoft.Playwright;
using Xunit;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.Reports;

/// <summary>A coordinator opens the yearly report, on a phone and on a desk, and takes it home.</summary>
[Collection(PageStories.Name)]
public sealed class ReportLooksStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task TheReport_ShowsTheHubsTables_AndTheYearCountedByHand(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new()
        {
            ["Reports:Earlier:0:Year"] = "2022", ["Reports:Earlier:0:Total"] = "29", ["Reports:Earlier:0:Residents"] = "4",
        });
        TestStaff sato = await world.GivenAsync("sato", "佐藤 太郎");
        await world.WithDbAsync(async db =>
        {
            db.Consultations.AddRange(HubFigures.SecondYear());
            await db.SaveChangesAsync();
        });
        IPage page = await chromium.NewPageAsync(world.Url, _troubles, width, 900, scheme);
        await page.GotoAsync("/console/sign-in");
        await page.SignsInAsync(world, sato);
        await page.GotoAsync("/console/report?year=2023");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2023年度 相談窓口の実績" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "相談件数 7 2 6 6 7 9 7 3 9 9 4 5 74" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "全部で74件" })).ToBeVisibleAsync();
        await LooksRightAsync(page, $"report-{width}-{scheme}");

        await page.GotoAsync("/console/report?year=2022");
        await Expect(page.GetByText("手で数えた数字です")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "相談件数" })).ToContainTextAsync("29");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "相談件数" })).ToContainTextAsync("不明");
        await LooksRightAsync(page, $"report-by-hand-{width}-{scheme}");

        IAPIResponse csv = await page.APIRequest.GetAsync($"{world.Url}/console/report.csv?year=2023");
        Assert.Contains("相談件数,7,2,6,6,7,9,7,3,9,9,4,5,74", await csv.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("soudan-2023.csv", csv.Headers["content-disposition"], StringComparison.Ordinal);
        IAPIResponse xlsx = await page.APIRequest.GetAsync($"{world.Url}/console/report.xlsx?year=odd");
        Assert.Equal("PK"u8.ToArray(), (await xlsx.BodyAsync())[..2]);
        Assert.Empty(_troubles);
    }

    private static async Task LooksRightAsync(IPage page, string picture)
    {
        await page.HasNoBarriersAsync();
        await page.PictureAsync(picture);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }
}
