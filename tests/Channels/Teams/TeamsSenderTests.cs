using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>What is said on Teams, and what its answers mean.</summary>
public sealed class TeamsSenderTests
{
    [Fact]
    public async Task AnAnswerGoesWhereTheQuestionCameFrom_InTheSameThread()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x", Activities.Channel, mentioning: true));
        Assert.Equal("m1", Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(bench.Owed(Activities.Channel, new TextReply("はい")), default)).SentId);
        StubCall call = Assert.Single(bench.Teams.Calls);
        Assert.Equal("https://smba.trafficmanager.net/jp/v3/conversations/19%3Achannel%40thread.tacv2%3Bmessageid%3D1700000000000/activities", call.Address);
        Assert.Equal(("message", "はい", "plain", "connector-token-1"), ((string)call.Body["type"]!, (string)call.Body["text"]!, (string)call.Body["textFormat"]!, call.Token));
    }

    [Fact]
    public async Task ATokenIsBoughtOnce_SharedByAll_RenewedFiveMinutesBeforeItEnds_AndOnceWhenRefused()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(bench)));
        Assert.Equal((1, "https://login.microsoftonline.com/tenant-1/oauth2/v2.0/token"), (bench.Teams.TokensSold, bench.Teams.LastTokenAddress));

        bench.Clock.Advance(TimeSpan.FromMinutes(54));
        await SendAsync(bench);
        Assert.Equal(1, bench.Teams.TokensSold);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(bench);
        Assert.Equal(2, bench.Teams.TokensSold);

        bench.Teams.Connector = call => call.Token == "connector-token-2" ? StubTeams.Error(401, "Unauthorized") : null;
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(bench));
        Assert.Equal(3, bench.Teams.TokensSold);

        bench.Teams.Connector = _ => StubTeams.Error(401, "BotNotRegistered");
        Assert.Equal(WaitScope.Channel, Assert.IsType<SendOutcome.TryAgain>(await SendAsync(bench)).Scope);
        Assert.Equal(4, bench.Teams.TokensSold);
        Assert.Contains(bench.Said.Lines, line => line.StartsWith("Warning 1113", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AMultiTenantRegistration_BuysItsTokenAtBotFramework()
    {
        Dictionary<string, string?> settings = TeamsBench.Configured();
        settings["Teams:TenantId"] = "";
        await using TeamsBench bench = await TeamsBench.StartAsync(settings);
        await bench.KeptAsync(Activities.Says("x"));
        await SendAsync(bench);
        Assert.Equal("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token", bench.Teams.LastTokenAddress);
    }

    [Theory]
    [InlineData(400, "BadSyntax", "Refused", null)]
    [InlineData(403, "ConversationBlockedByUser", "Gone", TeamsStanding.Blocked)]
    [InlineData(403, "BotNotInConversationRoster", "Gone", TeamsStanding.Removed)]
    [InlineData(403, "BotDisabledByAdmin", "Refused", TeamsStanding.Installed)] // To all alike: it says nothing of the person.
    [InlineData(403, "NotEnoughPermissions", "Refused", TeamsStanding.Installed)]
    [InlineData(403, "InvalidBotApiHost", "Refused", TeamsStanding.Installed)]
    [InlineData(403, "ForbiddenOperationException", "Gone", TeamsStanding.Removed)]
    [InlineData(412, "PreconditionFailed", "TryAgain", null)]
    [InlineData(413, "MessageSizeTooBig", "Refused", null)]
    [InlineData(500, "ServiceError", "Unknown", null)]
    [InlineData(502, "BadGateway", "Unknown", null)]
    [InlineData(503, "ServiceUnavailable", "TryAgain", null)]
    [InlineData(504, "GatewayTimeout", "Unknown", null)]
    public async Task EachAnswerHasItsMeaning(int status, string code, string meaning, TeamsStanding? standing)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        bench.Teams.Connector = _ => StubTeams.Error(status, code);
        SendOutcome outcome = await SendAsync(bench);
        Assert.Equal(meaning, outcome is SendOutcome.Refused { IsRecipientGone: true } ? "Gone" : outcome.GetType().Name);
        Assert.Equal(standing ?? TeamsStanding.Installed, (await bench.AskAsync(db => db.TeamsConversations.SingleAsync())).Standing);
    }

    [Fact]
    public async Task ABlockHiddenInsideAMessage_IsSeen_AndWritingAgainEndsIt()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        bench.Teams.Connector = _ => StubTeams.Error(403, "Forbidden", """{"errorCode":209,"subCode":"MessageWritesBlocked","message":"blocked"}""");
        Assert.True(Assert.IsType<SendOutcome.Refused>(await SendAsync(bench)).IsRecipientGone);
        Assert.True(Assert.IsType<SendOutcome.Refused>(await SendAsync(bench)).IsRecipientGone);
        Assert.Single(bench.Teams.Calls); // The second was not even tried.

        bench.Teams.Connector = _ => null;
        await bench.KeptAsync(Activities.Says("やっぱりお願いします", id: "2"));
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(bench));
    }

    [Fact]
    public async Task Throttled_TheConversationWaitsAsLongAsTeamsSays()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        bench.Teams.Connector = _ =>
        {
            HttpResponseMessage answer = StubTeams.Error(429, "Throttled");
            answer.Headers.TryAddWithoutValidation("Retry-After", "13");
            return answer;
        };
        SendOutcome.TryAgain wait = Assert.IsType<SendOutcome.TryAgain>(await SendAsync(bench));
        Assert.Equal((TimeSpan.FromSeconds(13), WaitScope.Recipient), (wait.RetryAfter, wait.Scope));
    }

    [Fact]
    public async Task WeStayBelowTheRateOfAConversationByOurselves_OneCallAfterTheOther()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        int underWay = 0;
        int atOnceMax = 0;
        bench.Teams.Connector = _ =>
        {
            atOnceMax = Math.Max(atOnceMax, Interlocked.Increment(ref underWay));
            Thread.SpinWait(10_000);
            Interlocked.Decrement(ref underWay);
            return null;
        };
        long started = Stopwatch.GetTimestamp();
        SendOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(bench)));
        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Accepted>(outcome));
        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(1.9), "Eight in less than two seconds are one too many.");
        Assert.Equal(1, atOnceMax);
    }

    [Fact]
    public async Task ALostAnswerIsUnknown_ALostConnectionIsNot()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        bench.Teams.Connector = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no");
        Assert.IsType<SendOutcome.TryAgain>(await SendAsync(bench));
        bench.Teams.Connector = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut");
        Assert.IsType<SendOutcome.Unknown>(await SendAsync(bench));
        bench.Teams.Connector = _ => throw new TaskCanceledException();
        Assert.IsType<SendOutcome.Unknown>(await SendAsync(bench));

        // An update does no harm twice.
        SendOutcome update = await bench.Sender.SendAsync(bench.Owed(Activities.Personal, new TextReply("x")) with { ReplacesSentId = "m1" }, default);
        Assert.IsType<SendOutcome.TryAgain>(update);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task WhatDoesNoHarmTwice_IsTriedAgain(int status)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        bench.Teams.Connector = _ => StubTeams.Error(status, "GatewayTimeout");
        OutboxSend update = bench.Owed(Activities.Personal, new TextReply("x")) with { ReplacesSentId = "m1" };
        Assert.IsType<SendOutcome.TryAgain>(await bench.Sender.SendAsync(update, default));

        // So does beginning a conversation in which nothing was said yet.
        bench.Teams.Connector = call => call.Address.EndsWith("/v3/conversations", StringComparison.Ordinal)
            ? StubTeams.Error(status, "GatewayTimeout") : StubTeams.Error(404, "ConversationNotFound");
        Assert.IsType<SendOutcome.TryAgain>(await SendAsync(bench));
    }

    [Fact]
    public async Task APersonWithoutAConversation_IsWrittenToAllTheSame()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x", Activities.Group, mentioning: true));
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(bench.Owed("29:tanaka", new TextReply("お知らせ")), default));
        StubCall begin = bench.Teams.Calls[0];
        Assert.Equal("https://smba.trafficmanager.net/jp/v3/conversations", begin.Address);
        Assert.Equal($$"""{"isGroup":false,"bot":{"id":"{{Activities.BotId}}"},"members":[{"id":"29:tanaka"}],"tenantId":"tenant-1"}""", begin.Body.ToJsonString());
        Assert.EndsWith("/v3/conversations/a%3Anew/activities", bench.Teams.Calls[1].Address, StringComparison.Ordinal);

        await bench.Sender.SendAsync(bench.Owed("29:tanaka", new TextReply("もう一つ")), default);
        Assert.Equal(3, bench.Teams.Calls.Count); // The conversation is known from now on.
    }

    [Fact]
    public async Task AConversationThatIsNotFound_IsBegunOnceMore_AndOnceOnly()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        bench.Teams.Connector = call => call.Address.Contains("sato", StringComparison.Ordinal) ? StubTeams.Error(404, "ConversationNotFound") : null;
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(bench));
        Assert.Equal(3, bench.Teams.Calls.Count);

        bench.Teams.Connector = call => call.Address.EndsWith("/activities", StringComparison.Ordinal) ? StubTeams.Error(404, "ConversationNotFound") : null;
        Assert.True(Assert.IsType<SendOutcome.Refused>(await SendAsync(bench)).IsRecipientGone);
        Assert.Equal(6, bench.Teams.Calls.Count);
    }

    [Fact]
    public async Task WhatCannotBeSaid_IsRefusedWithoutACall()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        OutboxSend good = bench.Owed(Activities.Personal, new TextReply("x"));
        OutboxSend[] bad = [good with { Body = "{" }, good with { Body = "[]" }, good with { Addresses = [] }, good with { Addresses = ["a", "b"] },
            good with { Body = ReplyContent.ToJson([new TextReply(new string('あ', 60_000))]) }];
        foreach (OutboxSend send in bad)
        {
            Assert.IsType<SendOutcome.Refused>(await bench.Sender.SendAsync(send, default));
        }

        Assert.Empty(bench.Teams.Calls);
    }

    [Fact]
    public async Task AnEmergencySaidAgain_SaysSo_AndRingsTheBell()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        await bench.Sender.SendAsync(bench.Owed(Activities.Personal, new TextReply("当番です")) with { Urgency = Urgency.Page, IsResend = true }, default);
        JsonObject said = bench.Teams.Calls[0].Body;
        Assert.Equal("【再送】当番です", (string)said["text"]!);
        Assert.True((bool)said["channelData"]!["notification"]!["alert"]!);
    }

    private static Task<SendOutcome> SendAsync(TeamsBench bench) => bench.Sender.SendAsync(bench.Owed(Activities.Personal, new TextReply("はい")), default);
}
