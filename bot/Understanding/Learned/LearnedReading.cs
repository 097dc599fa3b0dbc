using System.Reflection;

namespace Zaitaku.Bot.Understanding.Learned;

/// <summary>
/// What the classifiers say beside the rules. The rules have the last word where it is about safety: what they hear as danger stays danger, a code stays a code. Of the rest the classifier
/// overrules them only where it is clearly surer; and it may hear danger in words the rules have never seen.
/// </summary>
public sealed class LearnedReading(LinearModel intents, LinearModel danger)
{
    /// <summary>From here on words the rules do not know are danger.</summary>
    private const float DangerMin = -0.15f;

    /// <summary>By so much another intent must be surer than the one the rules found.</summary>
    private const float LeadMin = 0.3f;

    /// <summary>Below this the likeliest intent of words that told the rules nothing is no more than a guess, and they stay not understood.</summary>
    private const float SureMin = -0.25f;

    private const string Prefix = "Zaitaku.Bot.Understanding.Learned.";

    /// <summary>Class of the danger model.</summary>
    internal const string Now = "now";

    /// <summary>The models the program carries.</summary>
    public static LearnedReading Load() => new(LinearModel.Read(Bytes("intents.bin")), LinearModel.Read(Bytes("danger.bin")));

    /// <param name="byRules">What the rules decided.</param>
    /// <param name="signs">What is known of the text.</param>
    /// <param name="place">The place named.</param>
    /// <param name="hasName">A name to look up is there.</param>
    public (string Intent, bool IsUnsure) Weigh((string Intent, bool IsUnsure) byRules, IntentSigns signs, Span? place, bool hasName)
    {
        ArgumentNullException.ThrowIfNull(signs);
        if (byRules.Intent == Intents.Emergency || signs.HasCode || signs.LetterCount == 0)
        {
            return byRules;
        }

        HashSet<uint> features = IntentFeatures.Of(signs.Scan, place, signs.HasPrevious);
        Span<float> scores = stackalloc float[LinearModel.ClassesMax];
        danger.Score(features, scores);
        bool isOfPets = signs.Scan.Has(Cue.Pet) && !signs.Scan.Has(Cue.Plea);
        if (scores[0] >= DangerMin && !isOfPets)
        {
            return (Intents.Emergency, false);
        }

        intents.Score(features, scores);
        int best = -1;
        float ruled = float.MinValue;
        for (int at = 0; at < intents.Classes.Count; at++)
        {
            ruled = intents.Classes[at] == byRules.Intent ? scores[at] : ruled;
            best = MayBe(intents.Classes[at], signs, hasName) && (best < 0 || scores[at] > scores[best]) ? at : best;
        }

        return byRules.IsUnsure ? scores[best] < SureMin ? byRules : (intents.Classes[best], false)
            : scores[best] - ruled > LeadMin ? (intents.Classes[best], false) : byRules;
    }

    /// <summary>Danger is the other model's; a list is refined only after one, and a detail is asked of something.</summary>
    private static bool MayBe(string intent, IntentSigns signs, bool hasName) => intent switch
    {
        Intents.Emergency => false,
        Intents.RefineSearch => signs.HasPrevious,
        Intents.ResourceDetail => signs.HasPrevious || hasName,
        Intents.Register => signs.Scan.Has(Cue.Register),
        _ => true,
    };

    private static byte[] Bytes(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name) ?? throw new InvalidOperationException($"The model '{name}' is not in the program.");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
