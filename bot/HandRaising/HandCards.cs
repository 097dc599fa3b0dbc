using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.HandRaising;
using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Bot.HandRaising;

/// <summary>Draws the cards jobs and desk send.</summary>
public sealed class HandCards(IOptions<HubOptions> hub) : IHandCards
{
    public string Body(HandCase one, HandAsk ask, HandCardKind kind, DateTimeOffset now) => ReplyContent.ToJson([HandReplies.Card(one, ask, kind, HubContact.Of(hub.Value), now)]);
}
