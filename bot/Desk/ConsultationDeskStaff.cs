using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Desk;

public sealed partial class ConsultationDesk
{
    private const int OutcomeNoteUnitsMax = 500;

    /// <summary>Takes it. Pressed twice by the same person it is done once.</summary>
    public async Task<DeskAnswer> ClaimAsync(Consultation one, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.Claim, one, staff, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (one.StaffId == staff)
        {
            return new DeskAnswer.Done();
        }

        await HoldAsync(one, staff, now, cancellationToken);
        return await DoneAsync(one, "consultation.claim", staff, now, cancellationToken);
    }

    /// <summary>Back into the queue, where all who serve it hear of it.</summary>
    public async Task<DeskAnswer> ReturnAsync(Consultation one, Guid staff, string note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.Return, one, staff, cancellationToken, note) is { } refused)
        {
            return refused;
        }

        PutBack(one, now);
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Returned, note, now, staff);
        DeskNotices.Add(db, one, DeskNews.Arrived, await OthersAsync(one, staff, now, cancellationToken), now);
        return await DoneAsync(one, "consultation.return", staff, now, cancellationToken);
    }

    /// <summary>To a colleague, with a note. Anybody may: a colleague who fell ill cannot.</summary>
    public async Task<DeskAnswer> TransferAsync(Consultation one, Guid staff, Guid to, string note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.Transfer, one, staff, cancellationToken, note) is { } refused)
        {
            return refused;
        }

        if (await db.StaffAccounts.SingleOrDefaultAsync(account => account.Id == to && account.DisabledAt == null, cancellationToken) is not { } colleague)
        {
            return new DeskAnswer.NotAllowed("引き継ぐ相手が見つかりません。");
        }

        await TellWhoHadItAsync(one, staff, to, now, cancellationToken);
        ConsultationRules.Take(one, to, now);
        colleague.LastAssignedAt = now;
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Transferred, $"{colleague.DisplayName}さんへ{(note.Length > 0 ? $"\n{note}" : "")}", now, staff);
        DeskNotices.Add(db, one, DeskNews.Transferred, to == staff ? [] : [colleague], now, await DeskStaff.NameOfAsync(db, staff, cancellationToken));
        return await DoneAsync(one, "consultation.transfer", staff, now, cancellationToken);
    }

    /// <summary>Asks the person something; the time stands still until they reply.</summary>
    public async Task<DeskAnswer> AskBackAsync(Consultation one, Guid staff, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.AskBack, one, staff, cancellationToken, text, needsText: true) is { } refused)
        {
            return refused;
        }

        await HoldAsync(one, staff, now, cancellationToken);
        ConsultationRules.AskBack(one, one.TargetAt is { } target ? TargetRules.LeftMinutes(policies.Current(), target, now) : null);
        ConsultationRules.Write(one, ConsultationEntryKind.AskedBack, text, now, staff);
        return await SaidAsync(one, "consultation.ask_back", text, isQuestion: true, staff, now, cancellationToken);
    }

    /// <summary>Answers the person, on their channel.</summary>
    public async Task<DeskAnswer> AnswerAsync(Consultation one, Guid staff, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.Answer, one, staff, cancellationToken, text, needsText: true) is { } refused)
        {
            return refused;
        }

        await HoldAsync(one, staff, now, cancellationToken);
        ConsultationRules.Answer(one, now, one.PlannedAt is { } planned ? TargetRules.TargetOfPlan(policies.Current(), planned) : null);
        ConsultationRules.Write(one, ConsultationEntryKind.Answered, text, now, staff);
        return await SaidAsync(one, "consultation.answer", text, isQuestion: false, staff, now, cancellationToken);
    }

    /// <summary>A note among colleagues.</summary>
    public async Task<DeskAnswer> NoteAsync(Consultation one, Guid staff, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.Note, one, staff, cancellationToken, text, needsText: true) is { } refused)
        {
            return refused;
        }

        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Note, text, now, staff);
        return await DoneAsync(one, "consultation.note", staff, now, cancellationToken);
    }

    /// <summary>Names a place of the directory, as one that was considered or recommended.</summary>
    public async Task<DeskAnswer> LinkPlaceAsync(Consultation one, Guid staff, int placeId, string note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.LinkPlace, one, staff, cancellationToken, note) is { } refused)
        {
            return refused;
        }

        if (await db.Places.Where(place => place.Id == placeId).Select(place => place.Name).FirstOrDefaultAsync(cancellationToken) is not { } name)
        {
            return new DeskAnswer.NotAllowed("その事業所は台帳にありません。");
        }

        ConsultationRules.WriteInternal(one, ConsultationEntryKind.PlaceLinked, note.Length > 0 ? $"{name}\n{note}" : name, now, staff, placeId);
        return await DoneAsync(one, "consultation.link_place", staff, now, cancellationToken);
    }

    /// <summary>To another desk of the policy, into its queue.</summary>
    public async Task<DeskAnswer> HandOverAsync(Consultation one, Guid staff, string deskId, string note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.HandOver, one, staff, cancellationToken, note) is { } refused)
        {
            return refused;
        }

        if (policies.Options.Desks.All(desk => desk.Id != deskId) || deskId == one.DeskId)
        {
            return new DeskAnswer.NotAllowed("その窓口へは渡せません。");
        }

        string head = $"{RoutingRules.NameOf(policies.Options, one.DeskId)}から{RoutingRules.NameOf(policies.Options, deskId)}へ";
        await TellWhoHadItAsync(one, staff, null, now, cancellationToken);
        one.DeskId = deskId;
        PutBack(one, now);
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.HandedOver, note.Length > 0 ? $"{head}\n{note}" : head, now, staff);
        DeskNotices.Add(db, one, DeskNews.Arrived, await OthersAsync(one, staff, now, cancellationToken), now);
        return await DoneAsync(one, "consultation.hand_over", staff, now, cancellationToken);
    }

    /// <summary>Plans a call or visit; it is the new time to keep.</summary>
    public async Task<DeskAnswer> PlanAsync(Consultation one, Guid staff, DateTimeOffset plannedAt, string note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.Plan, one, staff, cancellationToken, note) is { } refused)
        {
            return refused;
        }

        if (plannedAt < now || plannedAt > now + PlanAheadMax)
        {
            return new DeskAnswer.NotAllowed("予定は、これから1年以内の日時にしてください。");
        }

        await HoldAsync(one, staff, now, cancellationToken);
        ConsultationRules.Plan(one, plannedAt, TargetRules.TargetOfPlan(policies.Current(), plannedAt));
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Planned, $"{DeskWords.When(plannedAt)}{(note.Length > 0 ? $"\n{note}" : "")}", now, staff);
        return await DoneAsync(one, "consultation.plan", staff, now, cancellationToken);
    }

    /// <summary>Ends it, and asks the person one question.</summary>
    public async Task<DeskAnswer> CloseAsync(Consultation one, Guid staff, ConsultationOutcome outcome, string note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.Close, one, staff, cancellationToken, note) is { } refused)
        {
            return refused;
        }

        bool needsNote = outcome is ConsultationOutcome.Connected or ConsultationOutcome.Unresolved;
        if (note.Length > OutcomeNoteUnitsMax || (needsNote && string.IsNullOrWhiteSpace(note)))
        {
            return new DeskAnswer.NotAllowed(note.Length > OutcomeNoteUnitsMax ? $"結果のメモは{OutcomeNoteUnitsMax}文字までにしてください。"
                : outcome == ConsultationOutcome.Connected ? "どこへつないだかを書いてください。" : "解決しなかった理由を書いてください。");
        }

        await HoldAsync(one, staff, now, cancellationToken);
        ConsultationRules.Close(one, outcome, note, now);
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Closed, $"{ConsultationTerms.Outcomes.Name(outcome)}{(note.Length > 0 ? $"\n{note}" : "")}", now, staff);
        if (one.Helpfulness is null && outcome != ConsultationOutcome.Withdrawn)
        {
            await relay.AskHelpfulAsync(one, now, cancellationToken);
        }

        return await DoneAsync(one, "consultation.close", staff, now, cancellationToken);
    }

    /// <summary>Opens it again; whoever does so has it.</summary>
    public async Task<DeskAnswer> ReopenAsync(Consultation one, Guid staff, string note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(DeskOperation.Reopen, one, staff, cancellationToken, note) is { } refused)
        {
            return refused;
        }

        one.StaffId = null;
        ConsultationRules.Owe(one, TargetRules.TargetOf(policies.Current(), one.Urgency, now));
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Reopened, note, now, staff);
        await HoldAsync(one, staff, now, cancellationToken);
        return await DoneAsync(one, "consultation.reopen", staff, now, cancellationToken);
    }

    /// <summary>Whoever had it would else go to a visit that is another's by now.</summary>
    private async Task TellWhoHadItAsync(Consultation one, Guid staff, Guid? to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (one.StaffId is { } holder && holder != staff && holder != to && await db.StaffAccounts.FindAsync([holder], cancellationToken) is { DisabledAt: null } had)
        {
            DeskNotices.Add(db, one, DeskNews.PassedOn, [had], now, await DeskStaff.NameOfAsync(db, staff, cancellationToken));
        }
    }

    /// <summary>A plan was its coordinator's; the queue has the time of the urgency, from now.</summary>
    private void PutBack(Consultation one, DateTimeOffset now)
    {
        bool wasPlanned = one.State == ConsultationState.Planned;
        ConsultationRules.PutBack(one);
        if (wasPlanned)
        {
            one.PlannedAt = null;
            ConsultationRules.Owe(one, TargetRules.TargetOf(policies.Current(), one.Urgency, now));
        }
    }

    private static readonly TimeSpan PlanAheadMax = TimeSpan.FromDays(366);

    private async Task<DeskAnswer> SaidAsync(Consultation one, string action, string text, bool isQuestion, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isReached = await relay.SayAsync(one, await DeskStaff.NameOfAsync(db, staff, cancellationToken), text, isQuestion, now, cancellationToken);
        await DoneAsync(one, action, staff, now, cancellationToken);
        return new DeskAnswer.Done(isReached ? null : PersonRelay.Unreached);
    }
}
