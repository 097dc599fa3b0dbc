using System.Reflection;

namespace Zaitaku.Bot.Understanding.Learned;

/// <summary>
/// What the classifiers say beside the rules. The rules have the last word where it is about safety: what they hear as danger stays danger, a code stays a code. Of the rest the classifier
/// overrules them only where it is clearly surer; and it may hear danger in words the rules have never seen.
/// </summary>
/// <param name="isAlone">The rules have no word, to compare.</param>
public sealed class LearnedReading(LinearModel intents, LinearModel danger, bool isAlone = false)
{
    /// <summary>From here on words the rules do not know are danger.</summary>
    private const float DangerMin = -0.15f;

    /// <summary>By so much another intent must be surer than the one the rules found.</summary>
    private const float LeadMin = 0.6f;

    /// <summary>The same between wishes that differ by a shade.</summary>
    private const float ShadeLeadMin = 0.3f;

    /// <summary>Below this the likeliest intent of words that told the rules nothing is no more than a guess, and they stay not understood.</summary>
    private const float SureMin = 0;

    /// <summary>The same for a wish that changes nothing for others.</summary>
    private const float HarmlessMin = -0.25f;

    private const string Prefix = "Zaitaku.Bot.Understanding.Learned.";

    /// <summary>Class of the danger model.</summary>
    internal const string Now = "now";

    private static readonly Lazy<LearnedReading> Carried = new(() => new LearnedReading(LinearModel.Read(Bytes("intents.bin")), LinearModel.Read(Bytes("danger.bin"))));

    /// <summary>The models the program carries, read once.</summary>
    public static LearnedReading Load() => Carried.Value;

    /// <summary>The classifiers without the rules, to compare; nobody is answered by it.</summary>
    public static LearnedReading Alone() => new(Carried.Value.IntentsModel, Carried.Value.DangerModel, isAlone: true);

    private LinearModel IntentsModel => intents;

    private LinearModel DangerModel => danger;

    /// <param name="byRules">What the rules decided.</param>
    /// <param name="signs">What is known of the text.</param>
    /// <param name="place">The place named.</param>
    /// <param name="hasName">A name to look up is there.</param>
    /// <param name="isAnswer">The words answer a question of ours: what they mean is for whoever asked, and only danger is listened for.</param>
    public (string Intent, bool IsUnsure) Weigh((string Intent, bool IsUnsure) byRules, IntentSigns signs, Span? place, bool hasName, bool isAnswer)
    {
        ArgumentNullException.ThrowIfNull(signs);
        if ((byRules.Intent == Intents.Emergency && !isAlone) || signs.HasCode || signs.LetterCount == 0)
        {
            return byRules;
        }

        HashSet<uint> features = IntentFeatures.Of(signs.Scan, place, signs.HasPrevious);
        Span<float> scores = stackalloc float[LinearModel.ClassesMax];
        danger.Score(features, scores);
        if (scores[0] >= DangerMin && !EmergencyRules.IsOnlyOfPets(signs.Scan))
        {
            return (Intents.Emergency, false);
        }

        return isAnswer ? byRules : Intent(byRules, signs, features, hasName);
    }

    /// <summary>What both models say of a text and what of it weighed most, strongest first.</summary>
    /// <param name="ruled">What the rules said, which the other intent is held against.</param>
    public LearnedSaying Explain(UtteranceScan scan, Span? place, bool hasPrevious, string ruled)
    {
        ArgumentNullException.ThrowIfNull(scan);
        HashSet<uint> features = IntentFeatures.Of(scan, place, hasPrevious);
        Span<float> scores = stackalloc float[LinearModel.ClassesMax];
        danger.Score(features, scores);
        float dangerScore = scores[0];
        (int best, _, float lead) = Likeliest(features, ruled);
        int against = intents.Classes.ToList().IndexOf(ruled);
        TellSink ofIntent = new(hash => intents.WeightOf(hash, best) - (against < 0 || against == best ? 0 : intents.WeightOf(hash, against)), features.Count), ofDanger = new(hash => danger.WeightOf(hash, 0), features.Count);
        IntentFeatures.Give(scan, place, hasPrevious, ref ofIntent);
        IntentFeatures.Give(scan, place, hasPrevious, ref ofDanger);
        return new LearnedSaying(intents.Classes[best], lead, dangerScore, ofIntent.Strongest(), ofDanger.Strongest());
    }

