using Microsoft.Playwright;
using Xunit;
using Zaitaku.Tests.ChatPage;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.Intake;

/// <summary>A worry from the chat page to the receipt, in a real browser before the program itself, on a phone and on a desk, light and dark.</summary>
[Collection(PageStories.Name)]
public sealed class IntakePageStory(Chromium chromium)
{
    private const string Worry = "父が来週退院します。夜の吸引を家族だけでできるか不安です。\n訪問看護は夜も来てもらえますか。";
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1280, 900, ColorScheme.Light)]
    public async Task FromTheFirstWordToTheReceipt(int width, int height, ColorScheme scheme)
    {
        await using World.Program program = await World.Program.ServeAsync();
        using HttpClient web = await program.WebAsync();
        IPage page = await chromium.NewPageAsync(web.BaseAddress!.ToString().TrimEnd('/'), _troubles, width, height, scheme);
        string picture = $"intake-{width}-{scheme}";
        string link = await TalkAsync(page, picture);

        await page.GotoAsync(link);
        await LooksAsync(page, $"{picture}-3-door");
        await page.GetByRole(AriaRole.Button, new() { Name = "開く" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ご相談を書く" })).ToBeVisibleAsync();
        await Expect(page.Locator("#danger")).ToBeHiddenAsync();
        await page.GetByLabel("困っていること、知りたいこと").FillAsync(Worry);
        await Expect(page.Locator("#saved")).ToContainTextAsync("に下書きを保存しました");
        await LooksAsync(page, $"{picture}-4-write");

        await page.GetByLabel("困っていること、知りたいこと").FillAsync("父が息をしていない");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "119に電話" })).ToBeInViewportAsync(); // While typing, before any button.
        await LooksAsync(page, $"{picture}-5-danger");

        await page.GetByLabel("困っていること、知りたいこと").FillAsync(Worry);
        await page.GetByLabel("電話がほしい", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("写真・書類").SetInputFilesAsync(
            new FilePayload[] { new() { Name = "お薬手帳.png", MimeType = "image/png", Buffer = Samples.Png }, new() { Name = "わな.jpg", MimeType = "image/jpeg", Buffer = Samples.Exe } });
        await page.GetByRole(AriaRole.Button, new() { Name = "送る" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ご確認ください" })).ToBeVisibleAsync();
        await Expect(page.Locator(".problems")).ToContainTextAsync("「わな」は受け取れません");
        await Expect(page.Locator(".problems")).ToContainTextAsync("電話番号が必要です");
        await Expect(page.GetByLabel("困っていること、知りたいこと")).ToHaveValueAsync(Worry);
        await LooksAsync(page, $"{picture}-6-problems");

        await page.GetByLabel("電話番号").FillAsync("0000-00-0000");
        await page.GetByRole(AriaRole.Button, new() { Name = "送る" }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("受け付けました");
        await Expect(page.Locator(".receipt .number")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9]{3}-[0-9]{3}$"));
        await page.GetByText("送った内容を書き直す").ClickAsync();
        await LooksAsync(page, $"{picture}-7-receipt");

        await page.GotoAsync("/privacy");
        await LooksAsync(page, $"{picture}-8-privacy");
        Assert.DoesNotContain(_troubles, trouble => !trouble.Contains("422", StringComparison.Ordinal)); // The page with problems is answered so.
    }

    [SkippableFact]
    public async Task FromAnotherSite_TheBrowserThatOpenedIt_GoesOn()
    {
        await using World.Program program = await World.Program.ServeAsync();
        using HttpClient web = await program.WebAsync();
        IPage page = await chromium.NewPageAsync(web.BaseAddress!.ToString().TrimEnd('/'), _troubles);
        string link = await TalkAsync(page, "intake-other-site");
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "開く" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ご相談を書く" })).ToBeVisibleAsync();
        await page.GotoAsync("about:blank");
        await page.SetContentAsync($"<a href=\"{link}\">相談のページ</a>"); // As a link in Teams in the browser.
        await page.GetByText("相談のページ").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ご相談を書く" })).ToBeVisibleAsync();
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task EnterInAField_Saves_AndThePhotoStays()
    {
        await using World.Program program = await World.Program.ServeAsync();
        using HttpClient web = await program.WebAsync();
        IPage page = await chromium.NewPageAsync(web.BaseAddress!.ToString().TrimEnd('/'), _troubles);
        await page.GotoAsync(await TalkAsync(page, "intake-enter"));
        await page.GetByRole(AriaRole.Button, new() { Name = "開く" }).ClickAsync();
        await page.GetByLabel("写真・書類").SetInputFilesAsync(new FilePayload { Name = "お薬手帳.png", MimeType = "image/png", Buffer = Samples.Png });
        await page.GetByRole(AriaRole.Button, new() { Name = "下書きを保存" }).ClickAsync();
        await Expect(page.Locator(".files li")).ToHaveCountAsync(1);

        await page.GetByLabel("電話がほしい", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("電話番号").FillAsync("0000-00-0000");
        await page.GetByLabel("電話番号").PressAsync("Enter");
        await Expect(page.Locator(".done")).ToContainTextAsync("下書きを保存しました");
        await Expect(page.Locator(".files li")).ToHaveCountAsync(1);
        await LooksAsync(page, "intake-enter");

        ILocator words = page.GetByLabel("困っていること、知りたいこと");
        await words.FillAsync("母（８０歳）が\n\n夜に　眠れません🌙 ");
        await Expect(page.Locator("#saved")).ToContainTextAsync("に下書きを保存しました");
        await words.FillAsync("母（８０歳）が\n\n夜よく眠れません🌙"); // Inside a line that is saved already: the page knows its own words.
        await page.GetByRole(AriaRole.Button, new() { Name = "下書きを保存" }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("下書きを保存しました");
        await Expect(words).ToHaveValueAsync("母（８０歳）が\n\n夜よく眠れません🌙");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task ALinkThatRanOutWhileTyping_IsAskedOnce_AndTheWordsStay()
    {
        await using World.Program program = await World.Program.ServeAsync();
        using HttpClient web = await program.WebAsync();
        IPage page = await chromium.NewPageAsync(web.BaseAddress!.ToString().TrimEnd('/'), _troubles);
        await page.GotoAsync(await TalkAsync(page, "intake-ran-out"));
        await page.GetByRole(AriaRole.Button, new() { Name = "開く" }).ClickAsync();
        ILocator words = page.GetByLabel("困っていること、知りたいこと");
        await Expect(words).ToBeVisibleAsync();
        int asked = 0;
        await page.RouteAsync("**/c/*", route => // As the server answers once the day is over.
        {
            asked += route.Request.Method == "POST" ? 1 : 0;
            return route.Request.Method == "POST" ? route.FulfillAsync(new() { Status = 404 }) : route.ContinueAsync();
        });
        await words.FillAsync("父が来週");
        await Expect(page.Locator("#saved")).ToContainTextAsync("もう保存できません");
        await words.FillAsync(Worry);
        await page.WaitForTimeoutAsync(3_000); // Longer than the pause after which it is saved.
        Assert.Equal(1, asked);
        Assert.Equal(Worry, await words.InputValueAsync());
        await LooksAsync(page, "intake-ran-out");
    }

    /// <returns>The address of the page.</returns>
    private static async Task<string> TalkAsync(IPage page, string picture)
    {
        await page.StartsAsync("住民・家族");
        await page.SaysAsync("退院後の生活について相談したいです。夜が不安です。");
        await page.HearsAsync("ご相談をお受けします");
        await LooksAsync(page, $"{picture}-1-consent");
        await page.GetByRole(AriaRole.Button, new() { Name = "同意して相談する" }).ClickAsync();
        foreach (string chip in new[] { "ご本人・ご家族（住民）", "退院支援", "澪原市", "数日のうちに", "このチャットで" })
        {
            await page.Chip(chip).ClickAsync();
        }

        await page.HearsAsync("この内容で送りますか");
        await LooksAsync(page, $"{picture}-2-summary");
        await page.GetByRole(AriaRole.Button, new() { Name = "写真や書類を付ける" }).ClickAsync();
        await page.HearsAsync("新しいリンクです");
        return await page.GetByRole(AriaRole.Link, new() { Name = "ページを開く" }).GetAttributeAsync("href") ?? "";
    }

    private static async Task LooksAsync(IPage page, string picture)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{picture}.png"), FullPage = true });
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{picture} scrolls sideways.");
    }
}
