using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Tests.ChatPage;

namespace Zaitaku.Tests.Pictures;

/// <summary>The pictures of the rich menus: drawn by Chromium from the designs, measured there, and committed. <c>tests/Pictures/draw-menus.sh</c> draws them anew.</summary>
[Collection(PageStories.Name)]
public sealed class RichMenuPicturesTests(Chromium chromium)
{
    /// <summary>LINE's limit for the file.</summary>
    private const int BytesMax = 1024 * 1024;

    /// <summary>Smallest writing, in pixels of a picture 2500 wide: 14 on a phone 390 wide.</summary>
    private const double TextPxMin = 14 * 2500 / 390.0;

    /// <summary>WCAG 2, AA.</summary>
    private const double ContrastMin = 4.5;

    private const string Measure = """
        ([textPxMin, contrastMin]) => {
          const light = (colour) => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'rgb(255, 255, 255)'; };
          const wrong = [];
          for (const e of document.querySelectorAll('.words, .caption, .title')) {
            const style = getComputedStyle(e), [a, b] = [light(style.color), light(ground(e))].sort((x, y) => y - x);
            if ((a + 0.05) / (b + 0.05) < contrastMin) wrong.push(`contrast ${((a + 0.05) / (b + 0.05)).toFixed(2)}: ${e.textContent}`);
            if (parseFloat(style.fontSize) < textPxMin) wrong.push(`${style.fontSize}: ${e.textContent}`);
            const outer = (e.closest('.tile') ?? document.querySelector('header')).getBoundingClientRect(), inner = e.getBoundingClientRect();
            if (inner.left < outer.left + 24 || inner.right > outer.right - 24 || inner.bottom > outer.bottom - 8) wrong.push(`beyond its frame: ${e.textContent}`);
          }
          return wrong;
        }
        """;

    private static readonly string Folder = Path.Combine(Needs.Root, "bot", "Channels", "Line", "Menus");
    private static readonly string Ledger = Path.Combine(Folder, "drawn.tsv");

    public static TheoryData<string> Keys => [.. RichMenuDesigns.All.Select(design => design.Key)];

    [SkippableFact]
    public async Task EveryMenu_IsReadableAtArmsLength()
    {
        List<string> wrong = [], troubles = [], drawn = [];
        bool isDrawing = Environment.GetEnvironmentVariable("DRAW_MENUS") == "true";
        IPage page = await chromium.NewPageAsync("http://127.0.0.1", troubles, RichMenuDesign.Width, RichMenuDesign.Height);
        foreach (RichMenuDesign design in RichMenuDesigns.All)
        {
            await page.SetContentAsync(RichMenuPage.Of(design));
            wrong.AddRange((await page.EvaluateAsync<string[]>(Measure, new object[] { TextPxMin, ContrastMin })).Select(problem => $"{design.Key}: {problem}"));
            string file = Path.Combine(isDrawing ? Folder : Chromium.Pictures, isDrawing ? $"{design.Key}.png" : $"menu-{design.Key}.png");
            byte[] picture = await page.ScreenshotAsync(new() { Path = file });
            drawn.Add($"{design.Key}\t{RichMenuPage.DigestOf(design)}\t{DigestOf(picture)}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(troubles);
        if (isDrawing)
        {
            await File.WriteAllLinesAsync(Ledger, drawn);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task TheCommittedPicture_IsTheOneOfThisDesign_AndFitsLine(string key)
    {
        RichMenuDesign design = RichMenuDesigns.All.Single(design => design.Key == key);
        byte[] picture = await File.ReadAllBytesAsync(Path.Combine(Folder, $"{key}.png"));
        string[] line = (await File.ReadAllLinesAsync(Ledger)).Select(row => row.Split('\t')).Single(row => row[0] == key);
        Assert.True(line[1] == RichMenuPage.DigestOf(design) && line[2] == DigestOf(picture), "The picture is not the one of this design. Run tests/Pictures/draw-menus.sh and look at it.");
        Assert.InRange(picture.Length, 1, BytesMax);
        Assert.Equal((RichMenuDesign.Width, RichMenuDesign.Height), (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))));
        Assert.Equal(picture, RichMenuPictures.Of(design).ToArray());
    }

    [Fact]
    public void EveryDrawingIsUsed() => Assert.Equal(RichMenuIcons.Names.Order(), RichMenuDesigns.All.SelectMany(design => design.Areas).Select(area => area.Icon).Distinct().Order());

    private static string DigestOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
