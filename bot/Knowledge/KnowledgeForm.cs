using System.Globalization;
using Zaitaku.Bot.Rota;

namespace Zaitaku.Bot.Knowledge;

/// <summary>An entry as a coordinator writes it. Days are yyyy-MM-dd.</summary>
public sealed class KnowledgeForm
{
    public string? Question { get; set; }

    /// <summary>The same question in other words, one a line.</summary>
    public string? Variants { get; set; }

    /// <summary>Ids of services and needs that are ticked.</summary>
    public string[]? Topics { get; set; }

    public string? ForResidents { get; set; }

    public string? ForProfessionals { get; set; }

    /// <summary>Of the sources by their rows; a row with nothing in it is none.</summary>
    public string?[]? Titles { get; set; }

    public string?[]? Addresses { get; set; }

    public string?[]? ReadOns { get; set; }

    public string? Owner { get; set; }

    public string? ReviewOn { get; set; }

    public string? FiscalYear { get; set; }

    /// <summary>The number of the version the form was made from; 0 for an entry of which the hub wrote none.</summary>
    public int Seen { get; set; }

    /// <summary>An empty form, with the question people asked.</summary>
    /// <param name="words">As they were kept; cut where they are longer than a question.</param>
    public static KnowledgeForm New(string? words, DateOnly today)
    {
        string question = FormText.Line(words);
        return new KnowledgeForm { Question = question.Length <= KnowledgeFormRules.QuestionMax ? question : question[..KnowledgeFormRules.QuestionMax], ReviewOn = DayText(KnowledgeFormRules.UsualReview(today)) };
    }

    public static KnowledgeForm Of(KnowledgeEntry entry, int seen)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new KnowledgeForm
        {
            Question = entry.Question, Variants = string.Join('\n', entry.Variants), Topics = [.. entry.Topics], ForResidents = entry.ForResidents, ForProfessionals = entry.ForProfessionals,
            Titles = [.. entry.Sources.Select(source => source.Title)], Addresses = [.. entry.Sources.Select(source => source.Address.OriginalString)], ReadOns = [.. entry.Sources.Select(source => DayText(source.ReadOn))],
            Owner = entry.Owner, ReviewOn = DayText(entry.ReviewOn), FiscalYear = entry.FiscalYear?.ToString(CultureInfo.InvariantCulture), Seen = seen,
        };
    }

    public bool Has(string topic) => Topics?.Contains(topic) == true;

    /// <summary>Rows of sources as typed, those with nothing in them left out.</summary>
    public IReadOnlyList<(string Title, string Address, string ReadOn)> Sources =>
        [.. Enumerable.Range(0, Math.Min(KnowledgeFormRules.SourcesMax + 1, new[] { Titles?.Length ?? 0, Addresses?.Length ?? 0, ReadOns?.Length ?? 0 }.Max())).Select(row => (At(Titles, row), At(Addresses, row), At(ReadOns, row))).Where(row => row != ("", "", ""))];

    /// <summary>Wordings beside the question, each once.</summary>
    public IReadOnlyList<string> Wordings => [.. FormText.Lines(Variants).Split('\n').Select(FormText.Line).Where(line => line.Length > 0).DistinctBy(KnowledgeShelf.KeyOf).Where(line => KnowledgeShelf.KeyOf(line) != KnowledgeShelf.KeyOf(FormText.Line(Question)))];

    /// <summary>Takes what the rules found nothing against.</summary>
    /// <param name="today">The day it was looked through.</param>
    public KnowledgeEntry Entry(string key, DateOnly today) => new()
    {
        Id = key, Question = FormText.Line(Question), Variants = Wordings, Topics = [.. (Topics ?? []).Distinct(StringComparer.Ordinal)], ForResidents = FormText.Lines(ForResidents), ForProfessionals = FormText.Lines(ForProfessionals),
        Sources = [.. Sources.Select(row => new KnowledgeSource(row.Title, KnowledgeRowRules.AddressOf(row.Address)!, KnowledgeRowRules.DayOf(row.ReadOn)!.Value))],
        Owner = FormText.Line(Owner), ReviewedOn = today, ReviewOn = KnowledgeRowRules.DayOf(ReviewOn)!.Value, FiscalYear = KnowledgeFormRules.YearOf(FiscalYear),
    };

    private static string At(string?[]? rows, int row) => rows is not null && row < rows.Length ? FormText.Line(rows[row]) : "";

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
