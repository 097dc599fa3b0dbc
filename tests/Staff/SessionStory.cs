using System.Net;
using Xunit;
using Zaitaku.Bot.Staff;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Staff;

/// <summary>Sessions that end while a page lies open. Monday 2026-04-20, 9:30 in Tokyo, standing still.</summary>
public sealed class SessionStory
{
    private const string Words = "夜の訪問は\"あおば\"<b>と</b>相談しました。";

    [Theory]
    [InlineData(ReadMarks.ByItselfHeader, "yes")]
    [InlineData("Sec-Fetch-Dest", "empty")]
    public async Task APageThatRenewsItself_KeepsNobodyIn(string header, string value)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient browser = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        foreach (string address in (string[])["/console/consultations", "/console/traffic", "/console/live"])
        {
            for (int times = 0; times < 5; times++)
            {
                world.Clock.Advance(TimeSpan.FromMinutes(30));
                using HttpRequestMessage byItself = new(HttpMethod.Get, address);
                byItself.Headers.Add(header, value);
                Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(byItself, HttpCompletionOption.ResponseHeadersRead)).StatusCode);
            }
        }

        world.Clock.Advance(TimeSpan.FromMinutes(30)); // Eight hours since anybody did anything.
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/console/account")).StatusCode);
    }

    [Fact]
    public async Task WhatWasTyped_IsHandedBack_WhenTheSessionIsOver_ToOurOwnFormsOnly()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient browser = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string token = ConsoleWorld.TokenIn(await browser.GetStringAsync("/console/account"));
        string over = await AnsweredAsync(world.NewClient(), "x", "same-origin"), stale = await AnsweredAsync(browser, "x", "same-origin");
        foreach (string page in (string[])[over, stale])
        {
            Assert.Contains(WebUtility.HtmlEncode(Words), page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        }

        Assert.Contains("サインインが切れています", over, StringComparison.Ordinal);
        Assert.Contains("この画面は古くなりました", stale, StringComparison.Ordinal);
        foreach (string? site in (string?[])["cross-site", "same-site", null])
        {
            Assert.DoesNotContain("書いていた文", await AnsweredAsync(world.NewClient(), token, site) + await AnsweredAsync(browser, "x", site), StringComparison.Ordinal);
        }
    }

    private static async Task<string> AnsweredAsync(HttpClient client, string token, string? site)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/console/consultations/412907?handler=Answer")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Form.Text", Words), new("password", "秘密のことば")]),
        };
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        string page = await (await client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("秘密のことば", page, StringComparison.Ordinal);
        return page;
    }
}
