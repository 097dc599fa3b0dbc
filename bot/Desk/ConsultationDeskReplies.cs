using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;

namespace Zaitaku.Bot.Desk;

/// <summary>What the person says once it is in the hub's hands.</summary>
public sealed partial class ConsultationDesk
{
    /// <summary>The person says something on a consultation that is in the hub's hands: the time goes on, whoever has it hears, and one that was closed is open again.</summary>
    public async Task<DeskAnswer> ReplyAsync(Consultation one, string text, Guid? member, string channelMessageId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        one = await MergedConsultations.GoesOnAsync(one, into => db.Consultations.FindAsync([into], cancellationToken).AsTask());
        if (ProblemOf(text) is { } problem)
        {
            return new DeskAnswer.NotAllowed(problem);
        }

        if (one.State is ConsultationState.Draft or ConsultationState.Abandoned or ConsultationState.Merged)
        {
            return new DeskAnswer.NotAllowed("このご相談には返信できません。");
        }

        WriteWords(one, ConsultationEntryKind.Reply, text, member, channelMessageId, now);
        GoOn(one, member, now);
        await TellOfWordsAsync(one, text, now, cancellationToken);
        return await ChangedAsync(one, now, cancellationToken);
    }

    /// <summary>The person puts it in other words, until somebody answered. What was written before stays in the timeline.</summary>
    public async Task<DeskAnswer> RewriteAsync(Consultation one, string text, Guid? member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (ProblemOf(text) is { } problem)
        {
            return new DeskAnswer.NotAllowed(problem);
        }

        if (one is not { FirstAnswerAt: null, State: ConsultationState.Waiting or ConsultationState.Claimed })
        {
            return new DeskAnswer.NotAllowed("担当者がお返事したため、書き直せません。下の欄から書き足してください。");
        }

        WriteWords(one, ConsultationEntryKind.Corrected, text, member, "", now);
        db.AuditTrail.Add(AuditEntry.ByPerson(member, "consultation.rewrite", SubjectOf(one), now));
        await TellOfWordsAsync(one, text, now, cancellationToken);
        return await ChangedAsync(one, now, cancellationToken);
    }

    /// <summary>The person's words stand there anew: whoever must know hears, and danger is for today, whatever it was before.</summary>
    public async Task TellOfWordsAsync(Consultation one, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        bool isDanger = IsDanger([text]);
        if (isDanger)
        {
            one.Urgency = ConsultationUrgency.Today;
            ConsultationRules.OweNoLater(one, TargetRules.TargetOf(policies.Current(), ConsultationUrgency.Today, now));
        }

        DeskNotices.Add(db, one, DeskNews.Replied, await ConcernedAsync(one, isDanger, now, cancellationToken), now, isDanger: isDanger);
    }

    /// <summary>Whatever the person says is owed an answer by a time of its own.</summary>
    private void GoOn(Consultation one, Guid? member, DateTimeOffset now)
    {
        DeskPolicy policy = policies.Current();
        DateTimeOffset owed = TargetRules.TargetOf(policy, one.Urgency, now);
        switch (one.State)
        {
            case ConsultationState.AskedBack:
                ConsultationRules.Owe(one, TargetRules.Resumed(policy, one.TargetLeftMinutes ?? policy.Time.MinutesBetween(now, owed), now));
                break;
            case ConsultationState.Closed:
                ConsultationRules.Write(one, ConsultationEntryKind.Reopened, "", now, member: member);
                ConsultationRules.Owe(one, owed);
                break;
            case ConsultationState.Waiting or ConsultationState.Claimed or ConsultationState.Planned:
                ConsultationRules.OweNoLater(one, owed); // A visit in three weeks is no answer to what was asked today.
                break;
        }
    }
}
