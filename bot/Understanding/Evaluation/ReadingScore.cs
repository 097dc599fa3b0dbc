namespace Zaitaku.Bot.Understanding.Evaluation;

/// <summary>Of one intent: how many lines have it, how many were taken for it, how many rightly.</summary>
public sealed record IntentScore(string Intent, int Count, int Taken, int Right)
{
    /// <summary>Of those that have it, the share found, in per cent; 100 where there is none.</summary>
    public double Recall => Count == 0 ? 100 : 100.0 * Right / Count;

    /// <summary>Of those taken for it, the share that has it, in per cent; 100 where there is none.</summary>
    public double Precision => Taken == 0 ? 100 : 100.0 * Right / Taken;
}

/// <summary>One intent taken for another.</summary>
public sealed record Confusion(string Meant, string TakenFor, int Count);

/// <summary>What the reader made of a set of annotated utterances. Shares in per cent.</summary>
/// <param name="FalseAlarms">Lines that are no emergency and were taken for one.</param>
/// <param name="Misses">Lines of which anything was wrong, with what they were taken for.</param>
public sealed record ReadingScore(int Count, double Intent, double Services, double Capabilities, double Conditions, double Place, double EmergencyRecall, int FalseAlarms,
    IReadOnlyList<IntentScore> ByIntent, IReadOnlyList<Confusion> Confusions, IReadOnlyList<(AnnotatedUtterance Line, AnnotatedUtterance Read)> Misses)
{
    /// <summary>Intents of which the domain says that only the intent counts.</summary>
    private static readonly HashSet<string> IntentOnly =
        [Intents.ResourceDetail, Intents.Emergency, Intents.Observation, Intents.ReportSafety, Intents.Register, Intents.OutOfScope];

    /// <summary>Reads each line and compares.</summary>
    public static ReadingScore Of(IEnumerable<AnnotatedUtterance> lines, UtteranceReader reader)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(reader);
        List<(AnnotatedUtterance Line, AnnotatedUtterance Read)> all = [.. lines.Select(line => (line, line.As(reader.Read(line.Text, line.Previous))))];
        double Share(Func<AnnotatedUtterance, AnnotatedUtterance, bool> isRight) => all.Count == 0 ? 100 : 100.0 * all.Count(one => isRight(one.Line, one.Read)) / all.Count;
        List<(AnnotatedUtterance Line, AnnotatedUtterance Read)> emergencies = all.FindAll(one => one.Line.Intent == Intents.Emergency);
        return new ReadingScore(
            all.Count,
            Share((line, read) => line.Intent == read.Intent),
            Share(HasServices),
            Share(HasCapabilities),
            Share(HasConditions),
            Share(HasPlace),
            emergencies.Count == 0 ? 100 : 100.0 * emergencies.Count(one => one.Read.Intent == Intents.Emergency) / emergencies.Count,
            all.Count(one => one.Line.Intent != Intents.Emergency && one.Read.Intent == Intents.Emergency),
            [.. Intents.All.Select(intent => new IntentScore(intent, all.Count(one => one.Line.Intent == intent), all.Count(one => one.Read.Intent == intent), all.Count(one => one.Line.Intent == intent && one.Read.Intent == intent)))],
            [.. all.Where(one => one.Line.Intent != one.Read.Intent).GroupBy(one => (one.Line.Intent, one.Read.Intent)).Select(pair => new Confusion(pair.Key.Item1, pair.Key.Item2, pair.Count())).OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Meant, StringComparer.Ordinal).ThenBy(pair => pair.TakenFor, StringComparer.Ordinal)],
            all.FindAll(one => one.Line.Intent != one.Read.Intent || !HasServices(one.Line, one.Read) || !HasCapabilities(one.Line, one.Read) || !HasConditions(one.Line, one.Read) || !HasPlace(one.Line, one.Read)));
    }

    private static bool HasServices(AnnotatedUtterance line, AnnotatedUtterance read) => IntentOnly.Contains(line.Intent) || line.Services == read.Services;

    private static bool HasCapabilities(AnnotatedUtterance line, AnnotatedUtterance read) => IntentOnly.Contains(line.Intent) || line.Capabilities == read.Capabilities;

    private static bool HasConditions(AnnotatedUtterance line, AnnotatedUtterance read) => IntentOnly.Contains(line.Intent) || line.Conditions == read.Conditions;

    private static bool HasPlace(AnnotatedUtterance line, AnnotatedUtterance read) => IntentOnly.Contains(line.Intent) || line.Place == read.Place;
}
