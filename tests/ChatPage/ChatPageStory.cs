using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Channels;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.ChatPage;

/// <summary>A newcomer on the chat page, in a real browser.</summary>
[Collection(PageStories.Name)]
public sealed class ChatPageStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableFact]
    public async Task CareManagerAsks_ReadsCards_AndGoesOnWithAQuickReply()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles);
        await page.GotoAsync("/chat");
        await Expect(page.GetByText("デモのデータです")).ToBeVisibleAsync();
        await page.HasNoBarriersAsync();
        await page.PictureAsync("1-start-390");

        await page.OpensAsAsync("ケアマネジャー");
        await page.PictureAsync("2-greeting-390");
        await page.SaysAsync("さくら駅の近くで往診してくれる先生");
        await Expect(page.Locator(".card")).ToHaveCountAsync(3);
        await Expect(page.GetByText("さくら在宅クリニック")).ToBeVisibleAsync();
        Assert.Equal("tel:0000-00-0001", await page.Locator(".card").First.GetByRole(AriaRole.Link, new() { Name = "電話する" }).GetAttributeAsync("href"));
        ILocator map = page.GetByRole(AriaRole.Link, new() { Name = "地図" }).First;
        Assert.Equal("_blank", await map.GetAttributeAsync("target"));
        Assert.Contains("noopener", await map.GetAttributeAsync("rel"));
        await page.HasNoBarriersAsync();
        await page.PictureAsync("3-cards-390");

        await page.GetByRole(AriaRole.Button, new() { Name = "もっと見る" }).ClickAsync();
        await page.HearsAsync("ボタン more:1 を受け取りました");
        await Expect(page.Locator(".from-me").Last).ToContainTextAsync("もっと見る");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "もっと近く" })).ToHaveCountAsync(0);
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task Emergency_ShowsARedCardWith119_AndSaysItAloud()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles);
        await page.OpensAsAsync("住民・家族");
        await page.SaysAsync("父が息をしていない");
        ILocator call = page.GetByRole(AriaRole.Link, new() { Name = "119番に電話する" });
        await Expect(call).ToBeInViewportAsync();
        Assert.Equal("tel:119", await call.GetAttributeAsync("href"));
        await Expect(page.Locator("#alarm")).ToHaveTextAsync("すぐに119番へ電話してください");
        await page.HasNoBarriersAsync();
        await page.PictureAsync("4-danger-390");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task KeyboardAlone_PicksARole_Writes_BreaksLines_AndScrollsCards()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles, 1280, 900);
        await page.GotoAsync("/chat");
        await Expect(page.Locator(".role").First).ToBeVisibleAsync();
        await page.TabToAsync("button.role.doctor");
        await page.Keyboard.PressAsync("Enter");
        await page.HearsAsync("こんにちは");
        await Expect(page.GetByLabel("メッセージ")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("一行目");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("往診の二行目");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".from-me .bubble")).ToContainTextAsync("一行目\n往診の二行目");
        await Expect(page.Locator(".card")).ToHaveCountAsync(3);

        await page.Keyboard.PressAsync("Shift+Tab");
        await page.TabToAsync(".rail", "Shift+Tab");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator(".arrow.back")).ToBeEnabledAsync(); // There is something to go back to.
        await page.TabToAsync("button.chip");
        await page.Keyboard.PressAsync("Enter");
        await page.HearsAsync("その中で24時間のところは？");
        await Expect(page.GetByLabel("メッセージ")).ToBeFocusedAsync();
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task EnterThatSettlesKana_DoesNotSend()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles);
        await page.OpensAsAsync("住民・家族");
        await page.GetByLabel("メッセージ").FillAsync("おうしん");
        await page.EvaluateAsync("document.getElementById('words').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))");
        await Expect(page.GetByLabel("メッセージ")).ToHaveValueAsync("おうしん");
        await page.GetByLabel("メッセージ").PressAsync("Enter");
        await page.HearsAsync("「おうしん」ですね");
    }

    [SkippableFact]
    public async Task Position_IsSharedFromAnExample_TypedInFullWidth_OrFromTheDevice()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles);
        await page.OpensAsAsync("住民・家族");
        await page.Locator(".chip.location").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.HasNoBarriersAsync();
        await page.PictureAsync("5-place-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "例：さくら駅" }).ClickAsync();
        await page.HearsAsync("受け取った位置は 38.123, 140.456 です");

        await page.GetByRole(AriaRole.Button, new() { Name = "位置情報を送る" }).Last.ClickAsync();
        await page.GetByLabel("緯度").FillAsync("９９９");
        await page.GetByLabel("経度").FillAsync("１３９．７６７");
        await page.GetByRole(AriaRole.Button, new() { Name = "この位置を送る" }).ClickAsync();
        await Expect(page.Locator("#place-problem")).ToContainTextAsync("緯度（-90〜90）");
        await page.GetByLabel("緯度").FillAsync("３５．６８１");
        await page.GetByLabel("緯度").PressAsync("Enter");
        await page.HearsAsync("受け取った位置は 35.681, 139.767 です");

        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new() { Latitude = 33.5f, Longitude = 130.4f });
        await page.GetByRole(AriaRole.Button, new() { Name = "位置情報を送る" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "いまいる場所を使う" }).ClickAsync();
        await page.HearsAsync("受け取った位置は 33.500, 130.400 です");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task HostileWords_AreShownAsWords()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles);
        await page.OpensAsAsync("住民・家族");
        await page.SaysAsync($"攻撃 {SampleReplies.Hostile}");
        await Expect(page.Locator(".card")).ToBeVisibleAsync();
        await Expect(page.Locator(".card h3")).ToHaveTextAsync(SampleReplies.Hostile);
        Assert.Equal(0, await page.Locator("#log img, #log script, #log a[href^='javascript']").CountAsync());
        await Expect(page.GetByText("悪いリンク")).ToHaveCountAsync(0);
        await Expect(page.GetByText("悪い電話")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("window.wasHacked === undefined"));
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task Reload_ShowsTheConversationOnce_AndItGoesOn()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles);
        await page.OpensAsAsync("コーディネーター");
        await page.SaysAsync("ひとつめ");
        await page.HearsAsync("「ひとつめ」ですね");
        await page.ReloadAsync();
        await page.HearsAsync("「ひとつめ」ですね");
        await Expect(page.GetByText("コーディネーターとして")).ToBeVisibleAsync();
        await page.SaysAsync("ふたつめ");
        await page.HearsAsync("「ふたつめ」ですね");
        await Expect(page.Locator(".from-me")).ToHaveCountAsync(2);
        await Expect(page.Locator(".from-them")).ToHaveCountAsync(3);
    }

    [SkippableFact]
    public async Task WordsThatDidNotArrive_AreSentAgainUnderTheSameId()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles);
        await page.OpensAsAsync("住民・家族");
        world.Inbox.FailsOnce = true;
        await page.SaysAsync("とどきますか");
        await Expect(page.GetByText("送れませんでした")).ToBeVisibleAsync();
        await page.PictureAsync("6-failed-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "もう一度送る" }).ClickAsync();
        await page.HearsAsync("「とどきますか」ですね");
        await Expect(page.GetByText("送れませんでした")).ToHaveCountAsync(0);
        Assert.Single(world.Inbox.Kept, said => said.Text == "とどきますか");
    }

    [SkippableFact]
    public async Task ServerRestart_EndsTheConversationKindly_AndANewOneBegins()
    {
        PageWorld first = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(first, _troubles);
        await page.OpensAsAsync("住民・家族");
        int port = new Uri(first.Url).Port;
        await first.DisposeAsync();
        await Expect(page.GetByText("つながりが切れました")).ToBeVisibleAsync();

        await using PageWorld second = await PageWorld.StartAsync(port: port);
        await Expect(page.GetByText("この会話は終わりました")).ToBeVisibleAsync();
        await page.PictureAsync("7-ended-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "はじめからやり直す" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "医師" }).ClickAsync();
        await page.HearsAsync("こんにちは");
        await page.SaysAsync("また来ました");
        await page.HearsAsync("「また来ました」ですね");
    }

    [SkippableFact]
    public async Task WhileNobodyAnswers_DotsMove_AndGoWhenTheAnswerComes()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, _troubles);
        await page.OpensAsAsync("住民・家族");
        world.Inbox.Answers = false;
        await page.SaysAsync("少しかかる質問");
        await Expect(page.Locator(".dots")).ToBeVisibleAsync();
        await page.PictureAsync("8-dots-390");
        await world.Inbox.SendAsync(world.Inbox.Kept.Last().Address, [new TextReply("お待たせしました")]);
        await page.HearsAsync("お待たせしました");
        await Expect(page.Locator(".dots")).ToHaveCountAsync(0);
    }

    /// <summary>Goes on with Tab until the element has focus.</summary>
}
