using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Desk;

/// <summary>「返信する」 under a coordinator's answer: the next words of the person come to the same consultation. Offered only where words may travel.</summary>
public sealed class DeskReplyTurn(ZaitakuDb db, ConsultationDesk desk) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [DeskReplies.ReplyVerb];

    public bool Awaits(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn is { Dialogue.ReplyTo: not null, IsGroup: false };
    }

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        int number = turn.Press is { } press ? (ConsultationNumbers.TryParse(press.Arguments.ElementAtOrDefault(0), out int pressed) ? pressed : 0) : turn.Dialogue.ReplyTo ?? 0;
        Consultation? one = turn.IsGroup ? null : await db.Consultations.Include(found => found.Entries)
            .SingleOrDefaultAsync(found => found.Number == number && found.MemberId == turn.MemberId && !db.Members.Any(leaving => leaving.Id == turn.MemberId && leaving.ErasedAt != null), cancellationToken);
        if (one is null)
        {
            return new TurnOutcome([DeskReplies.NotYours], turn.Dialogue with { ReplyTo = null });
        }

        if (turn.Press is not null)
        {
            return new TurnOutcome([DeskReplies.WriteNow(one)], turn.Dialogue with { ReplyTo = number });
        }

        return await desk.ReplyAsync(one, turn.Text, turn.MemberId, turn.MessageId, turn.Now, cancellationToken) is DeskAnswer.NotAllowed no
            ? new TurnOutcome([new TextReply(no.Reason)], turn.Dialogue with { ReplyTo = null })
            : new TurnOutcome([DeskReplies.ReplyKept(one)], turn.Dialogue with { ReplyTo = null });
    }
}
