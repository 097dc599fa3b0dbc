using System.Globalization;

namespace Zaitaku.Bot.Channels;

/// <summary>Lengths as the platforms count them: UTF-16 units for texts, grapheme clusters (what a reader calls a character) for labels.
/// Source: developers.line.biz, "Character counting in a text". A cluster is never cut: 葛󠄀 and 👨‍👩‍👧 stay whole.</summary>
internal static class ChannelText
{
    private const string Ellipsis = "…";

    /// <summary>At most so many characters, the last an ellipsis if any had to go.</summary>
    public static string FitGraphemes(string text, int graphemesMax)
    {
        StringInfo counted = new(text);
        return counted.LengthInTextElements <= graphemesMax ? text : counted.SubstringByTextElements(0, graphemesMax - 1) + Ellipsis;
    }

    /// <summary>At most so many UTF-16 units, the last an ellipsis if any had to go.</summary>
    public static string FitUnits(string text, int unitsMax) =>
        text.Length <= unitsMax ? text : text[..CutBefore(text, unitsMax - Ellipsis.Length)] + Ellipsis;

    /// <summary>At most so many UTF-16 units, without an ellipsis.</summary>
    public static string CutUnits(string text, int unitsMax) => text.Length <= unitsMax ? text : text[..CutBefore(text, unitsMax)];

    /// <summary>Parts of at most <paramref name="unitsMax"/> units, cut at a line's end if one is near, else after a sentence, else between characters. Blank parts are left out.</summary>
    public static IReadOnlyList<string> Split(string text, int unitsMax)
    {
        List<string> parts = [];
        string rest = text.Trim();
        while (rest.Length > unitsMax)
        {
            int cut = NiceCut(rest, unitsMax);
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart('\r', '\n');
        }

        parts.Add(rest);
        return [.. parts.Where(part => !string.IsNullOrWhiteSpace(part))];
    }

    private static int NiceCut(string text, int unitsMax)
    {
        // Not earlier than half way, or a page of short lines would become many messages.
        ReadOnlySpan<char> window = text.AsSpan(0, unitsMax);
        int line = window.LastIndexOf('\n');
        if (line >= unitsMax / 2)
        {
            return line + 1;
        }

        int sentence = window.LastIndexOfAny('。', '！', '？');
        return sentence >= unitsMax / 2 ? sentence + 1 : CutBefore(text, unitsMax);
    }

    /// <summary>The last border between characters at or before the limit.</summary>
    private static int CutBefore(string text, int unitsMax)
    {
        int at = 0;
        while (at < text.Length)
        {
            int length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            if (at + length > unitsMax)
            {
                break;
            }

            at += length;
        }

        // One cluster longer than the limit (a letter under a thousand accents): cut it, but not inside a surrogate pair.
        return at > 0 ? at : char.IsLowSurrogate(text[unitsMax]) ? unitsMax - 1 : unitsMax;
    }
}
