using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>A question without a good answer, as the coordinators see it: nobody stands in it.</summary>
/// <param name="Id">Of its note.</param>
/// <param name="IsProfessional">Who asked is at work; false also for whoever has left since.</param>
/// <param name="Unknown">The place or name in it that nobody knew; empty for none.</param>
public sealed record OpenQuestion(int Id, string Text, NoteReason Reason, DateTimeOffset SaidAt, bool IsProfessional, string Unknown);

/// <summary>Questions that are alike.</summary>
/// <param name="Lines">Newest first; at least one.</param>
public sealed record QuestionGroup(IReadOnlyList<OpenQuestion> Lines)
{
    /// <summary>Different wordings that are shown.</summary>
    public const int WordingsMax = 5;

    /// <summary>The group is called by its newest line.</summary>
    public int Id => Lines[0].Id;

    public DateTimeOffset First => Lines[^1].SaidAt;

    public DateTimeOffset Last => Lines[0].SaidAt;

    /// <summary>Different wordings, the most frequent first.</summary>
    public IReadOnlyList<string> Wordings { get; } = [.. Lines.GroupBy(line => QuestionKeyRules.KeyOf(line.Text)).OrderByDescending(same => same.Count()).ThenByDescending(same => same.First().Id).Take(WordingsMax).Select(same => same.First().Text)];

    public IReadOnlyList<(NoteReason Reason, int Count)> Reasons => [.. Lines.GroupBy(line => line.Reason).OrderBy(same => same.Key).Select(same => (same.Key, same.Count()))];

    public int Professionals => Lines.Count(line => line.IsProfessional);

    /// <summary>What nobody knew in them; empty for none.</summary>
    public string Unknown => Lines[0].Unknown;
}
