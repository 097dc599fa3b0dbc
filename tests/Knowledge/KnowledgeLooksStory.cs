using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Fakes;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.Knowledge;

/// <summary>The pages of the knowledge base as a coordinator sees and fills them.</summary>
[Collection(ConsoleStories.Name)]
public sealed class KnowledgeLooksStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task AnEntryIsWrittenAndReworded_InTheBrowser(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 12, 1, 9, 30));
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        await page.GotoAsync("/console/knowledge");
        await LookAsync(page, $"knowledge-list-{width}-{scheme}");
        await page.GotoAsync("/console/knowledge/new?words=往診と訪問診療は何が違うのか教えて");
        await page.GetByRole(AriaRole.Button, new() { Name = "残して答えに使う" }).ClickAsync();
        await Expect(page.GetByText("出典を一つは書いてください")).ToBeVisibleAsync();
        await LookAsync(page, $"knowledge-refused-{width}-{scheme}");
        await Expect(page.GetByLabel("質問", new() { Exact = true })).ToHaveValueAsync("往診と訪問診療は何が違うのか教えて");
        await page.GetByLabel("ほかの言い方（1行に一つ）").FillAsync("往診と訪問診療の違いを教えて\n往診と訪問診療、違いは何ですか");
        await page.GetByText("関係するサービスなど（なくてもよい）").ClickAsync();
        await page.Locator("input[value=visiting_nurse]").CheckAsync();
        await page.GetByLabel("住民の方への答え").FillAsync("訪問診療は、計画を立てて決まった日に伺う診療です。\n往診は、急に具合が悪くなったときなどに、求めに応じて伺う診療です。");
        await page.GetByLabel("専門職の方への答え").FillAsync("訪問診療は計画的な医学管理、往診は患家の求めに応じた臨時の診療。算定も別。");
        await page.GetByLabel("だれの何という資料か").First.FillAsync("みなと市「在宅医療ハンドブック」");
        await page.GetByLabel("アドレス（https://…）").First.FillAsync("https://city.example/handbook");
        await page.GetByLabel("読んだ日").First.FillAsync("2026-11-20");
        await page.GetByLabel("担当（部署や役割）").FillAsync("在宅医療・介護連携拠点");
        await LookAsync(page, $"knowledge-new-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "残して答えに使う" }).ClickAsync();
        await Expect(page.GetByText("加えました。いまからチャットで答えます。")).ToBeVisibleAsync();
        await Expect(page.GetByText("近い質問の答えが")).ToBeVisibleAsync();
        await LookAsync(page, $"knowledge-added-{width}-{scheme}");
        await page.GetByRole(AriaRole.Link, new() { Name = "書き直す" }).ClickAsync();
        await Expect(page.Locator("input[value=visiting_nurse]")).ToBeCheckedAsync();
        await page.GetByLabel("ほかの言い方（1行に一つ）").FillAsync("往診と訪問診療の違いを教えて");
        await page.GetByRole(AriaRole.Button, new() { Name = "残して答えに使う" }).ClickAsync();
        await Expect(page.GetByText("書き直しました。")).ToBeVisibleAsync();
        await LookAsync(page, $"knowledge-versions-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "いまの変更を取り消す" }).ClickAsync();
        await Expect(page.GetByText("前の版に戻しました。")).ToBeVisibleAsync();
        await page.GotoAsync($"/console/knowledge/{KnowledgeShelf.Own.Entries.OrderByDescending(entry => entry.Sources.Count).First().Id}");
        await LookAsync(page, $"knowledge-carried-{width}-{scheme}");
        await page.GotoAsync("/console/knowledge?q=お薬がのめない");
        await LookAsync(page, $"knowledge-found-{width}-{scheme}");
        await page.GotoAsync("/console");
        await LookAsync(page, $"knowledge-front-{width}-{scheme}");
        Assert.Empty(_troubles);
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways.");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{name}.png"), FullPage = true });
    }
}
