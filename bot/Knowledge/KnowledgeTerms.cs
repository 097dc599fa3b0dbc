using System.Reflection;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Knowledge;

/// <summary>What a text is searched by: runs of letters, whole words by their script, and what words mean the same.</summary>
/// <remarks>Terms are hashes; two that collide by chance cost nothing that could be seen.</remarks>
public sealed class KnowledgeTerms
{
    /// <summary>Letters of a text that are read.</summary>
    private const int LettersMax = 2_000;

    /// <summary>Words of another script than kana: runs from two letters on.</summary>
    private const int WordMin = 2;

    private const uint Offset = 2_166_136_261;
    private const uint Prime = 16_777_619;

    private static readonly TextNormalizer Normalizer = new([]);
    private static readonly Lexicon Domain = Lexicon.Load();
    private static readonly ILookup<char, (string Word, uint Group)> Synonyms = ReadSynonyms().ToLookup(one => one.Word[0]);

    /// <summary>How much a kind of term counts.</summary>
    internal const float OfGroup = 1.5f, OfWord = 0.8f, OfThree = 1f, OfTwo = 1f, OfKana = 0.2f, OfKanji = 1.2f, OfDomain = 1.6f;

    /// <summary>Terms of a text with how often they stand in it.</summary>
    public static Dictionary<uint, Term> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        FoldedText folded = Normalizer.Fold(text.Length <= LettersMax ? text : text[..LettersMax]);
        Dictionary<uint, Term> terms = [];
        AddRuns(terms, folded);
        AddWords(terms, folded);
        AddGroups(terms, folded.Key);
        AddDomain(terms, folded);
        return terms;
    }

    private static void AddRuns(Dictionary<uint, Term> terms, FoldedText text)
    {
        string key = text.Key;
        for (int start = 0; start < key.Length; start++)
        {
            uint hash = Offset;
            bool isKana = true;
            for (int length = 1; length <= 3 && start + length <= key.Length && char.IsLetterOrDigit(key[start + length - 1]); length++)
            {
                char letter = key[start + length - 1];
                isKana = isKana && IsHiragana(text.Plain[start + length - 1]);
                hash = unchecked((hash ^ letter) * Prime);
                float weight = length switch { 1 => IsKanji(letter) ? OfKanji : 0, 2 => isKana ? OfKana : OfTwo, _ => isKana ? OfKana : OfThree };
                Add(terms, hash, weight);
            }
        }
    }

    /// <summary>Runs of one script, as words stand in Japanese: 介護, サービス, line.</summary>
    private static void AddWords(Dictionary<uint, Term> terms, FoldedText text)
    {
        int start = 0;
        for (int at = 1; at <= text.Length; at++)
        {
            if (at < text.Length && ScriptOf(text.Plain[at]) == ScriptOf(text.Plain[start]))
            {
                continue;
            }

            if (at - start >= WordMin && ScriptOf(text.Plain[start]) is 'k' or 't' or 'a')
            {
                Add(terms, HashOf('w', text.Key.AsSpan(start, at - start)), OfWord);
            }

            start = at;
        }
    }

    private static void AddGroups(Dictionary<uint, Term> terms, string key)
    {
        HashSet<uint> found = [];
        for (int at = 0; at < key.Length; at++)
        {
            foreach ((string word, uint group) in Synonyms[key[at]])
            {
                if (key.AsSpan(at).StartsWith(word, StringComparison.Ordinal) && found.Add(group))
                {
                    Add(terms, group, OfGroup);
                }
            }
        }
    }

    /// <summary>Services and needs by their ids: 訪看 is 訪問看護.</summary>
    private static void AddDomain(Dictionary<uint, Term> terms, FoldedText text)
    {
        UtteranceScan scan = UtteranceScan.Of(Domain, text);
        foreach (Hit hit in scan.Services.Concat(scan.Capabilities))
        {
            if (hit.Entry.Tag < Lexicon.WeakFrom)
            {
                Add(terms, HashOf(hit.Entry.Layer == WordLayer.Service ? 's' : 'n', [(char)hit.Entry.Tag]), OfDomain);
            }
        }
    }

    private static void Add(Dictionary<uint, Term> terms, uint hash, float weight)
    {
        if (weight > 0)
        {
            terms[hash] = terms.TryGetValue(hash, out Term known) ? known with { Count = known.Count + 1 } : new Term(1, weight);
        }
    }

    private static uint HashOf(char kind, ReadOnlySpan<char> letters)
    {
        uint hash = unchecked((Offset ^ (uint)(0x1_0000 + kind)) * Prime);
        foreach (char letter in letters)
        {
            hash = unchecked((hash ^ letter) * Prime);
        }

        return hash;
    }

    private static char ScriptOf(char letter) => IsKanji(letter) ? 'k' : letter is >= 'ァ' and <= 'ヺ' or 'ー' ? 't' : char.IsAsciiLetterOrDigit(letter) ? 'a' : IsHiragana(letter) ? 'h' : ' ';

    private static bool IsKanji(char letter) => letter is >= '一' and <= '鿿' or '々';

    private static bool IsHiragana(char letter) => letter is >= 'ぁ' and <= 'ゖ';

    /// <summary>One group a line; words apart by spaces.</summary>
    private static (string Word, uint Group)[] ReadSynonyms()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Zaitaku.Bot.Knowledge.Synonyms.tsv") ?? throw new InvalidOperationException("The synonyms are not in the program.");
        using StreamReader reader = new(stream);
        List<(string, uint)> words = [];
        for (uint line = 1; reader.ReadLine() is { } text; line++)
        {
            if (text.Length > 0 && text[0] != '#')
            {
                words.AddRange(text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(word => (TextNormalizer.FoldWord(word), HashOf('g', [(char)line]))).Where(word => word.Item1.Length > 0));
            }
        }

        return [.. words];
    }
}

/// <summary>A term of a text.</summary>
/// <param name="Count">How often it stands there.</param>
/// <param name="Weight">How much its kind counts.</param>
public readonly record struct Term(int Count, float Weight);
