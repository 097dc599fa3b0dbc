using System.Globalization;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Emergency;

/// <summary>Reads <c>Rules.md</c>. Whatever it cannot read stops the program at its start, with the line: half a rule book is worse than none.</summary>
public sealed partial class EmergencyRuleFile
{
    /// <summary>A rule's number travels in a byte of each of its words.</summary>
    public const int RulesMax = byte.MaxValue;

    /// <summary>So many examples a danger needs, and so many look-alikes; an exception has them the other way round and needs one that is danger.</summary>
    public const int ExamplesMin = 3, LookAlikesMin = 1;

    private static readonly Dictionary<string, RuleKind> Kinds = new(StringComparer.Ordinal)
    {
        ["危険"] = RuleKind.Danger, ["危険・希死念慮"] = RuleKind.DangerSuicide, ["危険・助けを呼ぶ声"] = RuleKind.DangerPlea,
        ["いまの様子"] = RuleKind.Present, ["いまの時"] = RuleKind.RightNow,
        ["例外・過去"] = RuleKind.Past, ["例外・済んだこと"] = RuleKind.Settled, ["例外・治療中"] = RuleKind.Treated, ["例外・仮定"] = RuleKind.Supposed, ["例外・仮定の後"] = RuleKind.SupposedAfter,
        ["例外・ペット"] = RuleKind.Pets, ["例外・言い回し"] = RuleKind.Saying,
        ["型・看取り"] = RuleKind.PlannedDeath, ["型・看取りでも119"] = RuleKind.PlannedDeathAccident, ["型・希死念慮"] = RuleKind.Suicide, ["型・希死念慮の手段"] = RuleKind.SuicideMeans,
        ["型・希死念慮の相手"] = RuleKind.SuicideAnother,
        ["虐待"] = RuleKind.Abuse, ["虐待の例外"] = RuleKind.AbuseException, ["虐待・子ども"] = RuleKind.AbuseOfChild, ["虐待・障害"] = RuleKind.AbuseOfDisabled, ["虐待・職員"] = RuleKind.AbuseByStaff,
        ["虐待・夫婦や恋人"] = RuleKind.AbuseByPartner, ["虐待・いま"] = RuleKind.AbuseNow,
    };

    private const string Danger = "危険な例", NoDanger = "危険でない例", OfKind = "この種類の例", NotOfKind = "この種類でない例", Abuse = "虐待の例", NoAbuse = "虐待でない例";
    private const string Words = "言葉", MachineWords = "機器の言葉", Exempt = "除く言葉", Measured = "測った値";
    private const string Title = "題", Kind = "種類", Reason = "理由", Source = "出典";
    private static readonly HashSet<string> Headings = [Danger, NoDanger, OfKind, NotOfKind, Abuse, NoAbuse, Words, MachineWords, Exempt, Measured];
    private static readonly HashSet<string> Fields = [Title, Kind, Reason, Source];

    private readonly List<EmergencyRule> _rules = [];
    private readonly Dictionary<string, string> _fields = [];
    private readonly Dictionary<string, List<string>> _lists = [];
    private string? _id;
    private string? _heading;

    private EmergencyRuleFile()
    {
    }

