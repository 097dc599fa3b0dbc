using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.ChatPage;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Coordinators at work, each in a browser of their own. Monday 2026-04-20, 9:30 in Tokyo.</summary>
[Collection(ConsoleStories.Name)]
public sealed class QueueStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableFact]
    public async Task TwoClaimAtOnce_OneHasIt_AndTheOtherIsToldWho()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage first = await chromium.SignedInAsync(world, sato, _troubles), second = await chromium.SignedInAsync(world, suzuki, _troubles, beside: true);
        foreach (IPage page in (IPage[])[first, second])
        {
            await page.RouteAsync("**/console/live", route => route.AbortAsync()); // Neither sees the other's press before their own.
            await page.GotoAsync("/console/consultations?urgency=today");
        }

        await Task.WhenAll(ClaimAsync(first), ClaimAsync(second));

        Guid winner = (await world.AskAsync(db => db.Consultations.Where(one => one.Number == QueueRows.Urgent).Select(one => one.StaffId).SingleAsync()))!.Value;
        (IPage won, IPage lost, string name) = winner == sato.Id ? (first, second, "佐藤") : (second, first, "鈴木");
        await Expect(won.GetByRole(AriaRole.Status).Filter(new() { HasText = "引き受けました" })).ToBeVisibleAsync();
        await Expect(lost.GetByRole(AriaRole.Alert)).ToContainTextAsync($"412-907: {name} さんが先に引き受けています。");
        Assert.Equal(1, await world.AskAsync(db => db.ConsultationEntries.CountAsync(entry => entry.Kind == ConsultationEntryKind.Claimed)));
        await lost.HasNoBarriersAsync();
        await lost.PictureAsync("console-claim-lost");

        // The loser's page goes on by itself, with its filter, and sends nothing again.
        Assert.Equal("/console/consultations?urgency=today&missed=412907", new Uri(lost.Url).PathAndQuery);
        await lost.UnrouteAsync("**/console/live");
        await lost.ReloadAsync();
        int sent = 0;
        lost.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;
        await world.WithDbAsync(async db =>
        {
            QueueRows.Add(db, 612_000, world.Clock.GetUtcNow(), null, ConsultationUrgency.Today, ConsultationContent.Support, "", "つぎの相談。");
            await db.SaveChangesAsync();
        });
        await ChangesAsync(world, winner);
        await Expect(lost.Locator("[data-row='612000']")).ToBeVisibleAsync();
        await Expect(lost.Locator("[data-row='530118']")).ToHaveCountAsync(0); // Not of today: the filter holds.
        Assert.Equal(0, sent);
    }

    [SkippableFact]
    public async Task OnTheBoard_CTakesTheOneUnderHand_AndTheTabsCountWithTheRows()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage page = await chromium.SignedInAsync(world, sato, _troubles);
        await page.GotoAsync("/console/consultations?view=board");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "待っている 2" })).ToBeVisibleAsync();
        await world.Services.GetRequiredService<DeskActions>().ClaimAsync(QueueRows.Soon, suzuki.Id, CancellationToken.None);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "待っている 1" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "対応中 2" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "412-907" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "引き受けました" })).ToBeVisibleAsync();
        Assert.Equal(sato.Id, await world.AskAsync(db => db.Consultations.Where(one => one.Number == QueueRows.Urgent).Select(one => one.StaffId).SingleAsync()));
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task WhatColleaguesDo_IsSeenAtOnce_WithoutPressingAnything()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage page = await chromium.SignedInAsync(world, sato, _troubles);
        await page.GotoAsync("/console/consultations");
        ILocator row = page.Locator("[data-row='412907']");
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "引き受ける" })).ToBeVisibleAsync();

        DeskActions desk = world.Services.GetRequiredService<DeskActions>();
        Assert.IsType<DeskAnswer.Done>(await desk.ClaimAsync(QueueRows.Urgent, suzuki.Id, CancellationToken.None));
        await Expect(row).ToContainTextAsync("鈴木");
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "引き受ける" })).ToHaveCountAsync(0);

        await page.GotoAsync($"/console/consultations/{QueueRows.Soon}");
        Assert.IsType<DeskAnswer.Done>(await desk.ClaimAsync(QueueRows.Soon, suzuki.Id, CancellationToken.None));
        await Expect(page.Locator("#changed")).ToBeVisibleAsync();

        await page.GotoAsync($"/console/consultations/{QueueRows.Urgent}");
        await page.Locator("#note").EvaluateAsync("(box) => { box.value = '書きかけ'; }");
        await world.WithDbAsync(async db =>
        {
            await db.StaffSessions.ForEachAsync(session => session.RevokedAt = world.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        await ChangesAsync(world, suzuki.Id);
        await Expect(page.Locator("#signed-out")).ToBeVisibleAsync();
        await Expect(page.Locator("#changed")).ToBeHiddenAsync(); // It was no colleague.
        await Expect(page.Locator("#note")).ToHaveValueAsync("書きかけ");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task ByKeysAlone_OneGoesDownTheList_TakesOne_AndOpensOne()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage page = await chromium.SignedInAsync(world, sato, _troubles);
        await page.GotoAsync("/console/consultations");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(3);
        Assert.Equal(["412907", "530118", "771204"], await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-row]')].map(row => row.dataset.row)")); // Today before soon before normal.

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "530-118" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "412-907" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "引き受けました" })).ToBeVisibleAsync();
        await page.GotoAsync("/console/consultations");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("412-907");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task TheListGoesOnByItself_AndTheKeysStayWhereTheyWere()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage page = await chromium.SignedInAsync(world, sato, _troubles);
        await page.GotoAsync("/console/consultations");
        await page.EvaluateAsync("() => { window.renewals = 0; new MutationObserver((seen) => { window.renewals += seen.length; }).observe(document.getElementById('queue').parentNode, { childList: true }); }");
        ILocator take = page.Locator("[data-row='412907']").GetByRole(AriaRole.Button, new() { Name = "引き受ける" });
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Tab"); // From the row's link to what one does with it.
        await Expect(take).ToBeFocusedAsync();

        // A note changes nothing of the list: asked for, it is left as it is.
        await page.RunAndWaitForResponseAsync(() => ChangesAsync(world, suzuki.Id), response => response.Url == page.Url);
        Assert.IsType<DeskAnswer.Done>(await world.Services.GetRequiredService<DeskActions>().ClaimAsync(QueueRows.Soon, suzuki.Id, CancellationToken.None));
        await Expect(page.Locator("[data-row='530118']")).ToContainTextAsync("鈴木");
        await Expect(take).ToBeFocusedAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("window.renewals"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "引き受けました" })).ToBeVisibleAsync();
        Assert.Equal(sato.Id, await world.AskAsync(db => db.Consultations.Where(one => one.Number == QueueRows.Urgent).Select(one => one.StaffId).SingleAsync()));
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task ACallIsTakenDownInAFewSteps_Answered_AndClosed()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        IPage page = await chromium.SignedInAsync(world, sato, _troubles);
        await page.GotoAsync("/console/consultations/new");
        Stopwatch spent = Stopwatch.StartNew();
        await Expect(page.GetByLabel("相談の内容")).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync("母の退院後、夜に来てくれる看護師さんを探しています。");
        await page.GetByText("2営業日以内").ClickAsync();
        await page.GetByLabel("相談元").SelectOptionAsync("地域住民");
        await page.GetByLabel("内容の分類").SelectOptionAsync("退院支援");
        await page.GetByLabel("折り返しの電話").FillAsync("0000-33-0000");
        await page.GetByRole(AriaRole.Button, new() { Name = "受け付ける" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "受け付けました" })).ToBeVisibleAsync();
        Assert.True(spent.Elapsed < TimeSpan.FromMinutes(1), $"It took {spent.Elapsed}.");
        await Expect(page.Locator(".facts")).ToContainTextAsync("佐藤");

        await page.GetByLabel("伝えたこと").FillAsync("訪問看護ステーションを2か所ご案内しました。");
        await page.GetByRole(AriaRole.Button, new() { Name = "答える" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "チャットで届きません" })).ToBeVisibleAsync();
        await page.GetByText("終了する").First.ClickAsync();
        await page.GetByText("情報提供", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "終了する" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "終了しました" })).ToBeVisibleAsync();
        await page.HasNoBarriersAsync();
        await page.PictureAsync("console-closed");

        Consultation kept = await world.AskAsync(db => db.Consultations.SingleAsync());
        Assert.Equal((ConsultationRoute.Phone, ConsultationOrigin.Resident, ConsultationState.Closed, ConsultationOutcome.Informed), (kept.Route, kept.Origin!.Value, kept.State, kept.Outcome!.Value));
        Assert.Equal(["consultation.take_down", "consultation.read", "consultation.answer", "consultation.read", "consultation.close", "consultation.read"],
            await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Subject == $"consultation:{kept.Number}").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task WhatWasTyped_IsNotLost_WhenAColleagueWasFaster()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage page = await chromium.SignedInAsync(world, sato, _troubles);
        await page.GotoAsync($"/console/consultations/{QueueRows.Urgent}");
        await page.Locator("summary", new() { HasText = "電話・訪問の予定" }).ClickAsync();
        await page.GetByLabel("日付").FillAsync("2026-04-21");
        await page.GetByLabel("時刻").FillAsync("10:00");
        await page.GetByLabel("だれと、何を").FillAsync("病棟の看護師さんと電話");
        await world.Services.GetRequiredService<DeskActions>().ClaimAsync(QueueRows.Urgent, suzuki.Id, CancellationToken.None);
        await page.GetByRole(AriaRole.Button, new() { Name = "入れる" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("鈴木 さんが先に引き受けています");
        await Expect(page.Locator("#lost")).ToHaveValueAsync("2026-04-21 10:00 病棟の看護師さんと電話");
        await page.HasNoBarriersAsync();
        Assert.Empty(_troubles);
    }

    [SkippableTheory]
    [InlineData("Answer")]
    [InlineData("Ask")]
    [InlineData("Closed")]
    public async Task AnAnswerTypedInVain_IsHandedBack_AndCanBeKeptAsANote(string how)
    {
        const string Words = "みなと訪問看護ステーションが、\n水曜から入れます。";
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage page = await chromium.SignedInAsync(world, sato, _troubles);
        await page.GotoAsync($"/console/consultations/{QueueRows.Urgent}");
        await page.Locator("#answer").FillAsync(Words);
        DeskActions desk = world.Services.GetRequiredService<DeskActions>();
        await desk.ClaimAsync(QueueRows.Urgent, suzuki.Id, CancellationToken.None);
        if (how == "Closed")
        {
            await desk.RunAsync(QueueRows.Urgent, (one, found, now) => one.CloseAsync(found, suzuki.Id, ConsultationOutcome.Informed, "", now, CancellationToken.None), CancellationToken.None);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = how == "Ask" ? "尋ねる（返事を待つ）" : "答える" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(how == "Closed" ? "この相談は終了しています" : "鈴木 さんが先に引き受けています");
        await Expect(page.Locator("#lost")).ToHaveValueAsync(Words);
        await page.GetByRole(AriaRole.Button, new() { Name = "内部のメモとして残す" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "メモを残しました" })).ToBeVisibleAsync();
        Assert.Equal(Words, await world.AskAsync(db => db.ConsultationEntries.Where(entry => entry.Kind == ConsultationEntryKind.Note).Select(entry => entry.Text).SingleAsync()));
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task ScriptsInEveryField_StayWords()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff admin = await world.GivenAsync("kanri", QueueRows.Hostile[..60], Role.Admin);
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), admin.Id, isHostile: true));
        DeskActions desk = world.Services.GetRequiredService<DeskActions>();
        await desk.RunAsync(QueueRows.Urgent, (one, found, now) => one.NoteAsync(found, admin.Id, QueueRows.Hostile, now, CancellationToken.None), CancellationToken.None);
        IPage page = await chromium.SignedInAsync(world, admin, _troubles);
        foreach (string address in new[]
        {
            "/console/consultations", "/console/consultations?view=board", $"/console/consultations?area={Uri.EscapeDataString(QueueRows.Hostile[..60])}&q=%22%3E%3Cscript%3E", $"/console/consultations/{QueueRows.Urgent}",
            $"/console/consultations/{QueueRows.Urgent}?place=%22%3E%3Cscript%3E&done=%3Cscript%3E", "/console/consultations/204555", "/console/members", "/console/members?q=%22%3E%3Cscript%3E", "/console/accounts", "/console/audit?subject=%22%3E%3Cscript%3E", "/console/account",
        })
        {
            await page.GotoAsync(address);
            await Expect(page.Locator("h1").First).ToBeVisibleAsync();
            Assert.False(await page.EvaluateAsync<bool>("document.title === 'hit' || [...document.querySelectorAll('img, script:not([src]), [onload], [onerror]')].some(e => !e.closest('header'))"), $"{address} took words for markup.");
        }

        await page.GotoAsync($"/console/consultations/{QueueRows.Urgent}");
        await Expect(page.Locator(".entry.person .words").First).ToHaveTextAsync(QueueRows.Hostile);
        Assert.Empty(_troubles); // The content policy would have spoken up too.
    }

    private static async Task ClaimAsync(IPage page)
    {
        await page.Locator("[data-row='412907']").GetByRole(AriaRole.Button, new() { Name = "引き受ける" }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Something happens on the desk, and every page hears of it.</summary>
    private static async Task ChangesAsync(ConsoleWorld world, Guid staff) => Assert.IsType<DeskAnswer.Done>(await world.Services.GetRequiredService<DeskActions>()
        .RunAsync(QueueRows.Claimed, (one, found, now) => one.NoteAsync(found, staff, "電話がありました。", now, CancellationToken.None), CancellationToken.None));
}
