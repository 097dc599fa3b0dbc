using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.Pictures;

/// <summary>Every answer as it looks on LINE, measured in a browser: nothing cut, nothing beyond its bubble, nothing hard to read. Pictures lie beside the built tests.</summary>
[Collection(PageStories.Name)]
public sealed class LinePicturesTests(Chromium chromium)
{
    /// <summary>LINE's "sm". Readers are often old.</summary>
    private const int TextPxMin = 14;

    /// <summary>WCAG 2, AA.</summary>
    private const double ContrastMin = 4.5;

    /// <summary>Lines of one row at phone width; more is a wall nobody climbs.</summary>
    private const int RowLinesMax = 8;

    private const string Measure = """
        ([textPxMin, contrastMin, rowLinesMax]) => {
          const light = (colour) => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)' && c !== 'transparent') return c; } return 'rgb(255, 255, 255)'; };
          const lines = (range) => new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top))).size;
          const wrong = [];
          for (const e of document.querySelectorAll('.text, .said, .button span, .quick span')) {
            const style = getComputedStyle(e), words = e.textContent, size = parseFloat(style.fontSize);
            const [a, b] = [light(style.color), light(ground(e))].sort((x, y) => y - x);
            if ((a + 0.05) / (b + 0.05) < contrastMin) wrong.push(`contrast ${((a + 0.05) / (b + 0.05)).toFixed(2)}: ${words}`);
            if (size < textPxMin) wrong.push(`${size} px: ${words}`);
            if (words.trim() === '') wrong.push('nothing in a row');
            if (/…$/.test(words)) wrong.push(`shortened: ${words}`);
            for (const found of words.matchAll(/\d{2,4}-\d{2,4}-\d{3,4}|\d+:\d\d|\b11[09]\b/g)) {
              const range = document.createRange();
              range.setStart(e.firstChild, found.index);
              range.setEnd(e.firstChild, found.index + found[0].length);
              if (lines(range) > 1) wrong.push(`number in two lines: ${found[0]}: ${words}`);
            }
            const whole = document.createRange();
            whole.selectNodeContents(e);
            if (e.matches('.baseline > .text:first-child, .button span') && lines(whole) > 1) wrong.push(`label in two lines: ${words}`);
            if (e.scrollWidth > e.clientWidth + 1 && style.display !== 'inline') wrong.push(`cut: ${words}`);
            const frame = e.closest('.button') ?? e.closest('.bubble');
            if (frame) {
              const outer = frame.getBoundingClientRect(), inner = e.getBoundingClientRect();
              if (inner.left < outer.left - 0.5 || inner.right > outer.right + 0.5 || inner.bottom > outer.bottom + 0.5) wrong.push(`beyond its frame: ${words}`);
              if (e.matches('.text') && inner.height / (size * 1.35) > rowLinesMax + 0.5) wrong.push(`${Math.round(inner.height / (size * 1.35))} lines: ${words}`);
            }
          }
          return wrong;
        }
        """;

    [SkippableFact]
    public async Task EveryAnswer_IsReadableOnAPhone()
    {
        List<string> troubles = [], wrong = [];
        IPage page = await chromium.NewPageAsync("http://127.0.0.1", troubles, 390, 844);
        foreach ((string name, IReadOnlyList<ReplyContent> replies) in Zaitaku.Tests.Turns.SampleReplies.All)
        {
            await page.SetContentAsync(FlexPage.Of(LineMessages.Render(replies)));
            wrong.AddRange((await MeasureAsync(page)).Select(problem => $"{name}: {problem}"));
            await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"line-{name}.png"), FullPage = true });
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(troubles);
    }

    [SkippableTheory]
    [InlineData("""{"type":"text","text":"とても長い名前の事業所がここに入りますが折り返しません","size":"md","color":"#111111"}""", "cut")]
    [InlineData("""{"type":"text","text":"うすい","size":"md","color":"#aaaaaa","wrap":true}""", "contrast")]
    [InlineData("""{"type":"text","text":"小さい","size":"xs","color":"#111111","wrap":true}""", "13 px")]
    [InlineData("""{"type":"text","text":"みなと市の在宅医療介護 0000-11-0000","size":"md","color":"#111111","wrap":true}""", "number in two lines")]
    [InlineData("""{"type":"text","text":"医療法人社団みなと会みな…","size":"md","color":"#111111","wrap":true}""", "shortened")]
    [InlineData("""{"type":"box","layout":"baseline","contents":[{"type":"text","text":"よりそいホットライン","size":"sm","flex":1,"color":"#111111","wrap":true},{"type":"text","text":"電話","flex":2,"color":"#111111","wrap":true}]}""", "label in two lines")]
    [InlineData("""{"type":"button","style":"primary","color":"#0B6B3A","action":{"label":"とても長いボタンの名前でありこの幅には決して入りません"}}""", "beyond")]
    public async Task TheMeasureIsAwake(string element, string problem)
    {
        IPage page = await chromium.NewPageAsync("http://127.0.0.1", [], 390, 844);
        await page.SetContentAsync(FlexPage.Of([JsonNode.Parse($$$$"""{"type":"flex","contents":{"type":"bubble","body":{"type":"box","layout":"vertical","contents":[{{{{element}}}}]}}}""")]));
        Assert.Contains(await MeasureAsync(page), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    private static Task<string[]> MeasureAsync(IPage page) => page.EvaluateAsync<string[]>(Measure, new object[] { TextPxMin, ContrastMin, RowLinesMax });
}
