namespace Zaitaku.Bot.Understanding;

/// <summary>
/// Words of the trade behind what voice input and hurried converting make of them (「法門看護」, 「訪問かん護」): found by how each of their letters sounds. Made once; any number of threads may ask it.
/// </summary>
public sealed class SoundWords
{
    /// <summary>A word typed wholly in kana is one from so many letters on; shorter ones are parts of others.</summary>
    private const int AllKanaLettersMin = 3;

    /// <summary>Letters of the longest word.</summary>
    private const int LettersMax = 12;

    private readonly Node _root = new();
    private readonly HashSet<char> _heads = [];
    private readonly List<string> _others = [];

    /// <param name="lines">Lines of 音, 語 and 別, apart by tabs; see sounds.tsv.</param>
    /// <exception cref="InvalidDataException">A line is none of them, or a word has another count of sounds than of letters.</exception>
    public SoundWords(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Dictionary<string, HashSet<char>> sounds = new(StringComparer.Ordinal);
        List<(string Word, string[] Sounds)> words = [];
        foreach (string[] cells in lines.Select(line => line.Split('\t')))
        {
            switch (cells)
            {
                case ["音", var sound, var letters]:
                    (sounds.TryGetValue(sound, out HashSet<char>? known) ? known : sounds[sound] = []).UnionWith(letters);
                    break;
                case ["語", var word, var spoken] when spoken.Split('・') is var parts && parts.Length == word.Length && word.Length <= LettersMax:
                    words.Add((word, parts));
                    break;
                case ["別", var others]:
                    _others.AddRange(others.Split(' '));
                    break;
                default:
                    throw new InvalidDataException($"'{string.Join(' ', cells)}' tells no sound.");
            }
        }

        foreach ((string word, string[] spoken) in words)
        {
            Add(word, spoken, sounds);
        }
    }

    /// <summary>The longest word that is meant at a place of the text, or null where none is, or where it is written as it should be.</summary>
    /// <param name="text">Widths folded.</param>
    public (int Length, string Word)? FindAt(string text, int start)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (start >= text.Length || !_heads.Contains(KeyOf(text[start])))
        {
            return null;
        }

        (int Length, string Word)? best = null;
        Walk(_root, text, start, start, default, ref best);
        return best is { } found && !IsAnother(text, start, start + found.Length) && (found.Word.Length >= AllKanaLettersMin || StandsAlone(text, start, start + found.Length)) ? best : null;
    }

    private static void Walk(Node node, string text, int start, int at, Tally tally, ref (int Length, string Word)? best)
    {
        if (node.Word is { } word && at - start > (best?.Length ?? 0) && tally.Means(word.Length))
        {
            best = (at - start, word);
        }

        if (at >= text.Length)
        {
            return;
        }

        foreach (Edge edge in node.Edges)
        {
            if (text[at] == edge.Own)
            {
                Walk(edge.To, text, start, at + 1, tally with { Own = tally.Own + 1 }, ref best);
            }
            else if (edge.Alike.Contains(text[at]))
            {
                Walk(edge.To, text, start, at + 1, tally with { Alike = tally.Alike + 1 }, ref best);
            }

            if (SoundsAt(text, at, edge.Sound))
            {
                Walk(edge.To, text, start, at + edge.Sound.Length, tally with { Kana = tally.Kana + 1, BeginsInKana = tally.BeginsInKana || at == start }, ref best);
            }
        }
    }

    private static bool SoundsAt(string text, int at, string sound)
    {
        if (at + sound.Length > text.Length)
        {
            return false;
        }

        for (int letter = 0; letter < sound.Length; letter++)
        {
            if (KeyOf(text[at + letter]) != sound[letter])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A word of two letters is one only by itself: 「城南病院」 holds no 難病, 「一週間薬」 no 麻薬.</summary>
    private static bool StandsAlone(string text, int start, int end) => (start == 0 || !IsKanji(text[start - 1])) && (end >= text.Length || !IsKanji(text[end]));

    private static bool IsKanji(char letter) => letter is >= '\u4E00' and <= '\u9FFF' or '々';

    /// <summary>「老犬」 is a dog.</summary>
    private bool IsAnother(string text, int start, int end)
    {
        foreach (string other in _others)
        {
            int from = Math.Max(0, start - other.Length + 1);
            if (text.AsSpan(from, Math.Min(text.Length, end + other.Length - 1) - from).IndexOf(other) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string word, string[] spoken, Dictionary<string, HashSet<char>> sounds)
    {
        Node node = _root;
        for (int at = 0; at < word.Length; at++)
        {
            HashSet<char> alike = sounds.TryGetValue(spoken[at], out HashSet<char>? letters) ? letters : throw new InvalidDataException($"'{spoken[at]}' of '{word}' is no sound of the list.");
            if (at == 0)
            {
                _heads.UnionWith(alike);
                _heads.Add(word[0]);
                _heads.Add(spoken[0][0]);
            }

            Edge? edge = node.Edges.Find(one => one.Own == word[at] && one.Sound == spoken[at]);
            if (edge is null)
            {
                node.Edges.Add(edge = new Edge(word[at], spoken[at], alike, new Node()));
            }

            node = edge.To;
        }

        node.Word = word;
    }

    private static char KeyOf(char letter) => letter is >= 'ァ' and <= 'ヴ' ? (char)(letter - 0x60) : letter;

    private sealed class Node
    {
        public List<Edge> Edges { get; } = [];

        public string? Word { get; set; }
    }

    private sealed record Edge(char Own, string Sound, HashSet<char> Alike, Node To);

    /// <summary>How the letters of a word were written.</summary>
    private readonly record struct Tally(int Own, int Alike, int Kana, bool BeginsInKana)
    {
        /// <summary>At most half are other letters; a word of two has one of its own, at its head or after another letter of that sound.</summary>
        public bool Means(int letters) => Alike + Kana > 0 && Alike * 2 <= letters
            && (letters < AllKanaLettersMin ? Own > 0 && !BeginsInKana : Own > 0 || Alike == 0);
    }
}
