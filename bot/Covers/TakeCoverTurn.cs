using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
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
            return TurnOutcome.Say([await WhichAsync(own, turn, cancellationToken)]);
        }

        CoverRequest? request = own.Count > 0 && Guid.TryParseExact(turn.Press.Arguments[0], "N", out Guid id) ? await book.FindAsync(id, cancellationToken) : null;
        DutyHolder? asked = request is null ? null : own.Find(holder => request.Asks.Exists(ask => ask.HolderId == holder.Id));
        return TurnOutcome.Say([asked is null ? TakeReplies.NotAsked // The same for a request nobody made and for one put to others.
            : turn.Press.Verb == CoverNewsReplies.TakeVerb ? await TakeAsync(request!, asked, turn, cancellationToken) : await DeclineAsync(request!, asked, turn, cancellationToken)]);
    }

    private async Task<ReplyContent> TakeAsync(CoverRequest request, DutyHolder holder, Turn turn, CancellationToken cancellationToken)
    {
        CoverOutcome outcome = await book.TakeAsync(request, holder, turn.MemberId, null, turn.Now, cancellationToken);
        CoverFacts facts = await CoverFacts.ReadAsync(db, request, notices.Holidays, cancellationToken);
        return outcome switch
        {
            CoverOutcome.Already when request.State == CoverState.Settled && !await CoverReads.HoldsAsync(db, holder.Id, CoverRules.RestOf(CoverSpan.Of(request), request.TakenAt!.Value), cancellationToken) => TakeReplies.ChangedSince(facts),
            CoverOutcome.Done or CoverOutcome.Already => TakeReplies.Took(facts),
            CoverOutcome.NotAllowed no => CoverReplies.NotAllowed(no.Reason),
            _ => await InsteadAsync(request, turn, cancellationToken) ?? TakeReplies.TooLate(facts),
        };
    }

    private async Task<ReplyContent> DeclineAsync(CoverRequest request, DutyHolder holder, Turn turn, CancellationToken cancellationToken)
    {
        CoverOutcome outcome = await book.DeclineAsync(request, holder, turn.Now, cancellationToken);
        CoverFacts facts = await CoverFacts.ReadAsync(db, request, notices.Holidays, cancellationToken);
        return outcome is not CoverOutcome.TooLate ? TakeReplies.Declined(facts)
            : facts.Taker?.Id == holder.Id ? TakeReplies.CannotGiveBack(facts, notices.Hub) : TakeReplies.TooLate(facts);
    }

    /// <summary>A card of a request that an emergency overtook: the one that took its place.</summary>
    private async Task<ReplyContent?> InsteadAsync(CoverRequest request, Turn turn, CancellationToken cancellationToken)
    {
        int[] own = request.State == CoverState.TakenBack ? [.. await db.DutyHolders.Where(holder => holder.MemberId == turn.MemberId).Select(holder => holder.Id).ToListAsync(cancellationToken)] : [];
        List<CoverRequest> open = own.Length == 0 ? [] : await CoverWaiting.AsksAsync(db, own, turn.MemberId, cancellationToken);
        return open.Find(one => one.HolderId == request.HolderId && one.SeatId == request.SeatId && one.StartsAt < request.EndsAt && request.StartsAt < one.EndsAt) is { } instead
            ? TakeReplies.WhichAsked([], [await CoverFacts.ReadAsync(db, instead, notices.Holidays, cancellationToken)], isNo: false, notices.Holidays) : null;
    }

    /// <summary>Typed, and it is not clear of what.</summary>
    private async Task<ReplyContent> WhichAsync(List<DutyHolder> own, Turn turn, CancellationToken cancellationToken)
    {
        int[] holders = [.. own.Select(holder => holder.Id)];
        List<CoverFacts> open = [];
        foreach (CoverRequest request in await CoverWaiting.AsksAsync(db, holders, turn.MemberId, cancellationToken))
        {
            open.Add(await CoverFacts.ReadAsync(db, request, notices.Holidays, cancellationToken));
        }

        if (open.Count == 0)
        {
            return TakeReplies.NothingAsked;
        }

        bool isNo = turn.Press!.Verb == CoverNewsReplies.NoVerb;
        List<HeldDuty> waiting = await CoverWaiting.UnconfirmedAsync(db, holders, turn.Now, cancellationToken);
        CoverChoice[] near = await CoverWaiting.NearAsync(db, await DutiesToGive.ReadAsync(db, turn.MemberId, turn.Now, cancellationToken), turn.Now, cancellationToken);
        OwnDutyAsked[] duties = [.. near.Select(one => new OwnDutyAsked(one, waiting.Find(duty => duty.IsAsOf(one.Duty))?.Id)).Where(one => isNo || one.Unconfirmed is not null)];
        return TakeReplies.WhichAsked(duties, open, isNo, notices.Holidays);
    }
}
