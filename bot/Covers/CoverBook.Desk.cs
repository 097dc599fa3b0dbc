using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>What is written into the rota, and what coordinators decide.</summary>
public sealed partial class CoverBook
{
    /// <summary>What somebody agreed to holds.</summary>
    public async Task<CoverOutcome> ApproveAsync(CoverRequest request, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.State != CoverState.Taken || now >= CoverRules.LapsesAt(request))
        {
            return new CoverOutcome.TooLate(request);
        }

        DutyHolder taker = await HolderAsync(request.TakerId!.Value, cancellationToken);
        if (await TakeProblemAsync(request, taker, CoverSpan.Of(request), now, cancellationToken) is { Length: > 0 } problem)
        {
            return new CoverOutcome.NotAllowed(problem); // The table may have changed since they said yes.
        }

        Write(staff, null, "cover.approve", request, now, $"holder:{taker.Id}");
        taker.Revision++;
        await SettleAsync(request, staff, now, cancellationToken);
        await notices.AgreedAsync(db, request, except: null, now, cancellationToken);
        return new CoverOutcome.Done(request);
    }

    /// <summary>Not this one: the others are asked once more.</summary>
    public async Task<CoverOutcome> AskOthersAsync(CoverRequest request, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is not { State: CoverState.Taken, Kind: CoverKind.Cover, TakerId: { } took } || now >= CoverRules.LapsesAt(request))
        {
            return new CoverOutcome.TooLate(request);
        }

        DutyHolder taker = await HolderAsync(took, cancellationToken), asker = await HolderAsync(request.HolderId, cancellationToken);
        (request.State, request.TakerId, request.TakenAt) = (CoverState.Open, null, null);
        request.Round++;
        request.Revision++;
        request.NextChaseAt = CoverRules.NextChaseAt(request, now);
        foreach (CoverAsk ask in request.Asks.Where(ask => ask.Answer != CoverAnswer.No))
        {
            (ask.Answer, ask.AnsweredAt) = ask.HolderId == took ? (CoverAnswer.No, now) : (CoverAnswer.None, (DateTimeOffset?)null);
        }

        Write(staff, null, "cover.ask_others", request, now, $"holder:{took}");
        foreach (DutyHolder one in new[] { asker, taker })
        {
            await notices.TellAsync(db, request, one, facts => CoverNewsReplies.AskedAgain(facts, taker), now, cancellationToken);
        }

        await notices.ChaseAsync(db, request, now, cancellationToken);
        return new CoverOutcome.Done(request);
    }

    /// <summary>It is not to be: the duty stays where it is.</summary>
    public async Task<CoverOutcome> RefuseAsync(CoverRequest request, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.State != CoverState.Taken)
        {
            return new CoverOutcome.TooLate(request);
        }

        DutyHolder taker = await HolderAsync(request.TakerId!.Value, cancellationToken), asker = await HolderAsync(request.HolderId, cancellationToken);
        End(request, CoverState.Refused, now);
        Write(staff, null, "cover.refuse", request, now, $"holder:{taker.Id}");
        foreach (DutyHolder one in new[] { asker, taker })
        {
            await notices.TellAsync(db, request, one, facts => CoverNewsReplies.Refused(facts, notices.Hub), now, cancellationToken);
        }

        return new CoverOutcome.Done(request);
    }

    /// <summary>Writes it into the rota: rows of the highest layer, and of a swap both in one save.</summary>
    private async Task SettleAsync(CoverRequest request, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        End(request, CoverState.Settled, now);
        Put(CoverRules.RestOf(CoverSpan.Of(request), now), request.TakerId!.Value, staff, now);
        if (CoverSpan.ReturnOf(request) is { } gives)
        {
            Put(gives, request.HolderId, staff, now);
            (await HolderAsync(request.HolderId, cancellationToken)).Revision++;
        }

        (await db.DutyRotas.SingleAsync(rota => rota.Id == request.RotaId, cancellationToken)).Revision++;
    }

    private void Put(CoverSpan span, int holder, Guid? staff, DateTimeOffset now)
    {
        for (DateTimeOffset from = span.StartsAt; from < span.EndsAt; from += RotaRules.ShiftLengthMax)
        {
            DateTimeOffset until = from + RotaRules.ShiftLengthMax;
            db.DutyShifts.Add(new DutyShift { SeatId = span.SeatId, HolderId = holder, StartsAt = from, EndsAt = until < span.EndsAt ? until : span.EndsAt, Layer = DutyLayer.Swap, KnownFrom = now, StaffId = staff });
        }
    }

    /// <summary>Why somebody cannot take it as things stand, in words; empty when they can.</summary>
    private async Task<string> TakeProblemAsync(CoverRequest request, DutyHolder taker, CoverSpan span, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.DutyRotas.SingleAsync(rota => rota.Id == request.RotaId, cancellationToken); // Its revision first, then its table: what is published meanwhile stops the save.
        DutyHolder asker = await HolderAsync(request.HolderId, cancellationToken);
        CoverSpan? gives = CoverSpan.ReturnOf(request);
        return taker.Id == asker.Id ? "ご自分の当番です。"
            : !await CoverReads.HoldsAsync(db, asker.Id, span, cancellationToken) || (gives is not null && (gives.StartsAt <= now || !await CoverReads.HoldsAsync(db, taker.Id, gives, cancellationToken)))
                ? "当番表が変わったため、このお願いは引き受けられなくなりました。拠点にお確かめください。"
            : await RuleProblemAsync(asker, taker, span, gives, request.Id, now, cancellationToken);
    }

    private async Task<string> RuleProblemAsync(DutyHolder asker, DutyHolder taker, CoverSpan span, CoverSpan? gives, Guid? except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await CoverReads.BreachAsync(db, taker, span, gives, except, now, cancellationToken) is { } breach)
        {
            return TakeWords.Of(breach, taker.Name, notices.Holidays);
        }

        return gives is not null && await CoverReads.BreachAsync(db, asker, gives, span, except, now, cancellationToken) is { } other ? TakeWords.Of(other, asker.Name, notices.Holidays) : "";
    }
}
