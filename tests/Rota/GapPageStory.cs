using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>A coordinator sees the gaps and mends them, and sees who is in chat. Monday 2026-04-20, 9:30 in Tokyo.</summary>
[Collection(ConsoleStories.Name)]
public sealed class GapPageStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task TheList_LeadsToTheNight_AndAHolderIsInvitedAndLinked(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await StartAsync();
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        await page.GotoAsync("/console/rota/gaps");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "4月20日(月) 17:30〜翌8:30" })).ToContainTextAsync("24時間以内");
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync($"console-rota-gaps-{width}-{scheme}");
        await page.GetByRole(AriaRole.Row, new() { Name = "4月20日(月)" }).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByLabel("だれ", new() { Exact = true }).FillAsync("三木 二郎");
        await page.GetByRole(AriaRole.Button, new() { Name = "変える", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "4月20日(月)" })).ToContainTextAsync("三木 二郎");
        await world.Services.GetRequiredService<GapPass>().RunAsync(CancellationToken.None);
        await page.GotoAsync("/console/rota/gaps");
        await Expect(page.GetByText("だれも入っていません")).ToHaveCountAsync(0);

        await page.GotoAsync("/console/rota/holders");
        await page.GetByRole(AriaRole.Link, new() { Name = "木原 一郎" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "招待コードを作る" }).ClickAsync();
        await Expect(page.GetByText("この画面を離れると、もう見られません。")).ToBeVisibleAsync();
        await page.HasNoBarriersAsync();
        await page.PictureAsync($"console-rota-holder-chat-{width}-{scheme}");
        await page.GetByLabel("もう登録しているメンバー").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "つなぐ", Exact = true }).ClickAsync();
        await Expect(page.GetByText("つなぎました。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "医師・木原医院" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "当番", Exact = true })).ToBeVisibleAsync();
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync($"console-member-duties-{width}-{scheme}");
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task EachGap_HasAWayToMendIt_AndTheFirstPageCountsThem()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string page = WebUtility.HtmlDecode(await sato.GetStringAsync("/console/rota/gaps"));
        long nobody = await world.AskAsync(db => db.DutyShifts.Where(shift => shift.HolderId == null).Select(shift => shift.Id).SingleAsync());
        Assert.Contains($"/console/rota/1/shift/{nobody}?from=", page);
        Assert.Contains("木原 一郎（木原医院）: チャットで知らせが届きません", page);
        Assert.Contains("/console/rota/holders?holder=1#chat", page);
        Assert.Contains("ここで表が終わります", page);
        Assert.Contains("/console/rota/1#table", page);
        Assert.Contains("<a href=\"/console/rota/gaps\">当番の空き</a></dt><dd>2</dd>", await sato.GetStringAsync("/console").ContinueWith(text => WebUtility.HtmlDecode(text.Result), TaskScheduler.Default)); // Who is in no chat does not count.

        await world.WithDbAsync(async db =>
        {
            DutyRota rota = await db.DutyRotas.Include(one => one.Seats).SingleAsync();
            db.RotaPatterns.Add(new RotaPattern { RotaId = 1, SeatId = rota.Seats[0].Id, CreatedAt = world.Clock.GetUtcNow(), Body = System.Text.Json.JsonSerializer.Serialize(new ShiftPattern { Name = "毎晩", StartMinute = 17 * 60 + 30, EndMinute = 32 * 60 + 30 }) });
            db.RotaPatterns.Add(new RotaPattern { RotaId = 1, SeatId = rota.Seats[0].Id, CreatedAt = world.Clock.GetUtcNow(), Body = "{" }); // Of another version: unknown, and no gap.
            await db.SaveChangesAsync();
        });
        await world.Services.GetRequiredService<GapPass>().RunAsync(CancellationToken.None);
        page = WebUtility.HtmlDecode(await sato.GetStringAsync("/console/rota/gaps"));
        Assert.Contains("4月22日(水) 17:30〜翌8:30", page);
        Assert.Contains("/console/rota/1?month=2026-04#duty", page);
    }

    private static async Task<ConsoleWorld> StartAsync()
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        await world.WithDbAsync(async db =>
        {
            DateTimeOffset now = world.Clock.GetUtcNow();
            db.DutyHolders.Add(Holder("木原 一郎", "0000-31-1111", "木原医院"));
            db.Members.Add(new Member { Id = Guid.CreateVersion7(now), Role = Role.Doctor, Organisation = "木原医院", CreatedAt = now, Links = { new ChannelLink { Channel = "line", ChannelUserId = "Ukihara" } } });
            await GivenAsync(db, now, Doctors(), Night("木原 一郎", "2026-04-20"), Night("三木 二郎", "2026-04-21"), Night("三木 二郎", "2026-04-23"), Night("木原 一郎", "2026-04-24"));
            DutyShift tonight = await db.DutyShifts.SingleAsync(shift => shift.StartsAt == At("2026-04-20", 17, 30));
            db.DutyShifts.Add(new DutyShift { SeatId = tonight.SeatId, StartsAt = tonight.StartsAt, EndsAt = tonight.EndsAt, Layer = DutyLayer.Override, KnownFrom = now });
            (await db.DutyRotas.SingleAsync()).Revision++;
            await db.SaveChangesAsync();
        });
        await world.Services.GetRequiredService<GapPass>().RunAsync(CancellationToken.None);
        return world;
    }
}
