using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>What Teams tells us, and what we keep of it.</summary>
public sealed class TeamsActivitiesTests
{
    [Fact]
    public async Task WordsToTheBotAlone()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        ChannelEvent kept = (await bench.KeptAsync(Activities.Says("近くの薬局🤨")))!;
        Assert.Equal(("teams", EventKind.Text, Activities.Personal, Activities.Sato, "近くの薬局🤨"), (kept.Channel, kept.Kind, kept.Address, kept.UserId, kept.Text));
        Assert.Equal(("1700000000001", false, false), (kept.MessageId, kept.IsGroup, kept.IsMentioned));
        Assert.Equal(DateTimeOffset.Parse("2026-04-01T13:00:00.123Z"), kept.SaidAt);
    }

    [Fact]
    public async Task InAGroup_TheMentionOfUsIsTakenOut_AndNobodyElses()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        JsonObject activity = Activities.Says("<at>田中</at>さんの薬局は？", Activities.Channel, mentioning: true);
        activity["entities"]!.AsArray().Add(new JsonObject { ["type"] = "mention", ["text"] = "<at>田中</at>", ["mentioned"] = new JsonObject { ["id"] = "29:tanaka" } });
        ChannelEvent kept = (await bench.KeptAsync(activity))!;
        Assert.Equal(("<at>田中</at>さんの薬局は？", true, true, Activities.Channel), (kept.Text, kept.IsGroup, kept.IsMentioned, kept.Address));

        ChannelEvent among = (await bench.KeptAsync(Activities.Says("<at>在宅ボット</at>と書いただけ", Activities.Group, "2")))!;
        Assert.Equal((true, false), (among.IsGroup, among.IsMentioned));
    }

    [Fact]
    public async Task TheSameActivityIsKeptOnce_AndTheSameIdElsewhereIsAnother()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Assert.NotNull(await bench.KeptAsync(Activities.Says("x")));
        Assert.Null(await bench.KeptAsync(Activities.Says("x")));
        Assert.NotNull(await bench.KeptAsync(Activities.Says("x", Activities.Group)));

        JsonObject edited = Activities.Says("y");
        edited["type"] = "messageUpdate"; // An edit has the id of what it edits.
        Assert.Equal(EventKind.Edited, (await bench.KeptAsync(edited))!.Kind);
        Assert.Null(await bench.KeptAsync(edited));
        edited["timestamp"] = "2026-04-01T13:05:00Z";
        Assert.NotNull(await bench.KeptAsync(edited));

        JsonObject deleted = Activities.Of("messageDelete");
        ChannelEvent gone = (await bench.KeptAsync(deleted))!;
        Assert.Equal((EventKind.Unsend, "1700000000001"), (gone.Kind, gone.MessageId));
    }

    [Fact]
    public async Task AButtonOfACard_IsAPress_OrWordsAsIfTyped()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        ChannelEvent press = (await bench.KeptAsync(Activities.Submits(new JsonObject { ["press"] = "more:2", ["pressId"] = "k.0" }, Activities.Group)))!;
        Assert.Equal((EventKind.Postback, "more:2", true), (press.Kind, press.PostbackData, press.IsMentioned));
        ChannelEvent said = (await bench.KeptAsync(Activities.Submits(new JsonObject { ["say"] = "使い方" }, id: "2")))!;
        Assert.Equal((EventKind.Text, "使い方"), (said.Kind, said.Text));
        ChannelEvent odd = (await bench.KeptAsync(Activities.Submits(new JsonObject { ["press"] = new string('x', 301) }, id: "3")))!;
        Assert.Equal((EventKind.Text, ""), (odd.Kind, odd.Text));
    }

    [Theory]
    [InlineData("image/png", EventKind.Media)]
    [InlineData("application/vnd.microsoft.teams.file.download.info", EventKind.Media)]
    [InlineData("text/html", EventKind.Text)] // a copy of the words
    public async Task AnAttachmentWithoutWords(string contentType, EventKind kind)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        JsonObject activity = Activities.Of("message");
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = contentType });
        Assert.Equal(kind, (await bench.KeptAsync(activity))!.Kind);
    }

    [Fact]
    public async Task AnInstallationIsToldTwice_AndGreetedOnce()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Assert.Equal(EventKind.Follow, (await bench.KeptAsync(Installation("add")))!.Kind);
        JsonObject members = Activities.Of("conversationUpdate", id: "f:2");
        members["membersAdded"] = new JsonArray(new JsonObject { ["id"] = Activities.BotId });
        Assert.Equal(EventKind.Other, (await bench.KeptAsync(members))!.Kind);

        ChannelEvent gone = (await bench.KeptAsync(Installation("Remove", "f:3")))!;
        Assert.Equal(EventKind.Unfollow, gone.Kind);
        Assert.Equal(TeamsStanding.Removed, (await RowAsync(bench, Activities.Personal)).Standing);
        Assert.Equal(EventKind.Follow, (await bench.KeptAsync(Installation("ADD", "f:4")))!.Kind);
        Assert.Equal(EventKind.Other, (await bench.KeptAsync(Installation("add-upgrade", "f:5")))!.Kind);
    }

    [Fact]
    public async Task InAGroup_PeopleAndBotsComeAndGo()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Assert.Equal(EventKind.Join, (await bench.KeptAsync(Members("membersAdded", "1", Activities.BotId, "29:tanaka")))!.Kind);
        ChannelEvent joined = (await bench.KeptAsync(Members("membersAdded", "2", "29:tanaka")))!;
        Assert.Equal((EventKind.MemberJoined, "29:tanaka"), (joined.Kind, joined.UserId));
        Assert.Equal(EventKind.MemberLeft, (await bench.KeptAsync(Members("membersRemoved", "3", "29:tanaka")))!.Kind);
        Assert.Equal(EventKind.Leave, (await bench.KeptAsync(Members("membersRemoved", "4", Activities.BotId)))!.Kind);
        Assert.Equal(TeamsStanding.Removed, (await RowAsync(bench, Activities.Group)).Standing);

        // Somebody takes the app out of a group: that says nothing of the person.
        Assert.Equal(EventKind.Leave, (await bench.KeptAsync(Installation("remove", "5", Activities.Group)))!.Kind);
    }

    [Theory]
    [InlineData("messageReaction", true)]
    [InlineData("typing", false)]
    [InlineData("event", false)]
    [InlineData("endOfConversation", false)]
    [InlineData("somethingNew", false)]
    public async Task WhatSaysNothing_Is200(string type, bool isKept)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        ChannelEvent? kept = await bench.KeptAsync(Activities.Of(type));
        Assert.Equal(isKept ? EventKind.Other : null, kept?.Kind);
    }

    [Theory]
    [InlineData("task/fetch")]
    [InlineData("composeExtension/query")]
    [InlineData("signin/verifyState")]
    [InlineData("")]
    public async Task AnInvokeThatIsNotOurs_Is501(string name)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        JsonObject invoke = Activities.Of("invoke");
        invoke["name"] = name;
        invoke["value"] = new JsonObject { ["data"] = new JsonObject() };
        Assert.Equal(501, (await bench.PostAsync(invoke)).Status);
        Assert.Empty(bench.Inbox.Kept);
    }

    [Fact]
    public async Task EveryActivityTellsWhereTheConversationIsReached()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.KeptAsync(Activities.Says("x"));
        TeamsConversation row = await RowAsync(bench, Activities.Personal);
        Assert.Equal((StubTeams.ServiceUrl, "tenant-1", Activities.BotId, Activities.Sato, TeamsScope.Personal), (row.ServiceUrl, row.TenantId, row.BotId, row.UserId, row.Scope));
        Assert.Equal(bench.Clock.GetUtcNow(), row.LastActivityAt);

        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        JsonObject moved = Activities.Of("typing", id: "2");
        moved["serviceUrl"] = "https://smba.trafficmanager.net/emea/";
        await bench.PostAsync(moved, bench.Teams.Token(claims => claims["serviceurl"] = "https://smba.trafficmanager.net/emea/"));
        row = await RowAsync(bench, Activities.Personal);
        Assert.Equal(("https://smba.trafficmanager.net/emea/", bench.Clock.GetUtcNow()), (row.ServiceUrl, row.LastActivityAt));

        await bench.KeptAsync(Activities.Says("x", Activities.Channel, "3", mentioning: true));
        TeamsConversation channel = await RowAsync(bench, "19:channel@thread.tacv2"); // without the thread
        Assert.Equal((TeamsScope.Channel, ""), (channel.Scope, channel.UserId));
    }

    [Fact]
    public async Task TheTenantIsInOneOfTwoPlaces()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        JsonObject activity = Activities.Says("x");
        activity["conversation"]!.AsObject().Remove("tenantId");
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "tenant-2" } };
        await bench.KeptAsync(activity);
        Assert.Equal("tenant-2", (await RowAsync(bench, Activities.Personal)).TenantId);
    }

    [Fact]
    public async Task WhatCannotBeKept_Is503_SoThatItMayComeAgain()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        bench.Inbox.Fault = new IOException("disk full");
        Assert.Equal(503, (await bench.PostAsync(Activities.Says("x"))).Status);
        Assert.Equal(503, (await bench.PostAsync(Activities.Presses(new JsonObject { ["press"] = "more" }))).Status);
        bench.Inbox.Fault = null;
        Assert.NotNull(await bench.KeptAsync(Activities.Says("x")));
    }

    private static JsonObject Installation(string action, string id = "f:1", string conversation = Activities.Personal)
    {
        JsonObject activity = Activities.Of("installationUpdate", conversation, id);
        activity["action"] = action;
        return activity;
    }

    private static JsonObject Members(string change, string id, params string[] who)
    {
        JsonObject activity = Activities.Of("conversationUpdate", Activities.Group, id);
        activity[change] = new JsonArray([.. who.Select(member => (JsonNode)new JsonObject { ["id"] = member })]);
        return activity;
    }

    private static Task<TeamsConversation> RowAsync(TeamsBench bench, string conversation) =>
        bench.AskAsync(db => db.TeamsConversations.SingleAsync(row => row.ConversationId == conversation));
}
