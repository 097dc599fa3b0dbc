using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Duties;

/// <summary>A coordinator sees who knows of their duty, calls the one who does not, and says when holders are told.</summary>
[Collection(ConsoleStories.Name)]
public sealed class DutyConsoleStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task WhoWasCalled_IsWrittenDown_CallsAreCounted_AndTheHoursAreChanged(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 1, 16));
        await PublishedAsync(world);
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        await page.GotoAsync("/console/rota/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "当番の確認と知らせ方" }).ClickAsync();
        await Expect(page.GetByText("これから60日の当番 2件。確認済み 0件、チャットで届かない方の当番 2件。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Row, new() { Name = "6月1日(月) 17:30〜翌8:30" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByText("確認を書きました。")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "6月1日(月) 17:30〜翌8:30" })).ToContainTextAsync("佐藤が書いた");
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync($"console-rota-duties-{width}-{scheme}");

        await page.GetByLabel("前日の何時に知らせるか").FillAsync("12:00");
        await page.GetByLabel("何日前に知らせるか", new() { Exact = false }).First.FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "変える", Exact = true }).First.ClickAsync();
        await Expect(page.GetByText("知らせ方を変えました。")).ToBeVisibleAsync();
        DutyRota rota = await world.AskAsync(db => db.DutyRotas.AsNoTracking().SingleAsync());
        Assert.Equal((3, 720, 1200), (rota.WeekBeforeDays, rota.DayBeforeMinute, rota.ConfirmByMinute));

        world.Clock.AdvanceTo(At("2026-06-01", 23));
        world.Clock.AdvanceTo(At("2026-06-02", 8, 31));
        page = await chromium.SignedInAsync(world, await world.GivenAsync("suzuki", "鈴木"), _troubles, width, 900, scheme);
        await page.GotoAsync("/console/rota/1/duties");
        await page.GetByLabel("6月1日(月) 17:30〜翌8:30 に受けた電話の件数").FillAsync("4");
        await page.GetByRole(AriaRole.Button, new() { Name = "書く", Exact = true }).ClickAsync();
        await Expect(page.GetByText("電話の件数を書きました。")).ToBeVisibleAsync();
        Assert.Equal([4, null], await world.AskAsync(db => db.HeldDuties.OrderBy(duty => duty.StartsAt).Select(duty => duty.CallsReceived).ToListAsync()));
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task WhatIsNoTime_OrNoNumber_IsRefusedInWords_AndASecondPressSeesTheFirst()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 1, 16));
        await PublishedAsync(world);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        HeldDuty duty = await world.AskAsync(db => db.HeldDuties.OrderBy(one => one.StartsAt).FirstAsync());
        const string Page = "/console/rota/1/duties";
        Assert.Contains("17:00 のように", await SaysAsync(sato, $"{Page}?handler=Times", ("Times.Seen", "1"), ("Times.WeekBeforeDays", "7"), ("Times.DayBefore", "夕方"), ("Times.NextInLineAfter", "30"), ("Times.EveryoneAfter", "60")));
        Assert.Contains("0（知らせない）から60", await SaysAsync(sato, $"{Page}?handler=Times", ("Times.Seen", "1"), ("Times.WeekBeforeDays", "-3"), ("Times.NextInLineAfter", "30"), ("Times.EveryoneAfter", "60")));
        Assert.Contains("1から1440分", await SaysAsync(sato, $"{Page}?handler=Times", ("Times.Seen", "1"), ("Times.WeekBeforeDays", "7"), ("Times.NextInLineAfter", "0"), ("Times.EveryoneAfter", "60")));
        Assert.Contains("0から999", await SaysAsync(sato, $"{Page}?handler=Calls", ("duty", $"{duty.Id}"), ("calls", "たくさん")));
        Assert.Contains("確認を書きました", await SaysAsync(sato, $"{Page}?handler=Confirm", ("duty", $"{duty.Id}"), ("seen", $"{duty.Revision}")));
        Assert.Contains("ほかの人が同時に", await SaysAsync(sato, $"{Page}?handler=Confirm", ("duty", $"{duty.Id}"), ("seen", $"{duty.Revision}")));
        Assert.Equal(HttpStatusCode.NotFound, (await ConsoleWorld.PostAsync(sato, $"{Page}?handler=Confirm", ("duty", "999"), ("seen", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ConsoleWorld.PostAsync(sato, "/console/rota/77/duties?handler=Times", ("Times.Seen", "1"))).StatusCode);
    }

    [Fact]
    public async Task OneHolderWantsItOtherwise_AndTheirRemindersArePlannedAnew()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 1, 16));
        await PublishedAsync(world);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        int holder = await world.AskAsync(db => db.DutyHolders.Where(one => one.Name == "三木 二郎").Select(one => one.Id).SingleAsync());
        Assert.Contains("知らせ方を変えました", await SaysAsync(sato, "/console/rota/1/duties?handler=Own", ("Own.Holder", $"{holder}"), ("Own.WeekBeforeDays", "0"), ("Own.DayBefore", "12:30"), ("Own.AtStart", "off")));
        DutyHolder changed = await world.AskAsync(db => db.DutyHolders.AsNoTracking().SingleAsync(one => one.Id == holder));
        Assert.Equal((0, 750, false), (changed.WeekBeforeDays, changed.DayBeforeMinute, changed.AtStart));
        Assert.Null(await world.AskAsync(db => db.HeldDuties.Where(duty => duty.HolderId == holder).Select(duty => duty.PlannedAt).SingleAsync()));
        Assert.Contains("前日の時刻は", await SaysAsync(sato, "/console/rota/1/duties?handler=Own", ("Own.Holder", $"{holder}"), ("Own.Seen", "1"), ("Own.DayBefore", "25時")));
    }

    [Fact]
    public async Task OfALongTable_AllIsCounted_WhatIsNotShownIsSaid_AndTheTrailNamesTheDuty()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 1, 16));
        await PublishedAsync(world);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        long past = await world.AskAsync(async db =>
        {
            DutySeat seat = await db.Set<DutySeat>().SingleAsync();
            DutyHolder last = Holder("広瀬 三郎");
            db.DutyHolders.Add(last);
            await db.SaveChangesAsync();
            int first = await db.DutyHolders.Where(holder => holder.Name == "木原 一郎").Select(holder => holder.Id).SingleAsync();
            db.HeldDuties.AddRange(Enumerable.Range(0, 14 + 300).Select(at => new HeldDuty // Four hours each: 14 that are over, and 300 to come beside the two of the plan.
            {
                RotaId = seat.RotaId, SeatId = seat.Id, HolderId = at == 313 ? last.Id : first, StartsAt = At("2026-06-01", 4 * (at - 14 + 4)), EndsAt = At("2026-06-01", 4 * (at - 13 + 4)), CreatedAt = world.Clock.GetUtcNow(),
                ConfirmedAt = at == 313 ? world.Clock.GetUtcNow() : null,
            }));
            await db.SaveChangesAsync();
            return await db.HeldDuties.OrderBy(duty => duty.StartsAt).Select(duty => duty.Id).FirstAsync();
        });
        string page = WebUtility.HtmlDecode(await sato.GetStringAsync("/console/rota/1/duties"));
        Assert.Contains("これから60日の当番 302件。確認済み 1件、チャットで届かない方の当番 302件。", page);
        Assert.Contains("302件のうち、近いほうから1〜100件目です", page);
        Assert.Equal(14, page.Split("受けた電話の件数（空欄は不明）").Length - 1);
        Assert.Matches("<option value=\"\\d+\">広瀬 三郎", page); // Has a duty among those that are not shown.
        HeldDuty near = await world.AskAsync(db => db.HeldDuties.SingleAsync(duty => duty.StartsAt == At("2026-06-01", 17, 30)));
        Assert.Contains("確認を書きました", await SaysAsync(sato, "/console/rota/1/duties?handler=Confirm", ("duty", $"{near.Id}"), ("seen", $"{near.Revision}")));
        Assert.Contains("電話の件数を書きました", await SaysAsync(sato, "/console/rota/1/duties?handler=Calls", ("duty", $"{past}"), ("calls", "2")));
        Assert.Equal([("rota.confirm", $"duty:{near.Id}"), ("rota.calls", $"duty:{past}")],
            (await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "rota.confirm" || entry.Action == "rota.calls").OrderBy(entry => entry.Id).ToListAsync())).Select(entry => (entry.Action, entry.Detail)));
    }

    /// <summary>What the page says then, after its redirect.</summary>
    private static async Task<string> SaysAsync(HttpClient client, string address, params (string, string)[] fields)
    {
        using HttpResponseMessage answer = await ConsoleWorld.PostAsync(client, address, fields);
        return WebUtility.HtmlDecode(answer.StatusCode == HttpStatusCode.Redirect ? await client.GetStringAsync(answer.Headers.Location) : await answer.Content.ReadAsStringAsync());
    }

    private static async Task PublishedAsync(ConsoleWorld world)
    {
        await world.WithDbAsync(async db =>
        {
            db.DutyHolders.Add(Holder("木原 一郎", "0000-31-1111", "木原医院"));
            db.DutyHolders.Add(Holder("三木 二郎", "0000-31-2222"));
            await GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-05"));
        });
        await world.Services.GetRequiredService<DutyPass>().RunAsync(CancellationToken.None);
    }
}
