using Zaitaku.Bot.Knowledge;

namespace Zaitaku.Bot.Unanswered;

/// <summary>Puts questions together that are alike: those that name the same unknown place or name, and those that share most of their words.</summary>
public static class QuestionGroupRules
{
    /// <summary>Letters of a question that are compared; what comes later seldom is what is asked.</summary>
    private const int LettersMax = 200;

    /// <summary>From this likeness to the first of a group on a question belongs to it.</summary>
    private const double LikeMin = 0.5;

    /// <summary>Groups compared with; later questions that fit none of them stand alone.</summary>
    private const int ComparedMax = 1_000;

    /// <param name="lines">Newest first.</param>
    /// <returns>The biggest first, and of equals the newest.</returns>
    public static IReadOnlyList<QuestionGroup> Group(IReadOnlyList<OpenQuestion> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Leaders leaders = new();
        Dictionary<string, List<OpenQuestion>> groups = new(StringComparer.Ordinal);
        foreach (IGrouping<string, OpenQuestion> same in lines.GroupBy(KeyOf).OrderByDescending(same => same.Count()))
        {
            string key = same.Key[0] == Named ? same.Key : leaders.Of(same.Key, same.First().Text);
            if (!groups.TryGetValue(key, out List<OpenQuestion>? group))
            {
                groups[key] = group = [];
            }

            group.AddRange(same);
        }

        return [.. groups.Values.Select(group => new QuestionGroup([.. group.OrderByDescending(line => line.SaidAt).ThenByDescending(line => line.Id)]))
            .OrderByDescending(group => group.Lines.Count).ThenByDescending(group => group.Last).ThenByDescending(group => group.Id)];
    }

    private const char Named = '=';

    private static string KeyOf(OpenQuestion line) => line.Unknown.Length > 0 ? $"{Named}{TaughtShelf.KeyOf(line.Unknown)}" : $"?{QuestionKeyRules.KeyOf(Cut(line.Text))}";

    private static string Cut(string text) => text.Length <= LettersMax ? text : text[..LettersMax];

    /// <summary>The first question of each group, found by its terms.</summary>
    private sealed class Leaders
    {
        private readonly List<(string Key, double Length)> _leaders = [];
        private readonly Dictionary<uint, List<int>> _byTerm = [];

        /// <returns>The key of the nearest group, or its own.</returns>
        public string Of(string key, string text)
        {
            Dictionary<uint, Term> terms = KnowledgeTerms.Of(Cut(text));
            double length = terms.Values.Sum(term => (double)term.Weight * term.Weight);
            double[] common = new double[_leaders.Count];
            foreach ((uint term, Term kind) in terms)
            {
                foreach (int leader in _byTerm.GetValueOrDefault(term) ?? [])
                {
                    common[leader] += (double)kind.Weight * kind.Weight;
                }
            }

            (int best, double like) = (-1, LikeMin);
            for (int leader = 0; leader < common.Length; leader++)
            {
                double one = common[leader] / Math.Sqrt(Math.Max(1e-9, length * _leaders[leader].Length));
                (best, like) = one >= like ? (leader, one) : (best, like);
            }

            if (best < 0)
            {
                Add(key, terms.Keys, length);
            }

            return best < 0 ? key : _leaders[best].Key;
        }

        private void Add(string key, IEnumerable<uint> terms, double length)
        {
            if (_leaders.Count >= ComparedMax)
            {
                return;
            }

            foreach (uint term in terms)
            {
                if (!_byTerm.TryGetValue(term, out List<int>? leaders))
                {
                    _byTerm[term] = leaders = [];
                }

                leaders.Add(_leaders.Count);
            }

            _leaders.Add((key, length));
        }
    }
}
