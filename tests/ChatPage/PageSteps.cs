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

    /// <summary>Starts on the program itself, whose first words are those of the demo hub.</summary>
    public static async Task StartsAsync(this IPage page, string roleName)
    {
        await page.GotoAsync("/chat");
        await page.GetByRole(AriaRole.Button, new() { Name = roleName }).ClickAsync();
        await page.HearsAsync("お使いの前に");
    }

    public static async Task SaysAsync(this IPage page, string words)
    {
        await page.GetByLabel("メッセージ").FillAsync(words);
        await page.GetByLabel("メッセージ").PressAsync("Enter");
    }

    /// <summary>Presses Tab until the element has the focus.</summary>
    public static async Task TabToAsync(this IPage page, string selector, string key = "Tab")
    {
        const int TabsMax = 30;
        for (int i = 0; i < TabsMax; i++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{TabsMax} times {key} did not reach {selector}.");
    }

    public static ILocator LastAnswer(this IPage page) => page.Locator(".from-them").Last;

    /// <summary>A quick reply below the conversation.</summary>
    public static ILocator Chip(this IPage page, string words) => page.Locator("#quick").GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

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
