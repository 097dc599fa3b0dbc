using System.Text;

namespace Zaitaku.Bot.Emergency;

/// <summary>What kind of danger a message tells of; decides whom the card names first.</summary>
public enum EmergencyKind
{
    /// <summary>(a) 119 first. Everything that is not clearly one of the others.</summary>
    General,

    /// <summary>(b) The message itself says that the person is dying at home as planned: the agreed nurse or doctor first, 119 on the same card.</summary>
    PlannedDeath,

    /// <summary>(c) Suicide with a means, an act or another person named: 119 and 110 first.</summary>
    SuicideNow,

    /// <summary>(c) Suicide as a thought: crisis lines first, 119 beside them.</summary>
    SuicideThought,
}

/// <summary>
/// Reads the kind from the words alone. A role or a plan on file never turns (a) into (b); only what the person writes now does.
/// Whether a message is an emergency at all is decided before, by the reader. Words are hiragana and kanji: the text is folded first.
/// </summary>
public static class EmergencyKindRules
{
    /// <summary>The person speaks of ending a life. 「死にたくない」 is a cry for help in another danger and is taken out first.</summary>
    private static readonly string[] Suicide =
    [
        "死にたい", "しにたい", "死のう", "しのうと", "死んでしまいたい", "死んでやる", "死なせて", "死ぬつもり", "自殺", "心中", "消えたい", "消えてしまいたい", "きえたい",
        "いなくなりたい", "生きていたくない", "生きたくない", "生きるのがつらい", "生きるのに疲れ", "首を吊", "首をつ", "首吊", "首つり", "飛び降り", "飛びおり",
        "手首を切", "りすとかっと", "殺して自分も", "道連れ", "遺書", "終わりにしたい", "楽にさせて", "楽になりたい",
        "死にてえ", "死にてぇ", "死にたか", "死にとう", "死にます", "死ぬね", "死ぬわ", "死ぬしか", "死んで楽", "死んで詫", "死んでしまおう", "消えちゃい", "消えてなく", "いなくなれば", "いない方がいい", "いないほうがいい",
        "生きていても", "生きてても", "生きる意味", "生きてる意味", "生きている意味", "生きる気力", "生きていけない", "生きていたく", "この世から", "命を絶", "首を切ろう", "首くく", "首をくく",
        "川に入ろう", "海に入ろう", "川に飛び込", "海に飛び込", "線路に飛", "あの世", "永遠に眠", "先立つ不孝", "身投げ",
    ];

    private static readonly string[] NotSuicide = ["死にたくない", "しにたくない", "死なせたくない", "死にそう", "しにそう"];

    /// <summary>Means at hand, acts under way.</summary>
    private static readonly string[] MeansOrAct =
    [
        "薬", "くすり", "眠剤", "睡眠剤", "農薬", "洗剤", "練炭", "がす栓", "がすを", "ろーぷ", "ひも", "縄", "首", "包丁", "刃物", "ないふ", "かみそり", "手首", "切っ", "切り", "刺",
        "飲んだ", "飲みました", "のんだ", "のみました", "飛び", "屋上", "べらんだ", "橋", "線路", "踏切", "ほーむに", "海に", "川に", "灯油", "火を", "遺書", "今から", "いまから",
        "これから", "今夜", "準備",
    ];

    /// <summary>Somebody else is named: either in danger with the writer, or the one who says it.</summary>
    private static readonly string[] AnotherPerson =
    [
        "母", "父", "親", "妻", "夫", "主人", "家内", "息子", "娘", "子ども", "子供", "こども", "孫", "祖母", "祖父", "兄", "姉", "弟", "妹", "嫁", "婿", "利用者", "患者", "入居者",
        "友人", "友達", "隣の", "一緒に", "いっしょに", "心中", "道連れ", "殺", "おばあ", "おじい", "ばあちゃん", "じいちゃん", "はは", "ちち",
    ];

    /// <summary>Death at home is expected and agreed. Terminal illness alone (末期, ターミナル, DNAR) says nothing of home or of a plan and stays (a).</summary>
    private static readonly string[] PlannedAtHome =
    [
        "看取り", "看取る", "看取って", "みとり", "みとる", "見取り", "家で最期", "自宅で最期", "在宅で最期", "最期は家", "最期は自宅", "最期まで家", "最期を家", "最期を自宅",
        "家で最後", "自宅で最後", "救急車は呼ばない約束", "救急車は呼ばない方針", "救急車を呼ばない約束", "救急車を呼ばない方針",
    ];

    private static readonly string[] NotPlanned =
        ["看取りではな", "看取りじゃな", "看取りの予定はな", "看取りの話はまだ", "看取りは決ま", "看取りは考えてな", "看取りはまだ", "まだ看取り"];

    /// <summary>What no plan covers: choking, fall, bleeding, fit, drug error, burn, drowning, a tube that came out. It makes (b) into (a).</summary>
    private static readonly string[] Accident =
    [
        "詰ま", "つまっ", "つまら", "窒息", "誤嚥", "むせ", "転ん", "ころん", "転倒", "転落", "落ちた", "落ちて", "おちた", "ぶつけ", "頭を打", "頭うっ", "頭打",
        "出血", "血が", "血を", "吐血", "下血", "喀血", "けいれん", "痙攣", "ひきつけ", "間違え", "まちがえ", "誤薬", "打ちすぎ", "飲みすぎ", "入れすぎ", "多く飲", "多く入れ",
        "10倍", "やけど", "火傷", "火事", "溺れ", "おぼれ", "沈ん", "抜けた", "ぬけた", "外れた", "事故",
    ];

    public static EmergencyKind KindOf(string text)
    {
        string words = Fold(text);
        string withoutDenied = Without(words, NotSuicide);
        if (ContainsAny(withoutDenied, Suicide))
        {
            return ContainsAny(withoutDenied, MeansOrAct) || ContainsAny(withoutDenied, AnotherPerson) ? EmergencyKind.SuicideNow : EmergencyKind.SuicideThought;
        }

        bool isPlanned = ContainsAny(Without(words, NotPlanned), PlannedAtHome);
        return isPlanned && !ContainsAny(words, Accident) ? EmergencyKind.PlannedDeath : EmergencyKind.General;
    }

    /// <summary>NFKC, katakana to hiragana, small letters, no spaces: 「ｹｲﾚﾝ ｶﾞ」 and 「けいれんが」 are one.</summary>
    private static string Fold(string text)
    {
        string plain = text.IsNormalized(NormalizationForm.FormKC) ? text : NormalizedOrAsIs(text);
        StringBuilder folded = new(plain.Length);
        foreach (char letter in plain)
        {
            if (!char.IsWhiteSpace(letter))
            {
                folded.Append(letter is >= 'ァ' and <= 'ヶ' ? (char)(letter - 0x60) : char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString();
    }

    private static string NormalizedOrAsIs(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text; // Half a surrogate pair: the card matters more than the folding.
        }
    }

    private static string Without(string words, string[] denied) => denied.Aggregate(words, (rest, one) => rest.Replace(one, "", StringComparison.Ordinal));

    private static bool ContainsAny(string words, string[] any) => Array.Exists(any, one => words.Contains(one, StringComparison.Ordinal));
}
