using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Teams;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>What people do in Teams reaches a bot as Teams writes it.</summary>
public sealed class FakeTeamsActivityTests
{
    private readonly FakeTeams _teams = new(FakeClock.InTokyo(2026, 4, 1, 22));

    [Fact]
    public void InAGroup_TheBotIsMentioned_ByEntityAndText()
    {
        JsonObject activity = _teams.Says("佐藤", "今夜の当番は？", inGroup: "当番の相談").Activity;
        JsonObject mention = activity["entities"]!.AsArray().OfType<JsonObject>().Single(entity => (string?)entity["type"] == "mention");
        Assert.Equal("<at>在宅ボット</at> 今夜の当番は？", (string?)activity["text"]);
        Assert.Equal((_teams.BotId, "<at>在宅ボット</at>"), ((string?)mention["mentioned"]!["id"], (string?)mention["text"]));
        Assert.Equal(("groupChat", true), ((string?)activity["conversation"]!["conversationType"], (bool?)activity["conversation"]!["isGroup"]));
        Assert.Equal("今夜の当番は？", (string?)_teams.Says("佐藤", "今夜の当番は？").Activity["text"]);
    }

    [Fact]
    public void InAChannel_TheConversationIsTheThread()
    {
        TeamsRequest first = _teams.Says("佐藤", "x", inChannel: "夜間当番");
        TeamsRequest second = _teams.Says("鈴木", "y", inChannel: "夜間当番", thread: first.Id);
        Assert.Equal($"{_teams.ConversationOf("夜間当番")};messageid={first.Id}", (string?)first.Activity["conversation"]!["id"]);
        Assert.Equal((string?)first.Activity["conversation"]!["id"], (string?)second.Activity["conversation"]!["id"]);
    }

    [Fact]
    public void APress_IsAnInvoke_ASubmit_OrWords()
    {
        HeardActivity card = Shown(TeamsSamples.Card("相談", TeamsSamples.Execute("引き受ける", "claim"),
            new() { ["type"] = "Action.Submit", ["title"] = "送る", ["data"] = new JsonObject { ["id"] = "a-2" } },
            new() { ["type"] = "Action.Submit", ["title"] = "ほかの候補", ["data"] = new JsonObject { ["msteams"] = new JsonObject { ["type"] = "imBack", ["value"] = "もっと見る" } } },
            new() { ["type"] = "Action.OpenUrl", ["title"] = "電話", ["url"] = "tel:0000-00-0000" }));
        JsonObject invoke = _teams.Presses("佐藤", card, "引き受ける").Activity;
        Assert.Equal(("invoke", "adaptiveCard/action", card.Id), ((string?)invoke["type"], (string?)invoke["name"], (string?)invoke["replyToId"]));
        Assert.Equal(("claim", "a-1", "manual"), ((string?)invoke["value"]!["action"]!["verb"], (string?)invoke["value"]!["action"]!["data"]!["id"], (string?)invoke["value"]!["trigger"]));
        JsonObject submit = _teams.Presses("佐藤", card, "送る", inputs: new() { ["memo"] = "夜だけ" }).Activity;
        Assert.Equal(("message", null, "a-2", "夜だけ"), ((string?)submit["type"], (string?)submit["text"], (string?)submit["value"]!["id"], (string?)submit["value"]!["memo"]));
        Assert.Equal("もっと見る", (string?)_teams.Presses("佐藤", card, "ほかの候補").Activity["text"]);
        Assert.Throws<InvalidOperationException>(() => _teams.Presses("佐藤", card, "電話"));
        Assert.Throws<InvalidOperationException>(() => _teams.Presses("佐藤", card, "ない"));
    }

