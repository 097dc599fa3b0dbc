using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>The page anybody may see, and the screen on a wall.</summary>
[Collection(ConsoleStories.Name)]
public sealed class DutyPageStory(Chromium chromium)
{
    [Fact]
    public async Task OnlyWhatTheHubPublishes_IsSeen()
    {
        await using ConsoleWorld world = await StartAsync(isPublic: true);
        string page = WebUtility.HtmlDecode(await world.FromBehindTheProxy().GetStringAsync("/duty"));
        Assert.Contains("4月25日(土) の当番", page);
        Assert.Contains("木原病院", page);
        Assert.Contains("0000-23-0634", page);
        Assert.Contains("17:30〜翌8:30（いま）", page);
        Assert.DoesNotContain("三木 二郎", page); // Of a rota that is not public.

        await using ConsoleWorld closed = await StartAsync(isPublic: false);
        Assert.Contains("このページに載せている当番表はありません", WebUtility.HtmlDecode(await closed.NewClient().GetStringAsync("/duty")));
    }

    [Fact]
    public async Task WithoutADatabase_ItGoesOnFromWhatItLastKnew_ThroughAChangeOfDuty_AndSaysSo()
    {
        await using ConsoleWorld world = await StartAsync(isPublic: true);
        HttpClient wall = world.NewClient();
        await wall.GetStringAsync("/duty/screen");
        await world.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"duty_shift\" RENAME TO \"duty_shift_away\""));
        world.Clock.Advance(TimeSpan.FromHours(14)); // Sunday morning: somebody else's.
        string page = WebUtility.HtmlDecode(await wall.GetStringAsync("/duty/screen"));
        Assert.Contains("最新ではないかもしれません。4月25日(土) 20:00 現在の表です。", page);
        Assert.Contains("広瀬病院", page);
        Assert.Contains("8:30〜翌8:30（いま）", page);

        await world.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"duty_shift_away\" RENAME TO \"duty_shift\""));
        world.Clock.Advance(TimeSpan.FromSeconds(6)); // Not asked again sooner.
        Assert.DoesNotContain("最新ではない", WebUtility.HtmlDecode(await wall.GetStringAsync("/duty/screen")));
    }

    [Fact]
    public async Task APersonsName_IsNotShownWhereTheirInstitutionIsKnown()
    {
        await using ConsoleWorld world = await StartAsync(isPublic: true);
        await world.WithDbAsync(async db =>
        {
            DutyHolder holder = await db.DutyHolders.SingleAsync(one => one.Name == "木原病院");
            (holder.Name, holder.Institution) = ("木原 一郎", "木原医院");
            await db.SaveChangesAsync();
        });
        string page = WebUtility.HtmlDecode(await world.NewClient().GetStringAsync("/duty"));
        Assert.Contains("木原医院", page);
        Assert.DoesNotContain("木原 一郎", page);
    }

    [SkippableTheory]
    [InlineData("/duty", 390, ColorScheme.Dark)]
    [InlineData("/duty/screen", 1920, ColorScheme.Light)]
    public async Task ItCanBeRead(string path, int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await StartAsync(isPublic: true);
        List<string> troubles = [];
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), troubles, width, 900, scheme);
        await page.GotoAsync(path);
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync($"duty{path[5..].Replace('/', '-')}-{width}-{scheme}");
        Assert.Empty(troubles);
    }

    private static async Task<ConsoleWorld> StartAsync(bool isPublic)
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 25, 20));
        await world.WithDbAsync(async db =>
        {
            DutyRota hospitals = new() { Name = "休日夜間の当番", Purpose = RotaPurpose.Hospital, ResidentView = ResidentView.Published, IsPublic = isPublic };
            await GivenAsync(db, world.Clock.GetUtcNow(), hospitals,
                Night("木原病院", "2026-04-25", "指定なし", "0000-23-0634"), Duty("広瀬病院", At("2026-04-26", 8, 30), At("2026-04-26", 32, 30), "指定なし"), Duty("みぶ小児科", At("2026-04-26", 9), At("2026-04-26", 12), "小児科"));
            await GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), Night("三木 二郎", "2026-04-25"));
        });
        return world;
    }
}
