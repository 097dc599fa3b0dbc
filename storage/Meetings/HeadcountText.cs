using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Storage.Meetings;

/// <summary>
/// People counted on paper, a line each: 医師 5, 看護師 みお訪問看護ステーション 12人, 住民 3名. What cannot be read is refused with its line, never guessed;
/// lines of one profession and institution are added up.
/// </summary>
public static partial class HeadcountText
{
    public const int LinesMax = 300;
    public const int CountMax = 10_000;
    public const int LengthMax = LinesMax * (2 * Meeting.NameLengthMax);

    /// <param name="problem">Why not, in Japanese with a full stop; empty when read.</param>
    public static bool TryRead(string text, int meeting, out IReadOnlyList<MeetingHeadcount> counts, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        counts = [];
        string[] lines = text.Length > LengthMax ? [] : [.. text.Normalize(NormalizationForm.FormKC).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (text.Length > LengthMax || lines.Length > LinesMax)
        {
            problem = $"{LinesMax}行までです。";
            return false;
        }

        Dictionary<(string, string), MeetingHeadcount> found = [];
        foreach (string line in lines)
        {
            Match said = Whole().Match(Thousands().Replace(line, ""));
            string profession = said.Success ? ProfessionIn(said.Groups["who"].Value) : "";
            if (profession.Length == 0 || !int.TryParse(said.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count > CountMax || said.Groups["where"] is { Success: true, Value: var where } && (where.Length > Meeting.NameLengthMax || !where.Any(char.IsLetter)))
            {
                problem = $"「{(line.Length > 40 ? line[..40] : line)}」を読み取れませんでした。「職種 所属 人数」の順に、1行ずつ書いてください（例: 看護師 みお訪問看護 3）。";
                return false;
            }

            (string, string) key = (profession, said.Groups["where"].Value);
            if (found.TryGetValue(key, out MeetingHeadcount? known))
            {
                known.Count += count;
            }
            else
            {
                found.Add(key, new MeetingHeadcount { MeetingId = meeting, Profession = profession, Organisation = key.Item2, Count = count });
            }
        }

        counts = [.. found.Values.Where(one => one.Count > 0)];
        problem = "";
        return true;
    }

    /// <summary>The lines it can be read from.</summary>
    public static string Of(IEnumerable<MeetingHeadcount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return string.Join('\n', counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Profession} {(one.Organisation.Length > 0 ? $"{one.Organisation} " : "")}{one.Count}")));
    }

    /// <summary>Only what is surely a profession: a slip must not be counted as "other".</summary>
    private static string ProfessionIn(string said) =>
        MeetingTerms.ProfessionOf(said, null) is var profession && (profession != MeetingTerms.OtherProfession || said == MeetingTerms.OtherProfession) ? profession : "";

    /// <summary>1,200 is one number.</summary>
    [GeneratedRegex("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^(?<who>[^\s,、:]+)[\s,、:]+(?:(?<where>.*?[^\s,、:])[\s,、:]+)?(?<count>[0-9]{1,6})\s*[人名]?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Whole();
}
