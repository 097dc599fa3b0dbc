using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>The stand-in is as strict as what it stands in for, in both of its skins.</summary>
public sealed class FakeLineTests
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 1, 22);
    private readonly FakeLine _line;

    public FakeLineTests() => _line = new FakeLine(_clock);

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    [Fact]
    public async Task AReplyToken_WorksOnce_ForAMinute()
    {
        using HttpClient client = Client();
        string token = TokenOf(_line.Says("U1", "x"));
        Assert.Equal(200, await PostAsync(client, "reply", new() { ["replyToken"] = token, ["messages"] = new JsonArray(Text("a")) }));
        Assert.Equal(400, await PostAsync(client, "reply", new() { ["replyToken"] = token, ["messages"] = new JsonArray(Text("b")) }));
        string late = TokenOf(_line.Says("U1", "y"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(400, await PostAsync(client, "reply", new() { ["replyToken"] = late, ["messages"] = new JsonArray(Text("c")) }));
        Assert.Equal(400, await PostAsync(client, "reply", new() { ["replyToken"] = new string('0', 32), ["messages"] = new JsonArray(Text("d")) }));
        Assert.Equal(["a"], _line.Heard("U1").Select(heard => heard.Words));
    }

    [Fact]
    public async Task ARedeliveredToken_WorksAgainForAMinute_ButNotTwentyMinutesLater()
    {
        using HttpClient client = Client();
        SignedWebhook said = _line.Says("U1", "x");
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TokenOf(said), TokenOf(_line.Redelivers(said)));
        Assert.Equal(200, await PostAsync(client, "reply", new() { ["replyToken"] = TokenOf(said), ["messages"] = new JsonArray(Text("a")) }));

        SignedWebhook old = _line.Says("U1", "y");
        _clock.Advance(TimeSpan.FromMinutes(20));
        _line.Redelivers(old);
        Assert.Equal(400, await PostAsync(client, "reply", new() { ["replyToken"] = TokenOf(old), ["messages"] = new JsonArray(Text("b")) }));
        Assert.Single(_line.Heard("U1"));
    }

    [Fact]
    public async Task ARetryKey_IsRememberedForADay_ThenForgotten()
    {
        using HttpClient client = Client();
        Guid key = Guid.CreateVersion7(_clock.GetUtcNow());
        JsonObject body = Push("U1", Text("a"));
        using HttpResponseMessage first = await SendAsync(client, "push", body, key.ToString("D"));
        using HttpResponseMessage again = await SendAsync(client, "push", body, key.ToString("D"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode));
        Assert.True(again.Headers.Contains("x-line-accepted-request-id"));
        Assert.Single(_line.Heard("U1"));
        _clock.Advance(TimeSpan.FromHours(24));
        using HttpResponseMessage nextDay = await SendAsync(client, "push", body, key.ToString("D"));
        Assert.Equal(HttpStatusCode.OK, nextDay.StatusCode);
        Assert.Single(_line.Heard("U1"));
        using HttpResponseMessage noKey = await SendAsync(client, "push", body, "abc");
        Assert.Equal(HttpStatusCode.BadRequest, noKey.StatusCode);
        using HttpResponseMessage onReply = await SendAsync(client, "reply", new() { ["replyToken"] = TokenOf(_line.Says("U1", "x")), ["messages"] = new JsonArray(Text("a")) }, key.ToString("D"));
        Assert.Equal(HttpStatusCode.BadRequest, onReply.StatusCode);
    }

    [Fact]
    public async Task AMulticastWithOneBadId_IsHeardByNobody()
    {
        using HttpClient client = Client();
        Assert.Equal(400, await PostAsync(client, "multicast", new() { ["to"] = new JsonArray(FakeLine.IdOf("U1"), "nobody"), ["messages"] = new JsonArray(Text("a")) }));
        Assert.Empty(_line.Unheard);
        Assert.Equal(200, await PostAsync(client, "multicast", new() { ["to"] = new JsonArray(FakeLine.IdOf("U1"), FakeLine.IdOf("U2")), ["messages"] = new JsonArray(Text("a")) }));
        Assert.Equal(2, _line.MonthlyUsed);
        Assert.Single(_line.Heard("U1"));
        Assert.Single(_line.Unheard);
        JsonArray crowd = [.. Enumerable.Range(0, 501).Select(i => (JsonNode)FakeLine.IdOf($"U{i}"))];
        Assert.Equal(400, await PostAsync(client, "multicast", new() { ["to"] = crowd, ["messages"] = new JsonArray(Text("a")) }));
    }

    [Fact]
    public async Task SomebodyWhoBlockedUs_HearsNothing_ThoughLineSays200()
    {
        using HttpClient client = Client();
        _line.Unfollows("U1");
        Assert.Equal(200, await PostAsync(client, "push", Push("U1", Text("a"))));
        Assert.Empty(_line.Unheard);
        Assert.Equal(0, _line.MonthlyUsed);
        _line.Follows("U1");
        Assert.Equal(200, await PostAsync(client, "push", Push("U1", Text("b"))));
        Assert.Single(_line.Heard("U1"));
    }

    [Fact]
    public async Task AGroupCountsItsPeople_AndTheQuotaEnds()
    {
        using HttpClient client = Client();
        _line.MonthlyLimit = 5;
        Assert.Equal(200, await PostAsync(client, "push", Push("group1", Text("a"), Text("b"))));
        Assert.Equal(3, _line.MonthlyUsed);
        Assert.Equal(429, await PostAsync(client, "push", Push("group1", Text("c"))));
        Assert.Equal(2, _line.Heard("group1").Count);
    }

    [Theory]
    [InlineData("""{"type":"text","text":""}""")]
    [InlineData("""{"type":"text","text":" "}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"type":"tune"}""")]
    [InlineData("""{"type":"text","text":"x","colour":"red"}""")]
    [InlineData("""{"type":"text","text":"x","quickReply":{"items":[]}}""")]
    [InlineData("""{"type":"text","text":"x","quickReply":{"items":[{"type":"action","action":{"type":"message","label":"あいうえおかきくけこさしすせそたちつてとな","text":"x"}}]}}""")]
    [InlineData("""{"type":"text","text":"x","quickReply":{"items":[{"type":"action","action":{"type":"uri","label":"x","uri":"https://example.com/ あ"}}]}}""")]
    [InlineData("""{"type":"flex","altText":"","contents":{"type":"bubble","body":{"type":"box","layout":"vertical","contents":[]}}}""")]
    [InlineData("""{"type":"flex","altText":"x","contents":{"type":"bubble"}}""")]
    [InlineData("""{"type":"flex","altText":"x","contents":{"type":"bubble","body":{"type":"box","contents":[]}}}""")]
    [InlineData("""{"type":"flex","altText":"x","contents":{"type":"bubble","body":{"type":"box","layout":"vertical","contents":[{"type":"text","text":""}]}}}""")]
    [InlineData("""{"type":"flex","altText":"x","contents":{"type":"bubble","body":{"type":"box","layout":"baseline","contents":[{"type":"button","action":{"type":"message","label":"x","text":"x"}}]}}}""")]
    [InlineData("""{"type":"flex","altText":"x","contents":{"type":"carousel","contents":[]}}""")]
    [InlineData("""{"type":"flex","altText":"x","contents":{"type":"bubble","footer":{"type":"box","layout":"vertical","contents":[{"type":"button","action":{"type":"location","label":"x"}}]}}}""")]
    [InlineData("17")]
    public async Task WhatLineRefuses_IsRefused(string message)
    {
        using HttpClient client = Client();
        Assert.Equal(400, await PostAsync(client, "push", new() { ["to"] = FakeLine.IdOf("U1"), ["messages"] = new JsonArray(JsonNode.Parse(message)) }));
        Assert.Empty(_line.Unheard);
    }

    [Fact]
    public async Task SixMessages_AStrangersToken_AndUnknownPaths_AreRefused()
    {
        using HttpClient client = Client();
        Assert.Equal(400, await PostAsync(client, "push", Push("U1", [.. Enumerable.Range(0, 6).Select(i => Text($"{i}"))])));
        Assert.Equal(404, await PostAsync(client, "telepathy", Push("U1", Text("a"))));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "guess");
        Assert.Equal(401, await PostAsync(client, "push", Push("U1", Text("a"))));
    }

    [Fact]
    public async Task BehindAServer_ItIsTheSameLine()
    {
        await using FakeLineServer server = await FakeLineServer.StartAsync(_line, port: 0);
        using HttpClient client = new() { BaseAddress = new Uri(server.Address) };
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = _line.ChannelId, ["client_secret"] = _line.ChannelSecret,
        });
        using HttpResponseMessage bought = await client.PostAsync(new Uri("/oauth2/v3/token", UriKind.Relative), form);
        JsonObject token = (await bought.Content.ReadFromJsonAsync<JsonObject>())!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token["access_token"]!.GetValue<string>());
        Assert.Equal(200, await PostAsync(client, "push", Push("U1", Text("こんばんは"))));
        Assert.Equal("こんばんは", Assert.Single(_line.Heard("U1")).Words);
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(401, await PostAsync(client, "push", Push("U1", Text("x"))));

        using HttpClient hasty = new() { BaseAddress = client.BaseAddress, Timeout = TimeSpan.FromMilliseconds(300) };
        hasty.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _line.LongLivedToken);
        _line.Fails(FakeFailure.NoAnswerAfterAcceptance);
        await Assert.ThrowsAsync<TaskCanceledException>(() => PostAsync(hasty, "push", Push("U1", Text("届いた"))));
        Assert.Equal("届いた", Assert.Single(_line.Heard("U1")).Words);
    }

    private static JsonObject Push(string name, params JsonObject[] messages) => new() { ["to"] = FakeLine.IdOf(name), ["messages"] = new JsonArray([.. messages]) };

    [Fact]
    public async Task ARetryKey_WithOtherWordsOrForSomebodyElse_IsOnRecord()
    {
        using HttpClient client = Client();
        string key = Guid.CreateVersion7(_clock.GetUtcNow()).ToString("D");
        using HttpResponseMessage first = await SendAsync(client, "push", Push("U1", Text("a")), key);
        using HttpResponseMessage again = await SendAsync(client, "push", Push("U1", Text("a")), key);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode));
        Assert.Empty(_line.MisusedKeys);

        using HttpResponseMessage words = await SendAsync(client, "push", Push("U1", Text("b")), key);
        using HttpResponseMessage somebody = await SendAsync(client, "push", Push("U2", Text("a")), key);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (words.StatusCode, somebody.StatusCode));
        Assert.Equal(2, _line.MisusedKeys.Count);
        Assert.Single(_line.Heard("U1"));
    }

    [Fact]
    public async Task AGroupTheBotWasPutOutOf_IsRefused_UntilItJoinsAgain()
    {
        using HttpClient client = Client();
        _line.Leaves("group1");
        Assert.Equal(400, await PostAsync(client, "push", Push("group1", Text("a"))));

        _line.Joins("group1");
        Assert.Equal(200, await PostAsync(client, "push", Push("group1", Text("b"))));
        Assert.Single(_line.Heard("group1"));
    }

    private static string TokenOf(SignedWebhook webhook) => webhook.Events[0]["replyToken"]!.GetValue<string>();

    private HttpClient Client()
    {
        HttpClient client = new(new FakeLineHandler(_line)) { BaseAddress = new Uri("https://api.line.me") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _line.LongLivedToken);
        return client;
    }

    private static async Task<int> PostAsync(HttpClient client, string what, JsonObject body)
    {
        using HttpResponseMessage response = await SendAsync(client, what, body, null);
        Assert.True(response.Headers.Contains("x-line-request-id"));
        return (int)response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string what, JsonObject body, string? retryKey)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/v2/bot/message/" + what) { Content = JsonContent.Create(body) };
        if (retryKey is not null)
        {
            request.Headers.Add("X-Line-Retry-Key", retryKey);
        }

        return await client.SendAsync(request);
    }
}
