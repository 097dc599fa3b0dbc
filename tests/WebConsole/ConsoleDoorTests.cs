using System.Net;
using Xunit;

namespace Zaitaku.Tests.WebConsole;

/// <summary>From where the console opens before anybody has an account, and what every page of it forbids.</summary>
public sealed class ConsoleDoorTests
{
    [Theory]
    [InlineData(ConsoleWorld.CallerHeader, "192.0.2.7", false)]      // another machine
    [InlineData(ConsoleWorld.CallerHeader, "::1", true)]             // this one, by IPv6
    [InlineData(ConsoleWorld.CallerHeader, "::ffff:127.0.0.1", true)] // this one, IPv4 in IPv6
    [InlineData("X-Forwarded-For", "203.0.113.5", false)]            // a proxy on this machine
    [InlineData("Forwarded", "for=203.0.113.5", false)]
    [InlineData("X-Original-For", "203.0.113.5", false)]             // after the forwarded-headers middleware
    [InlineData("Host", "evil.example", false)]                      // DNS rebinding
    [InlineData("Host", "localhost", true)]
    public async Task WithoutAnAccount_OnlyThisMachineOpensIt(string header, string value, bool opens)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        foreach (string path in new[] { "/console", "/console/notes", "/console/sign-in", "/console/assets/zaitaku.css" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using HttpResponseMessage response = await world.NewClient().SendAsync(request);
            HttpStatusCode expected = !opens ? HttpStatusCode.NotFound : path is "/console" or "/console/notes" ? HttpStatusCode.Redirect : HttpStatusCode.OK;
            Assert.True(expected == response.StatusCode, $"{path}: {response.StatusCode}");
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("true", true)]   // A closed network, on purpose.
    [InlineData("false", false)]
    public async Task FromElsewhereOverPlainHttp_OnlyWhereSomebodySaidSo(string? allowed, bool opens)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Console:AllowRemote"] = allowed });
        await world.GivenAsync("sato", "佐藤");
        HttpClient elsewhere = world.NewClient();
        elsewhere.DefaultRequestHeaders.Add(ConsoleWorld.CallerHeader, "192.0.2.7");
        Assert.Equal(opens ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await elsewhere.GetAsync("/console/sign-in")).StatusCode);
    }

    [Fact]
    public async Task EveryPage_ForbidsWhatIsNotItsOwn_AndIsKeptByNoCache()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        foreach (string path in new[] { "/console", "/console/consultations", "/console/consultations/999999", "/console/sign-in", "/console/accounts", "/console/report", "/console/nothing" })
        {
            using HttpResponseMessage response = await sato.GetAsync(path);
            if (path != "/console/nothing")
            {
                string policy = response.Headers.GetValues("Content-Security-Policy").Single();
                Assert.StartsWith("default-src 'none';", policy);
                Assert.DoesNotContain("unsafe", policy);
                Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
                Assert.True(response.Headers.CacheControl?.NoStore, path);
            }

            string html = await response.Content.ReadAsStringAsync();
            Assert.DoesNotContain(" style=", html);
            Assert.True(html.Length == 0 || html.Split("rel=\"stylesheet\"").Length == 2, $"{path}: one stylesheet for all pages.");
        }
    }
}
