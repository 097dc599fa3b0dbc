using System.Collections.Concurrent;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.ChatPage;
using Zaitaku.Bot.Inbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Outbox;

namespace Zaitaku.Tests.ChatPage;

/// <summary>Stands where the pipeline will: keeps events once, and sends what the script answers through the page's own sender.</summary>
public sealed class ScriptedInbox(ChatPageSender sender) : IEventInbox
{
    private static readonly DateTimeOffset SentAt = new(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));
    private readonly ConcurrentDictionary<string, bool> _ids = new();
    private int _messages;

    public ConcurrentQueue<ChannelEvent> Kept { get; } = new();

    /// <summary>False: nobody answers, as while the pipeline is busy.</summary>
    public bool Answers { get; set; } = true;

    public bool FailsOnce { get; set; }

    public async Task<int> KeepAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancellationToken)
    {
        if (FailsOnce && events[0].Kind != EventKind.Follow)
        {
            FailsOnce = false;
            throw new IOException("the disk is full");
        }

        ChannelEvent[] fresh = [.. events.Where(said => _ids.TryAdd(said.EventId, true))];
        foreach (ChannelEvent said in fresh)
        {
            Kept.Enqueue(said);
            if (Answers)
            {
                await SendAsync(said.Address, SampleReplies.To(said), cancellationToken);
            }
        }

        return fresh.Length;
    }

    public Task<SendOutcome> SendAsync(string address, IReadOnlyList<ReplyContent> replies, CancellationToken cancellationToken = default) =>
        SendAsync(NewMessage(address, ReplyContent.ToJson(replies)), cancellationToken);

    public Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken = default) =>
        sender.SendAsync(message, byReply: false, cancellationToken);

    public OutboxMessage NewMessage(string address, string body) => new()
    {
        Id = new Guid(Interlocked.Increment(ref _messages), 0, 0, new byte[8]),
        Channel = "chat",
        Address = address,
        Body = body,
        CreatedAt = SentAt,
        UselessAfter = SentAt.AddDays(1),
    };
}
