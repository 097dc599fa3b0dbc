using System.Globalization;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Intake;

namespace Zaitaku.Bot.Covers;

/// <summary>An answer typed instead of a button.</summary>
public enum CoverAnswered
{
    None,

    /// <summary>「引き受けます」「代わります」.</summary>
    Takes,

    /// <summary>「行けます」「はい、出られます」: to whatever was asked last.</summary>
    Yes,

    /// <summary>「引き受けられません」: of nothing but a request.</summary>
    Refuses,

    /// <summary>「できません」「出られません」.</summary>
    No,

    /// <summary>「やっぱり大丈夫です」「交代の取り消し」.</summary>
    Back,
}

/// <summary>Hours typed of a duty, in minutes of a day; null for an end that was not said.</summary>
public sealed record TypedHours(int? From, int? Until);

/// <summary>Reads what is typed about covers: an answer instead of a button, hours, and words of patients. What is said of a duty is <see cref="CoverSaying"/>'s.</summary>
public static partial class CoverWords
{
    /// <summary>Letters of a typed answer; what is longer is a story.</summary>
    private const int AnswerMax = 40;

    private const int MinutesOfDay = 24 * 60;

    private static readonly string[] OfPatient = ["副主治医", "ふくしゅじい", "副担当医", "代診", "だいしん", "バックアップ", "後任", "患者を", "患者さんを", "患者様を", "主治医"];

    /// <summary>What an answer says, where nothing else is said.</summary>
    public static CoverAnswered AnswerIn(string text) =>
        Folded(text) is not { Length: > 0 } answer ? CoverAnswered.None
        : Back().IsMatch(answer) ? CoverAnswered.Back
        : Takes().IsMatch(answer) ? CoverAnswered.Takes
        : Yes().IsMatch(answer) ? CoverAnswered.Yes
        : Refuses().IsMatch(answer) ? CoverAnswered.Refuses
        : No().IsMatch(answer) ? CoverAnswered.No : CoverAnswered.None;

    /// <summary>Short enough to be an answer.</summary>
    public static bool IsShort(string text) => Folded(text).Length > 0;

    /// <summary>Sure words of somebody who cannot do their duty; not of one who asks, doubts, or tells of yesterday.</summary>
    public static bool CannotCome(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string folded = IntakeWords.Fold(text);
        return Cannot().IsMatch(folded) && !Doubts().IsMatch(folded);
    }

    /// <summary>About a patient who needs a doctor, which is another thing than a duty.</summary>
    public static bool IsOfPatients(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Array.Exists(OfPatient, word => text.Contains(word, StringComparison.Ordinal)) && !text.Contains("当番", StringComparison.Ordinal);
    }

