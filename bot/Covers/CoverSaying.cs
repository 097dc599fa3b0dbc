using System.Text.RegularExpressions;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Covers;

/// <summary>What typed words say of a duty of the one who typed them.</summary>
public enum CoverSaid
{
    /// <summary>Nothing: whoever answers their intent does.</summary>
    Else,

    /// <summary>「出られません」「代わってほしい」 and no time, no duty: of whichever is near, by a card to check.</summary>
    Bare,

    /// <summary>Perhaps of a duty: a card to check.</summary>
    Perhaps,

    /// <summary>「今夜の当番に行けません」「今日むり」: sudden, it is asked at once.</summary>
    Sure,
}

/// <summary>
/// The one decision on words of somebody who has duties. Only what is sure and alone overrules what the reader took them for: a duty, or a time, with "cannot" beside it in the present
/// and nothing but a reason around them. Whether they have a duty then is another's question. No clock, no database.
/// </summary>
public static partial class CoverSaying
{
    /// <summary>Letters; what is longer is a story and read as one.</summary>
    private const int TextMax = 120;

    /// <param name="understood">As the reader took the words; danger never comes here.</param>
    public static CoverSaid Of(string text, Understood understood)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(understood);
        string said = IntakeWords.Fold(text), intent = understood.Intent;
        if (said.Length is 0 or > TextMax || intent is Intents.Emergency or Intents.ReportSafety || (intent != Intents.RequestCover && Past().IsMatch(said)))
        {
            return intent == Intents.RequestCover ? CoverSaid.Perhaps : CoverSaid.Else;
        }

        if (intent == Intents.RequestCover && understood.IsUnsure)
        {
            return CoverSaid.Perhaps;
        }

        if (IsOwn(OfDuty().Match(said), said))
        {
            return CoverSaid.Sure;
        }

        bool isFree = !understood.NamesEvent && !Questions().IsMatch(said) && !BecauseOfDuty().IsMatch(said);
        if (isFree && IsOwn(OfTime().Match(said), said))
        {
            return !OfSomebody().IsMatch(said) ? intent == Intents.Observation ? CoverSaid.Perhaps : CoverSaid.Sure : intent == Intents.Observation ? CoverSaid.Else : CoverSaid.Perhaps;
        }

