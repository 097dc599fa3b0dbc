using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>「引き受けます」 and 「できません」, pressed or typed, of those who were asked. The first to take it has it; the save decides who that is.</summary>
public sealed class TakeCoverTurn(ZaitakuDb db, CoverBook book, CoverNotices notices) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [CoverNewsReplies.TakeVerb, CoverNewsReplies.NoVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([CoverReplies.InGroup]);
        }

        List<DutyHolder> own = await db.DutyHolders.Where(holder => holder.MemberId == turn.MemberId).ToListAsync(cancellationToken);
        if (turn.Press!.Arguments.Count == 0)
        {
            return TurnOutcome.Say([await WhichAsync(own, cancellationToken)]);
        }

        CoverRequest? request = own.Count > 0 && Guid.TryParseExact(turn.Press.Arguments[0], "N", out Guid id) ? await book.FindAsync(id, cancellationToken) : null;
        DutyHolder? asked = request is null ? null : own.Find(holder => request.Asks.Exists(ask => ask.HolderId == holder.Id));
        return TurnOutcome.Say([asked is null ? CoverReplies.NotAsked // The same for a request nobody made and for one put to others.
            : turn.Press.Verb == CoverNewsReplies.TakeVerb ? await TakeAsync(request!, asked, turn, cancellationToken) : await DeclineAsync(request!, asked, turn, cancellationToken)]);
    }

    private async Task<ReplyContent> TakeAsync(CoverRequest request, DutyHolder holder, Turn turn, CancellationToken cancellationToken)
    {
        CoverOutcome outcome = await book.TakeAsync(request, holder, turn.MemberId, null, turn.Now, cancellationToken);
        CoverFacts facts = await CoverFacts.ReadAsync(db, request, notices.Holidays, cancellationToken);
        return outcome switch
        {
            CoverOutcome.Done or CoverOutcome.Already => CoverReplies.Took(facts),
            CoverOutcome.NotAllowed no => CoverReplies.NotAllowed(no.Reason),
            _ => CoverReplies.TooLate(facts),
        };
    }

    private async Task<ReplyContent> DeclineAsync(CoverRequest request, DutyHolder holder, Turn turn, CancellationToken cancellationToken)
    {
        CoverOutcome outcome = await book.DeclineAsync(request, holder, turn.Now, cancellationToken);
        CoverFacts facts = await CoverFacts.ReadAsync(db, request, notices.Holidays, cancellationToken);
        return outcome is not CoverOutcome.TooLate ? CoverReplies.Declined
            : facts.Taker?.Id == holder.Id ? CoverReplies.CannotGiveBack(facts, notices.Hub) : CoverReplies.TooLate(facts);
    }

    /// <summary>Typed while several are open.</summary>
    private async Task<ReplyContent> WhichAsync(List<DutyHolder> own, CancellationToken cancellationToken)
    {
        List<CoverFacts> open = [];
        foreach (CoverRequest request in await CoverTyped.OpenForAsync(db, [.. own.Select(holder => holder.Id)], cancellationToken))
        {
            open.Add(await CoverFacts.ReadAsync(db, request, notices.Holidays, cancellationToken));
        }

        return open.Count == 0 ? CoverReplies.NothingAsked : CoverReplies.WhichAsked(open);
    }
}
