using System.Buffers.Binary;
using System.Text;

namespace Zaitaku.Bot.Understanding.Learned;

/// <summary>A linear classifier of features that are there or not: one weight a feature and class, in whole numbers. Any number of threads may ask it.</summary>
/// <remarks>The file: "ZLM1", the count of classes, their names (length and UTF-8), their biases and scales; the count of features, their hashes in rising order,
/// then a signed byte for every feature and class. Numbers are little-endian.</remarks>
public sealed class LinearModel
{
    /// <summary>Bytes of a model that are read; ours has about a million.</summary>
    public const int BytesMax = 32_000_000;

    /// <summary>Classes a model may have.</summary>
    public const int ClassesMax = 64;

    private static readonly byte[] Magic = "ZLM1"u8.ToArray();
    private readonly string[] _classes;
    private readonly float[] _biases;
    private readonly float[] _scales;
    private readonly Dictionary<uint, int> _rows;
    private readonly sbyte[] _weights;

    private LinearModel(string[] classes, float[] biases, float[] scales, Dictionary<uint, int> rows, sbyte[] weights)
    {
        (_classes, _biases, _scales, _rows, _weights) = (classes, biases, scales, rows, weights);
    }

    /// <summary>Names of the classes, in the order of <see cref="Score"/>.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>Features that have a weight.</summary>
    public int FeatureCount => _rows.Count;

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The bytes are none of ours.</exception>
    public static LinearModel Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ReadParts(bytes);
        }
        catch (Exception problem) when (problem is ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The model is cut short or is none.", problem);
        }
    }

    private static LinearModel ReadParts(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BytesMax || !bytes.StartsWith(Magic))
        {
            throw new InvalidDataException("The model does not begin as one does.");
        }

        bytes = bytes[Magic.Length..];
        string[] classes = new string[Math.Min(Take(ref bytes), ClassesMax)];
        for (int at = 0; at < classes.Length; at++)
        {
            int length = Take(ref bytes);
            classes[at] = Encoding.UTF8.GetString(bytes[..length]);
            bytes = bytes[length..];
        }

        float[] biases = Floats(ref bytes, classes.Length);
        float[] scales = Floats(ref bytes, classes.Length);
        int features = Take(ref bytes);
        Dictionary<uint, int> rows = new(Math.Min(features, bytes.Length));
        for (int at = 0; at < features; at++)
        {
            rows[(uint)Take(ref bytes)] = at * classes.Length;
        }

        sbyte[] weights = new sbyte[checked(features * classes.Length)];
        bytes[..weights.Length].CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(weights.AsSpan()));
        return new LinearModel(classes, biases, scales, rows, weights);
    }

    /// <summary>Writes what <see cref="Read"/> reads. <paramref name="rows"/> in the order of their hashes, each with a weight for every class.</summary>
    internal static byte[] Write(IReadOnlyList<string> classes, float[] biases, float[] scales, IReadOnlyList<(uint Hash, sbyte[] Weights)> rows)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(Magic);
        writer.Write(classes.Count);
        foreach (string name in classes)
        {
            byte[] letters = Encoding.UTF8.GetBytes(name);
            writer.Write(letters.Length);
            writer.Write(letters);
        }

        foreach (float number in (IEnumerable<float>)[.. biases, .. scales])
        {
            writer.Write(number);
        }

        writer.Write(rows.Count);
        foreach ((uint hash, _) in rows)
        {
            writer.Write(hash);
        }

        foreach ((_, sbyte[] weights) in rows)
        {
            writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(weights.AsSpan()));
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>What speaks for each class: above 0 for, below 0 against. <paramref name="scores"/> has a place for each of <see cref="Classes"/>.</summary>
    public void Score(HashSet<uint> features, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(features);
        Span<int> sums = stackalloc int[ClassesMax];
        sums.Clear();
        foreach (uint feature in features)
        {
            if (_rows.TryGetValue(feature, out int row))
            {
                ReadOnlySpan<sbyte> weights = _weights.AsSpan(row, _classes.Length);
                for (int at = 0; at < weights.Length; at++)
                {
                    sums[at] += weights[at];
                }
            }
        }

        double length = Math.Sqrt(Math.Max(1, features.Count));
        for (int at = 0; at < _classes.Length; at++)
        {
            scores[at] = (float)((sums[at] * (double)_scales[at] / length) + _biases[at]);
        }
    }

    /// <summary>What one feature adds for a class, before the length of the text is taken out; 0 for one never seen.</summary>
    public float WeightOf(uint feature, int at) => _rows.TryGetValue(feature, out int row) ? _weights[row + at] * _scales[at] : 0;

    /// <summary>The likeliest class, how much speaks for it, and by how much it leads the next.</summary>
    public (string Class, float Score, float Lead) Best(HashSet<uint> features)
    {
        Span<float> scores = stackalloc float[ClassesMax];
        Score(features, scores);
        (int best, float first, float second) = (0, float.MinValue, float.MinValue);
        for (int at = 0; at < _classes.Length; at++)
        {
            if (scores[at] > first)
            {
                (best, first, second) = (at, scores[at], first);
            }
            else if (scores[at] > second)
            {
                second = scores[at];
            }
        }

        return (_classes[best], first, _classes.Length > 1 ? first - second : first);
    }

    private static int Take(ref ReadOnlySpan<byte> bytes)
    {
        int number = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        bytes = bytes[4..];
        return number;
    }

    private static float[] Floats(ref ReadOnlySpan<byte> bytes, int count)
    {
        float[] floats = new float[count];
        for (int at = 0; at < count; at++)
        {
            floats[at] = BinaryPrimitives.ReadSingleLittleEndian(bytes);
            bytes = bytes[4..];
        }

        return floats;
    }
}
