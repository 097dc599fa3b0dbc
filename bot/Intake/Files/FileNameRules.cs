using System.Globalization;
using System.Text;

namespace Zaitaku.Bot.Intake.Files;

/// <summary>The name a person gave a file, as it may be shown and handed out again.</summary>
public static class FileNameRules
{
    /// <summary>UTF-16 units, as the table takes.</summary>
    public const int UnitsMax = 120;

    private const string Nameless = "ファイル";

    /// <summary>The last part of the path, without letters that are unseen or turn the writing direction (「exe.gpj」), and with the ending of what the file is.</summary>
    public static string Clean(string? given, FileKind kind)
    {
        string last = (given ?? "")[((given ?? "").LastIndexOfAny(['/', '\\']) + 1)..];
        StringBuilder kept = new(Math.Min(last.Length, UnitsMax));
        foreach (Rune letter in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
                && letter != Rune.ReplacementChar && kept.Length + letter.Utf16SequenceLength <= UnitsMax - kind.Ending.Length)
            {
                kept.Append(letter);
            }
        }

        string name = Path.GetFileNameWithoutExtension(kept.ToString()).Trim(' ', '.', '\u3000');
        return (name.Length > 0 ? name : Nameless) + kind.Ending;
    }
}
