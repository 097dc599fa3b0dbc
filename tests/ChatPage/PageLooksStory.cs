using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.ChatPage;

/// <summary>The pages on small and large screens, light and dark: nothing hidden sideways, no barriers, and pictures to look at.</summary>
[Collection(PageStories.Name)]
public sealed class PageLooksStory(Chromium chromium)
{
    private const double ReadablePx = 16;
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(360, 640, ColorScheme.Light)]
    [InlineData(360, 640, ColorScheme.Dark)]
    [InlineData(1280, 860, ColorScheme.Light)]
    [InlineData(1280, 860, ColorScheme.Dark)]
    public async Task Chat(int width, int height, ColorScheme scheme)
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles, width, height, scheme);
        await page.GotoAsync("/chat");
        await Expect(page.Locator(".role")).ToHaveCountAsync(4);
        await LooksRightAsync(page, $"look-start-{width}-{scheme}");
        await page.OpensAsAsync("ケアマネジャー");
        await page.SaysAsync("さくら駅の近くで往診してくれて、在宅酸素の人を診られる先生");
        await Expect(page.Locator(".card")).ToHaveCountAsync(3);
        await LooksRightAsync(page, $"look-cards-{width}-{scheme}");
        await page.SaysAsync("来週ショート空きありますか");
        await page.HearsAsync("電話でお確かめください");
        await page.SaysAsync("父が息をしていない");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "119番に電話する" })).ToBeInViewportAsync();
        await LooksRightAsync(page, $"look-danger-{width}-{scheme}");
        Assert.Empty(_troubles);
    }

    private static async Task LooksRightAsync(IPage page, string picture)
    {
        await page.PictureAsync(picture);
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        double smallest = await page.EvaluateAsync<double>(
            "Math.min(...[...document.body.querySelectorAll('*')].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => parseFloat(getComputedStyle(e).fontSize)))");
        Assert.True(smallest >= ReadablePx, $"The smallest text is {smallest} px.");
    }
}
