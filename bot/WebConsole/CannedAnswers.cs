using System.Globalization;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Answers written beforehand, with the facts of the moment put in.</summary>
public static partial class CannedAnswers
{
    /// <summary>What <see cref="Filled"/> puts in.</summary>
    public static readonly IReadOnlyList<string> Placeholders = ["{受付番号}", "{内容}", "{担当}", "{拠点}", "{電話}", "{電話の時間}", "{予定}"];

    /// <summary>Placeholders nobody fills.</summary>
    public static IEnumerable<string> UnknownIn(string text) => Braces().Matches(text).Select(match => match.Value).Where(word => !Placeholders.Contains(word)).Distinct();

    public static string Filled(CannedAnswer answer, Consultation one, string staff, HubOptions hub)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(hub);
        return answer.Text
            .Replace("{受付番号}", ConsultationNumbers.Shown(one.Number), StringComparison.Ordinal)
            .Replace("{内容}", DeskWords.ContentOf(one), StringComparison.Ordinal)
            .Replace("{担当}", staff, StringComparison.Ordinal)
            .Replace("{拠点}", hub.Name, StringComparison.Ordinal)
            .Replace("{電話}", hub.Phone, StringComparison.Ordinal)
            .Replace("{電話の時間}", hub.PhoneHours, StringComparison.Ordinal)
            .Replace("{予定}", one.PlannedAt is { } planned ? DeskWords.When(planned) : "（日時は追ってお伝えします）", StringComparison.Ordinal);
    }

    /// <summary>The one a link asks for; empty for none.</summary>
    public static string Chosen(DeskOptions desk, string? wanted, Consultation one, string staff, HubOptions hub)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && at < desk.CannedAnswers.Count ? Filled(desk.CannedAnswers[at], one, staff, hub) : "";
    }

    [GeneratedRegex("\\{[^{}]*\\}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Braces();
}
