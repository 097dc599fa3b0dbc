using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Fakes;
using Zaitaku.Storage.Consultations;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>The door behind a one-time link: one browser, a while, and nothing for anybody else.</summary>
public sealed class LinkDoorTests
{
    private const string Refusal = "このリンクは使えません";

    [Fact]
    public async Task APreviewAsks_AndNothingChanges()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        string path = await world.GivenLinkAsync();
        string before = await StateAsync(world);
        for (int times = 0; times < 5; times++)
        {
            PageSeen preview = await world.Browser().GetAsync(path);
            Assert.Equal(200, preview.Status);
            Assert.DoesNotContain("退院支援", preview.Text); // The preview shows nothing of the consultation either.
        }

        Assert.Equal(before, await StateAsync(world));
        PageBrowser browser = world.Browser();
        await browser.GetAsync(path);
        Assert.Contains("ご相談を書く", (await browser.OpensAsync(path)).Text);
        Assert.NotEqual(before, await StateAsync(world));
    }

    [Fact]
    public async Task ThatBrowserGoesOn_AndASecondIsRefused()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser first, string path) = await world.GivenPageAsync();
        PageBrowser second = world.Browser();
        Assert.Equal(404, (await second.GetAsync(path)).Status);
        await second.GetAsync(await world.GivenLinkAsync()); // It has a form of ours and a secret, for another link.
        Assert.Contains(Refusal, (await second.OpensAsync(path)).Text);
        Assert.Equal(404, (await second.SubmitAsync(path, new() { ["do"] = "save", ["words"] = "x" })).Status);
        world.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Contains("ご相談を書く", (await first.GetAsync(path)).Text);
    }

    [Fact]
    public async Task ExpiredUnknownAndAnothers_LookAlike()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser first, string taken) = await world.GivenPageAsync();
        string expired = await world.GivenLinkAsync();
        await world.ChangeAsync(async db => (await db.OneTimeLinks.SingleAsync(link => link.BrowserHash == null)).ExpiresAt = world.Clock.GetUtcNow());
        string unknown = $"/c/{LinkToken.New()}";
        string[] pages = [.. await Task.WhenAll(new[] { taken, expired, unknown, "/c/short" }.Select(async path => await SeenAsync(world.Browser(), path)))];
        Assert.Single(pages.Distinct());
        Assert.StartsWith("404", pages[0], StringComparison.Ordinal);

        world.Clock.Advance(TimeSpan.FromHours(24));
        PageSeen late = await first.GetAsync(taken); // Its own browser too, at the first instant it no longer holds.
        Assert.Equal(404, late.Status);
        PageSeen written = await first.SubmitAsync(taken, new() { ["do"] = "save", ["words"] = "書いていた文です" });
        Assert.Contains("書いていた文です", written.Text); // Not lost, and not stored.
        Assert.Empty((await world.AskAsync(db => db.ConsultationEntries.ToListAsync())));
    }

    [Fact]
    public async Task OfTwoBrowsersAtOnce_OneWins()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        for (int round = 0; round < 25; round++)
        {
            string path = await world.GivenLinkAsync();
            PageBrowser[] both = [world.Browser(), world.Browser()];
            await Task.WhenAll(both.Select(browser => browser.GetAsync(path)));
            PageSeen[] seen = await Task.WhenAll(both.Select(browser => browser.OpensAsync(path)));
            Assert.Equal([200, 404], seen.Select(page => page.Status).Order());
            world.Clock.Advance(GuessLimit.Window); // The loser's misses are forgotten.
        }
    }

    [Fact]
    public async Task ADoubleClick_IsOneBrowser()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        string path = await world.GivenLinkAsync();
        PageBrowser browser = world.Browser();
        await browser.GetAsync(path);
        await Task.WhenAll(browser.OpensAsync(path), browser.OpensAsync(path));
        Assert.Contains("ご相談を書く", (await browser.GetAsync(path)).Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("203.0.113.9")] // Through the proxy, where every connection comes from this machine.
    public async Task TenThousandGuesses_FindNothing_AndAreStopped(string? guesser)
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser owner, string mine) = await world.GivenPageAsync();
        string fresh = await world.GivenLinkAsync();
        using HttpClient web = WebOf(world);
        Dictionary<int, int> answers = [];
        for (int guess = 0; guess < 10_000; guess++)
        {
            // Whatever a client claims stands before the proxy's own word and is not believed.
            using HttpResponseMessage answer = await GetAsync(web, $"/c/{LinkToken.New()}", guesser is null ? null : $"198.51.100.{guess % 250}, {guesser}");
            answers[(int)answer.StatusCode] = answers.GetValueOrDefault((int)answer.StatusCode) + 1;
        }

        Assert.Equal(10_000, answers.GetValueOrDefault(404) + answers.GetValueOrDefault(429));
        Assert.Equal(GuessLimit.PerAddressMax, answers[404]);
        using HttpResponseMessage right = await GetAsync(web, fresh, guesser);
        Assert.Equal(429, (int)right.StatusCode); // A right guess would not be told from a wrong one.
        Assert.Equal(200, (await owner.GetAsync(mine)).Status); // Who has opened theirs is not locked out.
        world.Clock.Advance(GuessLimit.Window);
        Assert.Equal(200, (await world.Browser().GetAsync(fresh)).Status);
    }

    [Fact]
    public async Task BehindTheProxy_AStrangersGuesses_ShutNobodyElseOut()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        string fresh = await world.GivenLinkAsync();
        using HttpClient web = WebOf(world);
        for (int guess = 0; guess <= GuessLimit.PerAddressMax; guess++)
        {
            using HttpResponseMessage wrong = await GetAsync(web, "/c/nothing", "203.0.113.9");
            Assert.Equal(guess < GuessLimit.PerAddressMax ? 404 : 429, (int)wrong.StatusCode);
        }

        using HttpResponseMessage stranger = await GetAsync(web, fresh, "203.0.113.9"), family = await GetAsync(web, fresh, "203.0.113.10"), odd = await GetAsync(web, fresh, "unknown");
        Assert.Equal((429, 200, 200), ((int)stranger.StatusCode, (int)family.StatusCode, (int)odd.StatusCode));
    }

    [Fact]
    public async Task OnesOwnExpiredLink_IsNoGuess_AndTheWordsComeBack()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        string given = browser.CookiesSet.First(set => set.StartsWith("zaitaku_c=", StringComparison.Ordinal));
        DateTimeOffset kept = DateTimeOffset.Parse(given.Split("expires=")[1].Split(';')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(kept > await world.AskAsync(db => db.OneTimeLinks.Select(link => link.ExpiresAt).SingleAsync()), "The browser forgets its secret with the link, and cannot be known.");

        world.Clock.Advance(TimeSpan.FromHours(24));
        for (int saves = 0; saves <= GuessLimit.PerAddressMax; saves++)
        {
            Assert.Equal(404, (await browser.SubmitAsync(path, new() { ["do"] = "save", ["quiet"] = "1", ["words"] = "書いていた文です" })).Status);
        }

        string fresh = await world.GivenLinkAsync();
        Assert.Equal(200, (await world.Browser().GetAsync(fresh)).Status); // From the same address, without a cookie.
        await GuessesAsync(world);
        Assert.Equal(429, (await world.Browser().GetAsync(fresh)).Status);
        PageSeen late = await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = "書いていた文です" });
        Assert.Equal(404, late.Status);
        Assert.Contains("書いていた文です", late.Text, StringComparison.Ordinal); // Somebody else's guesses take nothing away.
    }

    [Fact]
    public async Task WhereTooManyWereWrong_WhatWasTypedComesBackToo_ButAForgedFormSaysNothing()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        PageBrowser browser = world.Browser();
        await browser.GetAsync(await world.GivenLinkAsync()); // It has a form of ours.
        await GuessesAsync(world);
        foreach (bool isOurs in new[] { true, false })
        {
            browser.FormToken = isOurs ? browser.FormToken : "";
            PageSeen seen = await browser.SubmitAsync($"/c/{LinkToken.New()}", new() { ["do"] = "save", ["words"] = "書いていた文です" });
            Assert.Equal((429, isOurs), (seen.Status, seen.Text.Contains("書いていた文です", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void TheLimitHoldsForAnAddress_ForANetworkOfIpv6_AndForEverybody()
    {
        FakeClock clock = IntakeWorld.Morning;
        GuessLimit limit = new(clock);
        for (int miss = 0; miss < GuessLimit.PerAddressMax; miss++)
        {
            limit.CountMiss(System.Net.IPAddress.Parse($"2001:db8::{miss + 1:x}"));
        }

        Assert.True(limit.IsOver(System.Net.IPAddress.Parse("2001:db8::ffff")));
        Assert.False(limit.IsOver(System.Net.IPAddress.Parse("203.0.113.1")));
        for (int miss = 0; miss < GuessLimit.OverallMax; miss++)
        {
            limit.CountMiss(new System.Net.IPAddress(miss + 0x0A000000L));
        }

        Assert.True(limit.IsOver(System.Net.IPAddress.Parse("203.0.113.1")));
        clock.Advance(GuessLimit.Window);
        Assert.False(limit.IsOver(System.Net.IPAddress.Parse("203.0.113.1")));
    }

    [Fact]
    public async Task ACookieIsStrict_Unseen_AndOfThisPageOnly()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        string cookie = browser.CookiesSet.First(set => set.StartsWith("zaitaku_c=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.All(new[] { "httponly", "samesite=strict", "secure", $"path={path.ToLowerInvariant()}" }, rule => Assert.Contains(rule, cookie, StringComparison.Ordinal));
        string secret = browser.CookiesSet.First(set => set.StartsWith("zaitaku_c=", StringComparison.Ordinal)).Split(';')[0].Split('=')[1];
        OneTimeLink link = await world.AskAsync(db => db.OneTimeLinks.SingleAsync());
        Assert.DoesNotContain(secret, link.BrowserHash!, StringComparison.Ordinal);
        Assert.DoesNotContain(path.Split('/')[^1], link.TokenHash, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AForgedForm_IsRefused(bool hasOldToken)
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        browser.FormToken = hasOldToken ? "CfDJ8" + browser.FormToken[5..20] : "";
        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = "別のサイトから" });
        Assert.Equal(400, seen.Status);
        Assert.Equal(ConsultationState.Draft, (await world.OnlyOneAsync()).State);
        Assert.Empty((await world.OnlyOneAsync()).Entries);
    }

    [Fact]
    public async Task FromAnotherSite_OneStepGoesBetween_AndSaysNothing()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        browser.Site = "cross-site";
        PageSeen step = await browser.GetAsync(path);
        Assert.Contains("http-equiv=\"refresh\"", step.Html, StringComparison.Ordinal);
        Assert.Equal(step.Html.Replace(path, "", StringComparison.Ordinal), await StepOfAsync(browser, $"/c/{LinkToken.New()}"));
        browser.Site = "same-origin";
        Assert.Contains("ご相談を書く", (await browser.GetAsync(path)).Text);
    }

    [Fact]
    public async Task AFreshLink_VoidsTheUnopenedOne()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        string old = (await world.AsksAsync("Mihara")).PathOf();
        string fresh = (await world.TypesAsync("Mihara", "新しいリンク")).PathOf("ページを開く");
        Assert.Equal(404, (await world.Browser().GetAsync(old)).Status);
        Assert.Equal(200, (await world.Browser().GetAsync(fresh)).Status);
    }

    [Fact]
    public async Task EveryAnswer_IsClosedToStrangers()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        foreach (PageSeen seen in new[] { await browser.GetAsync(path), await world.Browser().GetAsync("/c/nothing"), await browser.GetAsync("/privacy") })
        {
            string policy = string.Join(' ', seen.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("no-store", string.Join(' ', seen.Headers.GetValues("Cache-Control")), StringComparison.Ordinal);
            Assert.Equal("no-referrer", seen.Headers.GetValues("Referrer-Policy").Single());
            Assert.DoesNotContain(" style=", seen.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(" onclick", seen.Html, StringComparison.Ordinal);
        }
    }

    /// <summary>As many wrong links as one address may have.</summary>
    private static async Task GuessesAsync(HomeCare world)
    {
        for (int guess = 0; guess < GuessLimit.PerAddressMax; guess++)
        {
            await world.Browser().GetAsync($"/c/{LinkToken.New()}");
        }
    }

    private static HttpClient WebOf(HomeCare world) =>
        ((Microsoft.AspNetCore.TestHost.TestServer)world.Services.GetService(typeof(Microsoft.AspNetCore.Hosting.Server.IServer))!).CreateClient();

    private static async Task<HttpResponseMessage> GetAsync(HttpClient web, string path, string? forwardedFor)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (forwardedFor is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        }

        return await web.SendAsync(request);
    }

    private static async Task<string> SeenAsync(PageBrowser browser, string path)
    {
        PageSeen seen = await browser.GetAsync(path);
        return $"{seen.Status}\n{seen.Html}";
    }

    private static async Task<string> StepOfAsync(PageBrowser browser, string path) => (await browser.GetAsync(path)).Html.Replace(path, "", StringComparison.Ordinal);

    private static async Task<string> StateAsync(HomeCare world) => string.Join('\n', [
        .. (await world.AskAsync(db => db.OneTimeLinks.ToListAsync())).Select(link => $"{link.BrowserHash} {link.BoundAt} {link.ExpiresAt}"),
        .. (await world.AskAsync(db => db.Consultations.ToListAsync())).Select(one => $"{one.State} {one.Revision}")]);
}
