using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Staff;

/// <summary>How people get their accounts: the first by the link on the terminal, the others by an admin.</summary>
public sealed partial class SetUpStory
{
    [Fact]
    public async Task TheFirstAdmin_ComesInByTheLinkOnTheTerminal_Once()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        string path = (await FirstAdminLink.WantedAsync(world.Services, CancellationToken.None))!;
        HttpClient browser = world.NewClient();
        Assert.Contains("まだアカウントがありません", await browser.GetStringAsync("/console/sign-in"));

        await browser.GetAsync(path); // Whoever only looks uses nothing up.
        HttpResponseMessage made = await SetUpAsync(world, browser, path, "kanri", "管理 花子");
        Assert.Equal("/console/consultations", made.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console/accounts")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await world.NewClient().GetAsync(path)).StatusCode);
        Assert.Null(await FirstAdminLink.WantedAsync(world.Services, CancellationToken.None));
        Assert.Equal("first", await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "account.set_up").Select(entry => entry.Detail).SingleAsync()));
        Assert.DoesNotContain(ConsoleWorld.Password, string.Concat(await world.AskAsync(db => db.StaffAccounts.Select(account => account.PasswordHash + account.TotpSecret).ToListAsync())));
    }

    [Fact]
    public async Task TwoWithTheFirstLinkAtOnce_OneBecomesTheAdmin()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        string path = (await FirstAdminLink.WantedAsync(world.Services, CancellationToken.None))!;
        HttpResponseMessage[] both = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => SetUpAsync(world, world.NewClient(), path, $"kanri{number}", "管理")));
        Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(1, await world.AskAsync(db => db.StaffAccounts.CountAsync()));
    }

    [Theory]
    [InlineData("password", "みじかい", "パスワードは 12〜128 文字")]
    [InlineData("code", "000000", "確認コードが違います")]
    [InlineData("name", "佐藤", "サインイン名は、半角")]
    public async Task WhatIsMissing_IsSaid_AndTheSeedStaysTheSame(string field, string value, string said)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        string path = (await FirstAdminLink.WantedAsync(world.Services, CancellationToken.None))!;
        HttpClient browser = world.NewClient();
        string page = WebUtility.HtmlDecode(await browser.GetStringAsync(path));
        string seed = Seed().Match(page).Groups[1].Value;
        HttpResponseMessage again = await PostSetUpAsync(browser, path, page,
            field == "name" ? value : "kanri", "管理", field == "password" ? value : ConsoleWorld.Password, field == "code" ? value : CodeFrom(seed, world));
        string answer = WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync());
        Assert.Contains(said, answer);
        Assert.Contains(seed, answer); // Who scanned the picture need not scan another.
        Assert.Equal(0, await world.AskAsync(db => db.StaffAccounts.CountAsync()));
    }

    [Fact]
    public async Task AnAdmin_MakesAnAccount_HandsOverTheLink_AndTheColleagueSetsItUp()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        string path = await LinkFromAsync(await ConsoleWorld.PostAsync(admin, "/console/accounts?handler=Add", ("name", "suzuki"), ("display", "鈴木"), ("role", "coordinator")));
        Assert.DoesNotContain(path, await admin.GetStringAsync("/console/accounts")); // Shown once.

        HttpClient suzuki = world.NewClient();
        Assert.Equal(HttpStatusCode.Redirect, (await SetUpAsync(world, suzuki, path, "", "")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await suzuki.GetAsync("/console/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await suzuki.GetAsync("/console/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SetUpAsync(world, world.NewClient(), path, "", "", expectForm: false)).StatusCode);
    }

    [Fact]
    public async Task TheOnlyAdminLostTheirPhone_ALinkFromTheTerminalLetsThemInAgain()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff kanri = await world.GivenAsync("kanri", "管理", Role.Admin);
        HttpClient before = await world.BrowserOfAsync(kanri);
        StringWriter terminal = new(), words = new();
        Assert.Equal(0, await SetUpLinkCommand.RunAsync(world.Services, " Kanri ", terminal, words, CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync("/console/account")).StatusCode); // Until it is used nothing changes.

        HttpClient fresh = world.NewClient();
        string path = terminal.ToString().Trim()[terminal.ToString().IndexOf("/console/", StringComparison.Ordinal)..];
        Assert.Equal(HttpStatusCode.Redirect, (await SetUpAsync(world, fresh, path, "", "")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await fresh.GetAsync("/console/accounts")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await before.GetAsync("/console/account")).StatusCode); // Whoever found the phone is out.
        Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "account.link" && entry.Detail == "terminal")));

        Assert.Equal(2, await SetUpLinkCommand.RunAsync(world.Services, "nobody", terminal, words, CancellationToken.None));
        Assert.Contains("アカウントがありません", words.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereTheJournalWouldKeepTheLink_TheFirstAdminMakesOneOnTheTerminal()
    {
        Assert.Contains("set-up/abc", StartNotice.FirstAdmin("http://localhost/console/set-up/abc", isKept: false, "bot set-up-link 名前"), StringComparison.Ordinal);
        string kept = StartNotice.FirstAdmin("http://localhost/console/set-up/abc", isKept: true, "bot set-up-link 名前");
        Assert.DoesNotContain("set-up/", kept, StringComparison.Ordinal);
        Assert.Contains("bot set-up-link 名前", kept, StringComparison.Ordinal);

        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        StringWriter terminal = new(), words = new();
        Assert.Equal(2, await SetUpLinkCommand.RunAsync(world.Services, "花子", terminal, words, CancellationToken.None)); // No name to sign in with.
        Assert.Equal(0, await SetUpLinkCommand.RunAsync(world.Services, "hanako", terminal, words, CancellationToken.None));
        HttpClient browser = world.NewClient();
        string path = terminal.ToString().Trim()[terminal.ToString().IndexOf("/console/", StringComparison.Ordinal)..];
        Assert.Equal(HttpStatusCode.Redirect, (await SetUpAsync(world, browser, path, "", "")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console/accounts")).StatusCode);
        Assert.Equal(2, await SetUpLinkCommand.RunAsync(world.Services, "taro", terminal, words, CancellationToken.None)); // Only the first comes in so.
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // a restore left the only admin without a password
    public async Task ALinkFromTheTerminal_OpensFromBehindTheProxy_WhileNobodyCanSignIn_AndNothingElseDoes(bool isRestored)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Hub:PublicBaseUrl"] = "https://hub.example.jp" });
        if (isRestored)
        {
            TestStaff left = await world.GivenAsync("hanako", "花子", Role.Admin);
            await world.WithDbAsync(async db =>
            {
                StaffAccount account = await db.StaffAccounts.SingleAsync(found => found.Id == left.Id);
                (account.PasswordHash, account.TotpSecret) = ("", "");
                await db.SaveChangesAsync();
            });
        }

        string path = await TerminalLinkAsync(world, "https://hub.example.jp"), printed = (await FirstAdminLink.WantedAsync(world.Services, CancellationToken.None))!;
        HttpClient browser = world.FromBehindTheProxy(), plain = world.NewClient();
        plain.DefaultRequestHeaders.Add(ConsoleWorld.CallerHeader, "192.0.2.7");
        foreach (string closed in (string[])[$"/console/set-up/{NobodysToken}", "/console/set-up/x", printed, $"{path}?handler=x", "/console", "/console/sign-in", "/console/accounts"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(closed)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await plain.GetAsync(path)).StatusCode); // Not without https.

        Assert.Equal("/console/consultations", (await SetUpAsync(world, browser, path, "", "")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.FromBehindTheProxy("203.0.113.6").GetAsync(path)).StatusCode); // Once.
    }

    [Fact]
    public async Task WhoeverTriesLinks_IsNotLookedAtForAWhile_AndShutsNobodyElseOut()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        string path = await TerminalLinkAsync(world, "");
        HttpClient stranger = world.FromBehindTheProxy("203.0.113.9"), admin = world.FromBehindTheProxy("203.0.113.10");
        for (int tries = 0; tries < SetUpLimit.PerAddressMax; tries++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/console/set-up/{NobodysToken}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(path)).StatusCode);
        world.Clock.Advance(SetUpLimit.Window);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task WhereTheConsoleIsThisMachinesAlone_NoLinkOpensElsewhere()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Console:AllowRemote"] = "false" });
        Assert.Equal(HttpStatusCode.NotFound, (await world.FromBehindTheProxy().GetAsync(await TerminalLinkAsync(world, ""))).StatusCode);
    }

    [Theory]
    [InlineData("8:4711", "socket:[4711]", true)]
    [InlineData("8:4711", "socket:[4712]", false)] // Started from a service, printing elsewhere.
    [InlineData("8:4711", "/dev/pts/0", false)]
    [InlineData("8:4711", "pipe:[4711]", false)]
    [InlineData("8:", "socket:[]", false)]
    [InlineData(null, "socket:[4711]", false)]
    [InlineData("8:4711", null, false)]
    public void TheJournalKeeps_WhatGoesIntoItsOwnSocket(string? stream, string? output, bool keeps) => Assert.Equal(keeps, Journal.Keeps(stream, output));

    [Fact]
    public async Task ALink_DiesAfterTwoDays_AndWhenANewerOneIsMade_AndWhenTheAccountIsClosed()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff kanri = await world.GivenAsync("kanri", "管理", Role.Admin), sato = await world.GivenAsync("sato", "佐藤");
        HttpClient admin = await world.BrowserOfAsync(kanri);
        string address = $"/console/accounts/{sato.Id}";
        string older = await LinkFromAsync(await ConsoleWorld.PostAsync(admin, $"{address}?handler=Link")), newer = await LinkFromAsync(await ConsoleWorld.PostAsync(admin, $"{address}?handler=Link"));
        Assert.Equal(HttpStatusCode.NotFound, (await world.NewClient().GetAsync(older)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await world.NewClient().GetAsync(newer)).StatusCode);

        await ConsoleWorld.PostAsync(admin, $"{address}?handler=Close");
        Assert.Equal(HttpStatusCode.NotFound, (await world.NewClient().GetAsync(newer)).StatusCode);
        await ConsoleWorld.PostAsync(admin, $"{address}?handler=Open");
        world.Clock.Advance(StaffRules.LinkLife);
        Assert.Equal(HttpStatusCode.NotFound, (await world.NewClient().GetAsync(newer)).StatusCode);
    }

    [Fact]
    public async Task SomebodyWhoLostTheirPhone_ComesInByANewLink_AndTheOldBrowserIsOut()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin)), old = await world.BrowserOfAsync(sato);
        string path = await LinkFromAsync(await ConsoleWorld.PostAsync(admin, $"/console/accounts/{sato.Id}?handler=Link"));
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("/console/account")).StatusCode); // Until it is used.
        await SetUpAsync(world, world.NewClient(), path, "", "");
        Assert.Equal(HttpStatusCode.Redirect, (await old.GetAsync("/console/account")).StatusCode);
        world.NextCode();
        Assert.Equal(HttpStatusCode.OK, (await world.SignInAsync(world.NewClient(), "sato", ConsoleWorld.Password, world.CodeOf(sato))).StatusCode); // The lost phone's codes are worth nothing.
    }

    [Fact]
    public async Task TheHouse_IsNeverLeftWithoutAnAdmin()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff kanri = await world.GivenAsync("kanri", "管理", Role.Admin);
        HttpClient admin = await world.BrowserOfAsync(kanri);
        string refused = await (await ConsoleWorld.PostAsync(admin, $"/console/accounts/{kanri.Id}?handler=Change", ("Form.DisplayName", "管理"), ("Form.Role", "coordinator"), ("Form.OpenMax", "0"))).Content.ReadAsStringAsync();
        Assert.Contains("管理者がいなくなる", WebUtility.HtmlDecode(refused));
        await ConsoleWorld.PostAsync(admin, $"/console/accounts/{kanri.Id}?handler=Close");
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/console/accounts")).StatusCode);
    }

    private const string NobodysToken = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    /// <summary>The path of a link made by command, which stands there behind this address.</summary>
    private static async Task<string> TerminalLinkAsync(ConsoleWorld world, string site)
    {
        using StringWriter terminal = new(), words = new();
        Assert.Equal(0, await SetUpLinkCommand.RunAsync(world.Services, "hanako", terminal, words, CancellationToken.None));
        string link = terminal.ToString().Trim();
        Assert.StartsWith($"{site}/console/set-up/", link, StringComparison.Ordinal);
        return link[site.Length..];
    }

    private static async Task<string> LinkFromAsync(HttpResponseMessage answer) =>
        Link().Match(await answer.Content.ReadAsStringAsync()) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("No link was shown.");

    private static async Task<HttpResponseMessage> SetUpAsync(ConsoleWorld world, HttpClient browser, string path, string name, string shown, bool expectForm = true)
    {
        HttpResponseMessage look = await browser.GetAsync(path);
        string page = WebUtility.HtmlDecode(await look.Content.ReadAsStringAsync());
        return expectForm ? await PostSetUpAsync(browser, path, page, name, shown, ConsoleWorld.Password, CodeFrom(Seed().Match(page).Groups[1].Value, world)) : look;
    }

    private static async Task<HttpResponseMessage> PostSetUpAsync(HttpClient browser, string path, string page, string name, string shown, string password, string code)
    {
        using FormUrlEncodedContent form = new([
            new("__RequestVerificationToken", ConsoleWorld.TokenIn(page)), new("Form.Seed", Protected().Match(page).Groups[1].Value), new("Form.SignInName", name), new("Form.DisplayName", shown),
            new("Form.Password", password), new("Form.Again", password), new("Form.Code", code)]);
        return await browser.PostAsync(path, form);
    }

    /// <summary>What an authenticator app makes of the letters on the page.</summary>
    private static string CodeFrom(string grouped, ConsoleWorld world)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        string bits = string.Concat(grouped.Replace(" ", "").Select(letter => Convert.ToString(Letters.IndexOf(letter), 2).PadLeft(5, '0')));
        byte[] seed = [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
        return TotpRules.CodeOf(seed, TotpRules.StepAt(world.Clock.GetUtcNow()));
    }

    [GeneratedRegex("class=\"seed\">([A-Z2-7 ]+)<")]
    private static partial Regex Seed();

    [GeneratedRegex("name=\"Form.Seed\" value=\"([^\"]+)\"")]
    private static partial Regex Protected();

    [GeneratedRegex("value=\"[^\"]*(/console/set-up/[A-Za-z0-9_-]{43})\"")]
    private static partial Regex Link();
}
