using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Zaitaku.Bot.Knowledge;

/// <summary>Reads an entry from a Markdown file: a head in YAML between two lines of ---, then the two answers under their headings. Every field is there, or it is none.</summary>
public static class KnowledgeFile
{
    /// <summary>The heading of the answer for everybody.</summary>
    public const string Residents = "## 住民の方へ";

    /// <summary>The heading of the answer for those who work in care.</summary>
    public const string Professionals = "## 専門職の方へ";

    private const string Fence = "---";

    /// <param name="name">For the message of the error.</param>
    /// <param name="text">The whole file.</param>
    /// <exception cref="InvalidDataException">Something is missing or cannot be read; the message says what.</exception>
    public static KnowledgeEntry Read(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        int end = lines.Length > 0 && lines[0] == Fence ? Array.IndexOf(lines, Fence, 1) : -1;
        if (end < 0)
        {
            throw Bad(name, "the head between two lines of --- is missing");
        }

        try
        {
            YamlStream yaml = [];
            yaml.Load(new StringReader(string.Join('\n', lines[1..end])));
            return Entry(name, new Head(name, yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode head ? head : throw Bad(name, "the head is no list of fields")), string.Join('\n', lines[(end + 1)..]));
        }
        catch (YamlException problem)
        {
            throw Bad(name, problem.Message);
        }
    }

    private static KnowledgeEntry Entry(string name, Head head, string body) => new()
    {
        Id = head.Text("id") is { } id && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') ? id : throw Bad(name, "id has other letters than a to z, 0 to 9 and -"),
        Question = head.Text("question"),
        Variants = head.Texts("variants"),
        Topics = head.Texts("topics"),
        Sources = head.Sources(),
        Owner = head.Text("owner"),
        ReviewedOn = head.Day("reviewed"),
        ReviewOn = head.Day("review"),
        FiscalYear = head.Has("fiscalYear") ? int.Parse(head.Text("fiscalYear"), CultureInfo.InvariantCulture) : null,
        ForResidents = Under(name, body, Residents),
        ForProfessionals = Under(name, body, Professionals),
    };

    private static string Under(string name, string body, string heading)
    {
        int start = body.IndexOf(heading, StringComparison.Ordinal);
        int from = start + heading.Length;
        int end = start < 0 ? -1 : body.IndexOf("\n## ", from, StringComparison.Ordinal);
        string answer = start < 0 ? "" : (end < 0 ? body[from..] : body[from..end]).Trim();
        return answer.Length > 0 ? answer : throw Bad(name, $"nothing stands under '{heading}'");
    }

    private static InvalidDataException Bad(string name, string what) => new($"Knowledge entry '{name}': {what}.");

    private sealed class Head(string name, YamlMappingNode fields)
    {
        public bool Has(string field) => fields.Children.ContainsKey(new YamlScalarNode(field));

        public string Text(string field) => TextOf(fields, field);

        public DateOnly Day(string field) => DayOf(fields, field);

        public IReadOnlyList<string> Texts(string field) => Node(fields, field) is YamlSequenceNode many ? [.. many.Children.Select(one => (one as YamlScalarNode)?.Value ?? throw Bad(name, $"'{field}' holds something else than words"))] : throw Bad(name, $"'{field}' is no list");

        public IReadOnlyList<KnowledgeSource> Sources() => Node(fields, "sources") is YamlSequenceNode { Children.Count: > 0 } many
            ? [.. many.Children.Select(one => one as YamlMappingNode ?? throw Bad(name, "a source is no list of fields")).Select(Source)] : throw Bad(name, "no source is named");

        private KnowledgeSource Source(YamlMappingNode one) => new(
            TextOf(one, "title"), Uri.TryCreate(TextOf(one, "address"), UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http" ? address : throw Bad(name, "a source has no address"), DayOf(one, "read"));

        private string TextOf(YamlMappingNode node, string field) => Node(node, field) is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value) ? value : throw Bad(name, $"'{field}' is empty");

        private DateOnly DayOf(YamlMappingNode node, string field) => DateOnly.TryParseExact(TextOf(node, field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw Bad(name, $"'{field}' is no day");

        private YamlNode Node(YamlMappingNode node, string field) => node.Children.TryGetValue(new YamlScalarNode(field), out YamlNode? value) ? value : throw Bad(name, $"'{field}' is missing");
    }
}