    private (string Intent, bool IsUnsure) Intent((string Intent, bool IsUnsure) byRules, IntentSigns signs, HashSet<uint> features, bool hasName)
    {
        (int best, float score, float lead) = Likeliest(features, byRules.Intent);
        string likeliest = intents.Classes[best];
        bool isHarmless = IsHarmless(likeliest, signs, hasName);
        bool isClear = byRules.IsUnsure ? score >= (isHarmless ? HarmlessMin : SureMin)
            : (signs.LetterCount >= SentenceLettersMin && lead > LeadMin) || (signs.LetterCount >= WholeLettersMin && lead > ShadeLeadMin && isHarmless && Shades.Contains(byRules.Intent) && byRules.Intent != Intents.Observation);
        return isClear || isAlone ? (likeliest, false) : byRules;
    }

    /// <summary>The likeliest intent but danger, which is the other model's; what speaks for it, and how much more than for what the rules said.</summary>
    private (int Best, float Score, float Lead) Likeliest(HashSet<uint> features, string ruled)
    {
        Span<float> scores = stackalloc float[LinearModel.ClassesMax];
        intents.Score(features, scores);
        int best = -1;
        float against = float.MinValue;
        for (int at = 0; at < intents.Classes.Count; at++)
        {
            against = intents.Classes[at] == ruled ? scores[at] : against;
            best = intents.Classes[at] != Intents.Emergency && (best < 0 || scores[at] > scores[best]) ? at : best;
        }

        return (best, scores[best], scores[best] - against);
    }

    /// <summary>Wishes that differ by a shade: to find, to know, to be heard, to note down.</summary>
    private static readonly HashSet<string> Shades = [Intents.FindResource, Intents.Faq, Intents.Consult, Intents.Observation, Intents.TalkToHuman, Intents.ConsultStatus, Intents.AskVacancy, Intents.AskEvent];

    /// <summary>A bare word or two (「訪問薬局」) is what it says.</summary>
    private const int SentenceLettersMin = 8;

    private const int WholeLettersMin = 12;

    private static bool IsHarmless(string intent, IntentSigns signs, bool hasName) =>
        Shades.Contains(intent) || intent switch
        {
            Intents.Greeting or Intents.Thanks or Intents.Help => true,
            Intents.RefineSearch => signs.HasPrevious,
            Intents.ResourceDetail => signs.HasPrevious || hasName,
            _ => false,
        };

    /// <summary>Weighs each feature and remembers what it was.</summary>
    private readonly struct TellSink(Func<uint, float> weightOf, int count) : IFeatureSink
    {
        /// <summary>Features that are told.</summary>
        private const int StrongestMax = 8;

        private readonly Dictionary<uint, Weighed> _all = [];

        public void Take(uint hash, ReadOnlySpan<char> run) => _all.TryAdd(hash, new Weighed(IntentFeatures.Shown(run), Of(hash)));

        public void Take(uint hash, char kind, int number) => _all.TryAdd(hash, new Weighed(IntentFeatures.Shown(kind, number), Of(hash)));

        public IReadOnlyList<Weighed> Strongest() => [.. _all.Values.OrderByDescending(one => Math.Abs(one.Weight)).ThenBy(one => one.What, StringComparer.Ordinal).Take(StrongestMax)];

        private float Of(uint hash) => weightOf(hash) / MathF.Sqrt(Math.Max(1, count));
    }

    private static byte[] Bytes(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name) ?? throw new InvalidOperationException($"The model '{name}' is not in the program.");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
