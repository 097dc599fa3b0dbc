using Microsoft.Extensions.Options;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.SmallTalk;

/// <summary>Nothing we can do. Words that were not understood are kept for the coordinators, without numbers; the weather is not.</summary>
public sealed class OutOfScopeTurn(ZaitakuDb db, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.OutOfScope];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        (HubContact contact, string? area) = (HubContact.Of(hub.Value), hub.Value.Area.FirstOrDefault());
        if (!turn.Understood.IsUnsure)
        {
            return Task.FromResult(TurnOutcome.Say([SmallTalkReplies.OutOfScope(contact, area)]));
        }

        db.KeptNotes.Add(Notes.Unanswered(turn, NoteReason.Unsure));
        return Task.FromResult(TurnOutcome.Say([SmallTalkReplies.NotUnderstood(contact, area)]));
    }
}
