using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.KeptNotes;

/// <summary>A word in a disaster: kept, and answered with whom to call, since nobody watches this chat.</summary>
public sealed class KeepSafetyTurn(ZaitakuDb db, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.ReportSafety];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        db.KeptNotes.Add(Notes.Of(turn, NoteKind.Safety, turn.Text));
        return Task.FromResult(TurnOutcome.Say([KeptNoteReplies.Safety(HubContact.Of(hub.Value))]));
    }
}
