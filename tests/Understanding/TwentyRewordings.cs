using System.Globalization;
using System.Text;

namespace Zaitaku.Tests.Understanding;

/// <summary>
/// Twenty mechanical ways to say the same in other letters. Written here on purpose: nothing of it is shared with the normaliser. The same line always becomes the same line.
/// </summary>
public static class TwentyRewordings
{
    private const string Katakana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョ";
    private const string HalfWidth = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮ";

    /// <summary>Written words and how a child or a hurried phone leaves them in kana.</summary>
    private static readonly (string Written, string Kana)[] InKana =
    [
        ("訪問看護", "ほうもんかんご"), ("訪問診療", "ほうもんしんりょう"), ("薬局", "やっきょく"), ("往診", "おうしん"), ("介護", "かいご"), ("相談", "そうだん"), ("病院", "びょういん"), ("当番", "とうばん"),
        ("今日", "きょう"), ("明日", "あした"), ("近く", "ちかく"), ("先生", "せんせい"), ("教えて", "おしえて"), ("探して", "さがして"), ("会議", "かいぎ"), ("研修", "けんしゅう"), ("参加", "さんか"), ("出席", "しゅっせき"),
        ("欠席", "けっせき"), ("空き", "あき"), ("予定", "よてい"), ("電話", "でんわ"), ("家", "いえ"), ("母", "はは"), ("父", "ちち"), ("夜", "よる"), ("子ども", "こども"), ("困って", "こまって"), ("確認", "かくにん"), ("了解", "りょうかい"),
    ];

    /// <summary>Polite endings and the same said to somebody one knows well.</summary>
    private static readonly (string Polite, string Plain)[] InPlain =
    [
        ("でしょうか", "？"), ("ますか", "る？"), ("ですか", "？"), ("ください", ""), ("お願いします", "お願い"), ("お願いいたします", "お願い"), ("いただけ", "もらえ"), ("ございます", "ます"), ("おります", "います"), ("ありますか", "ある？"), ("いますか", "いる？"),
    ];

    /// <summary>Each with its name.</summary>
    public static IReadOnlyList<(string Name, Func<string, string> Of)> All { get; } =
    [
        ("politely", text => Ended(text, "、お願いいたします")),
        ("plainly", text => InPlain.Aggregate(text, (said, pair) => said.Replace(pair.Polite, pair.Plain, StringComparison.Ordinal))),
        ("particles dropped", text => Without(text, "をがは")),
        ("in kana", text => InKana.Aggregate(text, (said, pair) => said.Replace(pair.Written, pair.Kana, StringComparison.Ordinal))),
        ("katakana as hiragana", text => Map(text, letter => letter is >= 'ァ' and <= 'ヴ' ? (char)(letter - 0x60) : letter)),
        ("half-width", Half),
        ("full-width", text => Map(text, letter => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter)),
        ("without punctuation", text => Without(text, "。、！？!?")),
        ("with exclamation", text => text.Replace("。", "！", StringComparison.Ordinal).TrimEnd('！', '？', '?') + (IsAsked(text) ? "？？" : "！")),
        ("with dots", text => text.TrimEnd('。', '！') + "…"),
        ("emoji after", text => text + "🙏"),
        ("emoji between", text => text.Replace("。", "😊", StringComparison.Ordinal).Replace("、", "😅", StringComparison.Ordinal)),
        ("a letter missing", text => Slip(text, (before, _, after) => before + after)),
        ("a letter twice", text => Slip(text, (before, letter, after) => before + letter + letter + after)),
        ("a neighbouring letter", text => Slip(text, (before, letter, after) => before + Neighbour(letter) + after)),
        ("small letters big", text => Map(text, letter => letter switch { 'っ' => 'つ', 'ゃ' => 'や', 'ゅ' => 'ゆ', 'ょ' => 'よ', _ => letter })),
        ("parts in another order", Reordered),
        ("a greeting before", text => "お世話になっております。" + text),
        ("thanks after", text => Ended(text, "。よろしくお願いします")),
        ("new lines and wide spaces", text => text.Replace("。", "。\n", StringComparison.Ordinal).Replace(" ", "　", StringComparison.Ordinal) + "\n"),
    ];

    private static bool IsAsked(string text) => text.TrimEnd() is [.., '？' or '?' or 'か'];

    /// <summary>Put after what was said; after a question it begins a sentence of its own.</summary>
    private static string Ended(string text, string end) => text.TrimEnd('。', ' ', '！', '!') is var said && said is [.., '？' or '?'] ? said + end.TrimStart('、', '。') : said + end;

    private static string Map(string text, Func<char, char> of) => string.Create(text.Length, (text, of), static (span, state) =>
    {
        for (int at = 0; at < span.Length; at++)
        {
            span[at] = state.of(state.text[at]);
        }
    });

    /// <summary>Letters taken out; a particle only right after a written word and before another.</summary>
    private static string Without(string text, string letters)
    {
        StringBuilder kept = new();
        for (int at = 0; at < text.Length; at++)
        {
            bool isParticle = IsHiragana(text[at]);
            bool isJoint = at > 0 && at + 1 < text.Length && !IsHiragana(text[at - 1]) && !IsHiragana(text[at + 1]);
            if (!letters.Contains(text[at], StringComparison.Ordinal) || (isParticle && !isJoint))
            {
                kept.Append(text[at]);
            }
        }

        return kept.Length == 0 ? text : kept.ToString();
    }

    private static bool IsHiragana(char letter) => letter is >= 'ぁ' and <= 'ゖ';

    private static string Half(string text)
    {
        StringBuilder half = new();
        foreach (char letter in text)
        {
            int at = Katakana.IndexOf(letter, StringComparison.Ordinal);
            int voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ".Contains(letter, StringComparison.Ordinal) ? Katakana.IndexOf((char)(letter - 1), StringComparison.Ordinal) : -1;
            int round = "パピプペポ".Contains(letter, StringComparison.Ordinal) ? Katakana.IndexOf((char)(letter - 2), StringComparison.Ordinal) : -1;
            half.Append(at >= 0 ? HalfWidth[at].ToString() : voiced >= 0 ? $"{HalfWidth[voiced]}ﾞ" : round >= 0 ? $"{HalfWidth[round]}ﾟ" : letter == 'ー' ? "ｰ" : letter.ToString());
        }

        return half.ToString();
    }

    /// <summary>One slip of the finger, at a place that is always the same for one text, never in a word of two or three letters.</summary>
    private static string Slip(string text, Func<string, char, string, string> slip)
    {
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        if (text.Length < 6)
        {
            return text;
        }

        int sum = 0;
        foreach (char letter in text)
        {
            sum = ((sum * 31) + letter) % 1_000_003;
        }

        int at = starts[1 + (sum % (starts.Length - 2))];
        return char.IsSurrogate(text[at]) ? text : slip(text[..at], text[at], text[(at + 1)..]);
    }

    /// <summary>The letter that flick input gives for a finger a little off.</summary>
    private static char Neighbour(char letter) => letter switch
    {
        >= 'ぁ' and <= 'ん' => (char)(letter + 1),
        >= 'ァ' and <= 'ン' => (char)(letter + 1),
        _ => letter,
    };

    /// <summary>The first part of two goes to the end.</summary>
    private static string Reordered(string text)
    {
        string[] parts = text.TrimEnd('。').Split(text.Contains('。', StringComparison.Ordinal) ? '。' : text.Contains('　', StringComparison.Ordinal) ? '　' : ' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 ? $"{parts[1]}{(text.Contains('。', StringComparison.Ordinal) ? "。" : " ")}{parts[0]}" : text;
    }
}
