namespace Zaitaku.Bot.Understanding.Learned;

/// <summary>One line to learn from.</summary>
/// <param name="Features">Hashes of what is there.</param>
/// <param name="Class">What it is.</param>
public sealed record LearnedExample(HashSet<uint> Features, string Class);

/// <summary>
/// Trains a <see cref="LinearModel"/>: a support vector machine for each class against the others, squared hinge loss, by dual coordinate descent
/// (Hsieh et al., ICML 2008). Sums, products, quotients and square roots only, in a fixed order: the same examples give the same bytes on every machine.
/// </summary>
public static class LinearTrainer
{
    /// <summary>Passes over the examples.</summary>
    private const int Epochs = 30;

    /// <summary>A feature that fewer examples have says nothing that could be trusted.</summary>
    private const int SeenMin = 2;

    /// <param name="examples">Lines to learn from; their order matters to the last bit.</param>
    /// <param name="cost">How much a wrong line costs against large weights; 1 is usual.</param>
    public static byte[] Train(IReadOnlyList<LearnedExample> examples, double cost = 1)
    {
        ArgumentNullException.ThrowIfNull(examples);
        string[] classes = [.. examples.Select(example => example.Class).Distinct().Order(StringComparer.Ordinal)];
        uint[] hashes = [.. examples.SelectMany(example => example.Features).CountBy(feature => feature).Where(count => count.Value >= SeenMin).Select(count => count.Key).Order()];
        Dictionary<uint, int> places = hashes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[][] rows = [.. examples.Select(example => example.Features.Where(places.ContainsKey).Select(feature => places[feature]).Order().ToArray())];
        double[] lengths = [.. examples.Select(example => 1 / Math.Sqrt(Math.Max(1, example.Features.Count)))];
        int columns = classes.Length > 2 ? classes.Length : 1;
        string[] named = columns == 1 ? [classes[^1]] : classes;
        sbyte[][] weights = [.. hashes.Select(_ => new sbyte[columns])];
        (float[] biases, float[] scales) = (new float[columns], new float[columns]);
        for (int column = 0; column < columns; column++)
        {
            bool[] isOfClass = [.. examples.Select(example => example.Class == named[column])];
            (double[] learned, double bias) = Separate(rows, lengths, isOfClass, hashes.Length, cost);
            double most = Math.Max(1e-9, learned.Length == 0 ? 0 : learned.Max(Math.Abs));
            (biases[column], scales[column]) = ((float)bias, (float)(most / sbyte.MaxValue));
            for (int at = 0; at < learned.Length; at++)
            {
                weights[at][column] = (sbyte)Math.Round(learned[at] / most * sbyte.MaxValue);
            }
        }

        List<(uint, sbyte[])> kept = [.. hashes.Index().Where(pair => Array.Exists(weights[pair.Index], weight => weight != 0)).Select(pair => (pair.Item, weights[pair.Index]))];
        return LinearModel.Write(named, biases, scales, kept);
    }

    private static (double[] Weights, double Bias) Separate(int[][] rows, double[] lengths, bool[] isOfClass, int features, double cost)
    {
        double[] weights = new double[features];
        double[] alphas = new double[rows.Length];
        double bias = 0;
        double own = cost * Math.Sqrt((double)rows.Length / Math.Max(1, isOfClass.Count(mine => mine))); // A rare class is heard as well as a frequent one.
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        uint state = 20_261_123;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, ref state);
            foreach (int at in order)
            {
                double sign = isOfClass[at] ? 1 : -1;
                double softness = 0.5 / (isOfClass[at] ? own : cost);
                double margin = bias;
                foreach (int feature in rows[at])
                {
                    margin += weights[feature] * lengths[at];
                }

                double gradient = (sign * margin) - 1 + (alphas[at] * softness);
                double norm = (rows[at].Length * lengths[at] * lengths[at]) + 1 + softness;
                double alpha = Math.Max(0, alphas[at] - (gradient / norm));
                double step = (alpha - alphas[at]) * sign;
                alphas[at] = alpha;
                bias += step;
                foreach (int feature in rows[at])
                {
                    weights[feature] += step * lengths[at];
                }
            }
        }

        return (weights, bias);
    }

    private static void Shuffle(int[] order, ref uint state)
    {
        for (int at = order.Length - 1; at > 0; at--)
        {
            state = unchecked((state * 1_664_525) + 1_013_904_223);
            int other = (int)(state >> 8) % (at + 1);
            (order[at], order[other]) = (order[other], order[at]);
        }
    }
}
