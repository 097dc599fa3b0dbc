using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>
/// What may happen to a cover request, whoever causes it. Changes tracked rows and adds messages; the caller saves once, and does it again from the beginning
/// when the save meets somebody else's: <see cref="CoverTaking"/>'s key lets one be first, the holders' revisions keep one person from two promises at once.
/// </summary>
public sealed partial class CoverBook(ZaitakuDb db, CoverNotices notices)
{
    /// <summary>Running requests in one list of a chat; the nearest are those somebody means.</summary>
    private const int OpenMax = 20;

    private static readonly CoverState[] Running = [CoverState.Open, CoverState.Taken];

    public Task<CoverRequest?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.CoverRequests.Include(request => request.Asks).SingleOrDefaultAsync(request => request.Id == id, cancellationToken);

    /// <summary>Why it cannot be asked, in words; empty when it can. Looked at before the card to check is shown, and once more when it is sent.</summary>
    public async Task<string> ProblemAsync(NewCover wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Span.EndsAt <= now || wanted.Span.StartsAt >= now + CoverReads.AheadMax || !await CoverReads.HoldsAsync(db, wanted.Asker.Id, wanted.Span, cancellationToken))
        {
            return "その時間は、いまの当番表では頼む方の当番になっていません。当番表をお確かめください。";
        }

        if (await db.DutyRotas.AnyAsync(rota => rota.Id == wanted.Span.RotaId && rota.IsDemo, cancellationToken))
        {
            return DutyWriting.Demo;
        }

        if (wanted.Other is not { } other)
        {
            return "";
        }

        if (!await IsReachableAsync(other, cancellationToken))
        {
            return $"{other.Name}さんには、チャットでは届きません。拠点に頼むか、直接ご連絡ください。";
        }

        if (wanted.Return is { } gives && (gives.RotaId != wanted.Span.RotaId || gives.StartsAt <= now || wanted.Span.StartsAt <= now || !await CoverReads.HoldsAsync(db, other.Id, gives, cancellationToken)))
        {
            return "交換する当番がもう始まっているか、当番表が変わりました。当番表をお確かめください。";
        }

