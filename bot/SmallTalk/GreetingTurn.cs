using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.SmallTalk;

/// <summary>「こんにちは」, and, without words, somebody who just added us.</summary>
public sealed class GreetingTurn(ZaitakuDb db, IOptions<HubOptions> hub, RoleSignal roles, PublicAddress address) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.Greeting];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        (HubContact contact, string? area) = (HubContact.Of(hub.Value), hub.Value.Area.FirstOrDefault());
        if (turn.Text.Length > 0)
        {
            return TurnOutcome.Say([SmallTalkReplies.Hello(contact, area, address.Privacy)]);
        }

        await AskForMenuAsync(turn.MemberId, cancellationToken);
        return new TurnOutcome(SmallTalkReplies.Welcome(contact, area, address.Privacy));
    }

    /// <summary>A menu linked before they added us, or before they blocked us, may not have stayed.</summary>
    private async Task AskForMenuAsync(Guid member, CancellationToken cancellationToken)
    {
        foreach (ChannelLink link in await db.ChannelLinks.Where(link => link.MemberId == member && link.MenuShown != null).OrderBy(link => link.Id).Take(LinksMax).ToListAsync(cancellationToken))
        {
            link.MenuShown = null;
        }

        roles.WakeAfterSave(db);
    }

    /// <summary>Accounts of one person.</summary>
    private const int LinksMax = 20;
}
