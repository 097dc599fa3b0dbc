namespace Zaitaku.Bot.Understanding;

/// <summary>Which words lean on what was said before. All others mean the same after anything; <c>understand</c> and the conversation share this.</summary>
public static class ContextRules
{
    /// <summary>Longer words than these say a whole thing.</summary>
    private const int FragmentLettersMax = 20;

    /// <summary>A question of knowledge is whole unless it is as short as 「何時までですか」.</summary>
    private const int FragmentQuestionLettersMax = 12;

    /// <summary>From so many letters on, words that name a service are no fragment.</summary>
    private const int WholeLettersMin = 10;

    /// <param name="alone">What the words mean by themselves.</param>
    /// <param name="signs">What is known of them.</param>
    public static bool Leans(Understood alone, IntentSigns signs)
    {
        bool isShort = signs.LetterCount <= FragmentLettersMax;
        return alone.Intent switch
        {
            Intents.FindResource => BeginsPointing(signs.Scan) || !IsWhole(alone, signs),
            Intents.RefineSearch or Intents.ResourceDetail or Intents.AskVacancy or Intents.Cancel => true,
            Intents.Faq => BeginsPointing(signs.Scan) || (signs.LetterCount <= FragmentQuestionLettersMax && !signs.NamesService && signs.Scan.HasAny(Cue.Fragment, Cue.Anaphora, Cue.Detail)),
            Intents.OutOfScope => alone.IsUnsure,
            Intents.ReportSafety => isShort && signs.Scan.Has(Cue.Cancel), // 「もう大丈夫です」
            _ => false,
        };
    }

    /// <summary>「その中で…」「じゃあ…」「もっと…」: back to the last list from the first word on.</summary>
    private static bool BeginsPointing(UtteranceScan scan)
    {
        int start = 0;
        while (start < scan.Text.Length && !char.IsLetterOrDigit(scan.Text.Key[start]))
        {
            start++;
        }

        return scan.Cues.Exists(hit => hit.Span.Start == start && (hit.Is(Cue.Anaphora) || hit.Is(Cue.Farther) || hit.Is(Cue.Closer) || hit.Is(Cue.More)));
    }

    /// <summary>What is wanted is named, and with it a place, a need, a limit or words of seeking: 「訪問看護を探しています」, 「酒田 訪看」. 「グループホームは？」 is not whole.</summary>
    private static bool IsWhole(Understood alone, IntentSigns signs)
    {
        bool isNamed = alone.Services.Count > 0 || Array.Exists(GeneralWords, word => signs.Scan.Text.Key.Contains(word, StringComparison.Ordinal));
        bool isLimited = alone.Place is not null || alone.Capabilities.Count > 0 || alone.Conditions.Count > 0 || signs.Scan.Has(Cue.Seek);
        bool isLong = signs.LetterCount >= WholeLettersMin && !signs.Scan.HasAny(Cue.Anaphora, Cue.Fragment);
        return (isNamed && (isLimited || isLong)) || (signs.Scan.Has(Cue.Seek) && signs.LetterCount > FragmentLettersMax);
    }

    /// <summary>Words for what is sought that name no service.</summary>
    private static readonly string[] GeneralWords = ["施設", "入所先", "入居先", "受け入れ先", "預け先", "転院先", "事業所", "業者"];
}
