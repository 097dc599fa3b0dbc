using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.Substitutes;

/// <summary>What may be done with a request for a substitute, by doctors in chat and by coordinators. Changes the tracked request and adds the messages; whoever calls saves.</summary>
public sealed class SubstituteDesk(ZaitakuDb db, SubstituteGiving giving, SubstituteNotices notices, IOptions<SubstituteOptions> options)
{
    public SubstitutePolicy Policy => options.Value.Policy();

    /// <summary>The request that stands for this duty, or a new one: asked for twice, it is one.</summary>
    /// <param name="staff">Who asks on the doctor's behalf; null in chat.</param>
    public async Task<SubstituteRequest> StandingOrNewAsync(DutyStretch duty, int requester, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken) =>
        await SubstituteReads.StandingAsync(db, requester, duty, cancellationToken) ?? await BeginAsync(duty, requester, staff, now, cancellationToken);

    /// <summary>Begins a request for one duty, away for all of it until somebody says otherwise. After the cutoff it is kept as refused, and the hub is told.</summary>
    /// <param name="staff">Who asks on the doctor's behalf; null in chat.</param>
    public async Task<SubstituteRequest> BeginAsync(DutyStretch duty, int requester, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(duty);
        DateTimeOffset cutoff = SubstituteRules.CutoffOf(Policy, duty.StartsAt, duty.EndsAt);
        bool isInTime = SubstituteRules.IsInTime(cutoff, now);
        SubstituteRequest one = new()
        {
            Id = Guid.CreateVersion7(now), State = isInTime ? SubstituteState.Collecting : SubstituteState.TooLate, RequesterId = requester, RotaId = duty.RotaId, SeatId = duty.SeatId, UnitStartsAt = duty.StartsAt, UnitEndsAt = duty.EndsAt,
            AbsentFrom = duty.StartsAt, AbsentUntil = duty.EndsAt, Cutoff = cutoff, StaffId = staff, CreatedAt = now, ClosedAt = isInTime ? null : now,
        };
        db.SubstituteRequests.Add(one);
        (await db.DutyHolders.SingleAsync(holder => holder.Id == requester, cancellationToken)).Revision++; // Begun twice at the same moment, in chat and in the console: one is kept, and the other looks again.
        Audit(one, "substitute.add", staff, now);
        if (!isInTime && staff is null)
        {
            await SubstituteNotices.TellHubAsync(db, await FactsAsync(one, cancellationToken), SubstituteNews.TooLate, now, cancellationToken);
        }

        return one;
    }

    /// <summary>Takes what is ready. Only while it is collected, and before the cutoff.</summary>
    /// <param name="staff">Who wrote it down; null for the doctor's own tap.</param>
    public bool Tick(SubstituteRequest one, SubstituteReady ready, Guid? staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(ready);
        if (!IsOpen(one, now))
        {
            return false;
        }

        string before = ReadyOf(one);
        foreach (string paper in Policy.Papers)
        {
            SubstituteRules.SetPaper(Policy, one, paper, ready.Papers.Contains(paper));
        }

        one.ConsentAt = ready.HasConsent ? one.ConsentAt ?? now : null;
        one.NurseToldAt = ready.IsNurseTold ? one.NurseToldAt ?? now : null;
        one.Revision++;
        if (ReadyOf(one) is { } after && after != before)
        {
            Audit(one, "substitute.ready", staff, now, after);
        }

        return true;
    }

    /// <summary>When the doctor is away: within the duty.</summary>
    public static bool SetAbsence(SubstituteRequest one, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (!IsOpen(one, now) || from < one.UnitStartsAt || until > one.UnitEndsAt || from >= until)
        {
            return false;
        }

        (one.AbsentFrom, one.AbsentUntil) = (from, until);
        one.Revision++;
        return true;
    }

    /// <summary>Gives it to whoever is on duty.</summary>
    /// <returns>What is missing, in words; empty when it is given.</returns>
    public async Task<IReadOnlyList<string>> SendAsync(SubstituteRequest one, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (SubstituteRules.Missing(Policy, one) is { Count: > 0 } missing)
        {
            return missing;
        }

        if (IsOpen(one, now))
        {
            (one.State, one.SentAt) = (SubstituteState.Sent, now);
            one.Revision++;
            await giving.FollowAsync(db, one, now, cancellationToken);
            Audit(one, "substitute.send", staff, now);
        }

        return [];
    }