    /// <summary>「佐藤先生に代わってほしい」「佐藤先生にお願い」: of one alone; not 「佐藤先生に伝えてください」.</summary>
    public static bool AsksOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return One().IsMatch(IntakeWords.Fold(text));
    }

    /// <summary>「13日です」「土曜の夜」: a day, and nothing else.</summary>
    public static bool IsBareDay(string text) => BareDay().IsMatch(Folded(text));

    /// <summary>「18時から22時」; an end that is not later is of the next day. 「22時以降」 and 「20時まで」 have one end.</summary>
    public static TypedHours? HoursIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string folded = IntakeWords.Fold(text);
        if (Hours().Match(folded) is { Success: true } found)
        {
            int from = MinuteOf(found, "h1", "m1", "half1"), until = MinuteOf(found, "h2", "m2", "half2");
            return from > MinutesOfDay || until > 2 * MinutesOfDay ? null : new TypedHours(from, until > from ? until : until + MinutesOfDay);
        }

        return OneEnd().Match(folded) is { Success: true } one && MinuteOf(one, "h1", "m1", "half1") is <= 2 * MinutesOfDay and var minute
            ? one.Groups["until"].Success ? new TypedHours(null, minute) : new TypedHours(minute, null) : null;
    }

    /// <summary>A time of day was typed that says less than both ends of a part: what is meant is looked at before it is sent.</summary>
    public static bool HasLooseClock(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Clock().IsMatch(IntakeWords.Fold(text)) && HoursIn(text) is not { From: not null, Until: not null };
    }

    private static int MinuteOf(Match found, string hour, string minute, string half) =>
        (int.Parse(found.Groups[hour].ValueSpan, CultureInfo.InvariantCulture) * 60)
        + (found.Groups[half].Success ? 30 : found.Groups[minute] is { Success: true } minutes ? int.Parse(minutes.ValueSpan, CultureInfo.InvariantCulture) : 0);

    private static string Folded(string text)
    {
        string folded = IntakeWords.Fold(text ?? "");
        return folded.Length <= AnswerMax ? folded : "";
    }

    private const string Sorry = "(?:すみません|申し訳(?:ありません|ございません|ないです)|ごめんなさい)?[、。 ]*";
    private const string Day = "(?:(?:[0-9]{1,2}月)?[0-9]{1,2}日|[0-9]{1,2}/[0-9]{1,2}|今日|きょう|本日|今夜|今晩|明日|あした|あす|明後日|あさって|今週|来週|次|[日月火水木金土]曜日?|[土日](?=の|は|、|夜|昼|代|替|か|引)|夜|昼|朝|の)";
    private const string Of = "(?:はい|いいですよ|了解(?:です|しました|いたしました)?|承知(?:しました|いたしました)|分かりました|わかりました|大丈夫です(?:よ)?)?[、。! ]*(?:私|わたし|わたくし|僕|ぼく|自分|当院|うち)?(?:が|で|、)?" + Day + "{0,4}(?:なら|は|、)?(?:その)?(?:当番)?(?:を|は|に|も)?";
    private const string Tail = "(?:よ|ね)?[。! ]*$";
    private const string Clocks = "(?<h1>[0-9]{1,2})(?:時(?:(?<half1>半)|(?<m1>[0-9]{1,2})分)?|:(?<m1>[0-9]{2}))\\s*";

    [GeneratedRegex("^" + Of + "(?:代わります|代われます|かわります|かわれます|替わります|替われます|交代します|交代できます|引き?受けます|引き?受けられます|お引き受けします|引き?受けできます)" + Tail, RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Takes();

    [GeneratedRegex("^" + Of + "(?:やります|やれます|入ります|入れます|出られます|出れます|行けます)" + Tail, RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Yes();

    [GeneratedRegex("^" + Sorry + Day + "{0,4}(?:その日|当日|今回|その時間|その当番|私)?(?:は|も|に|を)?(?:お?引き?受け(?:られません|できません)|代われません|かわれません|替われません)[。! ]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Refuses();

    [GeneratedRegex("^" + Sorry + Day + "{0,4}(?:その日|当日|今回|その時間|その当番|私)?(?:は|も|に|を)?(?:できません|出来ません|できないです|無理です|むりです|難しいです|むずかしいです|厳しいです|入れません|行けません|出られません|都合が(?:悪い|つかない)です|都合がつきません)[。! ]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex No();

    [GeneratedRegex("^(?:(?:やっぱり?|やはり)[、 ]*(?:もう)?(?:当番)?(?:に|は)?(?:大丈夫(?:です|になりました|でした)?|出られます|入れます|行けます|できます|自分で(?:出|入り|やり)ます)|(?:当番の|さっきの|先ほどの)?(?:交代|お願い|依頼|交換)(?:の|を|は)?(?:お願い)?(?:の|を|は)?(?:取り?消し(?:ます|てください|たいです|お願いします)?|取り?下げ(?:ます|てください)?|キャンセル(?:します|してください|で)?|やめ(?:ます|てください)?|不要(?:です|になりました)|いらなくなりました))[。! ]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Back();

    [GeneratedRegex("(?:先生|医師|さん|様|ドクター|dr|看護師|医院|病院|クリニック|診療所|ステーション)(?:に|へ|と|の[^。、]{1,12}と)[^。、]{0,8}?(?:代わ|替わ|かわって|お願い|頼[まみむめも]|交換|交代|交替|入れ替え|譲|引き)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex One();

    [GeneratedRegex("^(?:" + Day + "|[0-9]{1,2}時|から|と|、| ){1,8}(?:の?当番)?(?:の?ほう|の?分)?(?:です|で|をお願いします|お願いします|だけ)*[。! ]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex BareDay();

    [GeneratedRegex("むり(?!せ|し|を|やり)|無理(?!せ|し|を|は(?:せ|し)|なさ|なく|やり|でした)|あかん|だめ(?!でした)|ダメ(?!でした)|(?:行け|いけ|出られ|でられ|出れ|入れ|はいれ|来られ|こられ|でき|出来|動け|うごけ|受けられ|やれ)(?:ない|ません(?!でし)|なく|へん(?!か)|まへん|ん(?:です|わ|く|。|、|$))|間に合(?:いません|わない|わん)|(?:当番|当直|待機|オンコール)[^。]{0,6}(?:休(?:みます|ませて)|都合が?(?:悪|つか))|倒れ|ダウン|入院", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Cannot();

    [GeneratedRegex("かも|かな|[?？]|ですか|ますか|場合|とき|時は|もし|たら|なければ|でしょうか|そう(?:です|だ)|恐れ|おそれ|分から|わから|判ら|連絡(?:が|も|は|に)?(?:でき|取れ|とれ|つ[かき])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Doubts();

    [GeneratedRegex(Clocks + "(?:から|より|〜|~|-|－|ー)\\s*(?:翌(?:日|朝)?の?|次の日の)?(?<h2>[0-9]{1,2})(?:時(?:(?<half2>半)|(?<m2>[0-9]{1,2})分)?|:(?<m2>[0-9]{2}))", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Hours();

    [GeneratedRegex(Clocks + "(?:(?<until>まで)|以降|から|より(?:後|あと)|過ぎ|すぎ)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OneEnd();

    [GeneratedRegex("[0-9]{1,2}(?:時(?!間)|:[0-9]{2})", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Clock();
}
