using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.ChatPage;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Pages that say why there is no other page, and those seen once: no barriers either, on a phone.</summary>
[Collection(ConsoleStories.Name)]
public sealed class NoticeLooksStory(Chromium chromium)
{
    private static readonly string One = $"/console/consultations/{QueueRows.Urgent}";
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task WhoeverIsTurnedAway_ReadsWhy(ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        IPage page = await chromium.SignedInAsync(world, sato, _troubles, 390, 844, scheme);
        await page.GotoAsync("/console/accounts");
        await LooksRightAsync(page, "管理者だけが開けます", $"notice-403-{scheme}");
        await page.GotoAsync("/console/consultations/999999");
        await LooksRightAsync(page, "見つかりません", $"notice-404-{scheme}");

        await page.GotoAsync(One);
        await page.Locator("#answer").FillAsync("書いていた答え");
        await page.EvaluateAsync("document.querySelectorAll('[name=__RequestVerificationToken]').forEach((field) => { field.value = 'x'; })");
        await page.GetByRole(AriaRole.Button, new() { Name = "答える", Exact = true }).ClickAsync();
        await LooksRightAsync(page, "この画面は古くなりました", $"notice-stale-{scheme}");
        await Expect(page.Locator("textarea")).ToHaveValueAsync("書いていた答え");

        await page.GotoAsync(One);
        await page.Locator("#answer").FillAsync("書いていた答え");
        await world.WithDbAsync(async db =>
        {
            await db.StaffSessions.ForEachAsync(session => session.RevokedAt = world.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "答える", Exact = true }).ClickAsync();
        await LooksRightAsync(page, "サインインが切れています", $"notice-401-{scheme}");
        await Expect(page.Locator("textarea")).ToHaveValueAsync("書いていた答え");

        string between = await FromTeamsAsync(world);
        await page.RouteAsync($"**{One}", route => route.FulfillAsync(new() { Body = between, ContentType = "text/html; charset=utf-8" })); // Without the step that follows at once.
        await page.GotoAsync(One);
        await LooksRightAsync(page, "開いています", $"notice-step-{scheme}");
        Assert.DoesNotContain(_troubles, trouble => !trouble.Contains("status of 4", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task WhatIsShownOnce_AndALinkThatIsUsedUp_HaveNoBarriers()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("kanri", "管理", Role.Admin), _troubles, 390, 844);
        await page.GotoAsync("/console/invitations");
        await page.Locator("#role").SelectOptionAsync("nurse");
        await page.GetByRole(AriaRole.Button, new() { Name = "作る" }).ClickAsync();
        await Expect(page.Locator(".notice .phone")).ToContainTextAsync("-");
        await LooksRightAsync(page, "招待", "invitation-code");
        await page.GotoAsync($"/console/set-up/{new string('x', 43)}");
        await page.HasNoBarriersAsync();
        await page.PictureAsync("console-set-up-used");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        Assert.DoesNotContain(_troubles, trouble => !trouble.Contains("status of 404", StringComparison.Ordinal));
    }

    private static async Task<string> FromTeamsAsync(ConsoleWorld world)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, One);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using HttpResponseMessage answer = await world.NewClient().SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task LooksRightAsync(IPage page, string heading, string picture)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(heading);
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{picture} scrolls sideways.");
        await page.PictureAsync($"console-{picture}");
    }
}