    [Fact]
    public void TheAnswerToAPress_IsShownToThePresser_OrNotUnderstood()
    {
        TeamsRequest press = _teams.Presses("佐藤", Shown(TeamsSamples.Card("相談", TeamsSamples.Execute("引き受ける", "claim"))), "引き受ける");
        JsonObject answer = new() { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.card.adaptive", ["value"] = TeamsSamples.Card("引き受けました") };
        Assert.Equal((HeardHow.InvokeAnswer, "佐藤", "引き受けました"), _teams.Shows(press, answer.ToJsonString()) is { } shown ? (shown.How, shown.OnlyFor, shown.Words) : default);
        Assert.Contains("引き受けました", _teams.Heard("佐藤").Select(heard => heard.Words));
        Assert.Null(_teams.Shows(press, """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"x","message":"y"}}"""));
        Assert.Throws<InvalidOperationException>(() => _teams.Shows(press, "ok"));
        Assert.Throws<InvalidOperationException>(() => _teams.Shows(press, """{"type":"AdaptiveCard"}"""));
        Assert.Throws<InvalidOperationException>(() => _teams.Shows(press, """{"statusCode":200,"type":"card","value":{}}"""));
    }

    [Fact]
    public async Task ATimeout_ASlowAnswer_AndTwoWritesAtOnce()
    {
        _teams.Installs("佐藤");
        await using FakeTeamsServer server = await FakeTeamsServer.StartAsync(_teams, port: 0);
        using HttpClient client = new() { BaseAddress = new Uri(server.Address) };
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = _teams.AppId, ["client_secret"] = _teams.AppPassword, ["scope"] = FakeIdentity.Scope,
        });
        using HttpResponseMessage bought = await client.PostAsync(new Uri($"/{_teams.TenantId}/oauth2/v2.0/token", UriKind.Relative), form);
        AuthenticationHeaderValue token = new("Bearer", (string)(await bought.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!);
        client.DefaultRequestHeaders.Authorization = token;
        Uri activities = new($"/teams/v3/conversations/{Uri.EscapeDataString(_teams.ConversationOf("佐藤"))}/activities", UriKind.Relative);

        using HttpClient hasty = new() { BaseAddress = client.BaseAddress, Timeout = TimeSpan.FromMilliseconds(300) };
        hasty.DefaultRequestHeaders.Authorization = token;
        _teams.Fails(TeamsFailure.NoAnswerAfterAcceptance);
        await Assert.ThrowsAsync<TaskCanceledException>(() => hasty.PostAsJsonAsync(activities, TeamsSamples.Text("届いた")));
        Assert.Equal("届いた", Assert.Single(_teams.Heard("佐藤")).Words);
        _teams.IsSlow(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TaskCanceledException>(() => hasty.PostAsJsonAsync(activities, TeamsSamples.Text("届かない")));
        Assert.Empty(_teams.Heard("佐藤"));

        (_teams.IsOneWriteAtATime, _teams.Latency) = (true, TimeSpan.FromMilliseconds(200));
        _teams.Installs("鈴木");
        activities = new Uri($"/teams/v3/conversations/{Uri.EscapeDataString(_teams.ConversationOf("鈴木"))}/activities", UriKind.Relative);
        HttpResponseMessage[] both = await Task.WhenAll(client.PostAsJsonAsync(activities, TeamsSamples.Text("a")), client.PostAsJsonAsync(activities, TeamsSamples.Text("b")));
        Assert.Equal([201, 412], both.Select(response => (int)response.StatusCode).Order());
        Assert.Single(_teams.Heard("鈴木"));
    }

    [Fact]
    public void EveryCallIsWrittenDown_WithoutWords()
    {
        string file = Path.GetTempFileName();
        using (FakeLog log = new(file))
        {
            _teams.Log = log;
            _teams.Take(new FakeCall("POST", "/jp/v3/conversations/x/activities", new Dictionary<string, string>(), "秘密"u8.ToArray()));
        }

        JsonObject line = JsonNode.Parse(Assert.Single(File.ReadAllLines(file)))!.AsObject();
        Assert.Equal((1, "teams", 401, "refused", "answered"), ((int)line["n"]!, (string?)line["platform"], (int)line["status"]!, (string?)line["verdict"], (string?)line["seen"]));
        Assert.DoesNotContain("秘密", line.ToJsonString(TeamsSamples.Raw));
        File.Delete(file);
    }

    private HeardActivity Shown(JsonObject card)
    {
        _teams.Installs("佐藤");
        return new HeardActivity("1775048400001", _teams.ConversationOf("佐藤"), "佐藤", _teams.Clock.GetUtcNow(), TeamsSamples.Message(card), HeardHow.Sent);
    }
}
