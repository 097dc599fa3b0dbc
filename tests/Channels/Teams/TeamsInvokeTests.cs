using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Teams;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>A pressed button waits for its card: two seconds and no longer.</summary>
public sealed class TeamsInvokeTests
{
    private static readonly JsonObject Data = new() { ["press"] = "claim:7", ["pressId"] = "00000000000000000000000000000001.0" };

    [Fact]
    public async Task TheCardComesInTime_AsTheAnswer_AndThenForEverybody()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Task<(int Status, string Body)> pressing = bench.PostAsync(Activities.Presses(Data.DeepClone().AsObject(), Activities.Group));
        ChannelEvent press = await KeptAsync(bench);
        Assert.Equal((EventKind.Postback, "claim:7", "m1"), (press.Kind, press.PostbackData, press.PressedMessageId));
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(2), press.ReplyTokenExpiresAt);

        SendOutcome outcome = await bench.Sender.SendAsync(AnswerTo(bench, press, "佐藤さんが担当します"), default);
        Assert.Equal("m1", Assert.IsType<SendOutcome.Accepted>(outcome).SentId);
        (int status, string body) = await pressing;
        JsonNode answer = JsonNode.Parse(body)!;
        Assert.Equal((200, 200, "application/vnd.microsoft.card.adaptive"), (status, (int)answer["statusCode"]!, (string)answer["type"]!));
        Assert.Contains("佐藤さんが担当します", (string)answer["value"]!["body"]![0]!["text"]!, StringComparison.Ordinal);

        StubCall update = Assert.Single(bench.Teams.Calls);
        Assert.Equal(("PUT", "https://smba.trafficmanager.net/jp/v3/conversations/19%3Agroup%40thread.v2/activities/m1"), (update.Method, update.Address));
    }

    [Fact]
    public async Task TheCardComesLate_ReceivedIsSaid_AndTheCardTakesThePlaceAfterwards()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        (int status, string body) = await bench.PostAsync(Activities.Presses(Data.DeepClone().AsObject()));
        Assert.True(TeamsInvokes.AnswerWithin < TimeSpan.FromSeconds(2), "Teams waits two seconds.");
        Assert.Equal(200, status);
        Assert.Contains("受付中", body, StringComparison.Ordinal);

        ChannelEvent press = Assert.Single(bench.Inbox.Kept);
        OutboxSend late = AnswerTo(bench, press, "できました");
        Assert.IsType<SendOutcome.ReplyTokenGone>(await bench.Sender.SendAsync(late, default));
        Assert.Empty(bench.Teams.Calls);
        Assert.Equal("m1", Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(late with { ReplyToken = null }, default)).SentId);
        Assert.Equal("PUT", Assert.Single(bench.Teams.Calls).Method);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task TheCardComesInTime_ButTheOthersCannotSeeItYet_ItIsOwedToThem(int status)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Task<(int Status, string Body)> pressing = bench.PostAsync(Activities.Presses(Data.DeepClone().AsObject(), Activities.Group));
        ChannelEvent press = await KeptAsync(bench);
        bench.Teams.Connector = _ => StubTeams.Error(status, "NotNow");

        OutboxSend answer = AnswerTo(bench, press, "佐藤さんが担当します");
        Assert.IsType<SendOutcome.ReplyTokenGone>(await bench.Sender.SendAsync(answer, default));
        Assert.Contains("佐藤さんが担当します", (await pressing).Body, StringComparison.Ordinal);

        bench.Teams.Connector = _ => null;
        Assert.Equal("m1", Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(answer with { ReplyToken = null }, default)).SentId);
        Assert.All(bench.Teams.Calls, call => Assert.Equal("PUT", call.Method));
    }

    [Fact]
    public async Task TheCardComesInTime_AndTheMessageIsGone_NothingMoreIsOwed()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Task<(int Status, string Body)> pressing = bench.PostAsync(Activities.Presses(Data.DeepClone().AsObject(), Activities.Group));
        ChannelEvent press = await KeptAsync(bench);
        bench.Teams.Connector = _ => StubTeams.Error(404, "ActivityNotFoundInConversation");
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(AnswerTo(bench, press, "佐藤さんが担当します"), default));
        await pressing;
    }

    [Fact]
    public async Task WhileNothingCanBeKept_APressIsTurnedAwayWithinTwoSeconds()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        bench.Inbox.Takes = TimeSpan.FromMinutes(1);
        long started = Stopwatch.GetTimestamp();
        (int status, _) = await bench.PostAsync(Activities.Presses(Data.DeepClone().AsObject()));
        Assert.Equal(503, status);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2.5)); // Half a second for a busy machine.
    }

    [Fact]
    public async Task AMessageThatIsGone_IsSaidAnew()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        bench.Teams.Connector = call => call.Method == "PUT" ? StubTeams.Error(404, "ActivityNotFoundInConversation") : null;
        OutboxSend send = bench.Owed(Activities.Personal, new TextReply("できました")) with { ReplacesSentId = "m1" };
        Assert.Equal("m2", Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(send, default)).SentId);
        Assert.Equal(["PUT", "POST"], bench.Teams.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task PressedTwice_ItTakesEffectOnce_ForEachPerson()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Task<(int Status, string Body)> first = bench.PostAsync(Activities.Presses(Data.DeepClone().AsObject(), Activities.Group));
        ChannelEvent press = await KeptAsync(bench);
        Task<(int Status, string Body)> again = bench.PostAsync(Activities.Presses(Data.DeepClone().AsObject(), Activities.Group, id: "another delivery"));
        await Task.Delay(100);
        await bench.Sender.SendAsync(AnswerTo(bench, press, "担当します"), default);
        Assert.Equal((await first).Body, (await again).Body); // Both waited for one card.

        (_, string later) = await bench.PostAsync(Activities.Presses(Data.DeepClone().AsObject(), Activities.Group, id: "next day"));
        Assert.Equal("application/vnd.microsoft.activity.message", (string)JsonNode.Parse(later)!["type"]!);
        Assert.Single(bench.Inbox.Kept);

        JsonObject other = Activities.Presses(Data.DeepClone().AsObject(), Activities.Group, id: "tanaka");
        other["from"]!["id"] = "29:tanaka";
        Task<(int Status, string Body)> tanaka = bench.PostAsync(other);
        await tanaka;
        Assert.Equal(2, bench.Inbox.Kept.Count);
    }

    [Theory]
    [InlineData("""{"foo":"bar"}""", "manual")]
    [InlineData("""{"press":""}""", "manual")]
    [InlineData("""{"press":"more"}""", "automatic")] // a card's own refresh, which we never ask for
    public async Task WhatIsNoButtonOfOurs_IsAnsweredAsAnError_AndNotKept(string data, string trigger)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        JsonObject activity = Activities.Presses(JsonNode.Parse(data)!.AsObject());
        activity["value"]!["trigger"] = trigger;
        (int status, string body) = await bench.PostAsync(activity);
        JsonNode answer = JsonNode.Parse(body)!;
        Assert.Equal((200, 400, "application/vnd.microsoft.error"), (status, (int)answer["statusCode"]!, (string)answer["type"]!));
        Assert.Empty(bench.Inbox.Kept);
    }

    private static OutboxSend AnswerTo(TeamsBench bench, ChannelEvent press, string text) =>
        bench.Owed(press.Address, new TextReply(text)) with { ReplyToken = press.ReplyToken, ReplacesSentId = press.PressedMessageId };

    private static async Task<ChannelEvent> KeptAsync(TeamsBench bench)
    {
        for (int wait = 0; wait < 100 && bench.Inbox.Kept.Count == 0; wait++)
        {
            await Task.Delay(10);
        }

        return Assert.Single(bench.Inbox.Kept);
    }
}
