using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Staff;
using Zaitaku.Bot.WebConsole.Pages;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Staff;

/// <summary>Coordinators come in, and others do not. Monday 2026-04-20, 9:30 in Tokyo, standing still.</summary>
public sealed class SignInStory
{
    [Fact]
    public async Task WithNamePasswordAndCode_OneIsIn_AndOutAgain()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        HttpClient browser = world.NewClient();

        Assert.Equal("/console/sign-in?to=%2Fconsole%2Fnotes", (await browser.GetAsync("/console/notes")).Headers.Location?.OriginalString);
        HttpResponseMessage inside = await world.SignInAsync(browser, "ＳＡＴＯ", ConsoleWorld.Password, world.CodeOf(sato));
        Assert.Equal("/console/consultations", inside.Headers.Location?.OriginalString);
        string cookie = inside.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith(ConsoleCookie.LoopbackName, StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console/notes")).StatusCode);

        Assert.Equal("/console/sign-in", (await ConsoleWorld.PostAsync(browser, "/console/sign-out")).Headers.Location?.OriginalString);
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]); // The cookie kept by somebody opens nothing any more.
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/console/notes")).StatusCode);
        Assert.Equal(["sign_in", "note.read", "session.end", "sign_out"], await world.AskAsync(db => db.AuditTrail.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task WhateverIsWrong_TheAnswerIsTheSame()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        List<string> answers = [];
        foreach ((string name, string password, string code) in new[]
        {
            ("sato", "ちがうパスワードです", world.CodeOf(sato)), ("sato", ConsoleWorld.Password, "000000"), ("sato", ConsoleWorld.Password, ""), ("nobody", ConsoleWorld.Password, world.CodeOf(sato)),
            ("sato", "", world.CodeOf(sato)),
        })
        {
            HttpResponseMessage answer = await world.SignInAsync(world.NewClient(), name, password, code);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add((await answer.Content.ReadAsStringAsync()).Split("role=\"alert\"")[1].Split("</p>")[0]);
        }

        Assert.Single(answers.Distinct());
        Assert.Contains(SignInModel.Refused, answers[0]);
        Assert.Equal(["wrong", "unknown"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "sign_in.failed").OrderBy(entry => entry.Id).Select(entry => entry.Detail).ToListAsync())); // One row a burst.
        Assert.DoesNotContain("nobody", string.Concat(await world.AskAsync(db => db.AuditTrail.Select(entry => entry.Subject + entry.Detail).ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FiveWrongInARow_LockForAQuarterOfAnHour_EvenForTheRightOnes()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        for (int tries = 0; tries < StaffRules.WrongTriesMax; tries++)
        {
            await world.SignInAsync(world.NewClient(), "sato", "ちがうパスワードです", "000000");
        }

        Assert.Equal(HttpStatusCode.OK, (await world.SignInAsync(world.NewClient(), "sato", ConsoleWorld.Password, world.CodeOf(sato))).StatusCode);
        world.Clock.Advance(StaffRules.LockedFor - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await world.SignInAsync(world.NewClient(), "sato", ConsoleWorld.Password, world.CodeOf(sato))).StatusCode);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, (await world.SignInAsync(world.NewClient(), "sato", ConsoleWorld.Password, world.CodeOf(sato))).StatusCode);
    }

    [Fact]
    public async Task TwentyTriesAtOnce_AreStillOnlyFive()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.SignInAsync(world.NewClient(), "sato", "ちがうパスワードです", "000000")));
        Assert.Equal(world.Clock.GetUtcNow() + StaffRules.LockedFor, await world.AskAsync(db => db.StaffAccounts.Where(account => account.Id == sato.Id).Select(account => account.LockedUntil).SingleAsync()));
        Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Detail == "wrong")));
    }

    [Fact]
    public async Task AStrangerWhoTriesAndTries_IsStoppedAtTheDoor_AndShutsNobodyElseOut()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        HttpClient stranger = world.FromBehindTheProxy("203.0.113.9"), desk = world.FromBehindTheProxy("203.0.113.10");
        for (int tries = 0; tries < SignInLimit.PerAddressMax; tries++)
        {
            Assert.Equal(HttpStatusCode.OK, (await world.SignInAsync(stranger, $"name{tries}", "ちがうパスワードです", "000000")).StatusCode);
        }

        HttpResponseMessage stopped = await world.SignInAsync(stranger, "sato", ConsoleWorld.Password, world.CodeOf(sato));
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
        Assert.Contains(SignInModel.TooMany, await stopped.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await world.SignInAsync(stranger, "sato", ConsoleWorld.Password, world.CodeOf(sato))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await world.SignInAsync(desk, "sato", ConsoleWorld.Password, world.CodeOf(sato))).StatusCode);
        Assert.Equal(["too many", "unknown"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "sign_in.failed").Select(entry => entry.Detail).OrderBy(how => how).ToListAsync())); // One row a burst, not one a try.

        world.Clock.Advance(SignInLimit.Window);
        Assert.Equal(HttpStatusCode.Redirect, (await world.SignInAsync(stranger, "sato", ConsoleWorld.Password, world.CodeOf(sato))).StatusCode);
    }

    [Fact]
    public async Task ACodeOpensOnce()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        string code = world.CodeOf(sato);
        HttpResponseMessage[] both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => world.SignInAsync(world.NewClient(), "sato", ConsoleWorld.Password, code)));
        Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.Redirect);
        world.NextCode();
        Assert.Equal(HttpStatusCode.Redirect, (await world.SignInAsync(world.NewClient(), "sato", ConsoleWorld.Password, world.CodeOf(sato))).StatusCode);
    }

    [Theory]
    [InlineData(7 * 60 + 59, true)]
    [InlineData(8 * 60, false)]
    public async Task WithoutAPageForEightHours_OneIsOut(int minutes, bool isIn)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient browser = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        world.Clock.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(isIn ? HttpStatusCode.OK : HttpStatusCode.Redirect, (await browser.GetAsync("/console/account")).StatusCode);
    }

    [Fact]
    public async Task AfterSixteenHours_OneIsOut_HoweverBusy()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient browser = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        for (int hours = 0; hours < 15; hours++)
        {
            world.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console/account")).StatusCode);
        }

        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/console/account")).StatusCode);
    }

    [Fact]
    public async Task ALostTablet_IsSignedOutFromTheDesk_ByOneselfAndByAnAdmin()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        HttpClient desk = await world.BrowserOfAsync(sato);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        HttpClient tablet = await world.BrowserOfAsync(sato), admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        Guid lost = await world.AskAsync(db => db.StaffSessions.Where(session => session.StaffId == sato.Id).OrderByDescending(session => session.CreatedAt).Select(session => session.Id).FirstAsync());
        Guid others = await world.AskAsync(db => db.StaffSessions.Where(session => session.StaffId != sato.Id).Select(session => session.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await ConsoleWorld.PostAsync(desk, "/console/account?handler=EndSession", ("session", others.ToString()))).StatusCode); // Not one's own.
        await ConsoleWorld.PostAsync(desk, "/console/account?handler=EndSession", ("session", lost.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, (await tablet.GetAsync("/console/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/console/account")).StatusCode);

        await ConsoleWorld.PostAsync(admin, $"/console/accounts/{sato.Id}?handler=EndSessions");
        Assert.Equal(HttpStatusCode.Redirect, (await desk.GetAsync("/console/account")).StatusCode);
    }

    [Fact]
    public async Task AFormWithoutItsToken_OrOfAnotherSession_IsNotTaken()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        HttpClient browser = await world.BrowserOfAsync(sato), other = await world.BrowserOfAsync(sato);
        using FormUrlEncodedContent bare = new([]);
        HttpResponseMessage refused = await browser.PostAsync("/console/account?handler=EndOthers", bare);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("この画面は古くなりました", await refused.Content.ReadAsStringAsync());

        using FormUrlEncodedContent foreign = new([new("__RequestVerificationToken", ConsoleWorld.TokenIn(await other.GetStringAsync("/console/account")))]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/console/account?handler=EndOthers", foreign)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/console/account")).StatusCode);
    }

    [Fact]
    public async Task FromElsewhere_TheConsoleOpensOverHttpsOnly_AndOnlyOnceSomebodyHasAnAccount()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient behindProxy = world.FromBehindTheProxy(), plain = world.NewClient();
        plain.DefaultRequestHeaders.Add(ConsoleWorld.CallerHeader, "192.0.2.7");
        Assert.Equal(HttpStatusCode.NotFound, (await behindProxy.GetAsync("/console/sign-in")).StatusCode);

        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        Assert.Equal(HttpStatusCode.NotFound, (await plain.GetAsync("/console/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await behindProxy.GetAsync("/console/sign-in")).StatusCode);
        string cookie = (await world.SignInAsync(behindProxy, "sato", ConsoleWorld.Password, world.CodeOf(sato))).Headers.GetValues("Set-Cookie").Single(one => one.StartsWith(ConsoleCookie.SecureName, StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheCookieOfForms_GoesOverEncryptedWaysOnly_WhereThereIsOne(bool isBehindProxy)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await world.GivenAsync("sato", "佐藤");
        HttpResponseMessage page = await (isBehindProxy ? world.FromBehindTheProxy("203.0.113.5") : world.NewClient()).GetAsync("/console/sign-in");
        string cookie = page.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("zaitaku_form", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Equal(isBehindProxy, cookie.Contains("secure", StringComparison.Ordinal));
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALinkInTeams_OpensAfterOneStep_WithoutSigningInAgain()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await world.GivenAsync("sato", "佐藤");
        HttpClient fromTeams = world.NewClient();
        fromTeams.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        HttpResponseMessage step = await fromTeams.GetAsync("/console/consultations/412907");
        Assert.Equal(HttpStatusCode.OK, step.StatusCode); // The browser kept the strict cookie back; from our page it sends it.
        Assert.Equal("0;url=/console/consultations/412907", step.Headers.GetValues("Refresh").Single());
    }

    [Fact]
    public async Task WhereNoCodeIsRequired_AnAccountWithoutOneOpens_AndOneWithOneStillNeedsIt()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Console:RequireTotp"] = "false" });
        TestStaff with = await world.GivenAsync("sato", "佐藤"), without = await world.GivenAsync("suzuki", "鈴木");
        await world.WithDbAsync(async db =>
        {
            (await db.StaffAccounts.SingleAsync(account => account.Id == without.Id)).TotpSecret = "";
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.Redirect, (await world.SignInAsync(world.NewClient(), "suzuki", ConsoleWorld.Password, "")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await world.SignInAsync(world.NewClient(), with.Name, ConsoleWorld.Password, "")).StatusCode);
    }
}
