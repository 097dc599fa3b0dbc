using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Channels.Teams;

namespace Zaitaku.Tests.Channels.Teams;

public sealed class TeamsOptionsTests
{
    private static readonly Dictionary<string, string?> Playground = new() { ["Teams:AllowAnonymousLoopback"] = "true" };

    [Fact]
    public async Task NoAppId_TheDoorIsClosed()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync([]);
        (int status, string body) = await bench.PostAsync(Activities.Says("x"));
        Assert.Equal(404, status);
        Assert.Contains("設定されていません", JsonNode.Parse(body)!["title"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AppId", StubTeams.AppId, "AppSecret")]
    [InlineData("AppSecret", "s", "AppId")]
    [InlineData("AppId", "my app", "AppId")]
    [InlineData("LoginBaseUrl", "http://example.com", "LoginBaseUrl")]
    [InlineData("OpenIdMetadataUrl", "login", "OpenIdMetadataUrl")]
    [InlineData("ServiceHosts:0", "*.com", "ServiceHosts")]
    [InlineData("ServiceHosts:0", "https://example.org", "ServiceHosts")]
    [InlineData("AllowAnonymousLoopback", "true", "AllowAnonymousLoopback")] // outside Development
    public async Task HalfAConfiguration_StopsTheStart_NamingTheSetting(string setting, string value, string named)
    {
        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TeamsBench.StartAsync(new() { [$"Teams:{setting}"] = value }));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePlayground_NeedsNoToken_OnThisMachine_InDevelopment()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync(Playground, "Development");
        JsonObject activity = Activities.Says("近くの薬局");
        activity["serviceUrl"] = "http://localhost:56150/_connector";
        Assert.Equal(200, (await bench.PostAsync(activity, "")).Status);
        Assert.Single(bench.Inbox.Kept);

        // Our answer goes there without a token, since there is none.
        await bench.Sender.SendAsync(bench.Owed(Activities.Personal, new Bot.Channels.TextReply("はい")), default);
        StubCall call = Assert.Single(bench.Teams.Calls);
        Assert.Equal("http://localhost:56150/_connector/v3/conversations/a%3Asato-and-bot/activities", call.Address);
        Assert.Null(call.Token);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.1")]
    [InlineData("Forwarded", "for=203.0.113.1")]
    [InlineData("Via", "1.1 tunnel")]
    [InlineData("Host", "bot.example.org")]
    [InlineData("Authorization", "Bearer x")]
    public async Task ThroughAProxyOrUnderAName_ItDoes(string header, string value)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync(Playground, "Development");
        using HttpRequestMessage request = new(HttpMethod.Post, TeamsWebhook.Path) { Content = new StringContent(Activities.Says("x").ToJsonString()) };
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage response = await bench.Client.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Empty(bench.Inbox.Kept);
    }
}
