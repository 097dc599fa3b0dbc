using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.SmallTalk;

/// <summary>「こんにちは」, and, without words, somebody who just added us.</summary>
public sealed class GreetingTurn(IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.Greeting];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        (HubContact contact, string? area) = (HubContact.Of(hub.Value), hub.Value.Area.FirstOrDefault());
        return Task.FromResult(turn.Text.Length == 0
            ? new TurnOutcome(SmallTalkReplies.Welcome(contact, area))
            : TurnOutcome.Say([SmallTalkReplies.Hello(contact, area)]));
    }
}
