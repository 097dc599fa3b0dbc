using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Scheduler.Knowledge;
using Zaitaku.Tests.Understanding;

namespace Zaitaku.Tests.Knowledge;

/// <summary>Collections of other domains (invented: a city office, an online shop), asked in other words by another pen than who wrote them: against plain character BM25.</summary>
public sealed class KnowledgeSearchTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(UtteranceSets.Root(), "tests", "Knowledge", "Collections");

    [Theory]
    [InlineData("city", 160, 320, 60)]
    [InlineData("shop", 60, 120, 66)]
    public void ARightAnswerIsAmongTheFirstThree_TenPointsOftenerThanByCharacterBm25(string name, int entries, int asked, double floor)
    {
        IReadOnlyList<FaqRow> rows = FaqTableReader.Read(Path.Combine(Folder, $"{name}.csv"));
        (string Id, string Query)[] queries = [.. File.ReadLines(Path.Combine(Folder, $"{name}-queries.tsv")).Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1]))];
        Assert.Equal((entries, asked), (rows.Count, queries.Length));
        KnowledgeIndex index = new([.. rows.Select(FaqCommand.EntryOf)]);
        long start = Stopwatch.GetTimestamp();
        double ours = Share(queries, query => index.Search(query, 3).Select(find => find.Entry.Id));
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds / queries.Length;
        double plain = Math.Max(Share(queries, new CharacterBm25(rows, 1).First), Share(queries, new CharacterBm25(rows, 2).First));
        output.WriteLine($"{name}: {ours:0.0} of 100 among the first three, character BM25 {plain:0.0}; {milliseconds:0.00} ms a question");
        Assert.True(ours >= plain + 10 && ours >= floor, $"{ours:0.0} against {plain:0.0}");
    }

    [Fact]
    public void OurOwnWordings_FindTheirEntry()
    {
        KnowledgeShelf shelf = new();
        (string, string)[] wordings = [.. shelf.Entries.SelectMany(entry => entry.Variants.Append(entry.Question).Select(wording => (entry.Id, wording)))];
        Assert.True(Share(wordings, query => shelf.Index.Search(query, 1).Select(find => find.Entry.Id)) >= 97);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("🙏🙏")]
    [InlineData("\ud83d")]
    public void NothingAsked_FindsNothing(string query) => Assert.Empty(new KnowledgeShelf().Index.Search(query));

    private static double Share((string Id, string Query)[] queries, Func<string, IEnumerable<string>> find) => 100.0 * queries.Count(one => find(one.Query).Contains(one.Id)) / queries.Length;

    /// <summary>BM25 over runs of so many letters of question and answer, the usual constants.</summary>
    private sealed class CharacterBm25
    {
        private readonly IReadOnlyList<FaqRow> _rows;
        private readonly int _length;
        private readonly Dictionary<string, int>[] _runs;
        private readonly Dictionary<string, int> _documents = [];
        private readonly double _mean;

        public CharacterBm25(IReadOnlyList<FaqRow> rows, int length)
        {
            (_rows, _length) = (rows, length);
            _runs = [.. rows.Select(row => RunsOf($"{row.Question}\n{row.Answer}"))];
            foreach (string run in _runs.SelectMany(one => one.Keys))
            {
                _documents[run] = _documents.GetValueOrDefault(run) + 1;
            }

            _mean = _runs.Average(one => one.Values.Sum());
        }

        public IEnumerable<string> First(string query)
        {
            double[] scores = new double[_rows.Count];
            foreach (string run in RunsOf(query).Keys.Where(_documents.ContainsKey))
            {
                double rarity = Math.Log(1 + ((_rows.Count - _documents[run] + 0.5) / (_documents[run] + 0.5)));
                for (int row = 0; row < scores.Length; row++)
                {
                    double count = _runs[row].GetValueOrDefault(run);
                    scores[row] += rarity * count * 2.2 / (count + (1.2 * (0.25 + (0.75 * _runs[row].Values.Sum() / _mean))));
                }
            }

            return scores.Index().OrderByDescending(one => one.Item).Take(3).Select(one => _rows[one.Index].Id);
        }

        private Dictionary<string, int> RunsOf(string text) => Enumerable.Range(0, Math.Max(0, text.Length - _length + 1)).Select(at => text.Substring(at, _length)).CountBy(run => run).ToDictionary();
    }
}
