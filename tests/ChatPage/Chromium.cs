using Microsoft.Playwright;
using Xunit;

namespace Zaitaku.Tests.ChatPage;

/// <summary>One browser for the pages people see, and for pictures of cards.</summary>
[CollectionDefinition(Name)]
public sealed class PageStories : ICollectionFixture<Chromium>
{
    public const string Name = "page stories";
}

/// <summary>One for the console, beside it: a browser story mostly waits.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleStories : ICollectionFixture<Chromium>
{
    public const string Name = "console stories";
}

/// <summary>One for two hundred races.</summary>
[CollectionDefinition(Name)]
public sealed class RaceStories : ICollectionFixture<Chromium>
{
    public const string Name = "race stories";
}

/// <summary>The machine's own chromium. Where there is none, stories are skipped; on a build server they fail.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Three browsers on two cores: what must come comes, though not always within the five seconds of the default.</summary>
    private const float PatienceMilliseconds = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly List<IBrowserContext> _contexts = [];

    /// <summary>Pictures to look at; beside the built tests, never committed.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "artifacts", "pictures")).FullName;

    public async Task InitializeAsync()
    {
        if (Array.Find(Paths, File.Exists) is { } path)
        {
            Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
        }
    }

    /// <summary>A page in a context of its own. Every script error, refused resource and request to elsewhere is noted in <paramref name="troubles"/>.</summary>
    public Task<IPage> NewPageAsync(PageWorld world, List<string> troubles, int width = 390, int height = 844, ColorScheme scheme = ColorScheme.Light) =>
        NewPageAsync(world.Url, troubles, width, height, scheme);

    /// <param name="url">Where the server is, without a slash at the end.</param>
    /// <param name="beside">A second person's browser in the same story: the first stays open.</param>
    public async Task<IPage> NewPageAsync(string url, List<string> troubles, int width = 390, int height = 844, ColorScheme scheme = ColorScheme.Light, bool beside = false)
    {
        if (_browser is null && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail("No chromium on this build server. Install the package chromium.");
        }

        Skip.If(_browser is null, "No chromium on this machine.");
        if (!beside)
        {
            await Task.WhenAll(_contexts.Select(open => open.CloseAsync())); // The story before is over; its page would go on asking its server.
            _contexts.Clear();
        }

        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            BaseURL = url, Locale = "ja-JP", TimezoneId = "Asia/Tokyo", ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height }, HasTouch = width < 500,
        });
        _contexts.Add(context);
        context.SetDefaultTimeout(15_000);
        IPage page = await context.NewPageAsync();
        page.PageError += (_, error) => troubles.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                troubles.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                troubles.Add($"asked elsewhere: {request.Url}");
            }
        };
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