    /// <summary>The doctor on duty takes it, or wants to talk first.</summary>
    /// <param name="staff">Who wrote it down; null for their own tap.</param>
    public async Task<bool> AnswerAsync(SubstituteRequest one, SubstituteGiven given, SubstituteAnswer answer, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(given);
        if (!one.IsRunning || given.EndedAt is not null || one.AbsentUntil <= now)
        {
            return false;
        }

        SubstituteGiven[] theirs = [.. one.Given.Where(row => row.EndedAt is null && row.HolderId == given.HolderId)];
        if (Array.TrueForAll(theirs, row => row.Answer == answer))
        {
            return true; // Tapped again.
        }

        foreach (SubstituteGiven row in theirs)
        {
            (row.Answer, row.AnsweredAt, row.StaffId) = (answer, now, staff);
        }

        SubstituteState before = one.State;
        one.State = SubstituteRules.StateOf(one);
        one.AcceptedAt = one.State == SubstituteState.Accepted ? now : null;
        one.Revision++;
        Audit(one, "substitute.answer", staff, now);
        bool isTaken = SubstituteRules.IsTaken(one);
        if (isTaken || (one.State != before && one.State == SubstituteState.Consulting))
        {
            SubstituteFacts facts = await FactsAsync(one, cancellationToken);
            notices.Add(db, facts, null, !isTaken ? SubstituteCardKind.Talk : one.State == SubstituteState.Accepted ? SubstituteCardKind.Taken : SubstituteCardKind.Gap, now);
            await SubstituteNotices.TellHubAsync(db, facts, isTaken ? SubstituteNews.Accepted : SubstituteNews.Consulting, now, cancellationToken);
        }

        return true;
    }

    public async Task<bool> WithdrawAsync(SubstituteRequest one, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.State is not SubstituteState.Collecting && !one.IsRunning)
        {
            return false;
        }

        bool wasGiven = one.IsRunning;
        (one.State, one.ClosedAt) = (SubstituteState.Withdrawn, now);
        one.Revision++;
        Audit(one, "substitute.withdraw", staff, now);
        if (wasGiven)
        {
            SubstituteFacts facts = await FactsAsync(one, cancellationToken);
            foreach (SubstituteGiven row in facts.Standing.DistinctBy(row => row.HolderId))
            {
                notices.Add(db, facts, row, SubstituteCardKind.Withdrawn, now);
            }

            await SubstituteNotices.TellHubAsync(db, facts, SubstituteNews.Withdrawn, now, cancellationToken);
        }

        return true;
    }

    /// <summary>What came of it, once the absence has begun; said again, the last word counts.</summary>
    public bool SetOutcome(SubstituteRequest one, SubstituteOutcome outcome, Guid? staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (outcome == SubstituteOutcome.None || !(one.IsRunning || one.State == SubstituteState.Done) || one.AbsentFrom > now)
        {
            return false;
        }

        if (one.Outcome != outcome)
        {
            (one.State, one.Outcome, one.OutcomeAt, one.ClosedAt) = (SubstituteState.Done, outcome, now, one.ClosedAt ?? now);
            one.OutcomeAskedAt ??= now;
            one.Revision++;
            Audit(one, "substitute.outcome", staff, now);
        }

        return true;
    }

    public Task<SubstituteFacts> FactsAsync(SubstituteRequest one, CancellationToken cancellationToken) => SubstituteReads.FactsAsync(db, one, Policy, cancellationToken);

    /// <summary>Duties one may ask of, by what somebody said.</summary>
    public async Task<IReadOnlyList<(DutyRota Rota, DutyStretch Duty)>> ChoicesAsync(int requester, IReadOnlyCollection<(DateOnly From, DateOnly Until)> days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<(DutyRota Rota, IReadOnlyList<DutyStretch> Duties)> all = await SubstituteReads.DutiesAsync(db, [.. options.Value.Rotas], now, cancellationToken);
        Dictionary<int, DutyRota> rotas = all.ToDictionary(one => one.Rota.Id, one => one.Rota);
        return [.. SubstituteRules.Choices(all.SelectMany(one => one.Duties), requester, days, now).Select(duty => (rotas[duty.RotaId], duty))];
    }

    private static bool IsOpen(SubstituteRequest one, DateTimeOffset now) => one.State == SubstituteState.Collecting && SubstituteRules.IsInTime(one.Cutoff, now);

    /// <summary>What is ready, as the trail tells it: papers by their place among the rules.</summary>
    private string ReadyOf(SubstituteRequest one)
    {
        string[] ready = SubstituteRules.ReadyPapers(one), papers = [.. Policy.Papers.Select((paper, at) => ready.Contains(paper) ? string.Create(CultureInfo.InvariantCulture, $"{at + 1}") : "").Where(at => at.Length > 0)];
        return string.Join(' ', [.. papers.Length > 0 ? [$"papers:{string.Join(',', papers)}"] : Array.Empty<string>(), .. one.ConsentAt is null ? [] : new[] { "consent" }, .. one.NurseToldAt is null ? [] : new[] { "nurse" }]);
    }

    private void Audit(SubstituteRequest one, string action, Guid? staff, DateTimeOffset now, string detail = "")
    {
        if (staff is { } by)
        {
            db.AuditTrail.Add(AuditEntry.By(by, action, $"substitute:{one.Id:N}", now, detail));
        }
    }
}

/// <summary>What somebody says is ready.</summary>
public sealed record SubstituteReady(IReadOnlyCollection<string> Papers, bool HasConsent, bool IsNurseTold);
