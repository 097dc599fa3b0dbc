using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.ChatPage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.ChatPage;

/// <summary>Who may ask the chat page for what, and what it refuses.</summary>
public sealed class ChatDoorTests
{
    [Theory]
    [InlineData("Development", null, HttpStatusCode.OK)]
    [InlineData("Production", null, HttpStatusCode.NotFound)]
    [InlineData("Production", "true", HttpStatusCode.OK)]
    [InlineData("Development", "false", HttpStatusCode.NotFound)]
    public async Task Page_IsThereWhereEnabled(string environment, string? enabled, HttpStatusCode expected)
    {
        (string, string)[] settings = enabled is null ? [] : [("ChatPage:Enabled", enabled)];
        await using PageWorld world = await PageWorld.StartAsync(environment, 0, settings);
        using HttpResponseMessage response = await world.NewClient().GetAsync("/chat");
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Test-Caller", "192.0.2.7", HttpStatusCode.NotFound)]      // another machine
    [InlineData("X-Test-Caller", "::1", HttpStatusCode.OK)]                  // this one, by IPv6
    [InlineData("X-Test-Caller", "::ffff:127.0.0.1", HttpStatusCode.OK)]     // this one, IPv4 in IPv6
    [InlineData("X-Forwarded-For", "203.0.113.5", HttpStatusCode.NotFound)]  // a proxy on this machine
    [InlineData("Forwarded", "for=203.0.113.5", HttpStatusCode.NotFound)]
    [InlineData("X-Original-For", "203.0.113.5", HttpStatusCode.NotFound)]   // after the forwarded-headers middleware
    [InlineData("Host", "evil.example", HttpStatusCode.NotFound)]            // DNS rebinding
    [InlineData("Host", "localhost", HttpStatusCode.OK)]
    public async Task OnlyThisMachine_OpensTheChat(string header, string value, HttpStatusCode expected)
    {
        await using PageWorld world = await PageWorld.StartAsync();
        foreach (string path in new[] { "/chat", "/chat/assets/page.js", "/chat/api/hub" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using HttpResponseMessage response = await world.NewClient().SendAsync(request);
            Assert.True(expected == response.StatusCode, $"{path}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task FromElsewhereWhereAllowed_OneStartsAsAResidentOnly()
    {
        await using PageWorld world = await PageWorld.StartAsync("Production", 0, ("ChatPage:Enabled", "true"), ("ChatPage:AllowRemote", "true"));
        HttpClient client = world.NewClient();
        client.DefaultRequestHeaders.Add(PageWorld.CallerHeader, "192.0.2.7");
        JsonElement hub = await client.GetFromJsonAsync<JsonElement>("/chat/api/hub");
        Assert.Equal("resident", Assert.Single(hub.GetProperty("roles").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/chat/api/sessions", new { role = "doctor" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/chat/api/sessions", new { role = "resident" })).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", null)]
    [InlineData("Sec-Fetch-Site", "same-site", null)]
    [InlineData("Sec-Fetch-Site", "none", null)]
    [InlineData("Sec-Fetch-Site", "same-origin", "https://evil.example")]
    [InlineData("Origin", "https://evil.example", null)]
    [InlineData("Origin", "null", null)]
    [InlineData("X-Nothing", "at all", null)]
    public async Task OtherSites_CannotSend(string header, string value, string? origin)
    {
        await using PageWorld world = await PageWorld.StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(world.Url) };
        client.DefaultRequestHeaders.Add(header, value);
        if (origin is not null)
        {
            client.DefaultRequestHeaders.Add("Origin", origin);
        }

        using HttpResponseMessage response = await client.PostAsJsonAsync("/chat/api/sessions", new { role = "resident" });
        await IsProblemAsync(response, HttpStatusCode.Forbidden, "このページを開いて");
        Assert.Empty(world.Inbox.Kept);
    }

    [Fact]
    public async Task OpenedSession_IsAMemberOfThatRole_WhoseCookieIsNotInTheDatabase()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = world.NewClient();
        using HttpResponseMessage response = await client.PostAsJsonAsync("/chat/api/sessions", new { role = "care_manager" });
        string cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.Contains("path=/chat", cookie);
        await world.WithDbAsync(async db =>
        {
            Member member = await db.Members.Include(one => one.Links).SingleAsync();
            ChannelLink link = Assert.Single(member.Links);
            Assert.Equal((Role.CareManager, "chat"), (member.Role, link.Channel));
            Assert.NotNull(member.RoleGrantedAt);
            Assert.DoesNotContain(link.ChannelUserId, cookie);
            Assert.Equal((EventKind.Follow, link.ChannelUserId), (world.Inbox.Kept.Single().Kind, world.Inbox.Kept.Single().UserId));
        });
    }

    public static TheoryData<string, int, string> BadBodies => new()
    {
        { "", 400, "JSON として" },
        { "null", 400, "本文が空" },
        { "{\"id\":\"abcdefgh\"", 400, "JSON として" },
        { "[[[[[[[[[[1]]]]]]]]]]", 400, "JSON として" },
        { "{\"id\":\"abcdefgh\",\"text\":\"a\",\"role\":\"admin\"}", 400, "JSON として" },
        { "{\"id\":\"short\",\"text\":\"こんにちは\"}", 400, "id は" },
        { "{\"id\":\"abcdefg:\",\"text\":\"こんにちは\"}", 400, "id は" },
        { "{\"id\":\"abcdefgh\"}", 400, "一つだけ" },
        { "{\"id\":\"abcdefgh\",\"text\":\"a\",\"location\":{\"lat\":1,\"lon\":2}}", 400, "一つだけ" },
        { "{\"id\":\"abcdefgh\",\"text\":\" \\n　\"}", 400, "文字が入って" },
        { "{\"id\":\"abcdefgh\",\"text\":\"\\ud83d\"}", 400, "" },
        { "{\"id\":\"abcdefgh\",\"text\":\"a\\u0000b\"}", 400, "壊れた文字" },
        { $"{{\"id\":\"abcdefgh\",\"text\":\"{new string('あ', 5_001)}\"}}", 400, "5,000文字" },
        { $"{{\"id\":\"abcdefgh\",\"text\":\"{new string('a', 50_000)}\"}}", 413, "5,000文字" },
        { "{\"id\":\"abcdefgh\",\"location\":{\"lat\":90.1,\"lon\":2}}", 400, "緯度" },
        { "{\"id\":\"abcdefgh\",\"location\":{\"lat\":\"NaN\",\"lon\":2}}", 400, "JSON として" },
        { "{\"id\":\"abcdefgh\",\"postback\":{\"data\":\"\",\"shown\":\"a\"}}", 400, "ボタン" },
        { $"{{\"id\":\"abcdefgh\",\"postback\":{{\"data\":\"{new string('a', 301)}\",\"shown\":\"a\"}}}}", 400, "ボタン" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task BadMessage_IsRefusedInWords_AndNothingIsKept(string body, int status, string words)
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("/chat/api/messages", content);
        await IsProblemAsync(response, (HttpStatusCode)status, words);
        Assert.Single(world.Inbox.Kept); // The greeting's.
    }

    [Fact]
    public async Task BrokenUtf8_AndOtherContentTypes_AreRefused()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        using ByteArrayContent broken = new([.. "{\"id\":\"abcdefgh\",\"text\":\""u8, 0x83, 0x41, .. "\"}"u8]);
        broken.Headers.ContentType = new("application/json");
        await IsProblemAsync(await client.PostAsync("/chat/api/messages", broken), HttpStatusCode.BadRequest, "JSON として");
        using FormUrlEncodedContent form = new([new("text", "a")]);
        await IsProblemAsync(await client.PostAsync("/chat/api/messages", form), HttpStatusCode.UnsupportedMediaType, "application/json");
    }

    [Fact]
    public async Task SameIdTwice_IsKeptOnce()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.Accepted, (await SayAsync(client, "0123456789", "二度押し")).StatusCode);
        }

        ChannelEvent kept = Assert.Single(world.Inbox.Kept, said => said.Kind == EventKind.Text);
        Assert.Equal("二度押し", kept.Text);
        Assert.Single(world.Mailboxes.Find(kept.Address)!.After(0).Lines, line => line.Data.Contains("\"said\""));
    }

    [Fact]
    public async Task TooManyInAMinute_AreAskedToWait()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        for (int i = 0; i < ChatMailbox.SaidPerMinuteMax; i++)
        {
            Assert.Equal(HttpStatusCode.Accepted, (await SayAsync(client, $"message-{i}", "はい")).StatusCode);
        }

        await IsProblemAsync(await SayAsync(client, "one-more-message", "はい"), HttpStatusCode.TooManyRequests, "1分ほど");
    }

