using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Intake;

/// <summary>How the person wants to be reached.</summary>
public sealed record ContactWish(bool WantsCall, string Times);

/// <summary>Reads what people type instead of pressing a button.</summary>
public static partial class IntakeWords
{
    /// <summary>Letters of an answer to a question; what is longer is a story.</summary>
    private const int AnswerMax = 60;

    private const int TimesMax = 120;

    private static readonly (string[] Words, ConsultationOrigin Origin)[] Origins =
    [
        (["包括"], ConsultationOrigin.CommunitySupportCenter),
        (["ケアマネ", "居宅", "介護支援専門員"], ConsultationOrigin.CareManagerOffice),
        (["訪看", "訪問看護"], ConsultationOrigin.VisitingNurse),
        (["グループホーム", "gh"], ConsultationOrigin.GroupHome),
        (["小規模", "小多機", "看多機"], ConsultationOrigin.SmallMultifunction),
        (["障がい", "障害", "基幹"], ConsultationOrigin.DisabilitySupport),
        (["病院", "医院", "クリニック", "診療所", "医療機関", "msw", "医師", "歯科"], ConsultationOrigin.MedicalInstitution),
        (["家族", "本人", "住民", "市民", "町民", "娘", "息子", "妻", "夫", "嫁", "親", "一般", "個人"], ConsultationOrigin.Resident),
        (["その他", "ほか", "それ以外", "薬局"], ConsultationOrigin.Other),
    ];

    private static readonly string[] Todays = ["今日", "きょう", "本日", "至急", "急ぎで", "急いで", "急ぐ", "急ぎです", "すぐ", "早急"];
    private static readonly string[] Soons = ["2営業", "2日", "明日", "あした", "あす", "明後日", "あさって", "今週", "数日", "早め", "なるべく早"];
    private static readonly string[] Normals = ["急がない", "急ぎません", "急ぎじゃ", "急ぎでは", "いつでも", "ゆっくり", "来週", "5営業", "1週間", "普通", "ふつう", "都合のよい", "今日じゃな", "今日でなく", "今日でなくて"];
    private static readonly string[] ChatWords = ["チャット", "line", "ライン", "teams", "チームズ", "メッセージ", "ここで", "この画面", "文字", "このまま", "返信", "文章"];

