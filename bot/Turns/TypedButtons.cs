using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Turns;

/// <summary>The words of our own buttons, typed instead of pressed: people read 「もっと見る」 and write it. Only the whole text counts.</summary>
public static partial class TypedButtons
{
    private static readonly Dictionary<string, string> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["もっと見る"] = AskBackReplies.MoreVerb,
        ["もっと見たい"] = AskBackReplies.MoreVerb,
        ["緊急ではありません"] = EmergencyReplies.NotEmergencyVerb,
        ["緊急ではない"] = EmergencyReplies.NotEmergencyVerb,
        ["緊急じゃないです"] = EmergencyReplies.NotEmergencyVerb,
        ["空きを知らせる"] = ReportVacancyTurn.HowVerb,
        ["空きを報告する"] = ReportVacancyTurn.HowVerb,
        ["Teamsとつなぐ"] = RegisterTurn.LinkVerb,
        ["LINEとつなぐ"] = RegisterTurn.LinkVerb,
        ["連携コード"] = RegisterTurn.LinkVerb,
    };

    /// <returns>The button whose words these are, or null.</returns>
    public static ButtonPress? PressOf(string text) => Verbs.TryGetValue(Folded(text), out string? verb) ? new ButtonPress(verb, []) : QuietWords.Read(text)?.ToPress() ?? LeaveWords.PressOf(text) ?? IntakeWords.PressOf(text);

    /// <returns>「2番をくわしく」 as the wish to read about the second of the list, or null.</returns>
    public static Understood? DetailOf(string text) =>
        NumberedDetail().Match(Folded(text)) is { Success: true } found
            ? new Understood { Intent = Intents.ResourceDetail, Ordinal = int.Parse(found.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) }
            : null;

    private static string Folded(string text)
    {
        try
        {
            return text.Length > TextMax ? "" : text.Normalize(NormalizationForm.FormKC).Trim(' ', '。', '、', '!', '\n');
        }
        catch (ArgumentException)
        {
            return ""; // Half a surrogate pair is no button of ours.
        }
    }

    /// <summary>Longer texts are sentences, not buttons.</summary>
    private const int TextMax = 20;

    [GeneratedRegex("^([0-9]{1,2})番目?(?:を|の|について)?(?:くわしく|詳しく|詳細)$")]
    private static partial Regex NumberedDetail();
}
