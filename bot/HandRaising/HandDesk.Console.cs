using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Bot.HandRaising;

/// <summary>What only coordinators do.</summary>
public sealed partial class HandDesk
{
    public const string NobodyChosen = "先生と返事を選んでください。";

    /// <summary>Another wording of a case that went to nobody yet.</summary>
    /// <returns>Why not, in words; empty when it is done.</returns>
    public string Change(HandCase one, HandForm form, Guid staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(form);
        if (one.State != HandCaseState.Draft || one.Revision != form.Seen)
        {
            return HandActions.SomebodyElse;
        }

        form.ApplyTo(one, now);
        Audit(one, "hands.change", staff, now);
        return "";
    }

    /// <summary>A word that a coordinator heard, of anybody open who could be the doctor: they need not have been asked in chat.</summary>
    /// <returns>Why not, in words; empty when it is done.</returns>
    public async Task<string> HearAsync(HandCase one, int holder, HandAnswer answer, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        IReadOnlyList<HandCandidate> candidates = await HandReads.CandidatesAsync(db, one, [.. hub.Value.Area], cancellationToken);
        if (!candidates.Any(candidate => candidate.Holder.Id == holder && candidate.CanBeHeard))
        {
            return NobodyChosen;
        }

        HandAsk? known = one.Asks.Find(ask => ask.HolderId == holder);
        if (answer == HandAnswer.Down && known is not { IsUp: true })
        {
            return "その先生の手は挙がっていません。";
        }

        if (known is null)
        {
            known = new HandAsk { HolderId = holder, AskedAt = now, IsAreaKnown = true, AreProceduresKnown = true }; // They were asked in words.
            one.Asks.Add(known);
            one.AskedCount = one.Asks.Count;
        }

        return await AnswerAsync(one, known, answer, staff, now, cancellationToken) ? "" : "この件は、いま募集していないか、その先生にもう決まっています。";
    }

    public string Extend(HandCase one, DateTimeOffset deadline, Guid staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.State != HandCaseState.Open)
        {
            return NotOpen;
        }

        one.Deadline = deadline;
        Restart(one, now);
        Note(one, HandStepKind.DeadlineMoved, now, staff: staff);
        Audit(one, "hands.deadline", staff, now);
        return "";
    }
}
