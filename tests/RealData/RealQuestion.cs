using System.Text.Json.Serialization;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.RealData;

/// <summary>One line of questions.tsv: what a person types, who, where and when.</summary>
/// <param name="Id">Number of the question, as text.</param>
/// <param name="Kinds">distance, merge, hours, none, place; a question may be several.</param>
/// <param name="At">A shared position in degrees, or null.</param>
public sealed record RealQuestion(string Id, IReadOnlyList<string> Kinds, Role Role, (double Latitude, double Longitude)? At, DateTimeOffset Time, string Text)
{
    public override string ToString() => $"{Id} {Text}";
}

/// <summary>What answers.py worked out for one question.</summary>
public sealed record Expectation
{
    public required string Id { get; init; }

    /// <summary>Every place that may stand among the first ten.</summary>
    public IReadOnlyList<ExpectedPlace> Places { get; init; } = [];

    /// <summary>Fewer cards than this is a poor answer.</summary>
    public int CardsMin { get; init; }

    /// <summary>Nothing fits: the answer must say so in words of <see cref="Says"/>.</summary>
    public bool None { get; init; }

    /// <summary>Regular expression of ways to say that nothing was found.</summary>
    public string Says { get; init; } = "";

    /// <summary>Folded names of places of the kind asked for that lie somewhere else: they may be offered instead of nothing.</summary>
    public HashSet<string> Elsewhere { get; init; } = [];

    /// <summary>Each card must carry one of the phone numbers any file gives for its place, where one gives any.</summary>
    public bool Phones { get; init; }
}

/// <summary>A place that may be shown. Files disagree, so its distance and rank are ranges.</summary>
public sealed record ExpectedPlace
{
    /// <summary>Folded names under which any file lists it.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How many cards may be of it.</summary>
    public int Copies { get; init; }

    public bool Sure { get; init; }

    /// <summary>Lower and upper end of what it is ranked by; below another's <see cref="Low"/> with its own <see cref="High"/>, it stands before it.</summary>
    public double Low { get; init; }

    public double High { get; init; }

    public int BestRank { get; init; }

    public int WorstRank { get; init; }

    /// <summary>Least and greatest distance, or null where none is expected.</summary>
    [JsonPropertyName("km")]
    public IReadOnlyList<double>? Kilometres { get; init; }

    /// <summary>Digits only.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];
}
