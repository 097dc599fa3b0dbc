namespace Zaitaku.Bot.Understanding;

/// <summary>
/// One letter in its plain form: what NFKC does to the letters that Japanese keyboards, faxes and old systems produce.
/// Written out, because <see cref="string.Normalize()"/> needs a library that not every machine has, and every machine must give the same answer.
/// </summary>
public static class LetterWidths
{
    private const string HalfKana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private const string Nothing = "\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF\u00AD\r\0";

    /// <summary>Letters that look like another, from other code points and old forms: from, to.</summary>
    private const string Pairs = "頚頸､、，、．。⼈人⼊入⼝口⼥女⼦子⼩小⼭山⼯工⼿手⽀支⽇日⽉月⽊木⽌止⽐比⽔水⽕火⽗父⽣生⽤用⽩白⽬目⽯石⽴立⽼老⽿耳⾁肉⾎血⾏行⾐衣⾒見⾔言⾚赤⾜足⾝身⾞車⾥里⾦金⾧長⾨門⾬雨⾯面⾳音⾵風⾷食⾸首⾼高⻄西⻑長⻭歯瀨瀬髙高﨑崎邊辺邉辺澤沢濱浜齋斎齊斉廣広國国";

    private static readonly string?[] Table = WithPairs();

    public static string Plain(char letter) => Table[letter] ??= Fold(letter);

    /// <summary>か + ゛ is が; the letter 0 when the two do not join.</summary>
    public static char Voiced(char letter, bool isHalfVoiced) => letter switch
    {
        'ウ' when !isHalfVoiced => 'ヴ',
        >= 'ハ' and <= 'ホ' when (letter - 'ハ') % 3 == 0 => (char)(letter + (isHalfVoiced ? 2 : 1)),
        >= 'は' and <= 'ほ' when (letter - 'は') % 3 == 0 => (char)(letter + (isHalfVoiced ? 2 : 1)),
        >= 'カ' and <= 'チ' or >= 'か' and <= 'ち' when !isHalfVoiced && letter % 2 == (letter <= 'ち' ? 'か' % 2 : 'カ' % 2) => (char)(letter + 1),
        'ツ' or 'テ' or 'ト' or 'つ' or 'て' or 'と' when !isHalfVoiced => (char)(letter + 1),
        _ => '\0',
    };

    private static string?[] WithPairs()
    {
        string?[] table = new string?[char.MaxValue + 1];
        for (int at = 0; at + 1 < Pairs.Length; at += 2)
        {
            table[Pairs[at]] = Pairs[at + 1].ToString();
        }

        return table;
    }

    private static string Fold(char letter) => letter switch
    {
        '\n' => "\n",
        _ when Nothing.Contains(letter) || letter is >= '\uFE00' and <= '\uFE0F' => "",
        '\u3000' => " ",
        >= '\uFF01' and <= '\uFF5E' => Fold((char)(letter - 0xFEE0)),
        >= '\uFF61' and <= '\uFF9D' => One(HalfKana[letter - '\uFF61']),
        '\uFF9E' or '\uFF9F' or '゛' or '゜' or '\u3099' or '\u309A' => " ",
        >= '①' and <= '⑳' => (letter - '①' + 1).ToString(),
        >= 'Ⅰ' and <= 'Ⅹ' => (letter - 'Ⅰ' + 1).ToString(),
        '㈱' => "(株)",
        '㈲' => "(有)",
        '№' => "no",
        '℡' => "tel",
        '℃' => "度",
        '㎝' => "cm",
        '㎜' => "mm",
        '㎏' => "kg",
        '㎎' => "mg",
        '㎖' => "ml",
        '㏄' => "cc",
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '─' or '━' => "-",
        '〜' or '∼' or '～' => "~",
        _ when char.IsSurrogate(letter) || char.IsControl(letter) || char.IsWhiteSpace(letter) || letter >= '\uFFF0' => " ",
        >= '\u2190' and <= '\u2BFF' when letter is not ('○' or '→' or '×') => " ",
        _ => One(char.ToLowerInvariant(letter)),
    };

    private static string One(char letter) => letter.ToString();
}