        bool isWeak = intent == Intents.OutOfScope || (intent == Intents.RsvpNo && isFree) || (intent == Intents.AskOncall && !Questions().IsMatch(said) && !Who().IsMatch(said));
        return intent == Intents.RequestCover ? IsBare(text) ? CoverSaid.Bare : CoverSaid.Perhaps
            : !isWeak || Unreached().IsMatch(said) || BecauseOfDuty().IsMatch(said) ? CoverSaid.Else
            : IsBare(text) ? CoverSaid.Bare
            : GivesAway().IsMatch(said) ? CoverSaid.Perhaps : CoverSaid.Else;
    }

    /// <summary>No time, no duty.</summary>
    public static bool IsBare(string text) => Bare().IsMatch(IntakeWords.Fold(text ?? ""));

    private static bool IsOwn(Match match, string said) =>
        match.Success && !OfOthers().IsMatch(said[..match.Index]) && !Unknown().IsMatch(match.Value) && !IsKept().IsMatch(said[(match.Index + match.Length)..]);

    private const string S = "(?>[、, 　・…]*)";

    private const string Time = "(?:(?:今日|きょう|本日|当日|今夜|今晩|こんや|こんばん|今宵|明晩|今朝|今から|いまから|これから|明日|あした|あす|明朝|あさって|明後日|今度|来週|今週|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,2}日|[日月火水木金土]曜日?|土日|週末|夜間|深夜|夜中|夜|昼|朝|晩|夕方|午前中?|午後|日中|[0-9]{1,2}(?:時|:[0-9]{2})(?:半|[0-9]{1,2}分)?)(?:\\([日月火水木金土]\\))?(?:から|以降|まで|だけ|ごろ|頃)?(?:の|は|に|も|が|を)?" + S + ")";

    private const string Shift = "(?:当番|とうばん|当直|日直|宿直|待機|オンコール|輪番)";

    private const string Duty = Shift + "(?:当番)?(?!の?(?:先生|医師|看護師|方|人|担当)|医|表|薬局|病院|訪看|じゃ|では|で(?!すが)|な(?:ので|んで)|だから|が?あ[っり]|のため|[とが]重な|明け)(?:の(?:時間|日|件|仕事|勤務|こと))?(?:(?:なの)?ですが|なんですが|だけど|ですけど|に|へ|は|が|を|も)?";

    private const string Lead = "(?:(?:すみません|すいません|すんません|申し訳(?:ありません|ございません|ないです|ない)|ごめんなさい|ごめん|お疲れ(?:様|さま)です|おつかれさまです|夜分に失礼します|急ですが|至急|緊急|どうしても|急に|急遽|もう|ちょっと|とても|やはり|やっぱり|誰か|(?:私|わたし|僕|自分|うち|当院)(?:で?は|が)?)(?:が|ですが)?" + S + ")";

    /// <summary>No は: it would speak of somebody, or something, else.</summary>
    private const string Reason = "(?:[^。!?\\nは]{1,30}?(?:て|で|から|ため|ために|し|い|が|く|につき|により|、)" + S + ")";

    private const string Not = "(?:ません(?!で)|ないです|ない(?!と|よう|で)|なく(?:なりました|なった|なってしま(?:いました|った)|て)|まへん|へん(?!か)|ん(?:です|くなりました|くなった|ごとな(?:った|りました))?(?!か))";

    private const string NotGo = "(?:(?:行け|いけ|行かれ|出られ|でられ|出れ|でれ|来られ|こられ|来れ|伺え|参れ)" + Not + "|(?:無理|むり|だめ|ダメ|駄目|あかん|アウト)(?:です|だ|や|っす|になりました|になった|な(?=ので|ん))?)";

    /// <summary>Only beside a duty: a bath, too, is one that somebody 「入れません」.</summary>
    private const string NotDo = "(?:" + NotGo + "|(?:動け|うごけ|入れ|はいれ|でき|出来|やれ|受けられ|立て|組め)" + Not + "|間に合(?:いません|わない|わん)|休(?:みます|ませて(?:ください|下さい|いただきます|頂きます|もらいます|ほしいです))|都合が?(?:悪(?:いです|くなりました|くなった|い)|つ(?:きません|かなくなりました|かない))|入院(?:しました|です|になりました))";

    private const string Asks = "誰|だれ|どなた|代わ|かわり|すみません|すいません|申し訳|お願い|よろしく|助けて|至急|頼";

    /// <summary>A 「が」 goes on to something else, unless somebody is asked after it.</summary>
    private const string End = "(?:です|の(?:です|で)|んです|んで|ので|から|けん|ばい|わ|よ|ね|な|ため)*(?:(?=$|[。!\\n、, 　)…😢]|" + Asks + ")|(?:が|けど|けれど|けども)(?=[。、, ]*(?:$|" + Asks + ")))";

    private const string Change = "(?:(?:代わ|替わ|かわ|変わ)って(?:ほしい|欲しい|ください|下さい|もらえますか|もらえませんか|いただけますか|いただけませんか|くれませんか)(?:です)?|(?:交代|交替)(?:して)?(?:ほしい(?:です)?|をお願いします|お願いします|ください|したいです|できますか))";

    [GeneratedRegex(Duty + S + Lead + "?" + Time + "{0,2}" + Lead + "?" + Reason + "{0,2}?" + Lead + "?" + NotDo + End, RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfDuty();

    [GeneratedRegex("(?:^|[。!\\n、, 　])" + Lead + "{0,2}" + Reason + "{0,2}?" + Lead + "?" + Time + "{1,4}" + Lead + "?" + Reason + "{0,2}?" + Lead + "?" + NotGo + End, RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfTime();

    [GeneratedRegex("^" + Lead + "{0,2}" + Reason + "{0,2}?" + Lead + "?(?:" + NotGo + End + "|" + Change + ")[。!?、 ]*(?:" + Lead + "|お願いします|誰か)?[。!]*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Bare();

    /// <summary>「佐藤先生の今夜の当番は…」: what stands before.</summary>
    [GeneratedRegex("(?:(?:先生|医師|看護師)(?:の|は|が|も)|(?:さん|様)(?:の|は))[^。]{0,15}$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfOthers();

    /// <summary>A patient, somebody of theirs, or somebody spoken to.</summary>
    [GeneratedRegex("(?:さん|様|さま|くん|君|母|父|妻|夫|本人|利用者|家族|娘|息子|祖母|祖父)(?:は|も|、| )", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfSomebody();

    /// <summary>Words after it that leave the duty where it is, or tell that it is settled.</summary>
    [GeneratedRegex("見つか|決ま[りっ]|頼みました|お願いしました|代わってもら(?:いま|った|うことに)|引き?受けてくれ(?:ま|た|る)|大丈夫|行けます|出られます|入れます|できます|どう(?:すれば|したら)|もし|場合", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex IsKept();

    [GeneratedRegex("分から|わから|判ら|連絡|電話", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Unknown();

    [GeneratedRegex("連絡(?:が|も|は|に)?(?:でき|出来|取れ|とれ|つ[かき])|電話(?:が|に|も)?(?:つなが|繋が|出(?:ない|ませ|られ)|でき)|つながら|分から|わから|判ら", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Unreached();

    [GeneratedRegex("[?？]|かな|(?:です|ます|ません|でしょう)か|ないか|どこ|ところ", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Questions();

    [GeneratedRegex("(?:誰|だれ|どなた)(?!か)|いつ|何時|教えて|おしえて|知りたい|か$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Who();

    /// <summary>「今夜は当番なので行けません」: to something else.</summary>
    [GeneratedRegex("(?:" + Shift + "|夜勤|日勤)(?:で(?!す)|な(?:ので|んで)|だから|が?あ[っり]|のため|[とが]重な|明け)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex BecauseOfDuty();

    [GeneratedRegex("ませんでした|なかった|んかった|へんかった|(?:無理|むり|だめ|ダメ|駄目)でした|ありがとうござ", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Past();

    [GeneratedRegex("代わ(?:って|り|れ)|替わ(?:って|り|れ)|かわ(?:って|り(?:を|に)|れ)|交代|交替|交換|譲(?:り|って)|ゆずり|(?:むり|無理)(?!せ|し|を|は(?:せ|し)|なさ|なく|の(?:ない|無い))|きつい|厳しい|あかん|だめ|ダメ|行け(?:ない|ません|なく|ん|ず|へん)|行かれ(?:ない|ません|ん)|出(?:ら)?れ(?:ない|ません|なく|ん|ず|へん)|入れ(?:ない|ません|なく|ん|ず|へん)|でき(?:ない|ません|なく|ん)|休(?:み|ま)|間に合(?:わ|い(?:ま|そ))|外れたい|やれ(?:ない|ません|ん)|そうにあり|そうにない|穴(?:が|を)?(?:あ|空|開)|都合(?:が)?(?:悪|つか)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex GivesAway();
}
