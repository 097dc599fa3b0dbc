using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.SmallTalk;

/// <summary>「使い方」; also what is answered to a sticker or picture, and to a button of an older version.</summary>
public sealed class HelpTurn(IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.Help];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        (HubContact contact, string? area) = (HubContact.Of(hub.Value), hub.Value.Area.FirstOrDefault());
        return Task.FromResult(TurnOutcome.Say(
        [
            turn.Press is not null ? SmallTalkReplies.OldButton
            : turn.Text.Length == 0 ? SmallTalkReplies.CannotRead(area)
            : SmallTalkReplies.Help(contact, area),
        ]));
    }
}
