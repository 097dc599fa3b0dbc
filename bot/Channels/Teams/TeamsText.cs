using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Words for a TextBlock, which reads a little Markdown. Backslashes are shown by some phones, so what would be read as a sign is written wide instead:
/// in Japanese text that looks the same.</summary>
internal static partial class TeamsText
{
    /// <summary>Words as they are, with their line breaks: one line break is none in Markdown, two are.</summary>
    public static string Plain(string text, int unitsMax)
    {
        string fitted = ChannelText.FitUnits(text.Trim(), unitsMax).ReplaceLineEndings("\n");
        StringBuilder plain = new(fitted.Length + 16);
        foreach (string line in fitted.Split('\n'))
        {
            plain.Append(plain.Length == 0 ? "" : "\n\n").Append(Line(line));
        }

        return plain.ToString();
    }

    private static string Line(string line)
    {
        string whole = line.Replace('*', '＊').Replace('`', '｀').Replace("[", "［", StringComparison.Ordinal).Replace("]", "］", StringComparison.Ordinal)
            .Replace('\\', '＼').Replace("~~", "～～", StringComparison.Ordinal).Replace("{{", "｛｛", StringComparison.Ordinal);
        whole = EdgeUnderscore().Replace(whole, "＿"); // Inside a word (an e-mail address) it is no sign.
        return ListStart().Replace(whole, match => match.Groups[1].Value + Wide(match.Groups[2].Value) + match.Groups[3].Value);
    }

    private static string Wide(string sign) => sign switch
    {
        "-" => "－",
        "+" => "＋",
        "." => "．",
        ")" => "）",
        ">" => "＞",
        _ => sign.Replace('#', '＃'),
    };

    [GeneratedRegex(@"(?<![0-9A-Za-z])_+|_+(?![0-9A-Za-z])", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex EdgeUnderscore();

    [GeneratedRegex(@"^(\s*[0-9]{1,9}(?=[.)])|\s*(?=[-+>#]))([.)]|[-+>]|#{1,6})(\s|$)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex ListStart();
}
