using System.Reflection;
using Zaitaku.Bot.Emergency;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>The word lists of <c>Lexicon/*.tsv</c>, read once from the program itself and compiled.</summary>
public sealed class Lexicon
{
    /// <summary>Letters that may stand between the two parts of a word written with 「…」.</summary>
    public const int GapLettersMax = 14;

    private static readonly string[] Files = ["services", "capabilities", "conditions", "cues", Rules, "context", "ordinary"];

    /// <summary>In place of a list: the rules of danger, which are a file of their own.</summary>
    private const string Rules = "Rules.md";
    private static readonly Dictionary<string, Cue> Cues = Enum.GetValues<Cue>().ToDictionary(cue => cue.ToString(), StringComparer.OrdinalIgnoreCase);
    private readonly List<(int LettersMax, int Next)> _gaps = [];
    private readonly WordForms _forms = WordForms.Load();

    private Lexicon()
    {
    }

    public WordTrie Words { get; } = new();

    public TextNormalizer Normalizer { get; } = new(ReadTypos(), new SoundWords(Lines("sounds")));

    public static Lexicon Load()
    {
        Lexicon lexicon = new();
        lexicon.AddRules(EmergencyRuleBook.Carried.Rules);
        for (byte file = 0; file < Files.Length; file++)
        {
            foreach (string line in Files[file] == Rules ? [] : Lines(Files[file]))
            {
                lexicon.AddLine(file, Files[file], line);
            }
        }

        MunicipalityNames.AddTo(lexicon.Words, Lines("municipalities"), (byte)Files.Length);
        return lexicon;
    }

    /// <summary>Lines of a word list without comments and empty lines.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Zaitaku.Bot.Understanding.Lexicon.{file}.tsv")
            ?? throw new InvalidOperationException($"The word list '{file}' is not in the program.");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    /// <summary>Slips, then words typed in kana; a kana word stands for its katakana too.</summary>
    private static (string Wrong, string Right)[] ReadTypos() =>
        [.. Pairs("typos").Concat(Pairs("kana").SelectMany(pair => new[] { pair, (TextNormalizer.KatakanaOf(pair.Wrong), pair.Right) }))];

    private static IEnumerable<(string Wrong, string Right)> Pairs(string file) =>
        Lines(file).Select(line => line.Split('\t')).Where(cells => cells.Length == 2 && cells[0] != cells[1] && !cells[1].Contains(cells[0], StringComparison.Ordinal))
            .Select(cells => (cells[0], cells[1]));

    /// <summary>A lexicon of the words that tell of abuse and nothing else: what is danger and what is asked for is not read by it.</summary>
    public static Lexicon LoadAbuse()
    {
        Lexicon lexicon = new();
        IReadOnlyList<EmergencyRule> rules = EmergencyRuleBook.Carried.Rules;
        for (int at = 0; at < rules.Count; at++)
        {
            if (rules[at].Kind >= RuleKind.Abuse)
            {
                lexicon.AddWords(rules[at].Words, new WordEntry(WordLayer.Cue, (byte)Cue.Life, -1, WordEdges.None, FileOf(Rules), 0, (byte)(at + 1)));
                lexicon.AddWords(rules[at].Exempt, new WordEntry(WordLayer.Block, 0, -1, WordEdges.None, FileOf(Rules), 0, (byte)(at + 1)));
            }
        }

        return lexicon;
    }

    private void AddRules(IReadOnlyList<EmergencyRule> rules)
    {
        for (int at = 0; at < rules.Count; at++)
        {
            byte rule = (byte)(at + 1);
            if (rules[at].Kind == RuleKind.Saying)
            {
                AddWords(rules[at].Words, new WordEntry(WordLayer.Block, 0, -1, WordEdges.None, FileOf(Rules), 0, rule));
            }
            else if (CueOf(rules[at].Kind) is var (cue, file))
            {
                AddWords(rules[at].Words, new WordEntry(WordLayer.Cue, (byte)cue, -1, WordEdges.None, FileOf(file), 0, rule));
                AddWords(rules[at].MachineWords, new WordEntry(WordLayer.Cue, (byte)Cue.Machine, -1, WordEdges.None, FileOf(Rules), 0, rule));
            }
        }
    }

    private void AddWords(IEnumerable<string> patterns, WordEntry entry)
    {
        foreach (string pattern in patterns)
        {
            AddPattern(entry, _forms.Fill(pattern));
        }
    }

    private static byte FileOf(string file) => (byte)Array.IndexOf(Files, file);

    /// <summary>What a rule's words count as, and with which list: blocks of that list hold for them.</summary>
    private static (Cue Cue, string File)? CueOf(RuleKind kind) => kind switch
    {
        RuleKind.Danger => (Cue.Life, Rules),
        RuleKind.DangerSuicide => (Cue.Suicide, Rules),
        RuleKind.DangerPlea => (Cue.Plea, Rules),
        RuleKind.Present => (Cue.Present, Rules),
        RuleKind.RightNow => (Cue.Now, "cues"),
        RuleKind.Past => (Cue.PastTime, "cues"),
        RuleKind.Settled => (Cue.Resolved, "cues"),
        RuleKind.Treated => (Cue.Treated, "cues"),
        RuleKind.Supposed => (Cue.Hypo, "cues"),
        RuleKind.Pets => (Cue.Pet, "cues"),
        RuleKind.SupposedAfter => (Cue.HypoAfter, "context"),
        _ => null,
    };

    private void AddLine(byte file, string name, string line)
    {
        int tab = line.IndexOf('\t', StringComparison.Ordinal);
        string tag = tab < 0 ? nameof(Cue.Ordinary) : line[..tab];
        foreach (string pattern in WordPattern.Split(line[(tab + 1)..]))
        {
            AddPattern(EntryOf(file, name, tag), _forms.Fill(pattern));
        }
    }

    private void AddPattern(WordEntry entry, string pattern)
    {
        string[] parts = pattern.Split('…');
        if (parts.Length > 1)
        {
            AddParts(entry, parts, GapLettersMax);
        }
        else if (WordPattern.Cut(pattern) is { } cut)
        {
            AddParts(entry, [cut.Left, cut.Right], lettersMax: 0);
        }
        else
        {
            foreach (string word in WordPattern.Expand(pattern))
            {
                Add(word, entry);
            }
        }
    }

    /// <summary>Parts of one word; the scan joins them from the left where each is found near enough to the one before.</summary>
    private void AddParts(WordEntry entry, string[] parts, int lettersMax)
    {
        for (int at = 1; at < parts.Length; at++)
        {
            _gaps.Add((lettersMax, at + 1 < parts.Length ? _gaps.Count + 2 : 0));
            short gap = checked((short)_gaps.Count);
            foreach (string word in at == 1 ? WordPattern.Expand(parts[0]) : [])
            {
                Add(word, entry with { Gap = gap });
            }

            foreach (string word in WordPattern.Expand(parts[at]))
            {
                Add(word, entry with { Gap = (short)-gap });
            }
        }
    }

    public int GapCount => _gaps.Count;

    /// <summary>How many letters may stand between the parts of gap number <paramref name="gap"/>.</summary>
    public int GapLetters(int gap) => _gaps[gap - 1].LettersMax;

    /// <summary>The gap of which the two parts of <paramref name="gap"/> together are the first part, or 0.</summary>
    public int GapAfter(int gap) => _gaps[gap - 1].Next;

    private void Add(string word, WordEntry entry)
    {
        WordEdges edges = WordEdges.None;
        for (; word.Length > 0 && word[0] is '<' or '~' or '^'; word = word[1..])
        {
            edges |= word[0] switch { '<' => WordEdges.Left, '~' => WordEdges.Katakana, _ => WordEdges.Head };
        }

        for (; word.Length > 0 && word[^1] is '>' or '$'; word = word[..^1])
        {
            edges |= word[^1] == '>' ? WordEdges.Right : WordEdges.Tail;
        }

        string key = TextNormalizer.FoldWord(word.Replace(">", "", StringComparison.Ordinal).Replace("<", "", StringComparison.Ordinal));
        if (key.Length == 0)
        {
            return;
        }

        edges |= char.IsAsciiLetter(key[0]) ? WordEdges.Left : WordEdges.None;
        edges |= char.IsAsciiLetter(key[^1]) ? WordEdges.Right : WordEdges.None;
        bool isTiny = entry.Layer == WordLayer.Cue && entry.Tag == (byte)Cue.Ordinary && (key.Length == 1 || (key.Length <= 3 && key[0] is >= 'ぁ' and <= 'ゖ'));
        Words.Add(key, entry with { Edges = isTiny ? WordEdges.Left | WordEdges.Right : edges });
    }

    private static WordEntry EntryOf(byte file, string name, string tag)
    {
        if (tag == "-")
        {
            return new WordEntry(WordLayer.Block, 0, -1, WordEdges.None, file, 0);
        }

        if (Cues.TryGetValue(tag, out Cue cue))
        {
            WordLayer layer = name == "services" ? WordLayer.Service : name == "conditions" ? WordLayer.Condition : WordLayer.Cue;
            return new WordEntry(layer, (byte)(layer == WordLayer.Cue ? (int)cue : WeakFrom + (int)cue), -1, WordEdges.None, file, 0);
        }

        string[] ids = tag.Split('+');
        (WordLayer Layer, int Tag) first = Slot(ids[0]);
        return new WordEntry(first.Layer, (byte)first.Tag, (sbyte)(ids.Length > 1 ? Slot(ids[1]).Tag : -1), WordEdges.None, file, 0);
    }

    /// <summary>Weak words share the layer of services and conditions, above their ids.</summary>
    public const int WeakFrom = 64;

    /// <summary>What a tag stands for: an id of the domain, or the name of a cue or a weak word.</summary>
    public static string IdOf(WordLayer layer, int tag) =>
        layer is WordLayer.Cue ? ((Cue)tag).ToString() : tag >= WeakFrom ? ((Cue)(tag - WeakFrom)).ToString()
        : layer switch { WordLayer.Service => ((ServiceKind)tag).Id(), WordLayer.Capability => ((CapabilityKind)tag).Id(), _ => ((ConditionKind)tag).Id() };

    private static (WordLayer Layer, int Tag) Slot(string id) =>
        ServiceKinds.TryParse(id, out ServiceKind service) ? (WordLayer.Service, (int)service)
        : CapabilityKinds.TryParse(id, out CapabilityKind capability) ? (WordLayer.Capability, (int)capability)
        : ConditionKinds.TryParse(id, out ConditionKind condition) ? (WordLayer.Condition, (int)condition)
        : throw new InvalidDataException($"'{id}' in the word lists is neither an id of the domain nor a known cue.");
}
