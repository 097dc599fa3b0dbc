using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>Checks of single fields, written from LINE's reference and sharing nothing with the product.</summary>
internal sealed class FieldRules(JsonObject owner, string at, List<FakeFault> faults)
{
    public string At => at;

    public JsonObject Owner => owner;

    public string Type => FakeJson.Text(owner["type"]) ?? "";

    public void Say(string name, string problem) => faults.Add(new FakeFault(name.Length > 0 ? $"{at}.{name}" : at, problem));

    /// <summary>Refuses what LINE does not know.</summary>
    public void Only(params string[] known)
    {
        foreach (string name in owner.Select(property => property.Key).Where(name => !known.Contains(name)))
        {
            Say(name, "Unknown property");
        }
    }

    /// <summary>UTF-16 units, as LINE counts texts.</summary>
    public void Units(string name, int min, int max, bool required = true) => Counted(name, min, max, required, text => text.Length);

    /// <summary>Grapheme clusters, as LINE counts labels.</summary>
    public void Graphemes(string name, int min, int max, bool required = true) => Counted(name, min, max, required, text => new StringInfo(text).LengthInTextElements);

    public void OneOf(string name, params string[] values)
    {
        if (owner[name] is { } node && !values.Contains(FakeJson.Text(node)))
        {
            Say(name, "Must be one of " + string.Join(", ", values));
        }
    }

    public void Number(string name, double min, double max, bool required)
    {
        bool isNumber = owner[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.GetValue<double>() is { } number && number >= min && number <= max;
        if (!isNumber && (required || owner[name] is not null))
        {
            Say(name, $"Must be between {min} and {max}");
        }
    }

    public void Colour(string name)
    {
        if (owner[name] is { } node && !(FakeJson.Text(node) is { } text && text.StartsWith('#') && text.Length is 7 or 9 && text[1..].All(char.IsAsciiHexDigit)))
        {
            Say(name, "invalid color");
        }
    }

    public void Flag(string name)
    {
        if (owner[name] is { } node && node.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            Say(name, "Must be a boolean");
        }
    }

    private void Counted(string name, int min, int max, bool required, Func<string, int> count)
    {
        if (owner[name] is null)
        {
            if (required)
            {
                Say(name, "May not be empty");
            }

            return;
        }

        if (FakeJson.Text(owner[name]) is not { } text || count(text) < min || count(text) > max)
        {
            Say(name, $"Length must be between {min} and {max}");
        }
    }
}
