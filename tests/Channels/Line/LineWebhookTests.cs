using System.Net.Http.Headers;
using System.Text;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Tests.Channels.Line;

public sealed class LineWebhookTests
{
    [Fact]
    public async Task WhatSomebodySays_IsKeptOnce_HoweverOftenLineDelivers()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        SignedWebhook said = server.Line.Says("U1", "近くの薬局🤨");
        Assert.Equal(200, await server.PostAsync(said));
        Assert.Equal(200, await server.PostAsync(server.Line.Redelivers(said)));
        Assert.Equal(200, await server.PostAsync(said));

        ChannelEvent kept = Assert.Single(server.Inbox.Kept);
        Assert.Equal(("近くの薬局🤨", FakeLine.IdOf("U1")), (kept.Text, kept.Address));
    }

    [Fact]
    public async Task AForgery_IsRefused_AndNothingIsKept()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        SignedWebhook good = server.Line.Says("U1", "近くの薬局");
        SignedWebhook[] forged =
        [
            good with { Signature = SignedWebhook.Of(good.Body, "another secret").Signature },
            good with { Body = [.. good.Body, (byte)' '] },
            good with { Signature = "" },
            good with { Signature = "!" + good.Signature[1..] },
            SignedWebhook.Of(good.Body, ""),
        ];
        foreach (SignedWebhook webhook in forged)
        {
            Assert.Equal(401, await server.PostAsync(webhook));
        }

        using HttpRequestMessage bare = good.ToRequest();
        bare.Headers.Remove(SignedWebhook.SignatureHeader);
        using HttpResponseMessage response = await server.Client.SendAsync(bare);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(server.Inbox.Kept);
    }

    [Fact]
    public async Task TwoSignatures_AreNoSignature()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        HttpRequestMessage request = server.Line.Says("U1", "x").ToRequest();
        request.Headers.TryAddWithoutValidation(SignedWebhook.SignatureHeader, "AAAA");
        Assert.Equal(401, await server.PostAsync(request));
    }

    [Fact]
    public async Task TheVerifyButton_IsAnswered200()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        Assert.Equal(200, await server.PostAsync(server.Line.Verifies()));
        Assert.Equal(200, await server.PostAsync(server.Line.Sign(Webhooks.Body("additive", "verify-of-older-consoles"))));
        Assert.Empty(server.Inbox.Kept);
    }

    [Fact]
    public async Task WhatIsSignedButNoWebhook_IsAnswered200_SinceSendingItAgainMendsNothing()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        foreach (string body in new[] { "", "{", "[]", "null", "\uFEFF{}" })
        {
            Assert.Equal(200, await server.PostAsync(server.Line.Sign(Encoding.UTF8.GetBytes(body))));
        }

        Assert.Equal(5, server.Said.Lines.Count(line => line.StartsWith("Warning 1003", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(LineWebhook.BodyBytesMax, 200)]
    [InlineData(LineWebhook.BodyBytesMax + 1, 413)]
    public async Task ABodyHasASize_StatedOrNot(int bytes, int status)
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        byte[] body = new byte[bytes];
        Array.Fill(body, (byte)' ');
        Encoding.UTF8.GetBytes("""{"events":[]}""").CopyTo(body, 0);
        SignedWebhook webhook = server.Line.Sign(body);
        Assert.Equal(status, await server.PostAsync(webhook));

        HttpRequestMessage chunked = webhook.ToRequest();
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Content!.Headers.ContentLength = null;
        Assert.Equal(status, await server.PostAsync(chunked));
    }

    [Fact]
    public async Task WhenTheRecordBookFails_LineHears503_AndMayDeliverAgain()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        SignedWebhook said = server.Line.Says("U1", "近くの薬局");
        server.Inbox.Fault = new IOException("disk full");
        Assert.Equal(503, await server.PostAsync(said));
        Assert.Contains(server.Said.Lines, line => line.StartsWith("Error 1004", StringComparison.Ordinal));

        server.Inbox.Fault = null;
        Assert.Equal(200, await server.PostAsync(server.Line.Redelivers(said)));
        Assert.Single(server.Inbox.Kept);
    }

    [Fact]
    public async Task ASlowRecordBook_IsAnsweredWithinLinesTwoSeconds()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        server.Inbox.Takes = TimeSpan.FromSeconds(30);
        Assert.Equal(503, await server.PostAsync(server.Line.Says("U1", "近くの薬局")));
        Assert.True(LineDoor.KeepWithin < TimeSpan.FromSeconds(2), "LINE waits two seconds.");
    }

    [Fact]
    public async Task NotConfigured_TheDoorIsNotThere()
    {
        await using WebhookServer server = await WebhookServer.StartAsync([]);
        Assert.Equal(404, await server.PostAsync(server.Line.Says("U1", "近くの薬局")));
        using HttpResponseMessage get = await server.Client.GetAsync(new Uri(LineWebhook.Path, UriKind.Relative));
        Assert.Equal(405, (int)get.StatusCode);
    }

    [Fact]
    public async Task WhileTheSecretIsReplaced_BothAreHeard()
    {
        await using WebhookServer server = await WebhookServer.StartAsync(new()
        {
            ["Line:ChannelId"] = "2000000000", ["Line:ChannelSecret"] = "00112233445566778899aabbccddeeff", ["Line:ChannelSecrets:0"] = "next-secret",
        });
        Assert.Equal(200, await server.PostAsync(server.Line.Says("U1", "いまの鍵")));
        server.Line.ChannelSecret = "next-secret";
        Assert.Equal(200, await server.PostAsync(server.Line.Says("U1", "つぎの鍵")));
        Assert.Equal(2, server.Inbox.Kept.Count);
    }

    [Fact]
    public async Task AnotherDestination_IsHeardAllTheSame_WithOneWarning()
    {
        await using WebhookServer server = await WebhookServer.StartAsync(new()
        {
            ["Line:ChannelId"] = "2000000000", ["Line:ChannelSecret"] = "00112233445566778899aabbccddeeff", ["Line:BotUserId"] = "U" + new string('c', 32),
        });
        Assert.Equal(200, await server.PostAsync(server.Line.Says("U1", "息をしていない")));
        Assert.Equal(200, await server.PostAsync(server.Line.Says("U1", "助けて")));
        Assert.Equal(2, server.Inbox.Kept.Count);
        Assert.Single(server.Said.Lines, line => line.StartsWith("Warning 1006", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheContentTypeAndTheAddressLineDoNotMatter_TheSignatureDoes()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        HttpRequestMessage request = server.Line.Says("U1", "x").ToRequest(LineWebhook.Path + "?from=city");
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        Assert.Equal(200, await server.PostAsync(request));
    }

    [Fact]
    public async Task NothingPersonalIsLogged()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        server.Inbox.Fault = new IOException("locked");
        SignedWebhook said = server.Line.Says("Mihara", "母の熱が下がりません");
        await server.PostAsync(said);
        server.Inbox.Fault = null;
        await server.PostAsync(said);
        await server.PostAsync(said with { Signature = "" });
        Assert.NotEmpty(server.Said.Lines);
        Assert.DoesNotContain(server.Said.Lines, line => line.Contains("母の熱", StringComparison.Ordinal)
            || line.Contains(FakeLine.IdOf("Mihara"), StringComparison.Ordinal) || line.Contains(server.Line.ChannelSecret, StringComparison.Ordinal));
    }
}