    /// <summary>Narrow letters, small Latin, no spaces around.</summary>
    public static string Fold(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Trim(' ', '\n', '。', '、', '!');
        }
        catch (ArgumentException)
        {
            return ""; // Half a surrogate pair.
        }
    }

    public static ConsultationOrigin? Origin(string text) => Named(ConsultationTerms.Origins, text) ?? First(Origins, text);

    public static ConsultationContent? Content(string text) => Named(ConsultationTerms.Contents, text);

    public static ConsultationUrgency? Urgency(string text)
    {
        string folded = Fold(text);
        return folded.Length > AnswerMax ? null
            : HasAny(folded, Normals) ? ConsultationUrgency.Normal
            : HasAny(folded, Todays) ? ConsultationUrgency.Today
            : HasAny(folded, Soons) ? ConsultationUrgency.Soon : null;
    }

    /// <summary>「電話で、平日の午後」: the rest of the words are the times. A number typed here is not kept: it is asked on the page.</summary>
    public static ContactWish? Contact(string text)
    {
        string folded = Fold(text);
        if (folded.Length > TimesMax)
        {
            return null;
        }

        if (NoCall().IsMatch(folded) || (HasAny(folded, ChatWords) && !folded.Contains("電話", StringComparison.Ordinal)))
        {
            return new ContactWish(false, "");
        }

        return Call().IsMatch(folded) ? new ContactWish(true, TimesOf(PrivacyRules.WithoutNumbers(Call().Replace(folded, "")))) : null;
    }

    /// <returns>The button whose words these are, or a receipt number typed alone; null for anything else.</returns>
    public static ButtonPress? PressOf(string text)
    {
        string folded = Fold(text);
        return folded.Length is 0 or > AnswerMax ? null
            : IsCorrect(folded) ? new ButtonPress(IntakeReplies.Verb, ["correct"])
            : TakeBack().IsMatch(folded) ? new ButtonPress(TakeBackReplies.Verb, [])
            : IsFreshLink(folded) ? new ButtonPress(IntakeReplies.Verb, ["link"])
            : ReceiptNumber().Match(folded) is { Success: true } found ? new ButtonPress(StatusReplies.Verb, [found.Groups[1].Value]) : null;
    }

    public static bool IsYes(string text) => Yes().IsMatch(Fold(text));

    public static bool IsNo(string text) => No().IsMatch(Fold(text));

    public static bool IsSend(string text) => Send().IsMatch(Fold(text));

    public static bool IsCorrect(string text) => Correct().IsMatch(Fold(text));

    public static bool IsFreshLink(string text) => FreshLink().IsMatch(Fold(text));

    public static bool IsAreaUnknown(string text) => AreaUnknown().IsMatch(Fold(text));

    /// <summary>「別の相談です」 / 「その件です」.</summary>
    public static bool IsAnother(string text) => Another().IsMatch(Fold(text));

    public static bool IsSame(string text) => Same().IsMatch(Fold(text));

    [GeneratedRegex("^(送った|出した|この|その|さっきの|先日の|前の|お願いした|頼んだ)?(ご)?(相談|そうだん)(したの|したこと)?(を|は|の|も)?(取り?消し?|とりけし?|取り?下げ|とりさげ|キャンセル|きゃんせる)(を)?(し)?(て)?(たい|ます|る|て|ください|下さい|もらえますか|できますか|れますか|せますか|られますか|お願いします)*(です|のですが|んですが|んですけど)?$")]
    private static partial Regex TakeBack();

    private static string TimesOf(string rest)
    {
        string times = TimesEdge().Replace(rest.Trim(' ', '、', '。', ',', ':', '('), "").Trim(' ', '、', '。', ',', ')');
        return times.Length <= TimesMax ? times : times[..TimesMax];
    }

    /// <summary>The name of a choice as its button shows it.</summary>
    private static T? Named<T>(DomainTerms<T> terms, string text)
        where T : struct, Enum
    {
        string folded = Fold(text);
        foreach (T value in terms.All)
        {
            if (Fold(terms.Name(value)) is { } name && (folded == name || (folded.Length <= AnswerMax && folded.StartsWith(name, StringComparison.Ordinal))))
            {
                return value;
            }
        }

        return null;
    }

    private static T? First<T>((string[] Words, T Value)[] rows, string text)
        where T : struct
    {
        string folded = Fold(text);
        foreach ((string[] words, T value) in folded.Length <= AnswerMax ? rows : [])
        {
            if (HasAny(folded, words))
            {
                return value;
            }
        }

        return null;
    }

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal));

    [GeneratedRegex("^(同意(します|する|して相談する|です)?|はい|ok|okです|おk|いいです|いいですよ|大丈夫(です)?|わかりました|分かりました|了解(です|しました)?|お願いします|承知しました)$")]
    private static partial Regex Yes();

    [GeneratedRegex("^(同意しません|同意しない|いいえ|いや(です)?|しません|やめておく|ng)$")]
    private static partial Regex No();

    [GeneratedRegex("^(これで)?(送る|送信(する|します|して(ください)?)?|送ります|送って(ください)?|提出(する|します)?|出す)$|^これで(お願いします|いいです|大丈夫です|ok)$|^以上(です)?$|^はい$")]
    private static partial Regex Send();

    [GeneratedRegex("^(相談の|相談)?(内容|中身|ないよう)?(を|の)?(直す|直したい|なおす|なおしたい|修正(する|したい|します)?|訂正(する|したい|します)?|変更(する|したい)?|変えたい)(です)?$")]
    private static partial Regex Correct();

    [GeneratedRegex("^(新しい|あたらしい|別の|もう一度|もう一回)?(リンク|りんく|url|ページ)(を|が|の)?(開けない|開けません|ひらけない|切れ(た|ました|ています|てます)|もう一度|ください|下さい|欲しい|ほしい|再発行|送って(ください)?|期限切れ)?(です)?$")]
    private static partial Regex FreshLink();

    [GeneratedRegex("^(わからない|分からない|わかりません|分かりません|決まってい?(ない|ません)|未定|不明|特に(なし|ない)|なし|どこでも(いい|よい)?(です)?)$")]
    private static partial Regex AreaUnknown();

    [GeneratedRegex(@"^(?:受付番号|相談番号|受付|番号)?(?:は|:|の)?\s?(\d{3}[-ー‐−–]\d{3})(?:の相談|の件)?(?:です|は|はどう(?:なりましたか|なっていますか)?)?[??]?$")]
    private static partial Regex ReceiptNumber();

    [GeneratedRegex("別|違う|ちがう|新し|あたらし|ほかの|他の")]
    private static partial Regex Another();

    [GeneratedRegex("同じ|おなじ|その(件|相談|こと)|この(件|相談)|続き|つづき|書き足|追加|前の")]
    private static partial Regex Same();

    [GeneratedRegex("(電話|でんわ|tel|コール)(は|を)?(いらない|いりません|要らない|要りません|不要|結構|しないで|やめて|困る|困ります|出られない|出られません|じゃな|ではな|以外)")]
    private static partial Regex NoCall();

    [GeneratedRegex("(お)?(電話|でんわ|tel|折り返し|折返し)(番号)?(が|で|を|に|の|は)?(して|かけて)?(ほしい|欲しい|希望(します|です)?|お願い(します)?|ください|下さい|いいです|いい|もらえますか|くれますか)?(です)?")]
    private static partial Regex Call();

    [GeneratedRegex("(で|に|が)?(お願い(します)?|希望(します|です)?|いいです|いい|です)?$")]
    private static partial Regex TimesEdge();
}
