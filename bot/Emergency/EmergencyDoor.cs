using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Emergency;

/// <summary>
/// The way out for a life in danger when nothing can be written down: the words are read in memory and the card goes at once by reply token, or by push where that is gone.
/// A doubled card is allowed, a missing one is not.
/// </summary>
public sealed class EmergencyDoor(UtteranceReader reader, IEnumerable<IChannelSender> senders, IOptions<HubOptions> hub, ILogger<EmergencyDoor> logger)
{
    /// <summary>How long all cards of one request may take. The platform waits 2 seconds for its answer.</summary>
    private static readonly TimeSpan SendMax = TimeSpan.FromMilliseconds(1_500);

    /// <summary>How long a reply is waited for, so that there is time for a push.</summary>
    private static readonly TimeSpan ReplyMax = TimeSpan.FromMilliseconds(800);

    /// <summary>False for what is never answered as an emergency, whatever its words: standby, no words, a sticker among others in a group.</summary>
    public static bool MayTell(ChannelEvent one) =>
        one is { Kind: EventKind.Text or EventKind.Edited or EventKind.Sticker, Text.Length: > 0 } && TurnRules.KindOf(one, isEmergency: true) == TurnKind.Answer;

    /// <summary>The card for a life in danger; null when the words tell of none. Needs no database.</summary>
    public IReadOnlyList<ReplyContent>? CardFor(ChannelEvent one) =>
        MayTell(one) && one.Text is { } text && reader.IsEmergency(text) ? EmergencyReplies.CardFor(text, hub.Value) : null;

    public async Task AnswerFromMemoryAsync(IReadOnlyList<ChannelEvent> events)
    {
        using CancellationTokenSource limit = new(SendMax);
        await Task.WhenAll(events.Select(async one =>
        {
            if (CardFor(one) is { } card)
            {
                await SendAsync(one, card, limit.Token);
            }
        }));
    }

    private async Task SendAsync(ChannelEvent one, IReadOnlyList<ReplyContent> contents, CancellationToken cancellationToken)
    {
        OutboxSend card = new()
        {
            Key = ReplyPosting.EmergencyId(one, 0), // As the turn's: a push that was heard is not heard twice.
            Channel = one.Channel,
            Addresses = [one.Address],
            Urgency = Urgency.Emergency,
            Body = ReplyContent.ToJson(contents),
            ReplyToken = one.ReplyToken is { Length: > 0 } token ? token : null,
        };
        try
        {
            foreach (IChannelSender sender in senders.Where(sender => sender.Channel == one.Channel))
            {
                SendOutcome outcome = card.ReplyToken is not null && await RepliedAsync(sender, card, cancellationToken) is { } replied ? replied
                    : await sender.SendAsync(card with { ReplyToken = null }, cancellationToken);
                logger.EmergencyAnsweredFromMemory(one.Channel, outcome.GetType().Name);
            }
        }
        catch (Exception problem)
        {
            logger.EmergencyNotAnswered(one.Channel, new WordlessException(problem));
        }
    }

    /// <returns>Null unless it was surely heard: then it is pushed, should the person see it twice.</returns>
    private static async Task<SendOutcome?> RepliedAsync(IChannelSender sender, OutboxSend card, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReplyMax);
        try
        {
            return await sender.SendAsync(card, limit.Token) is SendOutcome.Accepted accepted ? accepted : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
