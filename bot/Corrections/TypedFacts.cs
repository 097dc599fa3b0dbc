using System.Text.Json;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Corrections;

/// <summary>One fact on the form: what stands there, and what is wrong with it.</summary>
/// <param name="Now">What the directory says now, where a colleague changed it while this form was open; else null.</param>
public sealed record TypedFact(FactField Field, string Text, bool IsConfirmed, string Problem = "", string? Now = null);

/// <summary>A form of facts as it was opened, as it was typed, and as the place is now. Only what was changed or ticked is said; the rest of the form says nothing.</summary>
public sealed class TypedFacts
{
    private readonly Dictionary<string, string> _was;
    private readonly PlaceFacts _place;
    private readonly Dictionary<string, TypedFact> _facts;

    private TypedFacts(PlaceFacts place, Dictionary<string, string> was, Dictionary<string, TypedFact> facts) => (_place, _was, _facts) = (place, was, facts);

    /// <summary>What the form was opened with, to be sent along.</summary>
    public string Was => JsonSerializer.Serialize(_was);

    public bool HasProblem => _facts.Values.Any(fact => fact.Problem.Length > 0);

    public TypedFact this[string key] => _facts[key];

    /// <summary>Whether a group is shown unfolded: the first, and each with something known, typed, ticked or wrong. What every place has says nothing, unless it is missing.</summary>
    public bool IsUnfolded(FactGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group == FactSheet.Groups[0] || group.Fields.Any(field => _facts[field.Key] is var fact
            && (fact.Problem.Length > 0 || fact.Now is not null || fact.IsConfirmed || fact.Text != _was[field.Key] || fact.Text.Length > 0 == field.MayBeUnknown));
    }

    /// <summary>What stands beside the title of a folded group.</summary>
    public string Gist(FactGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Fields is [var only] ? only.Shown(_facts[only.Key].Text) : $"{group.Fields.Count} 項目";
    }

    public static TypedFacts Open(PlaceFacts place)
    {
        ArgumentNullException.ThrowIfNull(place);
        Dictionary<string, string> was = FactSheet.All.ToDictionary(field => field.Key, field => field.Read(place), StringComparer.Ordinal);
        return new TypedFacts(place, was, FactSheet.All.ToDictionary(field => field.Key, field => new TypedFact(field, was[field.Key], false), StringComparer.Ordinal));
    }

    public static TypedFacts Read(IFormCollection form, PlaceFacts place)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(place);
        Dictionary<string, string> was = WasIn(form["was"].ToString(), place);
        HashSet<string> same = [.. form["same"].OfType<string>()];
        return new TypedFacts(place, was, FactSheet.All.ToDictionary(field => field.Key, field => Typed(form, field, was[field.Key], same.Contains(field.Key)), StringComparer.Ordinal));
    }

    /// <summary>After a colleague was faster: what was typed stays, the rest shows what is true now.</summary>
    public TypedFacts OverThePresent()
    {
        TypedFacts now = Open(_place);
        foreach ((string key, TypedFact typed) in _facts)
        {
            string present = now._was[key];
            bool isOthers = present != _was[key];
            now._facts[key] = typed with { Text = typed.Text == _was[key] ? present : typed.Text, Now = isOthers ? typed.Field.Shown(present) : null };
        }

        return now;
    }

    /// <summary>The statement: what was changed, and what was ticked as still true.</summary>
    /// <param name="keys">The facts it speaks of.</param>
    /// <returns>Null when something cannot be read; each fact says what.</returns>
    public PlaceFacts? Stated(out IReadOnlyList<string> keys)
    {
        PlaceFacts stated = new();
        List<string> said = [], unknown = [];
        foreach (TypedFact typed in _facts.Values.ToList())
        {
            FactField field = typed.Field;
            if (typed.Text == _was[field.Key] && !typed.IsConfirmed)
            {
                continue;
            }

            said.Add(field.Key);
            string problem = typed.Problem.Length > 0 ? typed.Problem : typed.Text.Length == 0 && !field.MayBeUnknown ? "空にはできません。" : "";
            if (problem.Length == 0 && typed.Text.Length == 0)
            {
                unknown.Add(field.Key);
            }
            else if (problem.Length == 0)
            {
                (stated, problem) = field.Write(stated, typed.Text, _place);
            }

            _facts[field.Key] = typed with { Problem = problem };
        }

        keys = said;
        return HasProblem ? null : stated with { Unknown = unknown.Count > 0 ? unknown : null };
    }

    /// <summary>Asked for where a place is made: it needs these to be one.</summary>
    public void Demand(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (_facts[key] is { Text.Length: 0, Problem.Length: 0 } empty)
            {
                _facts[key] = empty with { Problem = "ここは必要です。" };
            }
        }
    }

    /// <summary>Words over their limit are shown again as typed, up to this: nothing typed is lost.</summary>
    private const int ShownAgainMax = 20_000;

    private static TypedFact Typed(IFormCollection form, FactField field, string was, bool isSame)
    {
        string name = $"f.{field.Key}";
        if (!form.ContainsKey(name) && !form.ContainsKey($"{name}.here"))
        {
            return new TypedFact(field, was, isSame); // Not on this form.
        }

        string typed = field.Kind == FactKind.Services ? ServiceSet.Parse(string.Join(' ', form[name].OfType<string>())).ToString() : form[name].ToString();
        string problem = FactTexts.Clean(typed, field.Kind == FactKind.Lines, field.LettersMax, out string text);
        if (field.Kind == FactKind.Level)
        {
            string wrong = FactTexts.Clean(form[$"n.{field.Key}"].ToString(), isLines: false, field.LettersMax, out string note);
            problem = problem.Length > 0 ? problem : wrong;
            text = note.Length > 0 ? text + FactField.NoteMark + note.Replace(FactField.NoteMark, '／') : text;
        }

        if (FactTexts.IsSame(text, was))
        {
            return new TypedFact(field, was, isSame); // What a register wrote may be longer or odder than what we would take from a hand.
        }

        bool isOffered = field.Choices.Count == 0 || text.Length == 0 || field.Choices.Any(choice => choice.Id == text.Split(FactField.NoteMark)[0]) || field.Kind == FactKind.Level;
        return new TypedFact(field, text.Length > ShownAgainMax ? text[..ShownAgainMax] : text, isSame, problem.Length > 0 ? problem : isOffered ? "" : "一覧から選んでください。");
    }

    /// <summary>What cannot be read counts as the present: then everything typed is looked at.</summary>
    private static Dictionary<string, string> WasIn(string json, PlaceFacts place)
    {
        Dictionary<string, string?> sent = [];
        try
        {
            sent = JsonSerializer.Deserialize<Dictionary<string, string?>>(json.Length > 0 ? json : "{}") ?? [];
        }
        catch (JsonException)
        {
            // A form nobody of ours made.
        }

        return FactSheet.All.ToDictionary(field => field.Key, field => sent.GetValueOrDefault(field.Key) ?? field.Read(place), StringComparer.Ordinal);
    }
}
