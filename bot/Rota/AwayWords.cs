using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>What somebody says of days on which they take no duties.</summary>
public enum AwaySaid
{
    None,

    /// <summary>「10日は当番に入れません」.</summary>
    Away,

    /// <summary>「10日は当番できません」: perhaps a duty they have already is meant.</summary>
    PerhapsCover,

    /// <summary>「毎週火曜は当番に入れません」: more than single days can say.</summary>
    Always,

    /// <summary>「当番に入れない日」: which did I say?</summary>
    List,
}

/// <summary>Words for days on which somebody takes no duties. Where another is to do a duty instead, that is a request of its own.</summary>
public static partial class AwayWords
{
    private const int TextMax = 200;

    /// <summary>As the reader takes such words; what it is sure of otherwise is left alone.</summary>
    private static readonly string[] Readings = [Intents.AskOncall, Intents.RsvpNo, Intents.OutOfScope, Intents.RequestCover, Intents.AskEvent, Intents.Cancel];

    public static AwaySaid Of(string text, string intent)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = Folded(text);
        if (ListWords().IsMatch(plain))
        {
            return AwaySaid.List;
        }

        if (!Duty().IsMatch(plain) || !Readings.Contains(intent) || Cover().IsMatch(plain) || Asks().IsMatch(plain) || (intent == Intents.RequestCover && Tonight().IsMatch(plain)))
        {
            return AwaySaid.None;
        }

        bool isSure = NotPlanned().IsMatch(plain), isOfDays = OfDays().IsMatch(plain) && !Soon().IsMatch(plain);
        return !isSure && (!NotAble().IsMatch(plain) || (intent == Intents.RequestCover && !isOfDays)) ? AwaySaid.None
            : Every().IsMatch(plain) ? AwaySaid.Always : isSure ? AwaySaid.Away : AwaySaid.PerhapsCover;
    }

    /// <summary>The stretch of a time they named: whole days, or the part of each that was said. The hours are shown before anything is kept.</summary>
    public static IEnumerable<AwaySpan> SpansOf(AskedTime asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        (int from, int until) = asked.Part switch { AskedPart.Morning => (0, 12 * 60), AskedPart.Daytime => (8 * 60, 18 * 60), AskedPart.Evening => (17 * 60, 24 * 60), AskedPart.Night => (17 * 60, 33 * 60), _ => (0, 24 * 60) };
        bool isWhole = (from, until) == (0, 24 * 60);
        int days = Math.Clamp(asked.Until.DayNumber - asked.From.DayNumber, 1, (int)AwayRules.LengthMax.TotalDays + 1);
        return isWhole ? [new AwaySpan(OfficeTime.At(asked.From, 0), OfficeTime.At(asked.From.AddDays(days), 0))]
            : Enumerable.Range(0, Math.Min(days, AwayRules.SpansMax + 1)).Select(day => new AwaySpan(OfficeTime.At(asked.From.AddDays(day), from), OfficeTime.At(asked.From.AddDays(day), until)));
    }

    private static string Folded(string text)
    {
        try
        {
            return text.Length > TextMax ? "" : text.Normalize(NormalizationForm.FormKC).Trim(' ', '。', '、', '!', '\n');
        }
        catch (ArgumentException)
        {
            return ""; // Half a surrogate pair.
        }
    }

    [GeneratedRegex("^(?:私の|わたしの|自分の)?(?:当番に)?(?:入れない日|はいれない日|不在の日)(?:の?一覧|は|を見る|を見たい|を確認|の取り消し|を取り消したい)?[?]?$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex ListWords();

    [GeneratedRegex("当番|とうばん|トウバン", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Duty();

    [GeneratedRegex("代わ|替わ|かわって|変わって|代えて|替えて|交代|交替|代理|代役|代診|引き受け|探し", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Cover();

    /// <summary>A question, or about somebody else.</summary>
    [GeneratedRegex("[?]|か$|かな$|だれ|誰|どなた|どこ|いつ(?!も)|先生|主治医|医師が|看護師が|人は|さんが|さんは|とき|時は|場合|たら", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Asks();

    [GeneratedRegex("入れません|入れない|はいれません|はいれない|入らない|入れないで|外して|外れ|はずして|はずれ|抜いて|休み|休む|休ませ|不在|留守|都合が(?:悪|つ)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex NotPlanned();

    [GeneratedRegex("でき(?:ません|ない|ず)|出来(?:ません|ない)|無理|むり|ムリ", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex NotAble();

    /// <summary>「5日から8日は当番できません」 speaks of days; 「土曜の当番できません」 of a duty, which is a request for cover.</summary>
    [GeneratedRegex("は、?(?:私は)?(?:当番|とうばん|トウバン)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfDays();

    /// <summary>A duty of today or tomorrow is no matter of planning.</summary>
    [GeneratedRegex("今日|きょう|本日|今夜|今晩|今から|これから|明日|あした|あす", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Soon();

    /// <summary>Of one that is on or near, and of no more: 「明日から8日は」 is planned.</summary>
    [GeneratedRegex("(?:今日|きょう|本日|今夜|今晩|今から|これから|明日|あした|あす)(?!から|以降|より|先)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Tonight();

    [GeneratedRegex("毎週|毎月|毎日|隔週|いつも|ずっと|今後|これから先|当分|しばらく", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Every();
}
