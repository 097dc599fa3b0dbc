using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.KeptNotes;

/// <summary>A note about a patient: kept, and answered with whom to call, since nobody watches this chat.</summary>
public sealed class KeepObservationTurn(ZaitakuDb db, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.Observation];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        db.KeptNotes.Add(Notes.Of(turn, NoteKind.Observation, turn.Text));
        return Task.FromResult(TurnOutcome.Say([KeptNoteReplies.Observation(HubContact.Of(hub.Value))]));
    }
}
