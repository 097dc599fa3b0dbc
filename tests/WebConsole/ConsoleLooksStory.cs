using Microsoft.Playwright;
using Xunit;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.ChatPage;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Every page of the console on a phone, a tablet and a desk, light and dark: no barriers, nothing hidden sideways, and pictures to look at.</summary>
[Collection(ConsoleStories.Name)]
public sealed class ConsoleLooksStory(Chromium chromium)
{
    private static readonly (string Address, string Picture)[] Pages =
    [
        ("/console/consultations", "queue"), ("/console/consultations?view=board", "board"), ("/console/consultations?state=closed", "closed"), ("/console/consultations?urgency=soon&who=me", "narrowed"),
        ("/console/consultations/412907", "one"), ("/console/consultations/771204", "held"), ("/console/consultations/204555", "over"), ("/console/consultations/new", "new"), ("/console", "state"), ("/console/notes", "notes"),
        ("/console/traffic", "traffic"), ("/console/directory?service=visiting_nurse", "directory"), ("/console/directory/1", "place"), ("/console/directory/1/edit", "place-edit"), ("/console/directory/new", "place-new"), ("/console/directory?closed=true", "closed-places"), ("/console/import", "import"), ("/console/rota/covers", "covers"), ("/console/members", "members"), ("/console/invitations", "invitations"), ("/console/report", "report"), ("/console/accounts", "accounts"), ("/console/account", "account"), ("/console/audit", "audit"), ("/console/settings", "settings"),
    ];

    /// <summary>Panels, tables and heads on a ground that is darker than a light grey.</summary>
    private const string DarkGrounds = """
        [...document.querySelectorAll("header, section, table, td, th, li, p")].filter((one) => one.checkVisibility()).filter((one) => {
          const [red, green, blue, alpha] = (getComputedStyle(one).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
          return alpha !== 0 && red + green + blue < 3 * 128;
        }).map((one) => one.tagName + " " + one.className).join("\n")
        """;

    private readonly List<string> _troubles = [];

    /// <param name="isJudged">Axe looks for barriers at each width once and in each scheme once: what it finds on a dark phone it finds on a light phone or on a dark desk.</param>
    [SkippableTheory]
    [InlineData(390, 844, ColorScheme.Light, true)]
    [InlineData(390, 844, ColorScheme.Dark, false)]
    [InlineData(820, 1180, ColorScheme.Light, true)]
    [InlineData(1280, 900, ColorScheme.Light, false)]
    [InlineData(1280, 900, ColorScheme.Dark, true)]
    public async Task EveryPageFits(int width, int height, ColorScheme scheme, bool isJudged)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: DemoWithCanned());
        TestStaff kanri = await world.GivenAsync("kanri", "管理 花子", Role.Admin), sato = await world.GivenAsync("sato", "佐藤 太郎");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        await world.WithDbAsync(db => TrafficRows.FurnishAsync(db, world.Clock.GetUtcNow()));
        IPage page = await chromium.NewPageAsync(world.Url, _troubles, width, height, scheme);
        await page.GotoAsync("/console/sign-in");
        await LooksRightAsync(page, $"console-sign-in-{width}-{scheme}", isJudged);
        await page.SignsInAsync(world, kanri);
        foreach ((string address, string picture) in Pages)
        {
            await page.GotoAsync(address);
            await LooksRightAsync(page, $"console-{picture}-{width}-{scheme}", isJudged);
        }

        await page.GotoAsync("/console/consultations/412907");
        foreach (ILocator summary in await page.Locator(".action > summary").AllAsync())
        {
            await summary.ClickAsync();
        }

        await LooksRightAsync(page, $"console-actions-{width}-{scheme}", isJudged);
        await page.GotoAsync("/console/members");
        await page.GetByRole(AriaRole.Link, new() { Name = "ケアマネジャー" }).First.ClickAsync();
        await page.GetByText("この人を消す").ClickAsync();
        await LooksRightAsync(page, $"console-member-{width}-{scheme}", isJudged);
        await page.GotoAsync($"/console/accounts/{sato.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "新しいリンクを作る" }).ClickAsync();
        await LooksRightAsync(page, $"console-link-{width}-{scheme}", isJudged);
        string link = await page.Locator("#set-up-link").InputValueAsync();
        await page.GotoAsync(link);
        await LooksRightAsync(page, $"console-set-up-{width}-{scheme}", isJudged);
        Assert.Empty(_troubles);
    }

    [SkippableTheory]
    [InlineData("/console/consultations/412907", ".timeline .words")]
    [InlineData("/console/consultations", "table.queue tbody tr")]
    [InlineData("/console/report", "main table")]
    [InlineData("/console/directory/1", "main h1")]
    public async Task OnPaper_ThereIsWhatIsRead_AndNothingToPress(string address, string read)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: DemoWithCanned());
        TestStaff sato = await world.GivenAsync("sato", "佐藤 太郎", Role.Admin);
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage page = await chromium.SignedInAsync(world, sato, _troubles, 794, 1123, ColorScheme.Dark); // A4 at 96 dots an inch.
        await page.GotoAsync(address);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(read).First).ToBeVisibleAsync();
        Assert.Equal("", await page.EvaluateAsync<string>("[...document.querySelectorAll('button, select, textarea, input, nav a, .skip')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80)).join('\\n')"));
        Assert.Equal("rgb(255, 255, 255) rgb(0, 0, 0)", await page.EvaluateAsync<string>("(({ backgroundColor, color }) => `${backgroundColor} ${color}`)(getComputedStyle(document.body))"));
        Assert.Equal("", await page.EvaluateAsync<string>(DarkGrounds)); // Nobody prints black on black because their screen is dark.
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "Something is cut off at the side.");
        await page.PictureAsync($"console-print-{address.Trim('/').Replace('/', '-')}");
        Assert.Empty(_troubles);
    }

    /// <summary>No channel: the demo town is there to be looked up.</summary>
    private static Dictionary<string, string?> DemoWithCanned() => new()
    {
        ["Line:ChannelId"] = null, ["Line:ChannelSecret"] = null, ["Hub:Area:0"] = null,
        ["Desk:CannedAnswers:0:Title"] = "受け付けのお礼", ["Desk:CannedAnswers:0:Text"] = "ご相談（{受付番号}）をありがとうございます。{担当}が承ります。",
        ["Desk:CannedAnswers:1:Title"] = "電話の約束", ["Desk:CannedAnswers:1:Text"] = "{予定} にお電話します。", ["Desk:Desks:0:Id"] = "hub", ["Desk:Desks:0:Name"] = "拠点", ["Desk:Desks:1:Id"] = "kita", ["Desk:Desks:1:Name"] = "北の窓口",
    };

    private static async Task LooksRightAsync(IPage page, string picture, bool isJudged)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{picture}.png"), FullPage = true });
        if (isJudged)
        {
            await page.HasNoBarriersAsync();
        }

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{picture} scrolls sideways.");
        double smallest = await page.EvaluateAsync<double>("Math.min(...[...document.querySelectorAll('button, .button, select, nav a, main input:not([type=hidden])')].filter(e => e.checkVisibility()).map(e => e.closest('label')?.getBoundingClientRect().height ?? e.getBoundingClientRect().height))");
        Assert.True(smallest >= 24, $"{picture}: something to press is only {smallest} px high."); // WCAG 2.2, 2.5.8.
    }
}
