using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Meetings;

/// <summary>What typed words want of meetings that the reader has no intent for.</summary>
public enum MeetingWished
{
    Else,

    /// <summary>「代理を出します」.</summary>
    Deputy,

    /// <summary>「申込したい」.</summary>
    Apply,

    /// <summary>「私の予定」.</summary>
    OwnPlans,

    /// <summary>「会議・研修の予定」.</summary>
    Calendar,
}

/// <summary>Reads them. Words of duties are others' matter. No clock, no database.</summary>
public static partial class MeetingWish
{
    /// <summary>Longer texts are stories.</summary>
    private const int TextMax = 80;

    /// <summary>「木曜の夜なにかある？」 and the like.</summary>
    private const int CalendarMax = 30;

    public static MeetingWished Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string said = Folded(text);
        return said.Length is 0 or > TextMax || Duties().IsMatch(said) ? MeetingWished.Else
            : Own().IsMatch(said) ? MeetingWished.OwnPlans
            : Deputies().IsMatch(said) && !Questions().IsMatch(said) ? MeetingWished.Deputy
            : Applies().IsMatch(said) && !Questions().IsMatch(said) ? MeetingWished.Apply
            : said.Length <= CalendarMax && Plans().IsMatch(said) ? MeetingWished.Calendar : MeetingWished.Else;
    }

    /// <summary>「3人で行きます」: more than themselves.</summary>
    public static bool OfSeveral(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Several().IsMatch(Folded(text));
    }

    /// <summary>A question, and no answer to ours: 「18日の研修は何時からですか」.</summary>
    public static bool Asks(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Questions().IsMatch(Folded(text)) || Asking().IsMatch(Folded(text));
    }

    private static string Folded(string text)
    {
        try
        {
            return text.Length > TextMax ? "" : text.Normalize(NormalizationForm.FormKC).Trim();
        }
        catch (ArgumentException)
        {
            return ""; // Half a surrogate pair.
        }
    }

    [GeneratedRegex("(?:[2-9]|[1-9][0-9]|二|三|四|五|六|七|八|九|十)(?:人|名)(?!目)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Several();

    [GeneratedRegex("当番|当直|宿直|オンコール|待機|代診|往診|診療|患者|利用者", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Duties();

    [GeneratedRegex("[?？]|方法|どこ|どう|いつ|ですか|ますか|でしょうか|教えて", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Questions();

    [GeneratedRegex("誰|だれ|何時|何人|いくら|なに|ある$|ありますか|やって(?:る|いる)|か[。!！]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Asking();

    [GeneratedRegex("^(?:私|わたし|自分|僕|うち)の(?:この先の|これからの|今月の|来月の|今週の|来週の)?(?:予定|スケジュール|会議|研修|申し?込み?|出欠)(?:は|を|って)?(?:いつ|教えて|見せて|確認)?(?:ですか|ください|したい)?[?？。]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Own();

    [GeneratedRegex("代理(?:の者|の人|の方|人|者)?(?:を|が|で|に)?(?:.{0,8})(?:出し|出す|出る|出ます|出席|参加|行き|行く|行か|立て|お願い|頼|送り|送る)|^代理(?:です|で)?[。!！]*$|(?:別の者|他の者|ほかの者|同僚|部下|スタッフ)(?:が|を)(?:代わりに|かわりに)?(?:出席|参加|出し|行き|出ます)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Deputies();

    [GeneratedRegex("(?:申し?込(?:み|む)?|エントリー)(?:を)?(?:し)?(?:たい|ます|お願い|希望|させて)|(?:会議|研修|研修会|勉強会|講演会|講演|セミナー|検討会|交流会|講座)(?:に|へ)(?:も)?(?:参加|出席)(?:したい|希望)|^申し?込み?[。!！]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Applies();

    [GeneratedRegex("^(?:会議|研修|勉強会|会議・研修|会議や研修|行事|イベント|催し)の(?:予定|日程|案内|カレンダー|一覧)[?？。]*$|^.{0,16}(?:夜|晩|夕方|午後|午前|朝|昼|日|曜|週|月|末)(?:は|に|って|の)?(?:なに|何)か?(?:ある|あります|やって|やる|入って)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Plans();
}
