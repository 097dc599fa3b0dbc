using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Rota;

/// <summary>Whether somebody asks for their own duties.</summary>
public enum OwnAsk
{
    /// <summary>For whoever is on.</summary>
    None,

    /// <summary>「今月の当番」, 「次の当番いつ？」: their own, if they have any; else everybody's.</summary>
    Perhaps,

    /// <summary>「私の当番」.</summary>
    Surely,
}

/// <summary>Words for one's own duties.</summary>
public static partial class OwnDutyWords
{
    /// <summary>Longer texts say more than that.</summary>
    private const int TextMax = 60;

    public static OwnAsk Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > TextMax ? OwnAsk.None : Own().IsMatch(text) ? OwnAsk.Surely : Bare().IsMatch(text.Trim()) ? OwnAsk.Perhaps : OwnAsk.None;
    }

    /// <summary>「私の次の当番」; not 「私の当番の先生」, whom a patient asks for.</summary>
    [GeneratedRegex("(?:私|わたし|わたくし|自分|僕|ぼく|俺|うち|当院|当ステーション|当薬局)の[^。、\n]{0,8}?当番(?!医|の先生|の医師|の看護|の訪看)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Own();

    /// <summary>Nothing but a time and 当番: neither a rota nor a profession is named.</summary>
    [GeneratedRegex("^(?:次|つぎ|今度|今月|来月|再来月|さ来月|[0-9０-９]{1,2}月)の?当番(?:の?(?:予定|日))?(?:は|って|を)?(?:いつ|教えて|おしえて|見せて)?(?:ですか|でしょうか|になりますか|ください|下さい)?[?？。]?$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Bare();
}
