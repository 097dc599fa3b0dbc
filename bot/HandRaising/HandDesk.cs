using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.HandRaising;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.HandRaising;

/// <summary>What may be done with a case, by doctors in chat and by coordinators. Changes the tracked case and adds the messages; whoever calls saves.</summary>
public sealed partial class HandDesk(ZaitakuDb db, HandNotices notices, IOptions<HubOptions> hub)
{
    private const string NotOpen = "この件は、いま募集していません。";

    /// <summary>Asks all who fit and were not asked before; the first time it begins the case's time.</summary>
    /// <returns>Why not, in words; empty when it is done.</returns>
    public async Task<string> SendAsync(HandCase one, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.State is not (HandCaseState.Draft or HandCaseState.Open))
        {
            return NotOpen;
        }

        if (one.Deadline <= now)
        {
            return "締切が過ぎています。締切を決め直してから送ってください。";
        }

        IReadOnlyList<HandCandidate> candidates = await HandReads.CandidatesAsync(db, one, [.. hub.Value.Area], cancellationToken);
        HandCandidate[] fresh = [.. candidates.Where(candidate => candidate.IsAsked && !one.Asks.Exists(ask => ask.HolderId == candidate.Holder.Id))];
        if (fresh.Length == 0)
        {
            return "チャットで送れる先生がいません。下の一覧の理由を確かめるか、電話でお願いしてください。";
        }

        if (one.State == HandCaseState.Draft)
        {
            (one.State, one.SentAt) = (HandCaseState.Open, now);
            Restart(one, now);
        }

        foreach (HandCandidate candidate in fresh)
        {
            HandAsk ask = new() { HolderId = candidate.Holder.Id, AskedAt = now, IsAreaKnown = candidate.Area == Fit.Yes, AreProceduresKnown = candidate.Procedures == Fit.Yes };
            one.Asks.Add(ask);
            notices.Add(db, one, ask, candidate.Holder, HandCardKind.Ask, now);
        }

