namespace Zaitaku.Bot.Understanding;

/// <summary>Endings and groups that many words share, from forms.tsv: 動か{ない} is 動かない, 動かん, 動かへん and so on.</summary>
public sealed class WordForms
{
    /// <summary>Groups one word may name; more is a slip of the pen.</summary>
    private const int GroupsMax = 8;

    private readonly Dictionary<string, string> _groups = [];

    private WordForms()
    {
    }

    public static WordForms Load()
    {
        WordForms forms = new();
        foreach (string line in Lexicon.Lines("forms"))
        {
            string[] cells = line.Split('\t');
            forms._groups.Add(cells[0], cells[1]);
        }

        return forms;
    }

    /// <summary>The pattern with its groups written out.</summary>
    public string Fill(string pattern)
    {
        for (int count = 0; pattern.IndexOf('{', StringComparison.Ordinal) is var at and >= 0; count++)
        {
            int end = pattern.IndexOf('}', at);
            string name = end > at ? pattern[(at + 1)..end] : "";
            pattern = count < GroupsMax && _groups.TryGetValue(name, out string? group)
                ? string.Concat(pattern.AsSpan(0, at), group, pattern.AsSpan(end + 1))
                : throw new InvalidDataException($"The pattern '{pattern}' names a group that forms.tsv does not have, or too many.");
        }

        return pattern;
    }
}
