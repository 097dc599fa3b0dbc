using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Intake;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A form that another site or another person's page made: refused at every door that changes something, and nothing is changed.</summary>
public sealed class ForgedFormTests
{
    /// <summary>How each door outside the console knows whose request it is. A new door that takes a POST needs a row, and a test behind it.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["/c/{token}"] = "token of our form", ["/c/{token}/open"] = "token of our form",
        ["/s/{token}"] = "token of our form", ["/handover/{token}"] = "token of our form", ["/handover/{token}/open"] = "token of our form",
        ["/m/{token}"] = "token of our form",
        ["/chat/api/sessions"] = "Sec-Fetch-Site", ["/chat/api/messages"] = "Sec-Fetch-Site", ["/chat/api/session"] = "Sec-Fetch-Site",
        ["/line/webhook"] = "signature", ["/api/messages"] = "signature",
    };

    [Fact]
    public async Task EveryFormOfTheConsole_WithoutAToken_OrWithAnothersToken_IsRefused()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff admin = await world.GivenAsync("kanri", "管理", Role.Admin), other = await world.GivenAsync("sato", "佐藤");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), admin.Id));
        using HttpClient browser = await world.BrowserOfAsync(admin), others = await world.BrowserOfAsync(other), stranger = world.NewClient();
        string foreign = ConsoleWorld.TokenIn(await others.GetStringAsync("/console/account"));
        await browser.GetStringAsync("/console/account"); // Its own cookie for forms is there.
        string before = await StateAsync(world);
        List<string> wrong = [];
        ConsoleDoor[] posts = [.. ConsoleDoors.All.Where(door => door.Method == "POST")];
        foreach (ConsoleDoor door in posts)
        {
            foreach (HttpClient client in door.Least == Least.Anyone ? new[] { browser, stranger } : [browser])
            {
                foreach (string? token in (string?[])[null, "", "x", foreign])
                {
                    using HttpContent form = FormOf(door, token);
                    using HttpResponseMessage answer = await client.PostAsync(AddressOf(door, other), form);
                    if (answer.StatusCode != HttpStatusCode.BadRequest)
                    {
                        wrong.Add($"{door} with {token?[..Math.Min(1, token.Length)] ?? "none"}: {(int)answer.StatusCode}");
                    }
                }
            }
        }

        Assert.True(posts.Length > 30);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(before, await StateAsync(world));
    }

    [Fact]
    public async Task EveryDoorThatTakesAPost_IsKnown()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams().Append(new("ChatPage:Enabled", "true")).ToDictionary());
        string[] doors = [.. world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods.Any(method => method is not "GET" and not "HEAD") == true)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}").Where(route => !route.StartsWith("/console", StringComparison.Ordinal)).Distinct()];
        Assert.True(!doors.Except(Known.Keys).Any(), $"Say in {nameof(ForgedFormTests)} how these know whose request it is: {string.Join(", ", doors.Except(Known.Keys))}");
        Assert.Equal(Known.Keys.Order(StringComparer.Ordinal), doors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TheOneTimePage_WithoutAToken_OrWithAnothersToken_IsNeitherOpenedNorWritten()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser other, _) = await world.GivenPageAsync();
        string path = await world.GivenLinkAsync();
        PageBrowser browser = world.Browser();
        await browser.GetAsync(path);
        string own = browser.FormToken;
        foreach (string token in (string[])["", "x", other.FormToken])
        {
            browser.FormToken = token;
            Assert.Equal(400, (await browser.OpensAsync(path)).Status);
        }

        Assert.Equal(1, await world.AskAsync(db => db.OneTimeLinks.CountAsync(link => link.BoundAt == null)));
        browser.FormToken = own;
        Assert.Equal(200, (await browser.OpensAsync(path)).Status);
        foreach (string token in (string[])["", "x", other.FormToken])
        {
            foreach (string what in (string[])["save", "send", "reply", "correct", "drop:x"])
            {
                browser.FormToken = token;
                Assert.Equal(400, (await browser.SubmitAsync(path, new() { ["do"] = what, ["words"] = "偽の文", ["contact"] = "chat" })).Status);
            }
        }

        Assert.Equal(0, await world.AskAsync(db => db.ConsultationEntries.CountAsync(entry => entry.Kind == ConsultationEntryKind.Words)));
    }

    [Theory]
    [InlineData("POST", "/chat/api/sessions")]
    [InlineData("POST", "/chat/api/messages")]
    [InlineData("DELETE", "/chat/api/session")]
    public async Task TheChatPage_TakesNothingFromAnotherSite(string method, string address)
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new() { ["ChatPage:Enabled"] = "true", ["ChatPage:AllowRemote"] = "true" });
        foreach (string site in (string[])["cross-site", "same-site"])
        {
            using HttpRequestMessage request = new(new HttpMethod(method), address) { Content = new StringContent("""{"role":"resident","id":"forged-0001","text":"こんにちは"}""", System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Sec-Fetch-Site", site);
            using HttpResponseMessage answer = await world.Web.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    /// <summary>As the page sends it: one that takes a file as parts, any other as fields.</summary>
    private static HttpContent FormOf(ConsoleDoor door, string? token)
    {
        KeyValuePair<string, string>[] fields = [new("number", "412907"), new("id", "1"), new("Form.Text", "偽の文"), new("name", "kanri"), .. token is null ? [] : new[] { KeyValuePair.Create("__RequestVerificationToken", token) }];
        if (door.Route != "/console/import/file")
        {
            return new FormUrlEncodedContent(fields);
        }

        MultipartFormDataContent parts = [];
        foreach ((string name, string value) in fields)
        {
            parts.Add(new StringContent(value), name);
        }

        parts.Add(new ByteArrayContent("偽の名簿"u8.ToArray()), "file", "forged.csv");
        return parts;
    }

    private static string AddressOf(ConsoleDoor door, TestStaff account)
    {
        string path = door.Route.Replace("{number:int}", "412907").Replace("{id:guid}", account.Id.ToString()).Replace("{id:int}", "1").Replace("{shift:long}", "1").Replace("{draft:guid}", account.Id.ToString()).Replace("{proposal:guid}", account.Id.ToString()).Replace("{token}", new string('x', 43)).Replace("{key}", "hub-1");
        return door.Handler.Length > 0 ? $"{path}?handler={door.Handler}" : path;
    }

    /// <summary>All a form could have changed.</summary>
    private static Task<string> StateAsync(ConsoleWorld world) => world.AskAsync(async db => string.Join('|',
        await db.Consultations.SumAsync(one => one.Revision), await db.ConsultationEntries.CountAsync(), await db.AuditTrail.CountAsync(entry => !entry.Action.EndsWith(".read")), await db.StaffAccounts.CountAsync(),
        await db.StaffAccounts.CountAsync(account => account.DisabledAt == null), await db.StaffSessions.CountAsync(session => session.RevokedAt == null), await db.InvitationCodes.CountAsync(), await db.Members.CountAsync(member => member.ErasedAt == null), await db.KnowledgeVersions.CountAsync()));
}
