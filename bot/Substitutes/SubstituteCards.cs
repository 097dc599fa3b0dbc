using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.Substitutes;

/// <summary>Draws the cards jobs and desk send.</summary>
public sealed class SubstituteCards(IOptions<HubOptions> hub) : ISubstituteCards
{
    public string Body(SubstituteFacts facts, SubstituteGiven? given, SubstituteCardKind kind, DateTimeOffset now)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return ReplyContent.ToJson([given is null ? SubstituteReplies.Own(facts, kind, contact, now) : SubstituteReplies.OnDuty(facts, given, kind, contact, now)]);
    }
}
