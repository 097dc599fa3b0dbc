using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Fakes.Line;
using Zaitaku.Tests.Outbox;

namespace Zaitaku.Tests.Channels.Line;

public sealed class LineTokenTests
{
    [Fact]
    public async Task ATokenIsBoughtOnce_SharedByAll_AndReplacedBeforeItEnds()
    {
        await using LineBench bench = new();
        bench.Line.Latency = TimeSpan.FromMilliseconds(20);
        string?[] tokens = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => bench.Get<LineToken>().GetAsync(default).AsTask()));
        Assert.Single(tokens.Distinct());
        Assert.Single(bench.Line.Records);

        bench.Clock.Advance(TimeSpan.FromMinutes(13));
        Assert.Equal(tokens[0], await bench.Get<LineToken>().GetAsync(default));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(tokens[0], await bench.Get<LineToken>().GetAsync(default));
    }

    [Fact]
    public async Task ALongLivedToken_IsUsedAsItIs()
    {
        await using LineBench bench = new(new() { ["Line:ChannelSecret"] = "s", ["Line:ChannelAccessToken"] = "fake-long-lived-token" });
        Assert.IsType<Storage.Outbox.SendOutcome.Accepted>(await bench.Sender.SendAsync(bench.Owed("U1", "x"), byReply: false, default));
        Assert.DoesNotContain(bench.Line.Records, record => record.Call.Path == "/oauth2/v3/token");
        Assert.Single(bench.Line.Heard("U1"));
    }

    [Fact]
    public async Task WhileTheSecretIsReplaced_TheLivingOneBuysTheToken()
    {
        await using LineBench bench = new(new() { ["Line:ChannelId"] = "2000000000", ["Line:ChannelSecret"] = "old", ["Line:ChannelSecrets:0"] = "00112233445566778899aabbccddeeff" });
        Assert.NotNull(await bench.Get<LineToken>().GetAsync(default));
    }

    [Fact]
    public async Task NoToken_NothingIsSent_AndASecondLaterItIsTriedAgain()
    {
        await using LineBench bench = new();
        bench.Line.Fails(FakeFailure.ServerErrorBeforeAcceptance, times: 1, pathPart: "/oauth2/");
        Storage.Outbox.OutboxMessage message = bench.Owed("U1", "x", bench.TokenOf("U1"));
        Assert.IsType<Storage.Outbox.SendOutcome.TryAgain>(await bench.Sender.SendAsync(message, byReply: true, default));
        Assert.IsType<Storage.Outbox.SendOutcome.TryAgain>(await bench.Sender.SendAsync(message, byReply: true, default));
        Assert.Single(bench.Line.Records);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<Storage.Outbox.SendOutcome.Accepted>(await bench.Sender.SendAsync(message, byReply: true, default));
        Assert.Single(bench.Line.Heard("U1"));
    }

    [Fact]
    public async Task ASuccessWithoutAToken_IsSaidInTheLog()
    {
        await using LineBench bench = new(more: services => services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new SaysNothing())));
        Assert.Null(await bench.Get<LineToken>().GetAsync(default));
        Assert.Contains(bench.Said.Lines, line => line.StartsWith("Information 1021 ", StringComparison.Ordinal) && line.Contains("no token in the answer"));
    }

    [Fact]
    public async Task TheLoadingDots_AreForOneToOneOnly_AndNeverHurt()
    {
        await using LineBench bench = new();
        ILoadingIndicator dots = bench.Get<ILoadingIndicator>();
        await dots.StartAsync(FakeLine.IdOf("U1"), default);
        await dots.StartAsync(FakeLine.IdOf("group1"), default);
        bench.Line.Fails(FakeFailure.ConnectionRefused, pathPart: "/loading/");
        await dots.StartAsync(FakeLine.IdOf("U1"), default);
        using CancellationTokenSource over = new();
        await over.CancelAsync();
        await dots.StartAsync(FakeLine.IdOf("U1"), over.Token);
        Assert.Equal([FakeLine.IdOf("U1")], bench.Line.LoadingShown);
    }

    [Theory]
    [InlineData("", "Information 1031")]
    [InlineData("Ubbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "Information 1031")]
    [InlineData("Ucccccccccccccccccccccccccccccccc", "Warning 1030")]
    public async Task TheSelfCheck_WarnsOnlyOfAnotherAccount(string botUserId, string line)
    {
        await using LineBench bench = new(new() { ["Line:ChannelId"] = "2000000000", ["Line:ChannelSecret"] = "00112233445566778899aabbccddeeff", ["Line:BotUserId"] = botUserId });
        await ActivatorUtilities.CreateInstance<LineSelfCheck>(bench.Get<IServiceProvider>()).CheckAsync(default);
        Assert.Contains(bench.Said.Lines, said => said.StartsWith(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ChannelId", "2000000000", "ChannelSecret")]              // an id without a secret
    [InlineData("ChannelSecret", "s", "ChannelId")]                       // a secret without a way to speak
    [InlineData("ChannelId", "my channel", "ChannelId")]
    [InlineData("BotUserId", "@bot", "BotUserId")]
    [InlineData("ApiBaseUrl", "http://example.com", "ApiBaseUrl")]        // tokens in the clear
    [InlineData("ApiBaseUrl", "line", "ApiBaseUrl")]
    public async Task HalfAConfiguration_IsRefused_NamingTheSetting(string setting, string value, string named)
    {
        await using LineBench bench = new(new() { [$"Line:{setting}"] = value });
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => bench.Get<IOptions<LineOptions>>().Value);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingConfigured_IsAClosedChannel_NotAnError()
    {
        await using LineBench bench = new([]);
        Assert.False(bench.Get<IOptions<LineOptions>>().Value.IsConfigured);
    }

    private sealed class SaysNothing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") });
    }
}
