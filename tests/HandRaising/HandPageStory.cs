using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.Rota;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.HandRaising;

/// <summary>A coordinator writes a case in the browser, sees to whom it goes, and settles it; a request for a substitute beside it.</summary>
[Collection(ConsoleStories.Name)]
public sealed class HandPageStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task ACase_IsWritten_SentAfterALook_AndSettled(int width, ColorScheme scheme)
    {
        await using HandWorld world = await HandWorld.StartAsync(FakeClock.InTokyo(2026, 5, 29, 10), new() { ["Substitutes:Enabled"] = "true" });
        int kihara = await world.DoctorAsync("木原", "みなと市", "end_of_life narcotics");
        await world.DoctorAsync("三木");
        await world.DoctorAsync("北", "北市");
        IPage page = await chromium.SignedInAsync(world.Console, world.Staff, _troubles, width, 900, scheme);
        await page.GotoAsync("/console/hands");
        await page.GetByLabel("地域（市区町村か町の名前まで）").FillAsync("みなと市");
        await page.GetByLabel("介護度").SelectOptionAsync("care_4");
        await page.GetByLabel("ターミナルケア・看取り").CheckAsync();
        await page.GetByLabel("備考").FillAsync("山田さん、退院後は自宅でとのご希望です。");
        await page.GetByRole(AriaRole.Button, new() { Name = "送る先を見る" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("備考にお名前");
        await Expect(page.GetByLabel("ターミナルケア・看取り")).ToBeCheckedAsync();
        await page.GetByLabel("備考").FillAsync("80代の方。退院後は自宅でとのご希望です。");
        await LookAsync(page, $"console-hands-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "送る先を見る" }).ClickAsync();
        await Expect(page.GetByText("2 人の先生に送ります")).ToBeVisibleAsync();
        await page.GetByText("送らない先生").ClickAsync();
        await Expect(page.GetByText("訪問地域が違います")).ToBeVisibleAsync();
        await LookAsync(page, $"console-hand-draft-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "この先生方に送る" }).ClickAsync();
        await Expect(page.GetByText("送りました。")).ToBeVisibleAsync();
        await world.Console.SettleAsync();
        await world.TapsAsync("木原", world.Hears("木原"), "どちらでも");
        world.Hears("木原");
        world.Hears("三木");
        world.Hears("佐藤");

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "主治医", Exact = true }).GetByText("木原（木原医院）").ClickAsync();
        await LookAsync(page, $"console-hand-open-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "決めて知らせる" }).ClickAsync();
        await Expect(page.GetByText("決めました。")).ToBeVisibleAsync();
        await world.Console.SettleAsync();
        world.Hears("木原", "主治医をお願いします");
        HandCase one = await world.CaseAsync();
        Assert.Equal((HandCaseState.Open, kihara), (one.State, Assert.Single(one.Seats).HolderId)); // A deputy is looked for still.
        await page.GotoAsync("/console/hands");
        await LookAsync(page, $"console-hands-times-{width}-{scheme}");
        await SubstituteAsync(world, page, width, scheme);
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task WhatADoctorServes_IsWrittenOnTheirPage()
    {
        await using HandWorld world = await HandWorld.StartAsync(FakeClock.InTokyo(2026, 5, 29, 10));
        int kihara = await world.DoctorAsync("木原");
        await world.PostsAsync($"/console/rota/holders?handler=Keep&holder={kihara}", ("Form.Name", "木原"), ("Form.Seen", "0"), ("Form.Areas", "みなと市、 北市"), ("Form.Procedures", "suction"), ("Form.Procedures", "ventilator"), ("Form.Procedures", "作り話"));
        DutyHolder holder = await world.Console.AskAsync(db => db.DutyHolders.SingleAsync());
        Assert.Equal(("みなと市 北市", "ventilator suction"), (holder.Areas, holder.Procedures));
        Assert.Matches("value=\"ventilator\" checked", await world.PageAsync($"/console/rota/holders?holder={kihara}"));
    }

    private static async Task SubstituteAsync(HandWorld world, IPage page, int width, ColorScheme scheme)
    {
        await world.Console.WithDbAsync(db => RotaTown.GivenAsync(db, world.Clock.GetUtcNow(), new DutyRota { Name = "休日の在宅当番医", Purpose = RotaPurpose.Doctor }, RotaTown.Duty("三木", RotaTown.At("2026-05-30", 12), RotaTown.At("2026-05-31", 24))));
        await page.GotoAsync("/console/substitutes");
        await page.GetByLabel("依頼した先生").SelectOptionAsync(new SelectOptionValue { Label = "木原（木原医院）" });
        await page.GetByLabel("当番", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await LookAsync(page, $"console-substitutes-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "受け付ける" }).ClickAsync();
        foreach (string ready in (string[])["代診依頼書", "患者情報", "参考死亡診断書", "ご家族の同意", "24時間対応の訪問看護への連絡"])
        {
            await page.GetByLabel(ready).CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "書く" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "書いて、当番の先生に依頼を出す" }).ClickAsync();
        await Expect(page.GetByText("依頼を出しました。")).ToBeVisibleAsync();
        await world.Console.SettleAsync();
        world.Hears("三木", "代診のお願いです");
        world.Hears("佐藤");
        await LookAsync(page, $"console-substitute-{width}-{scheme}");
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync(name);
    }
}
