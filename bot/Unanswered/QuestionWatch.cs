using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>Writes down which questions had no good answer: one line for one turn, without names. The turn saves.</summary>
public sealed class QuestionWatch(ZaitakuDb db)
{
    private static readonly HashSet<string> Answering = [Intents.FindResource, Intents.RefineSearch, Intents.ResourceDetail, Intents.AskVacancy, Intents.Faq];

    /// <param name="turn">As it was answered.</param>
    /// <param name="outcome">What is answered.</param>
    /// <param name="isFree">They were typed words that no open question of ours, no button and no danger claims.</param>
    /// <returns>The outcome, with what the next turn has to know of it.</returns>
    public TurnOutcome Look(Turn turn, TurnOutcome outcome, bool isFree)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(outcome);
        if (turn.IsGroup)
        {
            return outcome;
        }

        Dialogue next = outcome.Dialogue ?? turn.Dialogue;
        if (turn.Text.Length == 0)
        {
            return outcome with { Dialogue = HasKept() ? next with { Answered = null } : next }; // 「もっと見る」 is still about the same words.
        }

        if (isFree && AskedAgainRules.Judge(turn, outcome) is { } reason && Notes.OfTheOneBefore(turn, reason) is { } earlier)
        {
            db.KeptNotes.Add(earlier);
        }

        if (isFree && outcome.HasNoAnswer)
        {
            db.KeptNotes.Add(Notes.Unanswered(turn, NoteReason.Unsure));
        }

        List<KeptNote> own = KeptNow().FindAll(note => note.SaidAt == turn.Now && note.ChannelMessageId == turn.MessageId);
        foreach (KeptNote note in isFree && !AskedAgainRules.IsGivingUp(turn.Text) ? [] : own)
        {
            db.KeptNotes.Remove(note); // 「違う」, and what is said in the midst of a consultation, is no question to teach from. It stays among what was heard, as the answer says.
            db.KeptNotes.Add(Notes.Of(turn, NoteKind.Unanswered, note.Text));
        }

        bool isAnswered = isFree && Answering.Contains(turn.Understood.Intent) && own.Count == 0;
        return outcome with { Dialogue = next with { Answered = isAnswered ? new AnsweredWords(turn.Now, turn.MessageId, turn.Understood.Intent, outcome.Entry) : null } };
    }

    private bool HasKept() => KeptNow().Count > 0;

    private List<KeptNote> KeptNow() => [.. db.KeptNotes.Local.Where(note => note.Id == 0 && note.Kind == NoteKind.Unanswered)];
}
