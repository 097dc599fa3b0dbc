using Microsoft.Extensions.Options;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.NotYet;

/// <summary>Intents whose feature is not built: one row of <see cref="NotYetReplies"/> each, taken out when a feature brings its own handler.</summary>
public sealed class NotYetTurn(ZaitakuDb db, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => NotYetReplies.Covered;

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Understood.Intent == Understanding.Intents.Faq)
        {
            db.KeptNotes.Add(Notes.Of(turn, NoteKind.Unanswered, PrivacyRules.Redacted(turn.Text)));
        }

        return Task.FromResult(TurnOutcome.Say([NotYetReplies.Of(turn.Understood.Intent, HubContact.Of(hub.Value))]));
    }
}
