using System.Buffers;
using System.Text;

namespace Zaitaku.Bot.Understanding;

/// <summary>Text folded for matching: widths as NFKC has them, small Latin letters, katakana as hiragana, trade typos mended. Every letter knows where it came from.</summary>
public sealed class FoldedText(string original, string plain, string key, int[] starts, int[] ends)
{
    public string Original { get; } = original;

    /// <summary>Widths folded, katakana kept. Same length as <see cref="Key"/>.</summary>
    public string Plain { get; } = plain;

    /// <summary>What words are matched against: hiragana, small letters, one space.</summary>
    public string Key { get; } = key;

    public int Length => Key.Length;

    /// <summary>The words as the person wrote them.</summary>
    public string AsWritten(int start, int end) => end <= start ? "" : Original[starts[start]..ends[end - 1]].Trim();

    public string AsWritten(Span span) => AsWritten(span.Start, span.End);

    /// <summary>The stretch of <see cref="Original"/> that a stretch of at least one letter came from.</summary>
    public Span Origin(Span span) => new(starts[span.Start], ends[span.End - 1]);
}

/// <summary>A stretch of folded text, end not included.</summary>
public readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;

    public bool Contains(Span other) => Start <= other.Start && other.End <= End;

    public bool Overlaps(Span other) => Start < other.End && other.Start < End;
}

/// <summary>Folds what people type. No rule of meaning lives here, only of writing.</summary>
public sealed class TextNormalizer((string Wrong, string Right)[] typos, SoundWords? sounds = null)
{
    /// <summary>UTF-16 units of one message that are read. LINE allows 5,000; what is beyond is scanned for danger only.</summary>
    public const int TextLengthMax = 5_000;

    private readonly SearchValues<string> _wrongs = SearchValues.Create([.. typos.Select(typo => typo.Wrong)], StringComparison.Ordinal);

    public FoldedText Fold(string text)
    {
        Folding folding = new(Math.Min(text.Length, TextLengthMax) + 8);
        for (int at = 0; at < text.Length && at < TextLengthMax; at++)
        {
            at += Append(folding, text, at);
        }

        if (folding.ContainsAny(_wrongs))
        {
            foreach ((string wrong, string right) in typos)
            {
                folding.Replace(wrong, right);
            }
        }

        if (sounds is not null)
        {
            folding.Hear(sounds);
        }

        return folding.Finish(text);
    }

    /// <summary>One letter of the lexicon, folded the same way.</summary>
    public static string FoldWord(string word) => string.Create(word.Length, word, static (key, word) =>
    {
        for (int at = 0; at < key.Length; at++)
        {
            string plain = LetterWidths.Plain(word[at]);
            key[at] = KeyOf(plain.Length == 1 ? plain[0] : ' ');
        }
    }).Trim('\0');

    /// <summary>The same word in katakana.</summary>
    public static string KatakanaOf(string word) => string.Create(word.Length, word, static (key, word) =>
    {
        for (int at = 0; at < key.Length; at++)
        {
            key[at] = word[at] is >= 'ぁ' and <= 'ゔ' ? (char)(word[at] + 0x60) : word[at];
        }
    });

    /// <returns>How many further units were used up.</returns>
    private static int Append(Folding folding, string text, int at)
    {
        char letter = text[at];
        if (char.IsSurrogate(letter))
        {
            bool isPair = char.IsHighSurrogate(letter) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            char plain = isPair ? text.AsSpan(at, 2) switch { "𠮷" => '吉', "𠮟" => '叱', "𡈽" => '土', _ => ' ' } : ' ';
            folding.Add(plain, at, at + (isPair ? 2 : 1));
            return isPair ? 1 : 0;
        }

        string single = LetterWidths.Plain(letter);
        bool isMarked = at + 1 < text.Length && text[at + 1] is 'ﾞ' or 'ﾟ' or '\u3099' or '\u309A' or '゛' or '゜';
        if (isMarked && single.Length == 1 && LetterWidths.Voiced(single[0], text[at + 1] is 'ﾟ' or '\u309A' or '゜') is var voiced and not '\0')
        {
            folding.Add(voiced, at, at + 2);
            return 1;
        }

        foreach (char plain in single)
        {
            folding.Add(plain, at, at + 1);
        }

        return 0;
    }

    private static char KeyOf(char letter) => letter switch
    {
        'ヶ' => 'け',
        'ヵ' => 'か',
        >= 'ァ' and <= 'ヴ' => (char)(letter - 0x60),
        _ => letter,
    };

    /// <summary>Letters on their way: text and origin grow together.</summary>
    private sealed class Folding(int capacity)
    {
        private readonly StringBuilder _plain = new(capacity);
        private readonly List<int> _starts = new(capacity);
        private readonly List<int> _ends = new(capacity);

        public void Add(char letter, int start, int end)
        {
            char last = _plain.Length > 0 ? _plain[^1] : '\n';
            char plain = letter is '-' or '~' && IsKana(last) ? 'ー' : letter;
            bool repeats = _ends.Count > 0 && plain == last && plain is 'ー' or ' ' or '!' or '?' or '\n' or '。' && plain == last;
            if (repeats)
            {
                _ends[^1] = end;
                return;
            }

            _plain.Append(plain);
            _starts.Add(start);
            _ends.Add(end);
        }

        public bool ContainsAny(SearchValues<string> wrongs) => Text.AsSpan().ContainsAny(wrongs);

        public void Replace(string wrong, string right)
        {
            for (int at = IndexOf(wrong, 0); at >= 0; at = IndexOf(wrong, at + right.Length))
            {
                Replace(at, wrong.Length, right);
            }
        }

        /// <summary>Words of the trade behind letters that only sound like theirs.</summary>
        public void Hear(SoundWords sounds)
        {
            for (int at = 0; at < _plain.Length; at++)
            {
                if (sounds.FindAt(Text, at) is { } heard)
                {
                    Replace(at, heard.Length, heard.Word);
                    at += heard.Word.Length - 1;
                }
            }
        }

        private void Replace(int at, int length, string right)
        {
            int start = _starts[at];
            int end = _ends[at + length - 1];
            _plain.Remove(at, length).Insert(at, right);
            _starts.RemoveRange(at, length);
            _ends.RemoveRange(at, length);
            _starts.InsertRange(at, Enumerable.Repeat(start, right.Length));
            _ends.InsertRange(at, Enumerable.Repeat(end, right.Length));
            _text = null;
        }

        public FoldedText Finish(string original)
        {
            string plain = Text;
            string key = string.Create(plain.Length, plain, static (key, plain) =>
            {
                for (int at = 0; at < key.Length; at++)
                {
                    key[at] = KeyOf(plain[at]);
                }
            });
            return new FoldedText(original, plain, key, [.. _starts], [.. _ends]);
        }

        private string? _text;

        private string Text => _text ??= _plain.ToString();

        private int IndexOf(string wrong, int from) => from > Text.Length ? -1 : Text.IndexOf(wrong, from, StringComparison.Ordinal);

        private static bool IsKana(char letter) => letter is >= 'ぁ' and <= 'ゖ' or >= 'ァ' and <= 'ヺ' or 'ー';
    }
}
