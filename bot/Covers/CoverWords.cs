using System.Text.RegularExpressions;
using Zaitaku.Bot.Intake;

namespace Zaitaku.Bot.Covers;

/// <summary>Reads what is typed about covers: an answer instead of a button, hours, and whether it is about a duty at all.</summary>
public static partial class CoverWords
{
    /// <summary>Letters of a typed answer; what is longer is a story.</summary>
    private const int AnswerMax = 40;

    private const int MinutesOfDay = 24 * 60;

    private static readonly string[] OfPatients = ["副主治医", "ふくしゅじい", "副担当医", "代診", "だいしん", "バックアップ", "後任", "患者", "主治医"];

    /// <summary>「引き受けます」, and nothing else.</summary>
    public static bool SaysYes(string text) => Folded(text) is { Length: > 0 } answer && Yes().IsMatch(answer);

    /// <summary>「できません」, and nothing else.</summary>
    public static bool SaysNo(string text) => Folded(text) is { Length: > 0 } answer && No().IsMatch(answer);

    /// <summary>「やっぱり大丈夫です」「交代の取り消し」, and nothing else.</summary>
    public static bool TakesBack(string text) => Folded(text) is { Length: > 0 } answer && Back().IsMatch(answer);

    /// <summary>Words of somebody who would not do, or cannot, what they are to do. Only for one who is on duty when they speak of.</summary>
    public static bool MayGiveAway(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return GivesAway().IsMatch(IntakeWords.Fold(text));
    }

    /// <summary>Sure words of somebody who cannot do their duty; not of one who asks, or doubts.</summary>
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
        return Array.Exists(OfPatients, word => text.Contains(word, StringComparison.Ordinal)) && !text.Contains("当番", StringComparison.Ordinal);
    }

    /// <summary>「18時から22時」 in minutes of a day; an end that is not later is of the next day.</summary>
    public static (int From, int Until)? HoursIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Hours().Match(IntakeWords.Fold(text)) is not { Success: true } found)
        {
            return null;
        }

        int from = MinuteOf(found, "h1", "m1", "half1"), until = MinuteOf(found, "h2", "m2", "half2");
        return from > MinutesOfDay || until > 2 * MinutesOfDay ? null : (from, until > from ? until : until + MinutesOfDay);
    }

    private static int MinuteOf(Match found, string hour, string minute, string half) =>
        (int.Parse(found.Groups[hour].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) * 60)
        + (found.Groups[half].Success ? 30 : found.Groups[minute] is { Success: true } minutes ? int.Parse(minutes.ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0);

    private static string Folded(string text)
    {
        string folded = IntakeWords.Fold(text ?? "");
        return folded.Length <= AnswerMax ? folded : "";
    }

    private const string Sorry = "(?:すみません|申し訳(?:ありません|ございません|ないです)|ごめんなさい)?[、。 ]*";

    [GeneratedRegex("^(?:はい|いいですよ)?[、。 ]*(?:私|わたし|わたくし|僕|ぼく|自分|当院|うち)?(?:が|で|、)?(?:その)?(?:当番)?(?:を|は|に)?(?:代わります|代われます|かわります|かわれます|替わります|交代します|交代できます|引き?受けます|引き?受けられます|お引き受けします|やります|入ります|入れます|出られます|行けます)(?:よ|ね)?[。! ]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Yes();

    [GeneratedRegex("^" + Sorry + "(?:その日|当日|今回|その時間|その当番|私)?(?:は|も|に|を)?(?:できません|出来ません|できないです|無理です|むりです|引き?受けられません|代われません|かわれません|替われません|難しいです|むずかしいです|厳しいです|入れません|行けません|出られません|都合が(?:悪い|つかない)です|都合がつきません)[。! ]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex No();

    [GeneratedRegex("^(?:(?:やっぱり?|やはり)[、 ]*(?:もう)?(?:当番)?(?:に|は)?(?:大丈夫(?:です|になりました|でした)?|出られます|入れます|行けます|できます|自分で(?:出|入り|やり)ます)|(?:当番の|さっきの|先ほどの)?(?:交代|お願い|依頼|交換)(?:の|を|は)?(?:お願い)?(?:の|を|は)?(?:取り?消し(?:ます|てください|たいです|お願いします)?|取り?下げ(?:ます|てください)?|キャンセル(?:します|してください|で)?|やめ(?:ます|てください)?|不要(?:です|になりました)|いらなくなりました))[。! ]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Back();

    [GeneratedRegex("代わ(?:って|り|れ)|替わ(?:って|り|れ)|かわ(?:って|り(?:を|に)|れ)|交代|交替|交換|譲(?:り|って)|ゆずり|むり|無理|きつい|厳しい|あかん|だめ|ダメ|行け(?:ない|ません|なく|ん|ず|へん)|行かれ(?:ない|ません|ん)|出(?:ら)?れ(?:ない|ません|なく|ん|ず|へん)|入れ(?:ない|ません|なく|ん|ず|へん)|でき(?:ない|ません|なく|ん)|休(?:み|ま)|間に合(?:わ|い(?:ま|そ))|外れたい|やれ(?:ない|ません|ん)|そうにあり|そうにない|穴(?:が|を)?(?:あ|空|開)|都合(?:が)?(?:悪|つか)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex GivesAway();

    [GeneratedRegex("むり|無理|あかん|だめ|ダメ|(?:行け|いけ|出られ|でられ|出れ|入れ|はいれ|来られ|こられ|でき|出来|動け|うごけ)(?:ない|ません|なく|へん|ん(?:です|わ|。|$))|倒れ|ダウン|入院", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Cannot();

    [GeneratedRegex("かも|かな|[?？]|ですか|ますか|場合|とき|時は|もし|たら|なければ|でしょうか|そう(?:です|だ)|恐れ|おそれ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Doubts();

    [GeneratedRegex("(?<h1>[0-9]{1,2})(?:時(?:(?<half1>半)|(?<m1>[0-9]{1,2})分)?|:(?<m1>[0-9]{2}))\\s*(?:から|より|〜|~|-|－|ー)\\s*(?:翌(?:日|朝)?の?|次の日の)?(?<h2>[0-9]{1,2})(?:時(?:(?<half2>半)|(?<m2>[0-9]{1,2})分)?|:(?<m2>[0-9]{2}))", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Hours();
}
