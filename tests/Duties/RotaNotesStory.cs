using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Duties;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Duties;

/// <summary>A coordinator writes a watch point; a doctor reads it on their phone, and hands over.</summary>
[Collection(ConsoleStories.Name)]
public sealed class RotaNotesStory(Chromium chromium)
{
    private const string Watch = "今週は県立病院の夜間の入院枠が1床だけです。\n迷ったら拠点の携帯へ。";

    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task AWatchPoint_IsWritten_IsRead_AndAHandoverComesBack(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 1, 18));
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        (HeldDuty duty, Guid member) = await FurnishAsync(world);
        await page.GotoAsync("/console/rota/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "申し送りと、気をつけること" }).ClickAsync();
        await Expect(page.GetByText("いま見せているものはありません。")).ToBeVisibleAsync();
        await page.GetByLabel("気をつけること", new() { Exact = true }).FillAsync(Watch);
        await page.GetByRole(AriaRole.Button, new() { Name = "書く", Exact = true }).ClickAsync();
        await Expect(page.GetByText("書きました。")).ToBeVisibleAsync();
        await Expect(page.Locator(".note-text")).ToHaveTextAsync(Watch);

        IPage phone = await chromium.NewPageAsync(world.Url, _troubles, width, 844, scheme, beside: true);
        await phone.GotoAsync(await LinkAsync(world, duty, member));
        await LooksAsync(phone, $"handover-door-{width}-{scheme}");
        await phone.GetByRole(AriaRole.Button, new() { Name = "開く" }).ClickAsync();
        await Expect(phone.Locator(".said")).ToHaveTextAsync(Watch);
        await phone.GetByLabel("次の方への申し送り").FillAsync("Tさん、夜間に38.5度。\n朝いちばんに訪問看護へ。");
        await phone.GetByLabel("受けた電話の件数").FillAsync("3");
        await phone.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Expect(phone.Locator(".done")).ToContainTextAsync("保存しました");
        await LooksAsync(phone, $"handover-written-{width}-{scheme}");

        await world.WithDbAsync(async db =>
        {
            HandoverNote own = await db.HandoverNotes.SingleAsync(note => note.DutyId == duty.Id);
            (own.Text, own.Revision) = ("机のパソコンで書いた文", own.Revision + 1);
            await db.SaveChangesAsync();
        });
        await phone.GetByLabel("次の方への申し送り").FillAsync("電話で書き足した文");
        await phone.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Expect(phone.Locator(".problems")).ToContainTextAsync("まだ保存していません");
        await Expect(phone.GetByRole(AriaRole.Textbox, new() { Name = "いま保存されている文" })).ToHaveValueAsync("机のパソコンで書いた文");
        await Expect(phone.GetByLabel("次の方への申し送り")).ToHaveValueAsync("電話で書き足した文");
        await LooksAsync(phone, $"handover-twice-{width}-{scheme}");
        await phone.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Expect(phone.Locator(".done")).ToContainTextAsync("保存しました");

        await page.ReloadAsync();
        await Expect(page.Locator(".note")).ToHaveCountAsync(2);
        await Expect(page.Locator(".note").Last).ToContainTextAsync("電話で書き足した文");
        await LooksAsync(page, $"console-rota-notes-{width}-{scheme}");
        await page.Locator(".note").First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByText("見せるのをやめました。")).ToBeVisibleAsync();
        await Expect(page.Locator(".note")).ToHaveCountAsync(1);
        Assert.DoesNotContain(_troubles, trouble => !trouble.Contains("422", StringComparison.Ordinal)); // The page with two texts is answered so.
    }

    [Fact]
    public async Task WhatIsWritten_IsChecked_EveryReadingIsWrittenDown_AndTwoWhoEndItAreNotContradicted()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 6, 1, 18));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        (HeldDuty duty, _) = await FurnishAsync(world);
        foreach ((string text, string day, string problem) in new[] { ("　", "2026-06-05", "気をつけることを書いてください"), (new string('あ', 4_001), "2026-06-05", "4,000文字まで"), ("文", "2026-06-01", "60日以内"), ("文", "2026-08-02", "60日以内"), ("文", "きょう", "60日以内") })
        {
            string refused = WebUtility.HtmlDecode(await (await WriteAsync(sato, text, day)).Content.ReadAsStringAsync());
            Assert.Contains(problem, refused, StringComparison.Ordinal);
            Assert.Contains(text.Trim(), refused, StringComparison.Ordinal); // What was typed is still there.
        }

        Assert.Equal(HttpStatusCode.Redirect, (await WriteAsync(sato, Watch, "2026-06-05")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await WriteAsync(sato, Watch, "2026-06-05")).StatusCode); // Pressed twice.
        HandoverNote watch = await world.AskAsync(db => db.HandoverNotes.SingleAsync());
        Assert.Equal((Watch, At("2026-06-05", 10), null), (watch.Text, watch.ShownUntil, watch.DutyId));
        await world.WithDbAsync(async db =>
        {
            db.HandoverNotes.Add(new HandoverNote { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), RotaId = 1, DutyId = duty.Id, MemberId = Guid.CreateVersion7(world.Clock.GetUtcNow()), Text = "夜のこと", WrittenAt = world.Clock.GetUtcNow(), ShownUntil = world.Clock.GetUtcNow().AddDays(2), Revision = 4 });
            await db.SaveChangesAsync();
        });
        Assert.Contains("申し送りが書き直されました", WebUtility.HtmlDecode(await (await EndAsync(suzuki, watch.Id, seen: 0)).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        foreach (HttpClient one in new[] { suzuki, sato })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await EndAsync(one, watch.Id, seen: 1)).StatusCode); // The second finds it done.
        }

        Assert.Equal(HttpStatusCode.NotFound, (await EndAsync(sato, Guid.CreateVersion7(world.Clock.GetUtcNow()), seen: 1)).StatusCode);
        string page = WebUtility.HtmlDecode(await sato.GetStringAsync("/console/rota/1/notes"));
        Assert.Contains("夜のこと", page, StringComparison.Ordinal);
        Assert.DoesNotContain("県立病院", page, StringComparison.Ordinal);
        string[] trail = await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action.StartsWith("handover.")).OrderBy(entry => entry.Id).Select(entry => entry.Action + " " + entry.Subject + entry.Detail).ToArrayAsync());
        Assert.Equal(1, trail.Count(row => row == "handover.write rota:1"));
        Assert.Equal(1, trail.Count(row => row == "handover.end rota:1"));
        Assert.Equal(7, trail.Count(row => row == "handover.read rota:1")); // Five refusals show the page too, and so does the one to look again.
        Assert.Equal(HttpStatusCode.NotFound, (await sato.GetAsync("/console/rota/99/notes")).StatusCode);
    }

    /// <summary>Kihara is on duty since half an hour, Miki tomorrow.</summary>
    private static async Task<(HeldDuty Duty, Guid Member)> FurnishAsync(ConsoleWorld world)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        Member kihara = new() { Id = Guid.CreateVersion7(now), CreatedAt = now, Role = Role.Doctor };
        HeldDuty? duty = null;
        await world.WithDbAsync(async db =>
        {
            db.Members.Add(kihara);
            DutyHolder holder = Holder("木原 一郎", "0000-31-1111");
            holder.MemberId = kihara.Id;
            db.DutyHolders.Add(holder);
            int rota = await GivenAsync(db, now, Doctors(), Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-02"));
            foreach (DutyShift shift in await db.DutyShifts.OrderBy(one => one.StartsAt).ToListAsync())
            {
                HeldDuty held = new() { RotaId = rota, SeatId = shift.SeatId, HolderId = shift.HolderId!.Value, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, CreatedAt = now };
                db.HeldDuties.Add(held);
                duty ??= held;
            }

            await db.SaveChangesAsync();
        });
        return (duty!, kihara.Id);
    }

    private static async Task<string> LinkAsync(ConsoleWorld world, HeldDuty duty, Guid member)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
        string token = Zaitaku.Bot.Intake.LinkToken.New();
        db.DutyLinks.Add(new DutyLink { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), DutyId = duty.Id, MemberId = member, TokenHash = Zaitaku.Bot.Intake.LinkToken.HashOf(token), CreatedAt = world.Clock.GetUtcNow(), ExpiresAt = DateTimeOffset.MaxValue.AddYears(-10) });
        await db.SaveChangesAsync();
        return $"{HandoverLinks.Root}/{token}";
    }

    private static Task<HttpResponseMessage> WriteAsync(HttpClient browser, string text, string day) => ConsoleWorld.PostAsync(browser, "/console/rota/1/notes?handler=Write", ("Form.Text", text), ("Form.Day", day), ("Form.Time", "10:00"));

    private static Task<HttpResponseMessage> EndAsync(HttpClient browser, Guid note, int seen) => ConsoleWorld.PostAsync(browser, "/console/rota/1/notes?handler=End", ("note", note.ToString()), ("seen", $"{seen}"));

    private static async Task LooksAsync(IPage page, string picture)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{picture}.png"), FullPage = true });
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{picture} scrolls sideways.");
    }
}
