using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Members;

/// <summary>「退会したい」: asks once, then writes the wish down. The erasure itself follows when the farewell has been sent, so that nothing of this very turn stays either.</summary>
public sealed class LeaveTurn(ZaitakuDb db, IOptions<HubOptions> hub, RoleSignal roles) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [LeaveWords.AskVerb, LeaveWords.SureVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([LeaveReplies.NotInGroups]);
        }

        if (await db.Members.FindAsync([turn.MemberId], cancellationToken) is not { } member)
        {
            return TurnOutcome.Say([LeaveReplies.NotHere]);
        }

        switch (turn.Press)
        {
            case { Verb: LeaveWords.SureVerb, Arguments: ["no"] }:
                return TurnOutcome.Say([LeaveReplies.Kept(contact)]);
            case { Verb: LeaveWords.SureVerb } sure when !LeaveWords.IsFresh(sure, turn.Now):
                return TurnOutcome.Say([LeaveReplies.TooOld(contact)]);
            case { Verb: LeaveWords.SureVerb }:
                member.ErasedAt ??= turn.Now;
                roles.WakeAfterSave(db); // The menu goes while we still know whose it is.
                return new TurnOutcome([LeaveReplies.Farewell], Dialogue.Empty);
            default:
                int open = await db.Consultations.CountAsync(one => one.MemberId == member.Id && Consultation.OpenStates.Contains(one.State), cancellationToken);
                return TurnOutcome.Say([LeaveReplies.Ask(open, turn.Now)]);
        }
    }
}
