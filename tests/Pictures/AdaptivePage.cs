using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Zaitaku.Tests.Channels.Line;

namespace Zaitaku.Tests.Pictures;

/// <summary>Draws an Adaptive Card by Microsoft's own renderer (npm adaptivecards) in a browser, as wide as Teams on a phone. The renderer parses and validates too,
/// so a card it complains of is a card of ours that is wrong. What it lets pass (a text without words) the stand-in for Teams refuses.</summary>
internal static class AdaptivePage
{
    /// <summary>Where the renderer is; the page gets it as text, so that nothing is fetched.</summary>
    private static string Renderer => Path.Combine(Judges.NodeFolder, "node_modules", "adaptivecards", "dist", "adaptivecards.min.js");

    // Colours and sizes of Teams' light theme, as far as its host configuration is known; text is never below 14 px here.
    private const string HostConfig = """
        {"fontFamily": "'Noto Sans CJK JP', 'Noto Sans JP', sans-serif",
         "fontSizes": {"small": 14, "default": 14, "medium": 16, "large": 18, "extraLarge": 24},
         "spacing": {"small": 8, "default": 12, "medium": 16, "large": 20, "extraLarge": 24, "padding": 16},
         "supportsInteractivity": true,
         "actions": {"maxActions": 6, "actionsOrientation": "vertical", "buttonSpacing": 8, "actionAlignment": "stretch", "spacing": "default", "showCard": {"actionMode": "inline"}},
         "containerStyles": {
           "default": {"backgroundColor": "#ffffff", "foregroundColors": {
             "default": {"default": "#242424", "subtle": "#616161"}, "accent": {"default": "#444791", "subtle": "#444791"}, "dark": {"default": "#242424", "subtle": "#616161"},
             "light": {"default": "#ffffff", "subtle": "#ffffff"}, "good": {"default": "#0e700e", "subtle": "#0e700e"}, "warning": {"default": "#8a3707", "subtle": "#8a3707"}, "attention": {"default": "#b10e1c", "subtle": "#b10e1c"}}},
           "emphasis": {"backgroundColor": "#f5f5f5"}, "accent": {"backgroundColor": "#e8ebfa"}, "good": {"backgroundColor": "#e7f2da"}, "warning": {"backgroundColor": "#fbf6d9"}, "attention": {"backgroundColor": "#fcf4f6"}},
         "factSet": {"title": {"weight": "bolder", "wrap": true, "maxWidth": 110}, "value": {"wrap": true}, "spacing": 8}}
        """;

    private const string Style = """
        body { margin: 0; padding: 12px; background: #f5f5f5; width: 366px; box-sizing: border-box; }
        #card { background: #fff; border-radius: 8px; box-shadow: 0 1px 3px #0003; margin-bottom: 12px; overflow: hidden; }
        .ac-pushButton { min-height: 40px; padding: 6px 12px; font: 600 14px "Noto Sans CJK JP", sans-serif; color: #242424; background: #fff; border: 1px solid #d1d1d1; border-radius: 4px; }
        .ac-pushButton.style-positive { color: #fff; background: #444791; } .ac-pushButton.style-destructive { color: #b10e1c; }
        """;

    // What the renderer says of it: faults of parsing and of validation, with the id or kind of the element.
    private const string Draw = """
        ([json, hostConfig]) => {
          const faults = [], context = new AdaptiveCards.SerializationContext();
          AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
            result.outputHtml = text.split('\n\n').map(line => { const p = document.createElement('p'); p.style.margin = 0; p.textContent = line; return p.outerHTML; }).join('');
            result.didProcess = true;
          };
          const card = new AdaptiveCards.AdaptiveCard();
          card.hostConfig = new AdaptiveCards.HostConfig(JSON.parse(hostConfig));
          card.version = new AdaptiveCards.Version(1, 5);
          card.parse(JSON.parse(json), context);
          for (let i = 0; i < context.eventCount; i++) faults.push(context.getEventAt(i).message);
          for (const failure of card.validateProperties().validationEvents) faults.push(failure.message);
          const drawn = card.render();
          if (!drawn) return [...faults, 'nothing was drawn'];
          document.getElementById('card').replaceChildren(drawn);
          return faults;
        }
        """;

    /// <summary>Draws the card on the page.</summary>
    /// <returns>What the renderer complains of; empty when nothing.</returns>
    public static async Task<IReadOnlyList<string>> DrawAsync(IPage page, JsonObject card)
    {
        Judges.RequireNode("adaptivecards");
        await page.SetContentAsync($"<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><style>{Style}</style><body><div id=\"card\"></div></body></html>");
        await page.AddScriptTagAsync(new() { Content = await File.ReadAllTextAsync(Renderer) });
        return await page.EvaluateAsync<string[]>(Draw, new object[] { card.ToJsonString(), HostConfig });
    }

    /// <summary>What a reader would stumble over: texts that are cut, leave the card or are hard to read; empty when nothing.</summary>
    public static async Task<IReadOnlyList<string>> MeasureAsync(IPage page) => await page.EvaluateAsync<string[]>("""
        () => {
          const light = (colour) => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)' && c !== 'transparent') return c; } return 'rgb(255, 255, 255)'; };
          const frame = document.getElementById('card').getBoundingClientRect(), wrong = [];
          for (const e of document.querySelectorAll('.ac-textBlock, .ac-richTextBlock, .ac-pushButton, .ac-factset td')) {
            const words = e.textContent.trim(), style = getComputedStyle(e), box = e.getBoundingClientRect();
            if (!words || box.width === 0) continue;
            const [a, b] = [light(style.color), light(ground(e))].sort((x, y) => y - x);
            if ((a + 0.05) / (b + 0.05) < 4.5) wrong.push(`contrast ${((a + 0.05) / (b + 0.05)).toFixed(2)}: ${words}`);
            if (parseFloat(style.fontSize) < 14) wrong.push(`${style.fontSize}: ${words}`);
            if ([e, ...e.querySelectorAll('*')].some(x => x.scrollWidth > x.clientWidth + 1 && getComputedStyle(x).display !== 'inline')) wrong.push(`cut: ${words}`);
            if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5) wrong.push(`beyond its card: ${words}`);
          }
          return wrong;
        }
        """);
}
