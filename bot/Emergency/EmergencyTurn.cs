using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Emergency;

/// <summary>A life may be in danger: the card first, before any look at the database. That it was shown is noted; the words are not.</summary>
public sealed class EmergencyTurn(ZaitakuDb db, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Written into the note when the person says so; remembered, not punished.</summary>
    public const string NotEmergencyMark = "本人が「緊急ではありません」を押しました";

    public IReadOnlyList<string> Intents => [Understanding.Intents.Emergency];

    public IReadOnlyList<string> Verbs => [EmergencyReplies.NotEmergencyVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Press is not null)
        {
            await RememberAsync(turn, cancellationToken);
            return new TurnOutcome(EmergencyReplies.NotAnEmergencyAfterAll);
        }

        db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Emergency, MemberId = turn.MemberId, SaidAt = turn.Now, Text = "" });
        return new TurnOutcome(EmergencyReplies.CardFor(turn.Text, hub.Value));
    }

    private async Task RememberAsync(Turn turn, CancellationToken cancellationToken)
    {
        KeptNote? shown = await db.KeptNotes
            .Where(note => note.Kind == NoteKind.Emergency && note.MemberId == turn.MemberId)
            .OrderByDescending(note => note.SaidAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (shown is not null)
        {
            shown.Text = NotEmergencyMark;
        }
    }
}