        one.AskedCount = one.Asks.Count;
        Note(one, HandStepKind.Sent, now, staff: staff, count: fresh.Length);
        Audit(one, "hands.send", staff, now);
        return "";
    }

    /// <summary>A doctor's word, by a tap or told to a coordinator. Saying the same again changes nothing.</summary>
    /// <param name="staff">Who wrote it down; null for the doctor's own tap.</param>
    /// <returns>False when it is too late for it.</returns>
    public async Task<bool> AnswerAsync(HandCase one, HandAsk ask, HandAnswer answer, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(ask);
        if (one.State != HandCaseState.Open || one.Seats.Exists(seat => seat.HolderId == ask.HolderId))
        {
            return false;
        }

        if (ask.Answer == answer || (answer == HandAnswer.Down && !ask.IsUp))
        {
            return true;
        }

        bool wasUp = ask.IsUp;
        (ask.Answer, ask.AnsweredAt) = (answer, now);
        Note(one, answer switch { HandAnswer.No => HandStepKind.Passed, HandAnswer.Down => HandStepKind.Lowered, _ => HandStepKind.Raised }, now, ask.HolderId, answer, staff);
        if (staff is { } by)
        {
            Audit(one, "hands.answer", by, now);
        }

        if (ask.IsUp)
        {
            one.FirstHandAt ??= now;
            one.HandCount = one.Steps.Where(step => step.Kind == HandStepKind.Raised).Select(step => step.HolderId).Distinct().Count();
            await RaisedAsync(one, ask, wasUp, staff, now, cancellationToken);
        }
        else if (wasUp)
        {
            await HandNotices.TellHubAsync(db, one, HandNews.Lowered, now, cancellationToken);
        }

        return true;
    }

    /// <summary>A coordinator's choice. What is settled already stays.</summary>
    /// <param name="goesOn">The deputy's seat stays open for hands to come.</param>
    public async Task<string> SettleAsync(HandCase one, int? main, int? deputy, bool goesOn, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        string problem = one.State != HandCaseState.Open ? NotOpen
            : main is null && deputy is null && one.SeatOf(HandSeatKind.Main) is null ? "主治医をお願いする先生を選んでください。"
            : main is null && deputy is null && goesOn ? "先生を選んでください。副主治医は、まだ決まっていません。"
            : main is { } both && both == deputy ? "主治医と副主治医は、別の先生にしてください。"
            : main is not null && one.SeatOf(HandSeatKind.Main) is not null || deputy is not null && one.SeatOf(HandSeatKind.Deputy) is not null ? "もう決まっています。いまの内容を見てください。"
            : !IsUp(one, main, HandSeatKind.Main) || !IsUp(one, deputy, HandSeatKind.Deputy) ? "手が下ろされたか、その役では手が挙がっていません。いまの内容を見てください。"
            : one.SeatOf(HandSeatKind.Main) is null && main is null ? "主治医が決まっていません。先に主治医を選んでください。" : "";
        if (problem.Length > 0)
        {
            return problem;
        }

        await SeatAsync(one, main, HandSeatKind.Main, staff, now, cancellationToken);
        await SeatAsync(one, deputy, HandSeatKind.Deputy, staff, now, cancellationToken);
        Audit(one, "hands.settle", staff, now);
        one.WantsDeputy &= one.SeatOf(HandSeatKind.Deputy) is not null || goesOn; // Nobody is looked for any more.
        await CloseIfFullAsync(one, tellsHub: false, now, cancellationToken);
        return "";
    }

    /// <summary>A doctor who has a seat gives it back: the case is open again, and all who did not say no are asked anew, except whose hand is up and who never heard that it is over.</summary>
    /// <param name="staff">Who wrote it down; null for the doctor's own tap.</param>
    public async Task<string> StepBackAsync(HandCase one, int holder, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.State is not (HandCaseState.Open or HandCaseState.Settled) || one.Seats.Find(seat => seat.HolderId == holder) is not { } seat)
        {
            return "その先生は、いまこの件の主治医・副主治医ではありません。";
        }

        one.Seats.Remove(seat);
        db.Remove(seat);
        Note(one, HandStepKind.SteppedBack, now, holder, AnswerOf(seat.Kind), staff);
        if (staff is { } by)
        {
            Audit(one, "hands.release", by, now);
        }

        bool wasSettled = one.State == HandCaseState.Settled;
        one.WantsDeputy |= seat.Kind == HandSeatKind.Deputy;
        (one.State, one.MatchedAt, one.ClosedAt, one.Deadline) = (HandCaseState.Open, null, null, HandRules.DeadlineAfter(one, now));
        Restart(one, now);
        Note(one, HandStepKind.Reopened, now);
        HandAsk[] waiting = wasSettled ? [] : [.. one.Asks.Where(ask => ask.IsUp && ask.OverToldAt is null && !(one.Rule == HandRule.FirstCome && ask.IsUpFor(seat.Kind)))]; // By the first-come rule a hand for this seat was told that it is gone.
        await AskAgainAsync(one, holder, waiting, staff is not null, now, cancellationToken);
        await HandNotices.TellHubAsync(db, one, HandNews.SteppedBack, now, cancellationToken);
        return "";
    }

    public async Task<string> WithdrawAsync(HandCase one, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.State is not (HandCaseState.Open or HandCaseState.Settled))
        {
            return NotOpen;
        }

        (one.State, one.ClosedAt, one.NextChaseAt) = (HandCaseState.Withdrawn, now, null);
        one.Revision++;
        Note(one, HandStepKind.Withdrawn, now, staff: staff);
        Audit(one, "hands.withdraw", staff, now);
        notices.TellOver(db, one, await HoldersAsync(one, cancellationToken), HandCardKind.Withdrawn, now);
        return "";
    }

    private async Task RaisedAsync(HandCase one, HandAsk ask, bool wasUp, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        HandSeatKind? won = one.Rule == HandRule.FirstCome ? HandRules.SeatFor(one, ask) : null;
        if (won is { } kind)
        {
            Seat(one, ask, kind, null, now);
            if (staff is not null)
            {
                notices.Add(db, one, ask, (await HoldersAsync(one, cancellationToken)).GetValueOrDefault(ask.HolderId), HandCardKind.Chosen, now); // Who tapped reads it in the answer.
            }

            await CloseIfFullAsync(one, tellsHub: true, now, cancellationToken);
        }

        if (one.State == HandCaseState.Open && !wasUp)
        {
            await HandNotices.TellHubAsync(db, one, HandNews.Raised, now, cancellationToken);
        }
    }

    private async Task SeatAsync(HandCase one, int? holder, HandSeatKind kind, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (holder is { } id && one.Asks.Find(ask => ask.HolderId == id) is { } ask)
        {
            Seat(one, ask, kind, staff, now);
            notices.Add(db, one, ask, (await HoldersAsync(one, cancellationToken)).GetValueOrDefault(id), HandCardKind.Chosen, now);
        }
    }

    private static void Seat(HandCase one, HandAsk ask, HandSeatKind kind, Guid? staff, DateTimeOffset now)
    {
        one.Seats.Add(new HandSeat { Kind = kind, HolderId = ask.HolderId, At = now, StaffId = staff });
        Note(one, HandStepKind.Seated, now, ask.HolderId, AnswerOf(kind), staff);
    }

    private async Task CloseIfFullAsync(HandCase one, bool tellsHub, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (HandRules.OpenSeats(one).Count > 0)
        {
            return;
        }

        (one.State, one.MatchedAt, one.ClosedAt, one.NextChaseAt) = (HandCaseState.Settled, now, now, null);
        Note(one, HandStepKind.Settled, now);
        notices.TellOver(db, one, await HoldersAsync(one, cancellationToken), HandCardKind.Over, now);
        if (tellsHub)
        {
            await HandNotices.TellHubAsync(db, one, HandNews.Matched, now, cancellationToken);
        }
    }

    private async Task AskAgainAsync(HandCase one, int left, HandAsk[] waiting, bool isReleased, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<int, DutyHolder> holders = await HoldersAsync(one, cancellationToken);
        foreach (HandAsk ask in one.Asks.Where(ask => !one.Seats.Exists(seat => seat.HolderId == ask.HolderId)))
        {
            ask.OverToldAt = null;
            if (ask.HolderId == left)
            {
                (ask.Answer, ask.AnsweredAt) = (HandAnswer.No, now);
                if (isReleased)
                {
                    notices.Add(db, one, ask, holders.GetValueOrDefault(left), HandCardKind.Released, now);
                }
            }
            else if (ask.Answer != HandAnswer.No && !waiting.Contains(ask))
            {
                (ask.Answer, ask.AnsweredAt) = (HandAnswer.None, null); // They had been told that it is over, or said nothing: what was before binds them no more.
                notices.Add(db, one, ask, holders.GetValueOrDefault(ask.HolderId), HandCardKind.Again, now);
            }
        }
    }

    private Task<IReadOnlyDictionary<int, DutyHolder>> HoldersAsync(HandCase one, CancellationToken cancellationToken) => HandReads.HoldersAsync(db, one.Asks.Select(ask => ask.HolderId), cancellationToken);

    private static void Restart(HandCase one, DateTimeOffset now) => (one.ChaseStep, one.ChaseFrom, one.NextChaseAt) = (0, now, HandRules.NextChase(now, one.Deadline, 0));

    private static bool IsUp(HandCase one, int? holder, HandSeatKind kind) => holder is not { } id || one.Asks.Exists(ask => ask.HolderId == id && ask.IsUpFor(kind));

    private static HandAnswer AnswerOf(HandSeatKind kind) => kind == HandSeatKind.Main ? HandAnswer.Main : HandAnswer.Deputy;

    private static void Note(HandCase one, HandStepKind kind, DateTimeOffset now, int? holder = null, HandAnswer seat = HandAnswer.None, Guid? staff = null, int count = 0)
    {
        one.Steps.Add(new HandStep { At = now, Kind = kind, HolderId = holder, Seat = seat, StaffId = staff, Count = count });
        one.Revision++;
    }

    private void Audit(HandCase one, string action, Guid staff, DateTimeOffset now) =>
        db.AuditTrail.Add(AuditEntry.By(staff, action, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"hands:{one.Id}"), now));
}