    [Theory]
    [InlineData("admin")]   // a role, but none to try
    [InlineData("king")]
    [InlineData(null)]
    public async Task UnknownRoles_DoNotStart(string? role)
    {
        await using PageWorld world = await PageWorld.StartAsync();
        await IsProblemAsync(await world.NewClient().PostAsJsonAsync("/chat/api/sessions", new { role }), HttpStatusCode.BadRequest, "この立場");
        await world.WithDbAsync(async db => Assert.Equal(0, await db.Members.CountAsync()));
    }

    [Fact]
    public async Task WithoutASession_NothingIsSaidOrHeard()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = world.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", $"zaitaku_chat={new string('a', 64)}");
        await IsProblemAsync(await SayAsync(client, "0123456789", "だれ"), HttpStatusCode.NotFound, "もう一度");
        await IsProblemAsync(await client.GetAsync("/chat/api/events"), HttpStatusCode.NotFound, "もう一度");
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync("/chat/api/session")).StatusCode);
        Assert.IsType<SendOutcome.Refused>(await world.Inbox.SendAsync("gone", [new TextReply("もしもし")]));
    }

    [Fact]
    public async Task EveryPage_ForbidsWhatIsNotItsOwn()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        foreach (string path in new[] { "/chat", "/chat/assets/page.js" })
        {
            using HttpResponseMessage response = await world.NewClient().GetAsync(path);
            string policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none';", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain(" style=", await response.Content.ReadAsStringAsync());
        }
    }

    private static async Task<HttpClient> OpenAsync(PageWorld world)
    {
        HttpClient client = world.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/chat/api/sessions", new { role = "resident" })).StatusCode);
        return client;
    }

    private static Task<HttpResponseMessage> SayAsync(HttpClient client, string id, string text) =>
        client.PostAsJsonAsync("/chat/api/messages", new { id, text });

    private static async Task IsProblemAsync(HttpResponseMessage response, HttpStatusCode status, string words)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(words, problem.GetProperty("detail").GetString());
    }
}
