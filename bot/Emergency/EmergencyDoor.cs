using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Emergency;

/// <summary>
/// The way out for a life in danger when nothing can be written down: the words are read in memory and the card goes at once by reply token, or by push where that is gone.
/// A doubled card is allowed, a missing one is not.
/// </summary>
public sealed class EmergencyDoor(UtteranceReader reader, IEnumerable<IChannelSender> senders, IOptions<HubOptions> hub, ILogger<EmergencyDoor> logger)
{
    /// <summary>How long all cards of one request may take. The platform waits 2 seconds for its answer.</summary>
    private static readonly TimeSpan SendMax = TimeSpan.FromMilliseconds(1_500);

    public async Task AnswerFromMemoryAsync(IReadOnlyList<ChannelEvent> events, DateTimeOffset now)
    {
        using CancellationTokenSource limit = new(SendMax);
        foreach (ChannelEvent one in events)
        {
            if (one is { IsStandby: false, Kind: EventKind.Text or EventKind.Edited, Text: { Length: > 0 } text }
                && reader.Read(text, null).Intent == Intents.Emergency)
            {
                await SendAsync(one, text, now, limit.Token);
            }
        }
    }

    private async Task SendAsync(ChannelEvent one, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        OutboxSend card = new()
        {
            Key = Guid.CreateVersion7(now),
            Channel = one.Channel,
            Addresses = [one.Address],
            Urgency = Urgency.Emergency,
            Body = ReplyContent.ToJson(EmergencyReplies.CardFor(text, hub.Value)),
            ReplyToken = one.ReplyToken is { Length: > 0 } token ? token : null,
        };
        try
        {
            foreach (IChannelSender sender in senders.Where(sender => sender.Channel == one.Channel))
            {
                SendOutcome outcome = await sender.SendAsync(card, cancellationToken);
                if (outcome is SendOutcome.ReplyTokenGone)
                {
                    outcome = await sender.SendAsync(card with { ReplyToken = null }, cancellationToken);
                }

                logger.EmergencyAnsweredFromMemory(one.Channel, outcome.GetType().Name);
            }
        }
        catch (Exception problem)
        {
            logger.EmergencyNotAnswered(one.Channel, problem);
        }
    }
}
