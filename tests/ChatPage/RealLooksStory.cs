using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.ChatPage;

/// <summary>The program's own answers on small and large screens, light and dark, with pictures to look at.</summary>
[Collection(PageStories.Name)]
public sealed class RealLooksStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1280, 1000, ColorScheme.Dark)]
    public async Task EveryAnswerFitsTheScreen(int width, int height, ColorScheme scheme)
    {
        await using World.Program program = await World.Program.ServeAsync();
        using HttpClient web = await program.WebAsync();
        IPage page = await chromium.NewPageAsync(web.BaseAddress!.ToString().TrimEnd('/'), _troubles, width, height, scheme);
        await TalkAsync(page, $"real-{width}-{scheme}");
        Assert.Empty(_troubles);
    }

    /// <summary>The picture README.md shows. When the page changes, readme-1280.png is copied to chat-page.png beside this file.</summary>
    [SkippableFact]
    public async Task ThePictureOfTheReadme_ShowsWhomToCall()
    {
        await using World.Program program = await World.Program.ServeAsync();
        using HttpClient web = await program.WebAsync();
        IPage page = await chromium.NewPageAsync(web.BaseAddress!.ToString().TrimEnd('/'), _troubles, 1280, 960);
        await page.StartsAsync("ケアマネジャー");
        await page.SaysAsync("澪原駅の近くで夜も来る訪問看護");
        await Expect(page.Locator(".card")).ToHaveCountAsync(5);
        await Expect(page.Locator(".card").First.GetByRole(AriaRole.Link, new() { Name = "電話する" })).ToBeInViewportAsync();
        await Expect(page.GetByText("デモのデータです")).ToBeInViewportAsync();
        await page.PictureAsync("readme-1280");
        Assert.Empty(_troubles);
    }

    private static async Task TalkAsync(IPage page, string picture)
    {
        await page.GotoAsync("/chat");
        await Expect(page.Locator(".role").First).ToBeVisibleAsync();
        await FitsAsync(page, $"{picture}-1-start");
        await page.StartsAsync("ケアマネジャー");
        await FitsAsync(page, $"{picture}-2-welcome");
        await page.SaysAsync("澪原駅の近くで夜も往診してくれる先生");
        await Expect(page.Locator(".card")).ToHaveCountAsync(7);
        await FitsAsync(page, $"{picture}-3-list");
        await page.Locator(".card").First.GetByRole(AriaRole.Button, new() { Name = "くわしく" }).ClickAsync();
        await Expect(page.LastAnswer()).ToContainTextAsync("専門職の連絡");
        await FitsAsync(page, $"{picture}-4-detail");
        await page.SaysAsync("今朝から38度の熱、食事半分");
        await Expect(page.LastAnswer()).ToContainTextAsync("まだだれも読んでいません");
        await FitsAsync(page, $"{picture}-5-note");
        await page.SaysAsync("父が息をしていない");
        await Expect(page.LastAnswer()).ToContainTextAsync("すぐに119へ");
        await Expect(page.LastAnswer().GetByRole(AriaRole.Link, new() { Name = "119に電話" })).ToBeInViewportAsync();
        await FitsAsync(page, $"{picture}-6-danger");
    }

    private static async Task FitsAsync(IPage page, string picture)
    {
        await page.PictureAsync(picture);
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{picture} scrolls sideways.");
        string cut = await page.EvaluateAsync<string>(
            "[...document.querySelectorAll('.card *, .bubble, .chip')].filter(e => e.checkVisibility() && !e.closest('.only-heard') && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.textContent).join('\\n')");
        Assert.True(cut.Length == 0, $"{picture} cuts: {cut}");
    }
}
