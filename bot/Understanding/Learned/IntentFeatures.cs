namespace Zaitaku.Bot.Understanding.Learned;

/// <summary>Takes the features of a text, one by one.</summary>
internal interface IFeatureSink
{
    /// <summary>A run of letters of the text.</summary>
    void Take(uint hash, ReadOnlySpan<char> run);

    /// <summary>A fact: a kind (c, s, n, l: a found cue, service, need, limit; p, b, z: place, words before, length) and its number.</summary>
    void Take(uint hash, char kind, int number);
}

/// <summary>What a classifier sees of an utterance: runs of letters, with names of places blotted out, and the words the lexicon knows.</summary>
public static class IntentFeatures
{
    /// <summary>Letters of the longest run.</summary>
    private const int RunMax = 4;

    /// <summary>Letters of a text that are looked at: the wish stands at its head or its end.</summary>
    private const int LettersMax = 240;

    /// <summary>Numbers from here on count the found words of a kind.</summary>
    internal const int CountsFrom = 1_000;

    private const uint Offset = 2_166_136_261;
    private const uint Prime = 16_777_619;
    private const char Edge = '\u0002';
    private const char PlaceMark = '\u0003';

    /// <param name="scan">The words found.</param>
    /// <param name="place">The place named, if any.</param>
    /// <param name="hasPrevious">Whether something was said before.</param>
    public static HashSet<uint> Of(UtteranceScan scan, Span? place, bool hasPrevious)
    {
        ArgumentNullException.ThrowIfNull(scan);
        HashSink sink = new([]);
        Give(scan, place, hasPrevious, ref sink);
        return sink.Hashes;
    }

    /// <summary>The same, for somebody who wants to know what each is.</summary>
    internal static void Give<T>(UtteranceScan scan, Span? place, bool hasPrevious, ref T sink)
        where T : IFeatureSink
    {
        string letters = Letters(scan.Text.Key, place);
        for (int start = 0; start < letters.Length; start++)
        {
            uint hash = Offset;
            for (int length = 1; length <= RunMax && start + length <= letters.Length; length++)
            {
                hash = unchecked((hash ^ letters[start + length - 1]) * Prime);
                sink.Take(hash, letters.AsSpan(start, length));
            }
        }

        foreach (Hit hit in scan.Cues)
        {
            Give(ref sink, 'c', hit.Entry.Tag);
        }

        GiveSlots(ref sink, 's', scan.Services);
        GiveSlots(ref sink, 'n', scan.Capabilities);
        GiveSlots(ref sink, 'l', scan.Conditions);
        Give(ref sink, 'p', place is null ? 0 : 1);
        Give(ref sink, 'b', hasPrevious ? 1 : 0);
        Give(ref sink, 'z', Math.Min(letters.Length / 10, 9));
    }

    private static void GiveSlots<T>(ref T sink, char kind, List<Hit> hits)
        where T : IFeatureSink
    {
        Give(ref sink, kind, CountsFrom + Math.Min(hits.Count, 3));
        foreach (Hit hit in hits)
        {
            Give(ref sink, kind, hit.Entry.Tag);
        }
    }

    private static void Give<T>(ref T sink, char kind, int number)
        where T : IFeatureSink => sink.Take(unchecked(((((Offset ^ 0xFFFF) * Prime) ^ kind) * Prime ^ (uint)number) * Prime), kind, number);

    /// <summary>Head and end of a long text; a place is one mark, since where is not what.</summary>
    private static string Letters(string key, Span? place)
    {
        string said = place is { } where ? string.Concat(key.AsSpan(0, where.Start), [PlaceMark], key.AsSpan(where.End)) : key;
        string kept = said.Length <= LettersMax ? said : string.Concat(said.AsSpan(0, LettersMax / 2), [Edge], said.AsSpan(said.Length - (LettersMax / 2)));
        return $"{Edge}{kept.Trim()}{Edge}";
    }

    private readonly struct HashSink(HashSet<uint> hashes) : IFeatureSink
    {
        public HashSet<uint> Hashes { get; } = hashes;

        public void Take(uint hash, ReadOnlySpan<char> run) => Hashes.Add(hash);

        public void Take(uint hash, char kind, int number) => Hashes.Add(hash);
    }

    /// <summary>A fact as people read it.</summary>
    internal static string Shown(char kind, int number) => kind switch
    {
        'c' => $"cue {(Cue)number}",
        's' or 'n' or 'l' when number >= CountsFrom => $"{number - CountsFrom} {LayerOf(kind)}",
        's' or 'n' or 'l' => $"{LayerOf(kind)} {Lexicon.IdOf(kind switch { 's' => WordLayer.Service, 'n' => WordLayer.Capability, _ => WordLayer.Condition }, number)}",
        'p' => number == 0 ? "no place" : "a place",
        'b' => number == 0 ? "nothing before" : "words before",
        _ => $"length {number}",
    };

    private static string LayerOf(char kind) => kind switch { 's' => "service", 'n' => "capability", _ => "condition" };

    /// <summary>A run as people read it: where the text begins or ends, and where a place stood.</summary>
    internal static string Shown(ReadOnlySpan<char> run) => run.ToString().Replace(Edge, '|').Replace(PlaceMark, '〒');
}
