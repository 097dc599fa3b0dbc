namespace Zaitaku.Bot.Rota;

/// <summary>One line somebody typed or pasted.</summary>
internal static class FormText
{
    /// <summary>Without spaces around it, and with a space for each control letter: a line break of a word processor makes a workbook unreadable.</summary>
    public static string Line(string? typed) => new string([.. (typed ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();

    /// <summary>Several lines: line endings as a browser sends them become ours; unseen controls go.</summary>
    public static string Lines(string? typed) => new([.. (typed ?? "").ReplaceLineEndings("\n").Trim().Where(letter => letter is '\n' or '\t' || !char.IsControl(letter))]);
}
