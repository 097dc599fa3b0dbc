using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Tests.ChatPage;

namespace Zaitaku.Tests.Pictures;

/// <summary>Every answer as the chat page itself draws it, on a narrow phone: nothing cut, no number in two lines. Pictures lie beside the built tests.</summary>
[Collection(PageStories.Name)]
public sealed class ChatPicturesTests(Chromium chromium)
{
    /// <summary>Draws with the page's own code. A row of cards is opened to its whole width, so that the picture shows all of it.</summary>
    private const string Draw = """
        async (contents) => {
          const { drawReply } = await import('/chat/assets/cards.js');
          const say = document.createElement('main');
          say.id = 'pictures';
          say.style.cssText = 'display:grid;gap:10px;width:360px;padding:12px;justify-items:start';
          for (const content of JSON.parse(contents)) say.append(drawReply(content, () => {}));
          say.querySelectorAll('.bubble, .rail-frame').forEach((e) => { e.style.width = e.matches('.bubble') ? 'fit-content' : '336px'; });
          say.querySelectorAll('.cards').forEach((e) => { if (e.children.length > 1) e.style.flexWrap = 'wrap'; });
          document.body.replaceChildren(say);
          document.documentElement.style.overflow = document.body.style.overflow = 'visible';
          document.body.style.display = 'block';
          document.body.style.height = 'auto';
        }
        """;

    private const string Measure = """
        () => {
          const lines = (range) => new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top))).size;
          const wrong = [];
          for (const e of document.querySelectorAll('#pictures *')) {
            if (!e.checkVisibility() || e.closest('.only-heard, .steer')) continue;
            const outer = (e.closest('.card') ?? e.closest('.bubble'))?.getBoundingClientRect(), inner = e.getBoundingClientRect();
            if (outer && (inner.left < outer.left - 0.5 || inner.right > outer.right + 0.5)) wrong.push(`beyond its frame: ${e.textContent}`);
            if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && !e.matches('.rail, .rail-frame, #pictures')) wrong.push(`cut: ${e.textContent}`);
            if (e.matches('.row .text') && e.textContent.trim() === '') wrong.push('nothing in a row');
            for (const node of e.childNodes) {
              if (node.nodeType !== Node.TEXT_NODE) continue;
              for (const found of node.data.matchAll(/\d{2,4}-\d{2,4}-\d{3,4}|\d+:\d\d(?:[-〜]\d+:\d\d)?|\b11[09]\b/g)) {
                const range = document.createRange();
                range.setStart(node, found.index);
                range.setEnd(node, found.index + found[0].length);
                if (lines(range) > 1) wrong.push(`number in two lines: ${found[0]}: ${node.data}`);
              }
            }
            if (e.matches('.label, .card-button')) {
              const whole = document.createRange();
              whole.selectNodeContents(e.firstChild);
              if (lines(whole) > 1) wrong.push(`label in two lines: ${e.textContent}`);
            }
          }
          return [...new Set(wrong)];
        }
        """;

    [SkippableFact]
    public async Task EveryAnswer_FitsANarrowPhone()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        List<string> troubles = [], wrong = [];
        IPage page = await chromium.NewPageAsync(world, troubles, 360, 740);
        await page.GotoAsync("/chat");
        await Assertions.Expect(page.Locator(".role")).ToHaveCountAsync(4); // The page is up, and nothing of it comes later.
        foreach ((string name, IReadOnlyList<ReplyContent> replies) in Zaitaku.Tests.Turns.SampleReplies.All)
        {
            await page.EvaluateAsync(Draw, ReplyContent.ToJson(replies));
            wrong.AddRange((await page.EvaluateAsync<string[]>(Measure)).Select(problem => $"{name}: {problem}"));
            await page.Locator("#pictures").ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"chat-{name}.png") });
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(troubles);
    }

    [SkippableTheory]
    [InlineData("""[{"is":"cards","altText":"x","cards":[{"title":"題","rows":[{"label":"とても長い名前の見出し","text":"語"}]}]}]""", "label in two lines")]
    [InlineData("""[{"is":"cards","altText":"x","cards":[{"title":"題","rows":[{"label":"受付","text":"朝の八時三十分ごろから 12:30〜13:30 まで"}],"buttons":[]}]}]""", "")]
    [InlineData("""[{"is":"cards","altText":"x","cards":[{"title":"題","rows":[{"label":"電話","text":" "}]}]}]""", "nothing in a row")]
    public async Task TheMeasureIsAwake(string contents, string problem)
    {
        await using PageWorld world = await PageWorld.StartAsync();
        IPage page = await chromium.NewPageAsync(world, []);
        await page.GotoAsync("/chat");
        await Assertions.Expect(page.Locator(".role")).ToHaveCountAsync(4); // The page is up, and nothing of it comes later.
        await page.EvaluateAsync(Draw, contents);
        string[] found = await page.EvaluateAsync<string[]>(Measure);
        Assert.True(problem.Length == 0 ? found.Length == 0 : Array.Exists(found, said => said.StartsWith(problem, StringComparison.Ordinal)), string.Join('\n', found));
    }
}
