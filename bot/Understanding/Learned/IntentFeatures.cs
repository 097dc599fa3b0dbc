namespace Zaitaku.Bot.Understanding.Learned;

/// <summary>What a classifier sees of an utterance: runs of letters, with names of places blotted out, and the words the lexicon knows.</summary>
public static class IntentFeatures
{
    /// <summary>Letters of the longest run.</summary>
    private const int RunMax = 4;

    /// <summary>Letters of a text that are looked at: the wish stands at its head or its end.</summary>
    private const int LettersMax = 240;

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
        string letters = Letters(scan.Text.Key, place);
        HashSet<uint> features = new(letters.Length * RunMax);
        for (int start = 0; start < letters.Length; start++)
        {
            uint hash = Offset;
            for (int length = 1; length <= RunMax && start + length <= letters.Length; length++)
            {
                hash = unchecked((hash ^ letters[start + length - 1]) * Prime);
                features.Add(hash);
            }
        }

        foreach (Hit hit in scan.Cues)
        {
            features.Add(Named('c', hit.Entry.Tag));
        }

        AddSlots(features, 's', scan.Services);
        AddSlots(features, 'n', scan.Capabilities);
        AddSlots(features, 'l', scan.Conditions);
        features.Add(Named('p', place is null ? 0 : 1));
        features.Add(Named('b', hasPrevious ? 1 : 0));
        features.Add(Named('z', Math.Min(letters.Length / 10, 9)));
        return features;
    }

    private static void AddSlots(HashSet<uint> features, char kind, List<Hit> hits)
    {
        features.Add(Named(kind, 1_000 + Math.Min(hits.Count, 3)));
        foreach (Hit hit in hits)
        {
            features.Add(Named(kind, hit.Entry.Tag));
        }
    }

    private static uint Named(char kind, int number) => unchecked(((((Offset ^ 0xFFFF) * Prime) ^ kind) * Prime ^ (uint)number) * Prime);

    /// <summary>Head and end of a long text; a place is one mark, since where is not what.</summary>
    private static string Letters(string key, Span? place)
    {
        string said = place is { } where ? string.Concat(key.AsSpan(0, where.Start), [PlaceMark], key.AsSpan(where.End)) : key;
        string kept = said.Length <= LettersMax ? said : string.Concat(said.AsSpan(0, LettersMax / 2), [Edge], said.AsSpan(said.Length - (LettersMax / 2)));
        return $"{Edge}{kept.Trim()}{Edge}";
    }
}
