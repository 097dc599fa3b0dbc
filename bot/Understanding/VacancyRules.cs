using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>Words of free places: asked for, reported, or only opening hours.</summary>
internal static class VacancyRules
{
    /// <summary>空いてる薬局 is an open one; 空きあります reports; all else asks.</summary>
    public static string? Decide(IntentSigns signs, UtteranceScan scan)
    {
        bool isShop = scan.Services.Exists(hit => hit.Entry.Tag < Lexicon.WeakFrom && IsShop(hit.Entry.Tag)) && !scan.Text.Key.Contains('床') && !scan.Text.Key.Contains('枠') && !scan.Text.Key.Contains("べっど", StringComparison.Ordinal);
        bool hasOther = scan.Services.Exists(hit => hit.Entry.Tag < Lexicon.WeakFrom && !IsShop(hit.Entry.Tag));
        if ((isShop && !hasOther) || (signs.HasName && scan.Has(Cue.Detail) && !scan.Text.Key.Contains("空き", StringComparison.Ordinal)))
        {
            return null;
        }

        bool asks = IntentReader.IsAsking(scan) || (scan.Has(Cue.Seek) && !EndsGiving(scan.Text.Key)) || EndsAsking(scan);
        return (scan.HasAny(Cue.Gives, Cue.Full) && !asks) || (scan.Has(Cue.Full) && !scan.Text.Key.Contains('?') && !asks) ? Intents.ReportVacancy
            : signs.HasPrevious && !signs.NamesService ? Intents.RefineSearch : Intents.AskVacancy;
    }

    private static bool IsShop(int tag) => tag is (int)ServiceKind.Clinic or (int)ServiceKind.Pharmacy or (int)ServiceKind.HomeVisitDentist;

    /// <summary>「来月から2名受け入れ可能です」: said, not asked.</summary>
    private static bool EndsGiving(string key)
    {
        ReadOnlySpan<char> end = key.AsSpan().TrimEnd("。、!\n ");
        return end.EndsWith("可能です") || end.EndsWith("お受けできます") || end.EndsWith("受け入れできます") || end.EndsWith("空いております");
    }

    private static bool EndsAsking(UtteranceScan scan) => scan.Has(Cue.Question) && !scan.HasAny(Cue.Gives, Cue.Full);
}