    /// <exception cref="InvalidDataException">A line that is none of the file's, or a rule without id, title, kind, reason, examples or words.</exception>
    public static IReadOnlyList<EmergencyRule> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        EmergencyRuleFile file = new();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            if (!file.Take(lines[at]))
            {
                throw new InvalidDataException($"Rules.md, line {at + 1}: '{lines[at]}' is not understood.");
            }
        }

        file.Close();
        return file._rules.Count is > 0 and <= RulesMax ? file._rules : throw new InvalidDataException($"Rules.md has {file._rules.Count} rules; 1 to {RulesMax} are possible.");
    }

    private bool Take(string line)
    {
        if (line.StartsWith("## ", StringComparison.Ordinal) || line.StartsWith("# ", StringComparison.Ordinal))
        {
            Close();
            _id = line[1] == '#' ? line[3..].Trim() : null;
            return true;
        }

        if (_id is null || line.Length == 0)
        {
            return true; // Words between the rules are for people.
        }

        if (line.StartsWith("### ", StringComparison.Ordinal))
        {
            _heading = line[4..].Trim();
            return Headings.Contains(_heading) && _lists.TryAdd(_heading, []);
        }

        return _heading is null ? TakeField(line) : TakeItem(line, _lists[_heading]);
    }

    private bool TakeField(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        return line.StartsWith("- ", StringComparison.Ordinal) && colon > 2 && Fields.Contains(line[2..colon]) && _fields.TryAdd(line[2..colon], line[(colon + 2)..].Trim());
    }

    private bool TakeItem(string line, List<string> items)
    {
        bool isTable = _heading == Measured;
        if (line.StartsWith(isTable ? "| " : "- ", StringComparison.Ordinal))
        {
            items.Add(line[2..]);
            return true;
        }

        if (line.StartsWith("  ", StringComparison.Ordinal) && items.Count > 0)
        {
            items[^1] += line.TrimStart(); // A pattern too long for one line.
            return true;
        }

        return isTable && line.StartsWith("|--", StringComparison.Ordinal);
    }

    private void Close()
    {
        if (_id is { } id)
        {
            _rules.Add(Rule(id));
        }

        (_id, _heading) = (null, null);
        _fields.Clear();
        _lists.Clear();
    }

    private EmergencyRule Rule(string id)
    {
        Require(Id().IsMatch(id) && !_rules.Exists(rule => rule.Id == id), id, "an id of a–z and hyphens that no other rule has");
        Require(Kinds.TryGetValue(Field(Kind), out RuleKind kind), id, "one of the known kinds (種類)");
        Require(Field(Title).Length > 0 && Field(Reason).Length > 0, id, "a title (題) and a reason (理由)");
        bool isDanger = kind is RuleKind.Danger or RuleKind.DangerSuicide or RuleKind.DangerPlea or RuleKind.Present or RuleKind.RightNow;
        (string yes, string no) = kind switch
        {
            RuleKind.AbuseException => (NoAbuse, Abuse),
            >= RuleKind.Abuse => (Abuse, NoAbuse),
            >= RuleKind.PlannedDeath => (OfKind, NotOfKind),
            _ => isDanger ? (Danger, NoDanger) : (NoDanger, Danger),
        };
        Require(List(yes).Count >= ExamplesMin && List(no).Count >= LookAlikesMin, id, $"{ExamplesMin} examples ({yes}) and {LookAlikesMin} that only looks like it ({no})");
        EmergencyRule rule = new()
        {
            Id = id, Kind = kind, Title = Field(Title), Reason = Field(Reason), Source = Field(Source), Examples = List(yes), LookAlikes = List(no),
            Words = Patterns(Words), MachineWords = Patterns(MachineWords), Exempt = Patterns(Exempt), Measures = [.. List(Measured).Skip(1).Select(row => Measure(id, row))],
        };
        Require(rule.Words.Count + rule.MachineWords.Count + rule.Measures.Count > 0, id, "words (言葉)");
        return rule;
    }

    private string Field(string name) => _fields.GetValueOrDefault(name, "");

    private List<string> List(string heading) => _lists.GetValueOrDefault(heading) is { } items ? [.. items] : [];

    private string[] Patterns(string heading) => [.. List(heading).SelectMany(WordPattern.Split)];

    private static VitalMeasure Measure(string id, string row)
    {
        string[] cells = [.. row.Split('|').Select(cell => cell.Trim())];
        Require(cells.Length >= 5 && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out _), id, $"words and limits in '{row}'");
        return new VitalMeasure(cells[0].Split(' '), Number(cells[1], 0), Number(cells[2], -1), Number(cells[3], int.MaxValue));
    }

    private static int Number(string cell, int none) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : none;

    private static void Require(bool isSo, string id, string what)
    {
        if (!isSo)
        {
            throw new InvalidDataException($"Rules.md: the rule '{id}' lacks {what}.");
        }
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Id();
}
