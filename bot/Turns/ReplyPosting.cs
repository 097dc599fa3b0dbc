using System.Security.Cryptography;
using System.Text;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Turns;

/// <summary>Cuts what a channel cannot take in one call. Implemented in bot/Channels by channels that have a limit.</summary>
public interface IReplyCutter
{
    string Channel { get; }

    /// <summary>The same contents in portions that fit one call each, in order.</summary>
    IReadOnlyList<IReadOnlyList<ReplyContent>> Cut(IReadOnlyList<ReplyContent> contents);
}

/// <summary>Turns replies into outbox messages: the first takes the reply token, the rest are pushed.</summary>
public sealed class ReplyPosting(IEnumerable<IReplyCutter> cutters)
{
    /// <summary>An answer that comes later than this answers nothing any more: the person has asked again or called.</summary>
    private static readonly TimeSpan ReplyLife = TimeSpan.FromMinutes(30);

    /// <summary>A danger card is worth sending for longer: better late than missing.</summary>
    private static readonly TimeSpan EmergencyLife = TimeSpan.FromHours(6);

    /// <summary>A clock put back by more than this was wrong before, and is believed.</summary>
    private static readonly TimeSpan PutBackMax = TimeSpan.FromHours(1);

    private long _lastTicks;

    private readonly Dictionary<string, IReplyCutter> _cutters = cutters.ToDictionary(cutter => cutter.Channel);

    public IReadOnlyList<OutboxMessage> Post(ChannelEvent cause, IReadOnlyList<ReplyContent> replies, DateTimeOffset now) => Post(cause, replies, isEmergency: false, now);

    /// <summary>The danger card, under ids that follow from the event: whoever posts it first, it is owed once (<see cref="OutboxOnce"/>).</summary>
    public IReadOnlyList<OutboxMessage> PostEmergency(ChannelEvent cause, IReadOnlyList<ReplyContent> card, DateTimeOffset now) => Post(cause, card, isEmergency: true, now);

    /// <summary>The id of the danger card for an event: a UUID of version 8 (RFC 9562), its bits a digest of channel and event id.</summary>
    public static Guid EmergencyId(ChannelEvent cause, int sequence)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"emergency\n{cause.Channel}\n{cause.EventId}\n{sequence}"), digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }

    private List<OutboxMessage> Post(ChannelEvent cause, IReadOnlyList<ReplyContent> replies, bool isEmergency, DateTimeOffset now)
    {
        List<OutboxMessage> messages = [];
        DateTimeOffset createdAt = Later(now);
        foreach (IReadOnlyList<ReplyContent> portion in Portions(cause.Channel, replies))
        {
            OutboxMessage message = new()
            {
                Id = isEmergency ? EmergencyId(cause, messages.Count) : Guid.CreateVersion7(now),
                Channel = cause.Channel,
                Address = cause.Address,
                Urgency = isEmergency ? Urgency.Emergency : Urgency.Reply,
                Body = ReplyContent.ToJson(portion),
                CreatedAt = createdAt,
                UselessAfter = now + (isEmergency ? EmergencyLife : ReplyLife),
                Kind = isEmergency ? "emergency" : "reply",
                Sequence = messages.Count,
                ReplacesSentId = messages.Count == 0 ? cause.PressedMessageId : null,
            };
            message.PlanFor(now);
            if (messages.Count == 0 && cause is { ReplyToken: { Length: > 0 } token, ReplyTokenExpiresAt: { } expires })
            {
                message.OfferReplyToken(token, expires);
            }

            messages.Add(message);
        }

        return messages;
    }

    /// <summary>Now, or just after what was posted last: answers go out in the order of their instants, and two must not share one, nor change places where the clock was put back.</summary>
    private DateTimeOffset Later(DateTimeOffset now)
    {
        while (true)
        {
            long last = Volatile.Read(ref _lastTicks);
            long next = now.UtcTicks > last || last - now.UtcTicks > PutBackMax.Ticks ? now.UtcTicks : last + 1;
            if (Interlocked.CompareExchange(ref _lastTicks, next, last) == last)
            {
                return new DateTimeOffset(next, TimeSpan.Zero);
            }
        }
    }

    private IReadOnlyList<IReadOnlyList<ReplyContent>> Portions(string channel, IReadOnlyList<ReplyContent> replies) =>
        replies.Count == 0 ? [] : _cutters.TryGetValue(channel, out IReplyCutter? cutter) ? cutter.Cut(replies) : [replies];
}
