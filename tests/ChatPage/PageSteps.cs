using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Zaitaku.Tests.ChatPage;

/// <summary>What a person does on the page, in words.</summary>
internal static class PageSteps
{
    public static async Task OpensAsAsync(this IPage page, string roleName)
    {
        await page.GotoAsync("/chat");
        await page.GetByRole(AriaRole.Button, new() { Name = roleName }).ClickAsync();
        await page.HearsAsync("こんにちは。さくら市");
    }

    public static async Task SaysAsync(this IPage page, string words)
    {
        await page.GetByLabel("メッセージ").FillAsync(words);
        await page.GetByLabel("メッセージ").PressAsync("Enter");
    }

    public static Task HearsAsync(this IPage page, string words) => Assertions.Expect(page.Locator(".from-them", new() { HasText = words }).First).ToBeVisibleAsync();

    public static async Task PictureAsync(this IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{name}.png") });

    /// <summary>Fails on anything axe finds, with the rule and the element.</summary>
    public static async Task HasNoBarriersAsync(this IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.SelectMany(violation =>
            violation.Nodes.Select(node => $"{violation.Id}: {violation.Help} — {node.Html} — {string.Join("; ", node.Any.Select(check => check.Message))}"))));
    }
}
