using Microsoft.Playwright;
using Xunit;
using Zaitaku.Storage;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Covers;

/// <summary>The pages of covers on a phone and on a desk: no barriers, nothing hidden sideways, and a request settled by its buttons.</summary>
[Collection(ConsoleStories.Name)]
public sealed class CoverLooksStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task ARequest_IsMade_LookedAt_AndSettledByHand(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(CoverTown.Clock());
        await world.WithDbAsync(db => FurnishAsync(db, world.Clock.GetUtcNow()));
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        await page.GotoAsync("/console/rota");
        await page.GetByRole(AriaRole.Link, new() { Name = "当番の交代" }).ClickAsync();
        await page.GetByLabel("入れない方", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "木原 一郎（木原医院）" });
        await LooksRightAsync(page, $"console-covers-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "当番を選ぶ" }).ClickAsync();
        await page.GetByLabel("どの当番").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByLabel("だれに").SelectOptionAsync("0");
        await LooksRightAsync(page, $"console-cover-new-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "頼む", Exact = true }).ClickAsync();
        await Expect(page.GetByText("お願いを送りました。")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "三木" })).ToContainTextAsync("在宅当番医 2回");
        await LooksRightAsync(page, $"console-cover-one-{width}-{scheme}");
        await page.GetByRole(AriaRole.Row, new() { Name = "三木" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByText("書きました。")).ToBeVisibleAsync();
        await page.GotoAsync("/console/rota/covers");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "6月6日(土)" })).ToContainTextAsync("三木 二郎");
        await LooksRightAsync(page, $"console-covers-past-{width}-{scheme}");
        Assert.Empty(_troubles);
    }

    private static async Task LooksRightAsync(IPage page, string picture)
    {
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync(picture);
    }

    private static async Task FurnishAsync(ZaitakuDb db, DateTimeOffset now)
    {
        foreach ((string name, string phone) in ((string, string)[])[("木原 一郎", "0000-31-1111"), ("三木 二郎", "0000-32-2222"), ("広瀬 三郎", "")])
        {
            DutyHolder holder = CoverCrowd.Add(db, name, now);
            (holder.Institution, holder.Phone) = ($"{name[..2]}医院", phone);
        }

        await GivenAsync(db, now, Doctors(), Night("三木 二郎", "2026-05-20"), Night("三木 二郎", "2026-05-24"), Night("広瀬 三郎", "2026-05-21"), Night("木原 一郎", "2026-06-06"), Night("広瀬 三郎", "2026-06-10"));
        await GivenAsync(db, now, Nurses(), Night("広瀬 三郎", "2026-06-06"));
    }
}
