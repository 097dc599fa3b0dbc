using System.Text.RegularExpressions;
using Zaitaku.Bot.Intake;

namespace Zaitaku.Bot.Meetings;

/// <summary>
/// Whether typed words are plainly the speaker's own answer to an invitation. What only sounds like one (somebody else's absence, 「欠席しません」, 「買い物に行けません」)
/// is asked about and never written down. No clock, no database.
/// </summary>
public static partial class AnswerWords
{
    /// <summary>Letters of an answer with its reason; what is longer is a story.</summary>
    private const int AnswerMax = 80;

    /// <param name="text">As typed.</param>
    /// <param name="namesMeeting">A meeting of theirs is named beside it, by its kind, its title or who holds it.</param>
    public static bool ArePlain(string text, bool namesMeeting)
    {
        ArgumentNullException.ThrowIfNull(text);
        string said = IntakeWords.Fold(text).Replace(" ", "", StringComparison.Ordinal).Replace("\n", "。", StringComparison.Ordinal);
        return said.Length is > 0 and <= AnswerMax && !OfSomebody().IsMatch(said) && !Negated().IsMatch(said) && !OfAList().IsMatch(said) && !RightNow().IsMatch(said) && !SaysBoth(said) && !GoesElsewhere(said)
            && (namesMeeting || Strong().IsMatch(said) || Bare().IsMatch(said));
    }

    private static bool SaysBoth(string said) => Comes().IsMatch(said) && StaysAway().IsMatch(said);

    /// <summary>「買い物に行けません」: a way, and not to a meeting.</summary>
    private static bool GoesElsewhere(string said) => ToWhat().Matches(said).Any(match => !Meetings().IsMatch(match.Groups["what"].Value) && !Whens().IsMatch(match.Groups["what"].Value));

    private const string Go = "(?:出席|欠席|参加|不参加|行|いけ|いか|いき|伺|うかが|出(?:ら|れ|ま|る)|お邪魔)";

    /// <summary>A person, or one spoken of, of whom it is said.</summary>
    [GeneratedRegex("(?:さん|様|さま|先生|くん|君|ちゃん|氏|主任|部長|課長|院長|所長|師長|社長|管理者|母|父|妻|夫|娘|息子|祖母|祖父|家族|本人|利用者|患者|スタッフ|職員|同僚|上司|部下|者)(?:は|が|も|、|だけ)|(?:うち|弊社|当院|当所|こちら|事業所)の[^、。]{1,10}(?:は|が|も)|(?:誰|だれ|みんな|全員|二人とも)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfSomebody();

    [GeneratedRegex("(?:欠席|不参加|辞退|パス|キャンセル)(?:は|に)?(?:し|いたし|致し|なり)(?:ません|ない)|(?:欠席|不参加)(?:では|じゃ)(?:ない|ありません)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Negated();

    [GeneratedRegex("(?:欠席|出席|参加|不参加)(?:者|率|数|届|票|簿|表|扱い|確認|状況|人数|名簿|証明|証|料|費|資格|条件)|名簿|一覧|リスト", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfAList();

    /// <summary>On the way now: to something else than what is weeks ahead.</summary>
    [GeneratedRegex("今から|いまから|これから|今すぐ|もうすぐ着|向かって", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex RightNow();

    [GeneratedRegex("(?:行け|いけ|出られ|出れ|伺え|うかがえ|参加でき|出席でき)(?:ます|る)|(?<!不)(?:出席|参加)(?:します|いたします|致します|です|と|で(?:お願い|。|$))|(?:行|伺|うかが)(?:き|い|う|く)ます", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Comes();

    [GeneratedRegex("欠席|不参加|(?:行け|いけ|出られ|出れ|伺え|うかがえ|参加でき|出席でき)(?:ません|ない|なく|ず)|見送|辞退", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex StaysAway();

    [GeneratedRegex("(?<what>[^、。]{1,24}?)(?:に(?:は|も)?|へ(?:は|も)?|まで|を|の)" + Go, RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex ToWhat();

    [GeneratedRegex("会|研修|講座|講演|セミナー|勉強|検討|カンファ|カフェ|イベント|案内|招待|オンライン|zoom|現地|会場", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Meetings();

    [GeneratedRegex("(?:今回|次回|今度|当日|その日|前回|日|曜日?|時|分|回|夜|晩|昼|朝|午前|午後|週|月|前|後|予定通り|予定どおり|一緒|代わり|ため|都合|用事|仕事|方|ほう)$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Whens();

    /// <summary>Words said of meetings only.</summary>
    [GeneratedRegex("出席|欠席|参加", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Strong();

    private const string Filler = "(?:すみません|すいません|申し訳(?:ありません|ございません|ない)(?:が|けど)?|ごめんなさい|恐れ入りますが|せっかくですが|残念ですが|残念ながら|あいにく|お世話になっております|お疲れ様です|了解です|了解しました|はい|ぜひ|是非|喜んで|よろこんで|やっぱり|やはり|急に|急遽|今回|次回|今度|当日|その日|その時間|その夜|その晩|所用|用事|仕事|別件|私用|先約|出張|夜勤|日勤|当直|当番|法事|体調不良|都合|諸事情|(?:[0-9]{1,2}|[一二三四五六七八九十])(?:人|名))(?:が|は|も|で|の|に|により|につき|あって|あり|がありまして|が入り|が入って|のため|のほうは|の方は|ですが|なので)?[、。!]*";

    private const string Verb = "(?:(?:行|い)(?:きます|く|けます|ける|けません|けない|けなく|けず|けそう|かれません|かれない|かせていただきます)|(?:伺|うかが)(?:います|えます|えません|えない|えなく|えず|わせていただきます)|(?:参|まい)(?:ります|れません)|出(?:ます|られます|れます|られません|れません|られない|れない|られなく)|間に合いません|間に合います|お邪魔(?:します|いたします)|無理|むり|だめ|ダメ|難しい|むずかしい|厳しい|きびしい|つきません|つかない|つかず|つかなく|つきます|悪い|悪く|合いません|合わず|入って|入りまして|あります|ありまして|見送り|見送らせ|見合わせ|辞退|遠慮|パス|失礼|お休み|休みます|休ませ|○|〇|×|ok)";

    [GeneratedRegex("^(?>" + Filler + ")*" + Verb + "[^、。]{0,16}[、。!]*(?:" + Filler + "|よろしくお願いします|よろしくお願いいたします|お願いします|楽しみにしています|ごめんなさい)*[、。!]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Bare();
}
