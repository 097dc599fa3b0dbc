namespace Zaitaku.Bot.Understanding.Learned;

/// <summary>Trains both models from the utterances of the project's own sets: the same files give the same bytes.</summary>
public static class LearnedFiles
{
    /// <summary>Files of one kind that are read.</summary>
    private const int FilesMax = 100;

    /// <param name="utterances">Files of intent, services, capabilities, conditions, place, previous and text, apart by tabs.</param>
    /// <param name="danger">Files of 「now」 or 「not」, and text.</param>
    public static (byte[] Intents, byte[] Danger) Train(IReadOnlyList<string> utterances, IReadOnlyList<string> danger)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        ArgumentNullException.ThrowIfNull(danger);
        LearnedFeatures reader = new();
        List<LearnedExample> all = [.. utterances.Take(FilesMax).SelectMany(Rows).Select(cells => new LearnedExample(reader.Of(Unescaped(cells[6]), cells[5] == "-" ? null : cells[5]), cells[0]))];
        List<LearnedExample> dangers = [.. all.Select(one => one with { Class = one.Class == Intents.Emergency ? LearnedReading.Now : "-" }),
            .. danger.Take(FilesMax).SelectMany(Rows).Select(cells => new LearnedExample(reader.Of(Unescaped(cells[1]), null), cells[0] == LearnedReading.Now ? LearnedReading.Now : "-"))];
        return (LinearTrainer.Train(all), LinearTrainer.Train(dangers));
    }

    private static IEnumerable<string[]> Rows(string file) => File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'));

    private static string Unescaped(string text) => text.Replace("\\n", "\n", StringComparison.Ordinal);
}

/// <summary>Makes features of texts without the models.</summary>
public sealed class LearnedFeatures
{
    private readonly Lexicon _lexicon = Lexicon.Load();

    /// <summary>Of one text, as the reader makes them.</summary>
    public HashSet<uint> Of(string text, string? previous)
    {
        UtteranceScan scan = UtteranceScan.Of(_lexicon, _lexicon.Normalizer.Fold(text));
        return IntentFeatures.Of(scan, new PlaceReader(scan, new ScriptEdges(scan.Text)).Read(mayGuess: false), previous is not null);
    }
}
