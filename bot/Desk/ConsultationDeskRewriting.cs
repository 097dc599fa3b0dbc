using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Desk;

/// <summary>The person puts it in other words, until somebody answered. What was written before stays in the timeline.</summary>
public sealed partial class ConsultationDesk
{
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
        bool isDanger = IsDanger([text]);
        DeskNotices.Add(db, one, DeskNews.Replied, await ConcernedAsync(one, isDanger, now, cancellationToken), now, isDanger: isDanger);
        return await ChangedAsync(one, now, cancellationToken);
    }
}