        return await RuleProblemAsync(wanted.Asker, other, wanted.Span, wanted.Return, except: null, now, cancellationToken);
    }

    /// <summary>Asks everybody who could, or one alone. What is asked already is not asked twice.</summary>
    public async Task<CoverOutcome> OpenAsync(NewCover wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (await InTheWayAsync(wanted, now, cancellationToken) is { } running)
        {
            return new CoverOutcome.Already(running);
        }

        if (await ProblemAsync(wanted, now, cancellationToken) is { Length: > 0 } problem)
        {
            return new CoverOutcome.NotAllowed(problem);
        }

        CoverRequest request = RequestOf(wanted, now);
        request.NextChaseAt = CoverRules.NextChaseAt(request, now);
        wanted.Asker.Revision++; // Asked twice at the same moment, in chat and in the console: one is asked.
        IReadOnlyList<CoverCandidate> candidates = await CoverReads.CandidatesAsync(db, wanted.Span, wanted.Asker.Id, now, cancellationToken);
        DutyHolder[] asked = wanted.Other is { } other ? [other] : [.. candidates.Where(one => one.CanBeAsked).Select(one => one.Holder)];
        request.Asks.AddRange(asked.Select(holder => new CoverAsk { RequestId = request.Id, HolderId = holder.Id, AskedAt = now }));
        await EndOvertakenAsync(wanted, [.. asked.Select(holder => holder.Id)], now, cancellationToken);
        db.CoverRequests.Add(request);
        Write(wanted.Staff, wanted.Member, "cover.ask", request, now, $"{request.Kind}{(request.IsSudden ? " sudden" : "")} {asked.Length}");
        await notices.AskAsync(db, request, asked, isAgain: false, now, cancellationToken);
        if (CoverRules.TellsCoordinators(request, now) || asked.Length == 0)
        {
            await notices.DeskOpenAsync(db, request, candidates, now, cancellationToken);
        }

        return new CoverOutcome.Done(request);
    }

    /// <summary>Somebody says that they take it. The first does.</summary>
    /// <param name="staff">The coordinator who writes it down for them, and approves by that; null where they said it themselves.</param>
    public async Task<CoverOutcome> TakeAsync(CoverRequest request, DutyHolder taker, Guid? member, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(taker);
        CoverAsk? ask = request.Asks.Find(one => one.HolderId == taker.Id);
        if (request.State != CoverState.Open || now >= CoverRules.LapsesAt(request))
        {
            return TooLate(request, taker, ask, now);
        }

        CoverSpan span = CoverRules.RestOf(CoverSpan.Of(request), now);
        if (await TakeProblemAsync(request, taker, span, now, cancellationToken) is { Length: > 0 } problem)
        {
            await db.Entry(request).ReloadAsync(cancellationToken); // Somebody may have taken it since it was read: then that is the reason.
            return request.State == CoverState.Open ? new CoverOutcome.NotAllowed(problem) : TooLate(request, taker, ask, now);
        }

        bool isHeld = request.IsSudden || staff is not null || !await db.DutyRotas.AnyAsync(rota => rota.Id == request.RotaId && rota.CoverNeedsApproval, cancellationToken); // An emergency waits for nobody's approval; the coordinators hear of it at once.
        db.CoverTakings.Add(new CoverTaking { RequestId = request.Id, Round = request.Round, HolderId = taker.Id, At = now });
        (request.State, request.TakerId, request.TakenAt) = (CoverState.Taken, taker.Id, now);
        request.NextChaseAt = CoverRules.NextChaseAt(request, now);
        request.Revision++;
        taker.Revision++; // Two overlapping duties taken at the same moment, in two programs: one is.
        if (ask is not null)
        {
            (ask.Answer, ask.AnsweredAt) = (CoverAnswer.Took, now);
        }

        Write(staff, member, "cover.take", request, now, $"holder:{taker.Id}");
        if (isHeld)
        {
            await SettleAsync(request, staff, now, cancellationToken);
        }
        else
        {
            await notices.DeskApproveAsync(db, request, now, cancellationToken);
        }

        await notices.AgreedAsync(db, request, staff is null ? taker.Id : null, now, cancellationToken);
        await notices.OverAsync(db, request, now, cancellationToken);
        if (isHeld)
        {
            await notices.DeskEndedAsync(db, request, isPage: false, now, cancellationToken);
        }

        return new CoverOutcome.Done(request);
    }

    /// <summary>Somebody who was asked cannot. Where they were asked alone the request ends; where all have said so, the coordinators know at once.</summary>
    public async Task<CoverOutcome> DeclineAsync(CoverRequest request, DutyHolder holder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(holder);
        if (request.Asks.Find(one => one.HolderId == holder.Id) is not { } ask || request.State != CoverState.Open)
        {
            return new CoverOutcome.TooLate(request);
        }

        if (ask.Answer == CoverAnswer.No)
        {
            return new CoverOutcome.Already(request);
        }

        (ask.Answer, ask.AnsweredAt) = (CoverAnswer.No, now);
        request.Revision++;
        DutyHolder asker = await HolderAsync(request.HolderId, cancellationToken);
        if (request.Kind != CoverKind.Cover)
        {
            End(request, CoverState.Refused, now);
            await notices.TellAsync(db, request, asker, CoverNewsReplies.Declined, now, cancellationToken);
            await notices.DeskEndedAsync(db, request, isPage: false, now, cancellationToken);
        }
        else if (request.Asks.TrueForAll(one => one.Answer == CoverAnswer.No))
        {
            await notices.TellAsync(db, request, asker, facts => CoverNewsReplies.NobodyCan(facts, notices.Hub), now, cancellationToken);
            await notices.DeskOpenAsync(db, request, null, now, cancellationToken);
        }

        return new CoverOutcome.Done(request);
    }

    /// <summary>The asker needs nobody any more, before somebody took it.</summary>
    public async Task<CoverOutcome> TakeBackAsync(CoverRequest request, Guid? member, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.State != CoverState.Open)
        {
            return request.State == CoverState.TakenBack ? new CoverOutcome.Already(request) : new CoverOutcome.TooLate(request);
        }

        End(request, CoverState.TakenBack, now);
        Write(staff, member, "cover.take_back", request, now);
        await notices.OverAsync(db, request, now, cancellationToken);
        await notices.DeskEndedAsync(db, request, isPage: false, now, cancellationToken);
        if (staff is not null)
        {
            await notices.TellAsync(db, request, await HolderAsync(request.HolderId, cancellationToken), CoverNewsReplies.Ended, now, cancellationToken);
        }

        return new CoverOutcome.Done(request);
    }

    /// <summary>The request that runs for some of the hours, and that this one does not overtake.</summary>
    public async Task<CoverRequest?> InTheWayAsync(NewCover wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return (await OfHoursAsync(wanted, cancellationToken)).Find(one => wanted.Other is not null || !CoverRules.IsOvertaken(one, wanted.Span, now));
    }

    /// <summary>What runs for any of the hours, however many others run.</summary>
    private Task<List<CoverRequest>> OfHoursAsync(NewCover wanted, CancellationToken cancellationToken)
    {
        (int holder, CoverSpan span) = (wanted.Asker.Id, wanted.Span);
        return db.CoverRequests.Include(one => one.Asks).Where(one => one.HolderId == holder && Running.Contains(one.State) && one.SeatId == span.SeatId && one.StartsAt < span.EndsAt && span.StartsAt < one.EndsAt).OrderBy(one => one.StartsAt).ToListAsync(cancellationToken);
    }

    /// <summary>What was asked at leisure gives way to the emergency. Whoever is asked anew need not hear that the old one is over.</summary>
    private async Task EndOvertakenAsync(NewCover wanted, int[] askedAnew, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (CoverRequest old in await OfHoursAsync(wanted, cancellationToken))
        {
            End(old, CoverState.TakenBack, now);
            Write(wanted.Staff, wanted.Member, "cover.take_back", old, now, "overtaken");
            old.Asks.FindAll(ask => ask.Answer == CoverAnswer.None && askedAnew.Contains(ask.HolderId)).ForEach(ask => (ask.Answer, ask.AnsweredAt) = (CoverAnswer.TooLate, now));
            await notices.OverAsync(db, old, now, cancellationToken);
        }
    }

    /// <summary>What some holders have asked and what is not over, the nearest.</summary>
    public async Task<List<CoverRequest>> RunningOfAsync(IReadOnlyList<int> holders, CancellationToken cancellationToken) =>
        await db.CoverRequests.Include(one => one.Asks).Where(one => holders.Contains(one.HolderId) && Running.Contains(one.State)).OrderBy(one => one.StartsAt).Take(OpenMax).ToListAsync(cancellationToken);

    private static CoverOutcome TooLate(CoverRequest request, DutyHolder taker, CoverAsk? ask, DateTimeOffset now)
    {
        if (request.TakerId == taker.Id && request.State is CoverState.Taken or CoverState.Settled)
        {
            return new CoverOutcome.Already(request);
        }

        if (ask is { Answer: CoverAnswer.None })
        {
            (ask.Answer, ask.AnsweredAt) = (CoverAnswer.TooLate, now);
        }

        return new CoverOutcome.TooLate(request);
    }

    private static CoverRequest RequestOf(NewCover wanted, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), RotaId = wanted.Span.RotaId, SeatId = wanted.Span.SeatId, HolderId = wanted.Asker.Id, StartsAt = wanted.Span.StartsAt, EndsAt = wanted.Span.EndsAt, Kind = wanted.Kind,
        IsSudden = CoverRules.IsSudden(wanted.Span, now), OtherHolderId = wanted.Other?.Id, OtherSeatId = wanted.Return?.SeatId, OtherStartsAt = wanted.Return?.StartsAt, OtherEndsAt = wanted.Return?.EndsAt,
        StaffId = wanted.Staff, CreatedAt = now,
    };

    private static void End(CoverRequest request, CoverState state, DateTimeOffset now)
    {
        (request.State, request.EndedAt, request.NextChaseAt) = (state, now, null);
        request.Revision++;
    }

    private async Task<DutyHolder> HolderAsync(int id, CancellationToken cancellationToken) => await db.DutyHolders.SingleAsync(holder => holder.Id == id, cancellationToken);

    private async Task<bool> IsReachableAsync(DutyHolder holder, CancellationToken cancellationToken) =>
        holder.MemberId is { } member && await db.ChannelLinks.AnyAsync(link => link.MemberId == member && link.BlockedAt == null, cancellationToken);

    private void Write(Guid? staff, Guid? member, string action, CoverRequest request, DateTimeOffset now, string detail = "")
    {
        string subject = $"cover:{request.Id:N}";
        db.AuditTrail.Add(staff is { } by ? AuditEntry.By(by, action, subject, now, detail) : AuditEntry.ByPerson(member, action, subject, now, detail));
    }
}
