using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Understanding.Learned;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>Reads one message. Made once; any number of threads may read with it. Needs no database and no network.</summary>
/// <param name="learned">What classifiers say beside the rules; null for the rules alone, to compare.</param>
public sealed class UtteranceReader(LearnedReading? learned)
{
    private readonly Lexicon _lexicon = Lexicon.Load();

    /// <summary>The reader as it serves: rules and classifiers.</summary>
    public UtteranceReader()
        : this(LearnedReading.Load())
    {
    }

    /// <param name="text">What the person wrote; beyond <see cref="TextNormalizer.TextLengthMax"/> it is looked through for danger only.</param>
    /// <param name="previous">The person's last message while the conversation lasts, or null.</param>
    /// <param name="isAnswer">The words answer a question of ours: their intent is told by the rules alone, and danger is listened for as ever.</param>
    public Understood Read(string text, string? previous, bool isAnswer = false) => Read(text, previous, isAnswer, learned).Read;

    private (Understood Read, IntentSigns Signs, Span? Place) Read(string text, string? previous, bool isAnswer, LearnedReading? with)
    {
        FoldedText folded = _lexicon.Normalizer.Fold(text);
        UtteranceScan scan = UtteranceScan.Of(_lexicon, folded);
        ScriptEdges edges = new(folded);
        Span? subject = DetailReader.Subject(folded, scan, edges);
        string? code = DetailReader.Code(folded, scan.Has(Cue.Register));
        Danger danger = EmergencyRules.Judge(scan);
        if ((text.Length > TextNormalizer.TextLengthMax || scan.IsCut) && danger != Danger.Now)
        {
            danger = DangerInPieces(text) ?? danger;
        }

        Span? place = new PlaceReader(scan, edges).Read(mayGuess: false);
        IntentSigns signs = new(scan, danger, HasPrevious: false, place is not null, subject is not null, code is not null && IsCodeLike(scan, code));
        bool leans = previous is not null && ContextRules.Leans(Understand(folded, edges, signs, place, subject, code, null, isAnswer), signs);
        signs = leans ? signs with { HasPrevious = true } : signs;
        return (Understand(folded, edges, signs, place, subject, code, with, isAnswer), signs, place);
    }

    /// <summary>The words of the lexicon that stand in a text.</summary>
    public UtteranceScan ScanOf(string text) => UtteranceScan.Of(_lexicon, _lexicon.Normalizer.Fold(text));

    /// <summary>The same, with which words led where.</summary>
    public Explanation Explain(string text, string? previous)
    {
        ArgumentNullException.ThrowIfNull(text);
        (Understood read, IntentSigns signs, Span? place) = Read(text, previous, isAnswer: false, learned);
        Understood byRules = Read(text, previous, isAnswer: false, null).Read;
        LearnedSaying? said = learned?.Explain(signs.Scan, place, signs.HasPrevious, byRules.Intent);
        DecidedBy by = (read.Intent, byRules.Intent) switch
        {
            (Intents.Emergency, Intents.Emergency) => DecidedBy.DangerRules,
            (Intents.Emergency, _) => DecidedBy.DangerClassifier,
            _ when read.Intent == byRules.Intent && read.IsUnsure == byRules.IsUnsure => DecidedBy.Rules,
            _ => DecidedBy.Classifier,
        };
        return new Explanation(read, by, byRules.Intent, said?.Likeliest, said?.Lead ?? 0, said?.DangerScore, Found(signs.Scan), EmergencyRuleBook.Carried.RulesIn(signs.Scan),
            (by == DecidedBy.DangerClassifier ? said?.ForDanger : said?.ForIntent) ?? []);
    }

    private static IReadOnlyList<FoundWord> Found(UtteranceScan scan) =>
    [
        .. scan.Services.Concat(scan.Capabilities).Concat(scan.Conditions).Concat(scan.Cues.Where(hit => !hit.Is(Cue.Ordinary)))
            .Select(hit => (hit.Span.Start, Word: new FoundWord(hit.Entry.Layer.ToString().ToLowerInvariant(), Lexicon.IdOf(hit.Entry.Layer, hit.Entry.Tag), scan.Text.AsWritten(hit.Span))))
            .Distinct().OrderBy(one => one.Start).Select(one => one.Word),
    ];

