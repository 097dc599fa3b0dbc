namespace Zaitaku.Bot.Knowledge;

/// <summary>An entry found.</summary>
/// <param name="Score">Higher is nearer; to order the finds of one search, not to compare two.</param>
/// <param name="Share">How much of what was asked stands in it, 0 to 1, rare words counting more.</param>
public sealed record KnowledgeFind(KnowledgeEntry Entry, double Score, double Share);

/// <summary>
/// Finds entries by words: BM25F (Robertson, Zaragoza and Taylor, CIKM 2004) over question, variants and answers, and beside it how much of the question's own words one single
/// question or variant has. Made once from its entries; any number of threads may search it.
/// </summary>
public sealed class KnowledgeIndex
{
    /// <summary>Below this share of the words nothing was found, only something that stands nearest.</summary>
    public const double SureShare = 0.42;

    /// <summary>By so much the first must lead the second to be the answer.</summary>
    public const double SureLead = 1.25;

    private const double Saturation = 0.9;
    private const double LengthPart = 0.5;

    /// <summary>What BM25F and the likeness to one question each weigh.</summary>
    private const double LikenessPart = 0.4;

    /// <summary>Question, variants, answers.</summary>
    private static readonly double[] FieldWeights = [2, 1.5, 1];

    private readonly IReadOnlyList<KnowledgeEntry> _entries;
    private readonly Dictionary<uint, List<Posting>> _postings = [];
    private readonly List<(int Entry, Dictionary<uint, Term> Terms, double Length)> _askings = [];
    private readonly Dictionary<uint, List<int>> _askingsOf = [];

    public KnowledgeIndex(IReadOnlyList<KnowledgeEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _entries = entries;
        Dictionary<uint, Term>[][] fields = [.. entries.Select(entry => new[] { KnowledgeTerms.Of(entry.Question), KnowledgeTerms.Of(string.Join('\n', entry.Variants)), KnowledgeTerms.Of($"{entry.ForResidents}\n{entry.ForProfessionals}") })];
        double[] means = [.. Enumerable.Range(0, FieldWeights.Length).Select(field => Math.Max(1, fields.Select(one => (double)LengthOf(one[field])).DefaultIfEmpty(1).Average()))];
        for (int entry = 0; entry < entries.Count; entry++)
        {
            AddEntry(entry, fields[entry], means);
        }

        for (int entry = 0; entry < entries.Count; entry++)
        {
            foreach (string asking in entries[entry].Variants.Prepend(entries[entry].Question))
            {
                AddAsking(entry, KnowledgeTerms.Of(asking));
            }
        }
    }

    /// <summary>The nearest entries, best first; none where no word of the question stands anywhere.</summary>
    /// <param name="max">At most so many.</param>
    public IReadOnlyList<KnowledgeFind> Search(string question, int max = 10)
    {
        Dictionary<uint, Term> asked = KnowledgeTerms.Of(question);
        double[] scores = new double[_entries.Count];
        double[] shares = new double[_entries.Count];
        double all = 0;
        foreach ((uint term, Term kind) in asked)
        {
            List<Posting>? postings = _postings.GetValueOrDefault(term);
            double rarity = RarityOf(postings?.Count ?? 0) * kind.Weight;
            all += rarity;
            foreach (Posting posting in postings ?? [])
            {
                scores[posting.Entry] += rarity * posting.Frequency / (Saturation + posting.Frequency);
                shares[posting.Entry] += rarity;
            }
        }

        if (all <= 0)
        {
            return [];
        }

        double[] likeness = Likeness(asked);
        return [.. Enumerable.Range(0, _entries.Count).Where(entry => scores[entry] > 0)
            .Select(entry => new KnowledgeFind(_entries[entry], (scores[entry] / all) + (LikenessPart * likeness[entry]), shares[entry] / all))
            .OrderByDescending(find => find.Score).ThenBy(find => find.Entry.Id, StringComparer.Ordinal).Take(max)];
    }

    /// <summary>Whether the first of them is the answer, and not only the nearest.</summary>
    public static bool IsSure(IReadOnlyList<KnowledgeFind> finds)
    {
        ArgumentNullException.ThrowIfNull(finds);
        return finds.Count > 0 && finds[0].Share >= SureShare && (finds.Count == 1 || finds[0].Score >= finds[1].Score * SureLead);
    }

    /// <summary>By entry: the cosine of the nearest single question or variant, rare terms counting more.</summary>
    private double[] Likeness(Dictionary<uint, Term> asked)
    {
        double[] dots = new double[_askings.Count];
        double length = 0;
        foreach ((uint term, Term kind) in asked)
        {
            double weight = kind.Weight * RarityOf(_postings.TryGetValue(term, out List<Posting>? postings) ? postings.Count : 0);
            length += weight * weight;
            foreach (int asking in _askingsOf.GetValueOrDefault(term) ?? [])
            {
                dots[asking] += weight * weight;
            }
        }

        double[] best = new double[_entries.Count];
        for (int asking = 0; asking < dots.Length; asking++)
        {
            if (dots[asking] > 0)
            {
                best[_askings[asking].Entry] = Math.Max(best[_askings[asking].Entry], dots[asking] / Math.Sqrt(Math.Max(1e-9, length * _askings[asking].Length)));
            }
        }

        return best;
    }

    private void AddEntry(int entry, Dictionary<uint, Term>[] fields, double[] means)
    {
        Dictionary<uint, double> frequencies = [];
        for (int field = 0; field < fields.Length; field++)
        {
            double norm = 1 - LengthPart + (LengthPart * LengthOf(fields[field]) / means[field]);
            foreach ((uint term, Term count) in fields[field])
            {
                frequencies[term] = frequencies.GetValueOrDefault(term) + (FieldWeights[field] * count.Count / norm);
            }
        }

        foreach ((uint term, double frequency) in frequencies)
        {
            if (!_postings.TryGetValue(term, out List<Posting>? postings))
            {
                _postings[term] = postings = [];
            }

            postings.Add(new Posting(entry, frequency));
        }
    }

    private void AddAsking(int entry, Dictionary<uint, Term> terms)
    {
        double length = terms.Sum(term => Math.Pow(term.Value.Weight * RarityOf(_postings.TryGetValue(term.Key, out List<Posting>? postings) ? postings.Count : 0), 2));
        foreach (uint term in terms.Keys)
        {
            if (!_askingsOf.TryGetValue(term, out List<int>? askings))
            {
                _askingsOf[term] = askings = [];
            }

            askings.Add(_askings.Count);
        }

        _askings.Add((entry, terms, length));
    }

    private double RarityOf(int count) => Math.Log(1 + ((_entries.Count - count + 0.5) / (count + 0.5)));

    private static int LengthOf(Dictionary<uint, Term> terms) => terms.Values.Sum(term => term.Count);

    private readonly record struct Posting(int Entry, double Frequency);
}
