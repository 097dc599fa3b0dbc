namespace Zaitaku.Bot.Understanding;

/// <summary>Spells out a word of the lexicon: <c>往診(医|の先生|)</c> is three words. Groups may nest.</summary>
public static class WordPattern
{
    /// <summary>Words one pattern may stand for; more would make the start slow and hide a slip of the pen.</summary>
    public const int ExpansionMax = 3_000;

    /// <summary>Words of a line: parted by spaces outside of groups.</summary>
    public static IEnumerable<string> Split(string line)
    {
        int depth = 0;
        int start = 0;
        for (int at = 0; at <= line.Length; at++)
        {
            char letter = at < line.Length ? line[at] : ' ';
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (letter == ' ' && depth <= 0)
            {
                if (at > start)
                {
                    yield return line[start..at];
                }

                start = at + 1;
            }
        }
    }

    public static IReadOnlyList<string> Expand(string pattern)
    {
        int at = 0;
        List<string> words = Alternatives(pattern, ref at);
        return words.Count <= ExpansionMax
            ? words
            : throw new InvalidDataException($"The pattern '{pattern}' stands for {words.Count} words; {ExpansionMax} is the limit.");
    }

    /// <summary>
    /// Cuts a pattern of many words in two touching parts, where the sum of their words is least. Null when the pattern is small or cannot be cut.
    /// 20 beginnings and 30 endings are then 50 words to keep instead of 600.
    /// </summary>
    public static (string Left, string Right)? Cut(string pattern)
    {
        List<string> atoms = Atoms(pattern);
        (int Count, int Shortest)[] sizes = [.. atoms.Select(Size)];
        if (atoms.Contains("|") || sizes.Aggregate(1L, (product, size) => product * size.Count) <= WholeMax)
        {
            return null;
        }

        (long Least, int At) best = (long.MaxValue, 0);
        for (int at = 1; at < atoms.Count; at++)
        {
            bool isSound = sizes.Take(at).Sum(size => size.Shortest) > 0 && sizes.Skip(at).Sum(size => size.Shortest) > 0;
            long sum = sizes.Take(at).Aggregate(1L, (product, size) => product * size.Count) + sizes.Skip(at).Aggregate(1L, (product, size) => product * size.Count);
            best = isSound && sum < best.Least ? (sum, at) : best;
        }

        return best.At == 0 ? null : (string.Concat(atoms.Take(best.At)), string.Concat(atoms.Skip(best.At)));
    }

    /// <summary>Patterns of up to so many words are kept whole.</summary>
    private const int WholeMax = 40;

    private static (int Count, int Shortest) Size(string atom)
    {
        IReadOnlyList<string> words = Expand(atom);
        return (words.Count, words.Min(word => word.Trim('$', '>', '<', '^', '~').Length));
    }

    private static List<string> Atoms(string pattern)
    {
        List<string> atoms = [];
        int depth = 0;
        int start = 0;
        for (int at = 0; at < pattern.Length; at++)
        {
            depth += pattern[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                atoms.Add(pattern[start..(at + 1)]);
                start = at + 1;
            }
        }

        return atoms;
    }

    private static List<string> Alternatives(string pattern, ref int at)
    {
        List<string> all = [];
        List<string> current = [""];
        for (; at < pattern.Length && pattern[at] != ')'; at++)
        {
            switch (pattern[at])
            {
                case '|':
                    all.AddRange(current);
                    current = [""];
                    break;
                case '(':
                    at++;
                    List<string> inner = Alternatives(pattern, ref at);
                    current = [.. current.SelectMany(head => inner, (head, tail) => head + tail)];
                    break;
                default:
                    int end = pattern.AsSpan(at).IndexOfAny("(|)");
                    string run = end < 0 ? pattern[at..] : pattern.Substring(at, end);
                    for (int word = 0; word < current.Count; word++)
                    {
                        current[word] += run;
                    }

                    at += run.Length - 1;
                    break;
            }
        }

        all.AddRange(current);
        return all;
    }
}