    /// <summary>What a classifier sees of the words, to learn from.</summary>
    public HashSet<uint> FeaturesOf(string text, string? previous)
    {
        UtteranceScan scan = UtteranceScan.Of(_lexicon, _lexicon.Normalizer.Fold(text));
        return IntentFeatures.Of(scan, new PlaceReader(scan, new ScriptEdges(scan.Text)).Read(mayGuess: false), previous is not null);
    }

    /// <summary>Which rules of danger, and of what makes it harmless, the words of a text meet. What is beyond <see cref="TextNormalizer.TextLengthMax"/> is not told.</summary>
    public IReadOnlyList<RuleHit> RulesIn(string text) => EmergencyRuleBook.Carried.RulesIn(UtteranceScan.Of(_lexicon, _lexicon.Normalizer.Fold(text)));

    /// <summary>The same as asking whether <see cref="Read(string, string?, bool)"/> sees an emergency.</summary>
    public bool IsEmergency(string text) => Read(text, null).Intent == Intents.Emergency;

    private static Understood Understand(FoldedText folded, ScriptEdges edges, IntentSigns signs, Span? place, Span? subject, string? code, LearnedReading? learned, bool isAnswer)
    {
        UtteranceScan scan = signs.Scan;
        (string intent, bool isUnsure) = IntentReader.Decide(signs);
        (intent, isUnsure) = learned?.Weigh((intent, isUnsure), signs, place, subject is not null, isAnswer) ?? (intent, isUnsure);
        if (place is null && intent is Intents.FindResource or Intents.RefineSearch or Intents.AskVacancy or Intents.AskOncall or Intents.AskEvent or Intents.RequestCover)
        {
            place = new PlaceReader(scan, edges).Read(mayGuess: true);
        }

        place = HasNoPlace(intent) ? null : place;
        return Fill(folded, scan, new SlotReader(scan, edges, place), (intent, isUnsure), place, subject, code);
    }

    /// <summary>Small talk and answers name no place, whatever town their words sound like (「おおきに」).</summary>
    private static bool HasNoPlace(string intent) =>
        intent is Intents.Thanks or Intents.Greeting or Intents.Acknowledge or Intents.RsvpYes or Intents.RsvpNo or Intents.Help or Intents.Cancel or Intents.TalkToHuman;

    private static Understood Fill(FoldedText text, UtteranceScan scan, SlotReader slots, (string Intent, bool IsUnsure) decided, Span? place, Span? subject, string? code)
    {
        (string intent, bool isUnsure) = decided;
        bool isDetail = intent == Intents.ResourceDetail;
        return new Understood
        {
            Intent = intent,
            Services = slots.Services(intent),
            Capabilities = slots.Capabilities(),
            Conditions = slots.Conditions(intent),
            Place = place is { } where ? text.AsWritten(where) : null,
            Subject = isDetail && subject is { } name ? text.AsWritten(name) : null,
            Ordinal = isDetail ? DetailReader.Ordinal(text) : null,
            Reach = intent == Intents.RefineSearch ? DetailReader.Reach(scan) : 0,
            Code = intent == Intents.Register ? code : null,
            NamesEvent = scan.Has(Cue.Event),
            IsUnsure = isUnsure,
        };
    }

    private static bool IsCodeLike(UtteranceScan scan, string code) =>
        scan.Has(Cue.Register) || code.Any(char.IsAsciiLetter) && code.Any(char.IsAsciiDigit) || code.All(letter => char.IsAsciiLetterUpper(letter) || letter == '-');

    /// <summary>Long texts are read in pieces that overlap by a phrase, so that no cry for help is lost in their midst or at their end.</summary>
    private Danger? DangerInPieces(string text)
    {
        const int PieceLetters = 1_000;
        const int Overlap = 60;
        const int PiecesMax = 1_200;
        int pieces = 0;
        for (int at = 0; at < text.Length && pieces < PiecesMax; at += PieceLetters - Overlap, pieces++)
        {
            string piece = text.Substring(at, Math.Min(PieceLetters, text.Length - at));
            if (EmergencyRules.Judge(UtteranceScan.Of(_lexicon, _lexicon.Normalizer.Fold(piece))) == Danger.Now)
            {
                return Danger.Now;
            }
        }

        return null;
    }
}
