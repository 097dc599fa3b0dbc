using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.ChatPage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.ChatPage;

/// <summary>What an open page hears, and what it hears again after a break.</summary>
public sealed class ChatStreamTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.FromHours(9));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task LinesComeInOrder_AndAfterABreakOnlyTheNewOnes()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        string address = world.Inbox.Kept.Single().Address;
        await world.Inbox.SendAsync(address, [new TextReply("一"), new TextReply("二")]);

        List<SseItem<string>> first = await ReadToAsync(client, "ready", null);
        Assert.Equal(["1", "2", "3"], first.Where(item => item.EventType == "line").Select(item => item.EventId));
        await world.Inbox.SendAsync(address, [new TextReply("三")]);
        List<SseItem<string>> second = await ReadToAsync(client, "ready", "3");
        SseItem<string> line = Assert.Single(second, item => item.EventType == "line");
        Assert.Equal("4", line.EventId);
        Assert.Contains("\"is\":\"text\"", line.Data);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-5")]
    [InlineData("99999999999999999999999")]
    public async Task AnUnreadableLastEventId_StartsFromTheBeginning(string seen)
    {
        await using PageWorld world = await PageWorld.StartAsync();
        List<SseItem<string>> items = await ReadToAsync(await OpenAsync(world), "ready", seen);
        Assert.Single(items, item => item.EventType == "line");
    }

    [Fact]
    public async Task WhatIsSentWhileThePageListens_ArrivesAtOnce_AndARepeatedSendOnlyOnce()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        string address = world.Inbox.Kept.Single().Address;
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<List<SseItem<string>>> listening = ReadToAsync(client, "closed", "1", ready);
        await ready.Task.WaitAsync(Patience);
        OutboxMessage message = world.Inbox.NewMessage(address, ReplyContent.ToJson([new TextReply("一度だけ")]));
        Assert.IsType<SendOutcome.Accepted>(await world.Inbox.SendAsync(message));
        Assert.IsType<SendOutcome.Accepted>(await world.Inbox.SendAsync(message)); // The outbox crashed before it could note the first.
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/chat/api/session")).StatusCode);
        Assert.Single(await listening, item => item.EventType == "line");
        Assert.IsType<SendOutcome.Refused>(await world.Inbox.SendAsync(address, [new TextReply("もういない")]));
    }

    [Fact]
    public async Task AUnreadableBody_IsRefused_AndThePageGoesOn()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        string address = world.Inbox.Kept.Single().Address;
        Assert.IsType<SendOutcome.Refused>(await world.Inbox.SendAsync(world.Inbox.NewMessage(address, "{not json")));
        Assert.Single(await ReadToAsync(client, "ready", null), item => item.EventType == "line");
    }

    [Fact]
    public async Task OpenPages_DoNotHoldTheServerWhenItStops()
    {
        PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        using HttpResponseMessage open = await client.GetAsync("/chat/api/events", HttpCompletionOption.ResponseHeadersRead);
        await world.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(4)); // Less than the five the world would wait.
    }

    [Fact]
    public async Task ASixthPageOnOneConversation_IsRefused_UntilOneCloses()
    {
        await using PageWorld world = await PageWorld.StartAsync();
        HttpClient client = await OpenAsync(world);
        ChatMailbox mailbox = world.Mailboxes.Find(world.Inbox.Kept.Single().Address)!;
        for (int i = 0; i < ChatMailbox.ReadersMax; i++)
        {
            Assert.True(mailbox.TryEnter());
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync("/chat/api/events")).StatusCode);
        mailbox.Leave();
        Assert.Contains(await ReadToAsync(client, "ready", null), item => item.EventType == "ready");
    }

    [Fact]
    public void Mailbox_KeepsTheNewestLines_WithinItsLimits()
    {
        ChatMailbox many = new("a", Role.Resident, Noon);
        for (int i = 0; i < ChatMailbox.LinesMax + 7; i++)
        {
            many.AddSaid($"id-{i}", "はい", Noon);
        }

        Assert.Equal((ChatMailbox.LinesMax, 8L), (many.After(0).Lines.Count, many.After(0).Lines[0].Number));

        ChatMailbox large = new("b", Role.Resident, Noon);
        for (int i = 0; i < 5; i++)
        {
            large.AddSaid($"id-{i}", new string('a', ChatMailbox.CharsMax / 3), Noon);
        }

        Assert.Equal([4L, 5L], large.After(0).Lines.Select(line => line.Number));
    }

    [Fact]
    public void Mailboxes_MakeRoomByClosingTheOneUnusedLongest()
    {
        ChatMailboxes mailboxes = new();
        DateTimeOffset now = Noon;
        ChatMailbox first = mailboxes.TryOpen("page-0", Role.Resident, now)!;
        ChatMailbox second = mailboxes.TryOpen("page-1", Role.Resident, now)!;
        for (int i = 2; i <= ChatMailboxes.MailboxesMax; i++)
        {
            now += TimeSpan.FromSeconds(2);
            first.AddSaid($"id-{i}", "まだいます", now);
            Assert.NotNull(mailboxes.TryOpen($"page-{i}", Role.Resident, now));
        }

        Assert.NotNull(mailboxes.Find("page-0"));
        Assert.Null(mailboxes.Find("page-1"));
        Assert.True(second.IsClosed);
    }

    [Fact]
    public void Mailboxes_OpenSoManyAMinute_AndThenAgain()
    {
        ChatMailboxes mailboxes = new();
        for (int i = 0; i < ChatMailboxes.OpenedPerMinuteMax; i++)
        {
            Assert.NotNull(mailboxes.TryOpen($"page-{i}", Role.Resident, Noon));
        }

        Assert.Null(mailboxes.TryOpen("one more", Role.Resident, Noon.AddSeconds(59)));
        Assert.NotNull(mailboxes.TryOpen("one more", Role.Resident, Noon.AddSeconds(60)));
    }

    private static async Task<HttpClient> OpenAsync(PageWorld world)
    {
        HttpClient client = world.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/chat/api/sessions", new { role = "resident" })).StatusCode);
        return client;
    }

    /// <summary>Listens until an event of this kind.</summary>
    private static async Task<List<SseItem<string>>> ReadToAsync(HttpClient client, string last, string? seen, TaskCompletionSource? ready = null)
    {
        using CancellationTokenSource limit = new(Patience);
        using HttpRequestMessage request = new(HttpMethod.Get, "/chat/api/events");
        if (seen is not null)
        {
            request.Headers.Add("Last-Event-ID", seen);
        }

        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        List<SseItem<string>> items = [];
        await foreach (SseItem<string> item in SseParser.Create(await response.Content.ReadAsStreamAsync(limit.Token)).EnumerateAsync(limit.Token))
        {
            items.Add(item);
            if (item.EventType == "ready")
            {
                ready?.TrySetResult();
            }

            if (item.EventType == last)
            {
                break;
            }
        }

        return items;
    }
}
