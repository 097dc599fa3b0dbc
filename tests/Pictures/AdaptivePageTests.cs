using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Tests.ChatPage;

namespace Zaitaku.Tests.Pictures;

/// <summary>The judge of Adaptive Cards is awake: it draws a good card, and complains of bad ones.</summary>
[Collection(PageStories.Name)]
public sealed class AdaptivePageTests(Chromium chromium)
{
    [SkippableFact]
    public async Task AGoodCard_IsDrawn_WithEveryWord()
    {
        List<string> troubles = [];
        IPage page = await chromium.NewPageAsync("http://127.0.0.1", troubles, 390, 844);
        Assert.Empty(await AdaptivePage.DrawAsync(page, Sample()));
        Assert.Empty(await AdaptivePage.MeasureAsync(page));
        string words = await page.InnerTextAsync("#card");
        Assert.All(["新しい相談", "ひばり訪問看護ステーション", "0000-00-0000", "引き受ける", "くわしく"], word => Assert.Contains(word, words));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, "teams-sample.png"), FullPage = true });
        Assert.Empty(troubles);
    }

    [SkippableTheory]
    [InlineData("""{"type":"TextBlok","text":"綴りちがい"}""")]
    [InlineData("""{"type":"TextBlock","text":"x","size":"giant"}""")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.OpenUrl","title":"住所がない"}]}""")]
    [InlineData("""{"type":"Input.Text","label":"名前"}""")]
    public async Task ABadCard_IsComplainedOf(string element)
    {
        IPage page = await chromium.NewPageAsync("http://127.0.0.1", [], 390, 844);
        JsonObject card = Sample();
        card["body"]!.AsArray().Add(JsonNode.Parse(element));
        Assert.NotEmpty(await AdaptivePage.DrawAsync(page, card));
    }

    [SkippableTheory]
    [InlineData("""{"type":"TextBlock","text":"とても長い名前の事業所がここに入りますが折り返さないので右の端で切れてしまいます","wrap":false}""", "cut")]
    [InlineData("""{"type":"TextBlock","text":"うすい","color":"light"}""", "contrast")]
    public async Task WhatIsHardToRead_IsMeasured(string element, string problem)
    {
        IPage page = await chromium.NewPageAsync("http://127.0.0.1", [], 390, 844);
        JsonObject card = Sample();
        card["body"]!.AsArray().Add(JsonNode.Parse(element));
        await AdaptivePage.DrawAsync(page, card);
        Assert.Contains(await AdaptivePage.MeasureAsync(page), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    private static JsonObject Sample() => JsonNode.Parse("""
        {"type": "AdaptiveCard", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5", "fallbackText": "新しい相談",
         "body": [
           {"type": "TextBlock", "text": "新しい相談", "size": "large", "weight": "bolder", "wrap": true},
           {"type": "Container", "style": "emphasis", "items": [{"type": "TextBlock", "text": "退院後の生活について。デモの相談です。", "wrap": true}]},
           {"type": "FactSet", "facts": [{"title": "相手", "value": "ひばり訪問看護ステーション"}, {"title": "電話", "value": "0000-00-0000"}]},
           {"type": "TextBlock", "text": "確認日 2026-04-01・デモ", "isSubtle": true, "wrap": true}],
         "actions": [
           {"type": "Action.Execute", "title": "引き受ける", "verb": "claim", "style": "positive", "data": {"id": "a-1"}},
           {"type": "Action.OpenUrl", "title": "くわしく", "url": "https://example.com/"}]}
        """)!.AsObject();
}
