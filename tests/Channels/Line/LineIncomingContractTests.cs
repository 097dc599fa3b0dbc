using System.Net.Http.Headers;
using Xunit;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>Our fixtures, and what our fake posts, are what LINE's own description calls a webhook; and we read each of them.</summary>
[Collection(ContractTests.Name)]
public sealed class LineIncomingContractTests(PrismFixture prism)
{
    [SkippableFact]
    public async Task FixturesAreWebhooks_AndAreRead()
    {
        foreach (string name in Webhooks.Names("contract"))
        {
            byte[] body = Webhooks.Body("contract", name);
            Assert.Equal("", await ComplaintAsync(body));
            Assert.NotNull(LineEvents.Read(body, Webhooks.ReceivedAt));
        }
    }

    [SkippableFact]
    public async Task TheJudgeIsAwake() => Assert.NotEqual("", await ComplaintAsync(Webhooks.Body("additive", "unknown-event")));

    [SkippableFact]
    public async Task WhatOurFakePosts_IsAWebhook()
    {
        FakeLine line = new(FakeClock.InTokyo(2026, 4, 1, 22));
        SignedWebhook said = line.Says("U1", "近くの薬局");
        SignedWebhook[] posted =
        [
            said, line.Redelivers(said), line.Says("U1", "@在宅 当番は？", inGroup: "group1", mentioning: "@在宅"), line.SharesLocation("U1", 38.7, 139.8),
            line.SendsSticker("U1", "ありがとう"), line.SendsImage("U1"), line.Presses("U1", "place:1"), line.Unsends("U1", "1"), line.Follows("U1"),
            line.Unfollows("U1"), line.Joins("group1"), line.Leaves("group1"), line.Verifies(), line.Together(said, line.Follows("U2")),
        ];
        foreach (SignedWebhook webhook in posted)
        {
            Assert.Equal("", await ComplaintAsync(webhook.Body));
        }
    }

    private async Task<string> ComplaintAsync(byte[] body)
    {
        Uri address = await prism.OfAsync("webhook.yml");
        using HttpClient client = new();
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await client.PostAsync(new Uri(address, "/callback"), content);
        return response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync();
    }
}
