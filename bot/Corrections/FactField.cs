using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Corrections;

/// <summary>How a fact is written into the form.</summary>
public enum FactKind { Line, Lines, YesNo, Level, Services, Choice }

/// <summary>What a fact's text says, put into a statement; or why it cannot be.</summary>
public sealed record FactReading(PlaceFacts Facts, string Problem = "")
{
    public static implicit operator FactReading(PlaceFacts facts) => new(facts);
}

/// <summary>One fact of a place as the form shows it: as text, empty for unknown.</summary>
/// <param name="Key">The name the merge knows it by, as <c>phone</c> or <c>capabilities.ventilator</c>.</param>
/// <param name="Read">The fact's text; empty when it is not known.</param>
/// <param name="Write">Puts the text into a statement. The last argument is the place as it stands.</param>
public sealed record FactField(string Key, string Label, FactKind Kind, Func<PlaceFacts, string> Read, Func<PlaceFacts, string, PlaceFacts, FactReading> Write)
{
    /// <summary>Between level and condition in a capability's text.</summary>
    public const char NoteMark = '|';

    /// <summary>What the Japanese of a merge's unknown reads.</summary>
    public const string NotKnown = "未確認";

    public string Hint { get; init; } = "";

    public int LettersMax { get; init; } = 200;

    /// <summary>A place without a name, a service or an address is none; those can be changed only.</summary>
    public bool MayBeUnknown { get; init; } = true;

    /// <summary>Id and words of what may be chosen.</summary>
    public IReadOnlyList<(string Id, string Words)> Choices { get; init; } = [];

    /// <summary>For the history and for people: はい, 要相談（日中のみ）, the services by name.</summary>
    public string Shown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return NotKnown;
        }

        return Kind switch
        {
            FactKind.Services => string.Join("、", ServiceSet.Parse(text).Kinds().Select(kind => kind.Name())),
            FactKind.Level => LevelShown(text.Split(NoteMark, 2)),
            FactKind.YesNo or FactKind.Choice => WordsOf(text),
            _ => text,
        };
    }

    private string LevelShown(string[] parts) => WordsOf(parts[0]) + (parts is [_, { Length: > 0 } note] ? $"（{note}）" : "");

    private string WordsOf(string id) => Choices.Where(choice => choice.Id == id).Select(choice => choice.Words).FirstOrDefault(id);
}

/// <summary>Facts shown together.</summary>
public sealed record FactGroup(string Title, IReadOnlyList<FactField> Fields);
