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
                    char letter = pattern[at];
                    current = [.. current.Select(head => head + letter)];
                    break;
            }
        }

        all.AddRange(current);
        return all;
    }
}
