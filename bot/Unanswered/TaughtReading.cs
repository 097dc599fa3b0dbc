using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>Reads what people type, with what coordinators taught. Danger is judged on the words as written and on what they are taught to mean; either is danger.</summary>
public sealed class TaughtReading(UtteranceReader reader, TaughtWords taught, KnowledgeLibrary library)
{
    /// <param name="previous">The person's last message while the conversation lasts, or null.</param>
    /// <param name="isAnswer">The words answer a question of ours.</param>
    public Understood Read(string text, string? previous, bool isAnswer = false) => Read(text, previous, taught.Current, isAnswer);

    /// <summary>The same with other lessons, to compare.</summary>
    public Understood Read(string text, string? previous, TaughtShelf shelf, bool isAnswer = false)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        Understood written = reader.Read(text, previous, isAnswer);
        if (shelf.IsEmpty || written.Intent == Intents.Emergency || shelf.Read(text) is not { } meant)
        {
            return written;
        }

        Understood read = reader.Read(meant.Text, previous is null ? null : shelf.Meant(previous), isAnswer);
        bool isSearch = read.Intent is Intents.FindResource or Intents.RefineSearch or Intents.AskVacancy;
        return isSearch && read.Place is { } place ? read with { Place = meant.Replaced.Where(word => word.IsPlace).Aggregate(place, AsWritten) } : read;
    }

    /// <summary>A question that was taught as a whole, whatever else it was taken for.</summary>
    /// <param name="turn">Typed words that nothing claims.</param>
    /// <returns>The turn with its answer, or as it was.</returns>
    public Turn Answering(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        bool isClaimed = turn.Understood is { Code: not null } or { Intent: Intents.Emergency } || LessonRules.IsDoor(turn.Understood)
            || turn.Dialogue is { AsksDuty: true } or { ChecksDuty: true } or { AsksMeeting: not null };
        return isClaimed ? turn : taught.Current.Question(turn.Text) switch
        {
            { Kind: LessonKind.OutOfScope } => turn with { Understood = new Understood { Intent = Intents.OutOfScope } },
            { Kind: LessonKind.Answer } lesson when library.Current.Find(lesson.Means) is { } entry => turn with { Understood = new Understood { Intent = Intents.Faq }, Press = ButtonPress.Parse($"{FaqReplies.Verb}:{entry.Id}") },
            _ => turn,
        };
    }

    /// <summary>People are told of a place by the name they used.</summary>
    private static string AsWritten(string place, TaughtWord word) => place.Replace(word.Means, word.Words, StringComparison.Ordinal);
}
