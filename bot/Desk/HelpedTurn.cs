using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Desk;

/// <summary>The three buttons after a consultation was closed. The first press counts.</summary>
public sealed class HelpedTurn(ZaitakuDb db, ConsultationDesk desk) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [DeskReplies.HelpedVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) =>
        DeskReplies.TryReadHelped(turn.Press?.Arguments ?? [], out int number, out int value)
            && await db.Consultations.SingleOrDefaultAsync(one => one.Number == number && one.MemberId == turn.MemberId, cancellationToken) is { } one
            ? TurnOutcome.Say([DeskReplies.Thanks(isAgain: !desk.Rate(one, value, turn.Now))])
            : TurnOutcome.Say([DeskReplies.NotYours]);
}
