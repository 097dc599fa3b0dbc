using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Teams;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>The stand-in for Teams is as strict as what it stands in for, in both of its skins.</summary>
public sealed class FakeTeamsTests
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 1, 22);
    private readonly FakeTeams _teams;

    public FakeTeamsTests()
    {
        _teams = new FakeTeams(_clock);
        _teams.Installs("佐藤");
    }

    [Fact]
    public async Task WhatIsSent_IsHeard_AndAnUpdateTakesItsPlace()
    {
        using HttpClient client = await ClientAsync();
        string card = await SendAsync(client, "佐藤", TeamsSamples.Message(TeamsSamples.Card("相談 A", TeamsSamples.Execute("引き受ける", "claim"))));
        Assert.Equal("相談 A\n［引き受ける］", Assert.Single(_teams.Heard("佐藤")).Words);
        using HttpResponseMessage put = await client.PutAsJsonAsync(Activities("佐藤", card), TeamsSamples.Message(TeamsSamples.Card("相談 A: 対応中")));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        HeardActivity now = Assert.Single(_teams.Heard("佐藤"));
        Assert.Equal((card, HeardHow.Updated, "相談 A: 対応中"), (now.Id, now.How, now.Words));
        Assert.Equal("相談 A: 対応中", Assert.Single(_teams.Screen("佐藤")).Words);
        using HttpResponseMessage gone = await client.DeleteAsync(Activities("佐藤", card));
        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Empty(_teams.Screen("佐藤"));
        using HttpResponseMessage late = await client.PutAsJsonAsync(Activities("佐藤", "1"), TeamsSamples.Text("x"));
        Assert.Equal((404, "ActivityNotFoundInConversation"), await TroubleAsync(late));
        Assert.Equal(HeardHow.Deleted, Assert.Single(_teams.Heard("佐藤")).How);
    }

    [Fact]
    public async Task SevenASecond_SixtyInHalfAMinute_ThenRetryAfter()
    {
        using HttpClient client = await ClientAsync();
        for (int sent = 0; sent < 60; sent++)
        {
            await SendAsync(client, "佐藤", TeamsSamples.Text($"{sent}"));
            _clock.Advance(TimeSpan.FromMilliseconds(sent % 7 == 6 ? 2_000 : 0));
        }

        using HttpResponseMessage crowded = await client.PostAsJsonAsync(Activities("佐藤"), TeamsSamples.Text("x"));
        Assert.Equal(HttpStatusCode.TooManyRequests, crowded.StatusCode);
        TimeSpan wait = crowded.Headers.RetryAfter!.Delta!.Value;
        _clock.Advance(wait - TimeSpan.FromSeconds(1));
        using HttpResponseMessage early = await client.PostAsJsonAsync(Activities("佐藤"), TeamsSamples.Text("x"));
        Assert.Equal(HttpStatusCode.TooManyRequests, early.StatusCode);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(client, "佐藤", TeamsSamples.Text("x"));
        Assert.Equal(61, _teams.Heard("佐藤").Count);
    }

    [Fact]
    public async Task TheTenantTakesFiftyASecond()
    {
        using HttpClient client = await ClientAsync();
        int[] statuses = new int[51];
        for (int person = 0; person < statuses.Length; person++)
        {
            _teams.Installs($"P{person}");
            using HttpResponseMessage sent = await client.PostAsJsonAsync(Activities($"P{person}"), TeamsSamples.Text("x"));
            statuses[person] = (int)sent.StatusCode;
        }

        Assert.Equal([.. Enumerable.Repeat(201, 50), 429], statuses);
    }

    [Theory]
    [InlineData(TeamsStanding.NotInstalled, 403, "ForbiddenOperationException")]
    [InlineData(TeamsStanding.Uninstalled, 403, "BotNotInConversationRoster")]
    [InlineData(TeamsStanding.Blocked, 403, "ConversationBlockedByUser")]
    [InlineData(TeamsStanding.WritesBlocked, 403, "209")]
    [InlineData(TeamsStanding.DisabledByAdmin, 403, "BotDisabledByAdmin")]
    public async Task WhoMayNotBeWrittenTo_HearsNothing(TeamsStanding standing, int status, string code)
    {
        using HttpClient client = await ClientAsync();
        _teams.Stands("佐藤", standing);
        using HttpResponseMessage sent = await client.PostAsJsonAsync(Activities("佐藤"), TeamsSamples.Text("x"));
        Assert.Equal((status, code), await TroubleAsync(sent));
        Assert.Empty(_teams.Unheard);
        _teams.Stands("佐藤", TeamsStanding.Blocked);
        _teams.Says("佐藤", "こんばんは");
        await SendAsync(client, "佐藤", TeamsSamples.Text("また話せます"));
        Assert.Single(_teams.Heard("佐藤"));
    }

    [Fact]
    public async Task AConversation_IsCreatedOnce_AndOnlyAsTeamsAllows()
    {
        using HttpClient client = await ClientAsync();
        JsonObject one = new() { ["isGroup"] = false, ["members"] = new JsonArray(new JsonObject { ["id"] = FakeTeams.IdOf("佐藤") }), ["tenantId"] = _teams.TenantId };
        Assert.Equal((201, _teams.ConversationOf("佐藤")), await CreateAsync(client, one));
        Assert.Equal((201, _teams.ConversationOf("佐藤")), await CreateAsync(client, one));
        Assert.Equal((400, "BadSyntax"), await CreateAsync(client, Changed(one, "tenantId", null)));
        Assert.Equal((400, "BadSyntax"), await CreateAsync(client, Changed(one, "isGroup", true)));
        Assert.Equal((400, "BadSyntax"), await CreateAsync(client, Changed(one, "members", new JsonArray())));
        Assert.Equal((400, "BadArgument"), await CreateAsync(client, Changed(one, "members", new JsonArray(new JsonObject { ["id"] = "29:stranger" }))));
        _teams.Uninstalls("佐藤");
        Assert.Equal((403, "ForbiddenOperationException"), await CreateAsync(client, one));

        _teams.AddsBotToChannel("佐藤", "夜間当番");
        JsonObject thread = new() { ["isGroup"] = true, ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = _teams.ConversationOf("夜間当番") } } };
        Assert.Equal((400, "BadSyntax"), await CreateAsync(client, thread));
        (int status, string id) = await CreateAsync(client, Changed(thread, "activity", TeamsSamples.Text("今夜の当番")));
        Assert.Equal(201, status);
        Assert.StartsWith(_teams.ConversationOf("夜間当番") + ";messageid=", id);
        Assert.Equal("今夜の当番", Assert.Single(_teams.Heard("夜間当番")).Words);
    }

    [Fact]
    public async Task MembersComeInPages()
    {
        using HttpClient client = await ClientAsync();
        _teams.AddsBotToGroup("佐藤", "当番の相談", "鈴木", "高橋");
        string members = $"conversations/{Uri.EscapeDataString(_teams.ConversationOf("当番の相談"))}/";
        JsonObject first = (await client.GetFromJsonAsync<JsonObject>(members + "pagedmembers?pageSize=2"))!;
        JsonObject second = (await client.GetFromJsonAsync<JsonObject>(members + $"pagedmembers?pageSize=2&continuationToken={first["continuationToken"]}"))!;
        Assert.Equal(["佐藤", "鈴木", "高橋"], new[] { first, second }.SelectMany(page => page["members"]!.AsArray()).Select(member => (string?)member!["name"]));
        Assert.Null(second["continuationToken"]);
        JsonObject one = (await client.GetFromJsonAsync<JsonObject>(members + "members/" + new TeamsPerson("鈴木").AadObjectId))!;
        Assert.Equal(FakeTeams.IdOf("鈴木"), (string?)one["id"]);
        using HttpResponseMessage nobody = await client.GetAsync(new Uri(members + "members/nobody", UriKind.Relative));
        Assert.Equal(404, (int)nobody.StatusCode);
    }

    [Fact]
    public async Task WithoutAGoodToken_NothingIsServed()
    {
        using HttpClient client = await ClientAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        using HttpResponseMessage old = await client.PostAsJsonAsync(Activities("佐藤"), TeamsSamples.Text("x"));
        Assert.Equal(401, (int)old.StatusCode);
        client.DefaultRequestHeaders.Authorization = null;
        using HttpResponseMessage none = await client.PostAsJsonAsync(Activities("佐藤"), TeamsSamples.Text("x"));
        Assert.Equal(401, (int)none.StatusCode);
        using HttpClient again = await ClientAsync();
        _teams.Identity.RevokeAccessTokens();
        using HttpResponseMessage revoked = await again.PostAsJsonAsync(Activities("佐藤"), TeamsSamples.Text("x"));
        Assert.Equal(401, (int)revoked.StatusCode);
        Assert.Empty(_teams.Unheard);
    }

    [Theory]
    [InlineData("tenant", "00000000-0000-0000-0000-000000000000", 90002)]
    [InlineData("tenant", "botframework.com", 700016)] // a single-tenant bot asks at the wrong door
    [InlineData("client_id", "00000000-0000-0000-0000-000000000000", 700016)]
    [InlineData("client_secret", "guess", 7000215)]
    [InlineData("scope", "https://graph.microsoft.com/.default", 70011)]
    [InlineData("grant_type", "password", 70003)]
    public async Task TheTokenShop_RefusesByNumber(string field, string value, int code)
    {
        using HttpClient client = new(new FakeTeamsHandler(_teams));
        Dictionary<string, string> form = TokenForm();
        string tenant = field == "tenant" ? value : _teams.TenantId;
        form[field] = value;
        using FormUrlEncodedContent content = new(form);
        using HttpResponseMessage refused = await client.PostAsync(new Uri($"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"), content);
        JsonObject body = (await refused.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(code, body["error_codes"]![0]!.GetValue<int>());
        Assert.StartsWith($"AADSTS{code}:", (string?)body["error_description"]);
    }

    [Theory]
    [InlineData("""{"type":"message"}""", 400)]
    [InlineData("""{"type":"tune","text":"x"}""", 400)]
    [InlineData("""{"type":"message","text":"x","textFormat":"html"}""", 400)]
    [InlineData("""{"type":"message","text":"x","entities":[{"type":"mention","text":"<at>佐藤</at>","mentioned":{"id":"29:1","name":"佐藤"}}]}""", 400)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/x","content":{}}]}""", 400)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.6","body":[]}}]}""", 400)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":""}]}}]}""", 400)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.3","body":[],"actions":[{"type":"Action.Execute","title":"x"}]}}]}""", 400)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[],"actions":[{"type":"Action.Call","title":"x"}]}}]}""", 400)]
    [InlineData("17", 400)]
    [InlineData("{", 400)]
    public async Task WhatTeamsRefuses_IsRefused(string body, int status)
    {
        using HttpClient client = await ClientAsync();
        using StringContent content = new(body, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage sent = await client.PostAsync(new Uri(Activities("佐藤"), UriKind.Relative), content);
        Assert.Equal(status, (int)sent.StatusCode);
        Assert.Empty(_teams.Unheard);
    }

    [Fact]
    public async Task AboutHundredKilobytesOfUtf16_IsTooBig()
    {
        using HttpClient client = await ClientAsync();
        using HttpResponseMessage big = await client.PostAsJsonAsync(Activities("佐藤"), TeamsSamples.Text(new string('あ', 52_000)), TeamsSamples.Raw);
        Assert.Equal((413, "MessageSizeTooBig"), await TroubleAsync(big));
        await SendAsync(client, "佐藤", TeamsSamples.Text(new string('あ', 40_000)));
        Assert.Single(_teams.Heard("佐藤"));
    }

    [Theory]
    [InlineData(TeamsFailure.ServerErrorBeforeAcceptance, 500, false)]
    [InlineData(TeamsFailure.ServerErrorAfterAcceptance, 500, true)]
    [InlineData(TeamsFailure.BadGateway, 502, false)]
    [InlineData(TeamsFailure.Unavailable, 503, false)]
    [InlineData(TeamsFailure.GatewayTimeoutAfterAcceptance, 504, true)]
    [InlineData(TeamsFailure.PreconditionFailed, 412, false)]
    [InlineData(TeamsFailure.Throttled, 429, false)]
    [InlineData(TeamsFailure.Unauthorized, 401, false)]
    public async Task BadWeather_StrikesBeforeOrAfter(TeamsFailure failure, int status, bool isHeard)
    {
        using HttpClient client = await ClientAsync();
        _teams.Fails(failure);
        using HttpResponseMessage sent = await client.PostAsJsonAsync(Activities("佐藤"), TeamsSamples.Text("x"));
        Assert.Equal(status, (int)sent.StatusCode);
        Assert.Equal(isHeard ? 1 : 0, _teams.Heard("佐藤").Count);
        await SendAsync(client, "佐藤", TeamsSamples.Text("晴れ"));
        Assert.Equal("晴れ", Assert.Single(_teams.Heard("佐藤")).Words);
    }

    private async Task<HttpClient> ClientAsync()
    {
        using HttpClient shop = new(new FakeTeamsHandler(_teams));
        using FormUrlEncodedContent form = new(TokenForm());
        using HttpResponseMessage bought = await shop.PostAsync(new Uri($"https://login.microsoftonline.com/{_teams.TenantId}/oauth2/v2.0/token"), form);
        string token = (string)(await bought.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!;
        HttpClient client = new(new FakeTeamsHandler(_teams)) { BaseAddress = new Uri(_teams.ServiceUrl + "v3/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private Dictionary<string, string> TokenForm() => new()
    {
        ["grant_type"] = "client_credentials", ["client_id"] = _teams.AppId, ["client_secret"] = _teams.AppPassword, ["scope"] = FakeIdentity.Scope,
    };

    private string Activities(string name, string? id = null) => $"conversations/{Uri.EscapeDataString(_teams.ConversationOf(name))}/activities" + (id is null ? "" : "/" + id);

    private async Task<string> SendAsync(HttpClient client, string name, JsonObject activity)
    {
        using HttpResponseMessage sent = await client.PostAsJsonAsync(Activities(name), activity, TeamsSamples.Raw);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        return (string)(await sent.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private static async Task<(int Status, string Code)> TroubleAsync(HttpResponseMessage response)
    {
        JsonObject body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        return ((int)response.StatusCode, (body["error"]?["code"] ?? body["errorCode"] ?? body["id"])!.ToString());
    }

    private static async Task<(int Status, string Code)> CreateAsync(HttpClient client, JsonObject body)
    {
        using HttpResponseMessage created = await client.PostAsJsonAsync("conversations", body);
        return await TroubleAsync(created);
    }

    private static JsonObject Changed(JsonObject body, string name, JsonNode? value)
    {
        JsonObject changed = (JsonObject)body.DeepClone();
        changed[name] = value;
        return changed;
    }
}
