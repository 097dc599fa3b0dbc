using Microsoft.Playwright;
using Xunit;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.ChatPage;

/// <summary>A newcomer in a browser before the program itself: a fresh clone, nothing configured, the demo city.</summary>
[Collection(PageStories.Name)]
public sealed class RealChatStory(Chromium chromium)
{
    private const string Doctors = "澪原駅の近くで夜も往診してくれる先生";
    private readonly List<string> _troubles = [];

    [SkippableFact]
    public async Task CareManager_AsksNarrowsCalls_SharesAPosition_AndTalksOnAfterAReload()
    {
        await using World.Program program = await World.Program.ServeAsync();
        IPage page = await NewPageAsync(program);
        await page.StartsAsync("ケアマネジャー");
        await page.SaysAsync(Doctors);
        await page.HearsAsync("澪原駅の近くの訪問診療・往診（夜間）: 7件です");
        await Expect(page.Locator(".card")).ToHaveCountAsync(7);
        await Expect(page.Locator(".card").First).ToContainTextAsync("みおはら在宅クリニック");
        await Expect(page.Locator(".card").First).ToContainTextAsync("つながりません"); // Nobody rings a number of the demo by mistake.
        await page.HasNoBarriersAsync();

        await page.Locator(".card").First.GetByRole(AriaRole.Button, new() { Name = "くわしく" }).ClickAsync();
        await Expect(page.LastAnswer()).ToContainTextAsync("専門職の連絡");
        await page.HasNoBarriersAsync();

        await page.SaysAsync("その中で24時間のところは？");
        await page.HearsAsync("訪問診療・往診（夜間・24時間対応）");
        await page.SaysAsync("2番目の電話番号");
        await Expect(page.LastAnswer()).ToContainTextAsync("電話");
        await Expect(page.LastAnswer()).ToContainTextAsync("0000-00-0000");

        await page.SaysAsync("澪原市の訪問看護");
        await page.HearsAsync("澪原市の訪問看護: ");
        await page.Chip("24時間").ClickAsync();
        await page.HearsAsync("訪問看護（24時間対応）");
        await page.Chip("位置情報で探す").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "例：" }).First.ClickAsync();
        await page.HearsAsync("現在地の近くの訪問看護（24時間対応）");

        int lines = await page.Locator(".line").CountAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".line")).ToHaveCountAsync(lines);
        await page.SaysAsync("ありがとう");
        await page.HearsAsync("またいつでも書いてください");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task MoreThanOnePage_IsTurned_UntilThereIsNoMore()
    {
        await using World.Program program = await World.Program.ServeAsync();
        IPage page = await NewPageAsync(program);
        await page.StartsAsync("ケアマネジャー");
        await page.SaysAsync("澪原市の診療所か訪問看護か薬局");
        await Expect(page.LastAnswer().Locator(".card")).ToHaveCountAsync(10);
        await page.Chip("もっと見る").ClickAsync();
        await page.HearsAsync("続きの 11〜");
        await Expect(page.LastAnswer().Locator(".kicker").First).ToContainTextAsync("11. ");
        await Expect(page.Locator(".from-me").Last).ToContainTextAsync("もっと見る");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task Resident_IsNotShownHowProfessionalsCall_AndIsToldToDial119()
    {
        await using World.Program program = await World.Program.ServeAsync();
        IPage page = await NewPageAsync(program);
        await page.StartsAsync("住民・家族");
        await page.SaysAsync(Doctors);
        await Expect(page.Locator(".card")).ToHaveCountAsync(7);
        await page.Locator(".card").First.GetByRole(AriaRole.Button, new() { Name = "くわしく" }).ClickAsync();
        await Expect(page.LastAnswer().Locator(".card")).ToHaveCountAsync(2);
        await Expect(page.Locator("#log")).Not.ToContainTextAsync("専門職の連絡");

        await page.SaysAsync("父が息をしていない");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "119に電話" })).ToBeInViewportAsync();
        await Expect(page.Locator("#alarm")).ToContainTextAsync("すぐに119へ電話してください");
        await page.HasNoBarriersAsync();
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task WhatIsKept_StandsOnTheConsole()
    {
        await using World.Program program = await World.Program.ServeAsync();
        IPage page = await NewPageAsync(program, 1280, 860);
        await page.StartsAsync("ケアマネジャー");
        await page.SaysAsync("今朝から38度の熱、食事半分");
        await page.HearsAsync("まだだれも読んでいません");
        await FirstAdmin.ComesInAsync(page, program.Output);
        await page.GotoAsync("/console");
        await page.HasNoBarriersAsync();
        await page.PictureAsync("real-console-1280");
        await page.GetByRole(AriaRole.Navigation).GetByText("届いたことば").ClickAsync();
        await Expect(page.Locator(".note")).ToHaveCountAsync(1);
        await Expect(page.Locator(".note-text")).ToHaveTextAsync("今朝から38度の熱、食事半分");
        await page.HasNoBarriersAsync();
        await page.PictureAsync("real-console-notes-1280");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task KeyboardAlone_AsksAndNarrows()
    {
        await using World.Program program = await World.Program.ServeAsync();
        IPage page = await NewPageAsync(program, 1280, 860);
        await page.GotoAsync("/chat");
        await Expect(page.Locator(".role").First).ToBeVisibleAsync();
        await page.TabToAsync("button.role.care_manager");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("メッセージ")).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync("澪原市の訪問看護");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Chip("24時間")).ToBeVisibleAsync();
        await page.TabToAsync("#quick button.chip:first-child", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".from-me")).ToHaveCountAsync(2);
        await Expect(page.GetByLabel("メッセージ")).ToBeFocusedAsync();
        await page.HearsAsync("訪問看護（24時間対応）");
        Assert.Empty(_troubles);
    }

    private async Task<IPage> NewPageAsync(World.Program program, int width = 390, int height = 844)
    {
        using HttpClient web = await program.WebAsync();
        return await chromium.NewPageAsync(web.BaseAddress!.ToString().TrimEnd('/'), _troubles, width, height);
    }
}
