using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Teams;
using Zaitaku.Tests.ChatPage;
using SampleReplies = Zaitaku.Tests.Turns.SampleReplies;

namespace Zaitaku.Tests.Pictures;

/// <summary>Every answer of the bot as Teams shows it, drawn by Microsoft's own renderer on the width of a phone.</summary>
[Collection(PageStories.Name)]
public sealed class TeamsPicturesTests(Chromium chromium)
{
    private static readonly Guid Key = Guid.Parse("019d0000-0000-7000-8000-000000000001");

    [SkippableFact]
    public async Task EveryCard_IsValid_AndNothingIsCutOrHardToRead()
    {
        List<string> troubles = [], wrong = [];
        IPage page = await chromium.NewPageAsync("http://127.0.0.1", troubles, 390, 844);
        int cards = 0;
        foreach ((string name, IReadOnlyList<ReplyContent> replies) in SampleReplies.All)
        {
            int part = 0;
            foreach (JsonObject card in TeamsMessages.Split(replies).SelectMany(message => CardsOf(TeamsMessages.Render(message, Key))))
            {
                cards++;
                wrong.AddRange((await AdaptivePage.DrawAsync(page, card)).Select(fault => $"{name}: {fault}"));
                wrong.AddRange((await AdaptivePage.MeasureAsync(page)).Select(fault => $"{name}: {fault}"));
                await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"teams-{name}-{part++}.png"), FullPage = true });
            }
        }

        Assert.True(cards > SampleReplies.All.Count / 2, $"Only {cards} cards were drawn.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(troubles);
    }

    private static IEnumerable<JsonObject> CardsOf(JsonObject? activity) =>
        activity?["attachments"] is JsonArray attachments ? attachments.Select(attachment => attachment!["content"]!.AsObject()) : [];
}
