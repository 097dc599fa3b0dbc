using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>The four kinds of 429, keys, slowness and the log of the stand-in for LINE.</summary>
public sealed class FakeLineRateTests
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 1, 22);
    private readonly FakeLine _line;

    public FakeLineRateTests() => _line = new FakeLine(_clock);

    [Fact]
    public async Task EachEndpoint_HasABucketOfItsOwn_ThatRefills()
    {
        using HttpClient client = Client();
        for (int sent = 0; sent < 200; sent++)
        {
            Assert.Equal(200, await PostAsync(client, "multicast", Multicast("U1")));
        }

        Assert.Equal(429, await PostAsync(client, "multicast", Multicast("U1")));
        Assert.Equal(200, await PostAsync(client, "push", Push("U1")));
        _clock.Advance(TimeSpan.FromMilliseconds(10)); // 200 a second: two more.
        await AnswersAsync(client, "multicast", Multicast("U1"), null, 200, 200, 429);
        _line.HasRates = false;
        Assert.Equal(200, await PostAsync(client, "multicast", Multicast("U1")));
        Assert.Equal(204, _line.Heard("U1").Count);
    }

    [Fact]
    public async Task ATenthOfASecondsBurst_HoldsTwoThousandASecond()
    {
        _line.Burst = TimeSpan.FromMilliseconds(100);
        using HttpClient client = Client();
        int accepted = 0;
        for (int sent = 0; sent < 250; sent++)
        {
            accepted += await PostAsync(client, "push", Push("U1")) == 200 ? 1 : 0;
        }

        Assert.Equal(200, accepted);
        Assert.Equal(200, _line.Heard("U1").Count);
    }

    [Fact]
    public async Task TooManyToOneUser_AndAReservation_AreOtherKindsOf429()
    {
        using HttpClient client = Client();
        _line.PushesToOneUserMax = 2;
        await AnswersAsync(client, "push", Push("U1"), null, 200, 200, 429);
        Assert.Equal(200, await PostAsync(client, "push", Push("U2")));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await PostAsync(client, "push", Push("U1")));
        (_line.MonthlyLimit, _line.MonthlyReserved) = (10, 7); // 4 used, 7 held back by a narrowcast.
        Assert.Equal(429, await PostAsync(client, "push", Push("U2")));
        _line.MonthlyReserved = 0;
        Assert.Equal(200, await PostAsync(client, "push", Push("U2")));
        _line.Fails(FakeFailure.AudienceBusy);
        Assert.Equal(429, await PostAsync(client, "push", Push("U2")));
        Assert.Equal((3, 2), (_line.Heard("U1").Count, _line.Heard("U2").Count));
    }

    [Fact]
    public async Task ARetryKeysDay_BeginsWithItsFirstRequest()
    {
        using HttpClient client = Client();
        string key = Guid.CreateVersion7(_clock.GetUtcNow()).ToString("D");
        _line.MonthlyLimit = 0;
        Assert.Equal(429, await PostAsync(client, "push", Push("U1"), key));
        _line.MonthlyLimit = null;
        _clock.Advance(TimeSpan.FromHours(23));
        await AnswersAsync(client, "push", Push("U1"), key, 200, 409);
        _clock.Advance(TimeSpan.FromHours(1)); // A day after the first request: a new send.
        Assert.Equal(200, await PostAsync(client, "push", Push("U1"), key));
        Assert.Equal(2, _line.Heard("U1").Count);
    }

    [Fact]
    public async Task AStranger_SinksAMulticast()
    {
        using HttpClient client = Client();
        _line.IsStranger("U2");
        Assert.Equal(400, await PostAsync(client, "push", Push("U2")));
        using HttpRequestMessage request = new(HttpMethod.Post, "/v2/bot/message/multicast") { Content = JsonContent.Create(Multicast("U1", "U2")) };
        using HttpResponseMessage response = await client.SendAsync(request);
        JsonObject body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal((400, true), ((int)response.StatusCode, ((string?)body["message"])!.Contains("'to[1]'", StringComparison.Ordinal)));
        Assert.Empty(_line.Unheard);
    }

    [Fact]
    public async Task ASlowLine_TakesNothingFromWhoGaveUp()
    {
        using HttpClient client = Client();
        client.Timeout = TimeSpan.FromMilliseconds(200);
        _line.IsSlow(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TaskCanceledException>(() => PostAsync(client, "push", Push("U1")));
        Assert.Empty(_line.Unheard);
        Assert.Equal(200, await PostAsync(client, "push", Push("U1")));
        Assert.Single(_line.Heard("U1"));
    }

    [Fact]
    public async Task TheLog_TellsAJudgeWhatWasTaken_WhateverTheCallerSaw()
    {
        string file = Path.GetTempFileName(), key = Guid.CreateVersion7(_clock.GetUtcNow()).ToString("D");
        using HttpClient client = Client();
        using (FakeLog log = new(file))
        {
            _line.Log = log;
            _line.Fails(FakeFailure.ServerErrorAfterAcceptance);
            await AnswersAsync(client, "push", Push("U1"), key, 500, 409);
            _line.Fails(FakeFailure.ServerErrorBeforeAcceptance);
            Assert.Equal(500, await PostAsync(client, "push", Push("U1")));
            string token = _line.Says("U1", "x").Events[0]["replyToken"]!.GetValue<string>();
            JsonObject reply = new() { ["replyToken"] = token, ["messages"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = "秘密" }) };
            await AnswersAsync(client, "reply", reply, null, 200, 400);
        }

        JsonObject[] lines = [.. File.ReadLines(file).Select(line => JsonNode.Parse(line)!.AsObject())];
        Assert.Equal(["accepted", "duplicate", "lost", "accepted", "refused"], lines.Select(line => (string?)line["verdict"]));
        Assert.Equal([500, 409, 500, 200, 400], lines.Select(line => (int)line["status"]!));
        Assert.Equal((key, key, ""), ((string?)lines[0]["key"], (string?)lines[1]["key"], (string?)lines[2]["key"]));
        Assert.Equal(FakeLine.IdOf("U1"), (string?)lines[0]["to"]![0]);
        Assert.Equal((string?)lines[0]["body"], (string?)lines[1]["body"]);
        Assert.Equal(_line.Delivered[0].Id, (string?)lines[0]["sent"]![0]);
        Assert.DoesNotContain("秘密", File.ReadAllText(file));
        Assert.Equal(2, _line.Heard("U1").Count);
        File.Delete(file);
    }

    private HttpClient Client()
    {
        HttpClient client = new(new FakeLineHandler(_line)) { BaseAddress = new Uri("https://api.line.me") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _line.LongLivedToken);
        return client;
    }

    private static JsonArray Said => [new JsonObject { ["type"] = "text", ["text"] = "a" }];

    private static JsonObject Push(string name) => new() { ["to"] = FakeLine.IdOf(name), ["messages"] = Said };

    private static JsonObject Multicast(params string[] names) => new() { ["to"] = new JsonArray([.. names.Select(name => (JsonNode)FakeLine.IdOf(name))]), ["messages"] = Said };

    private static async Task AnswersAsync(HttpClient client, string what, JsonObject body, string? key, params int[] statuses)
    {
        foreach (int status in statuses)
        {
            Assert.Equal(status, await PostAsync(client, what, body, key));
        }
    }

    private static async Task<int> PostAsync(HttpClient client, string what, JsonObject body, string? key = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/v2/bot/message/" + what) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("X-Line-Retry-Key", key);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
