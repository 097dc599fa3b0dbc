using System.Text.Json;

namespace Zaitaku.Benchmarks;

/// <summary>What one benchmark measured. <c>met</c> is worked out from the figures and nothing else.</summary>
public sealed record BenchmarkFigures(string Name, string Goal, IReadOnlyDictionary<string, double> Figures, Func<IReadOnlyDictionary<string, double>, bool> IsMet)
{
    /// <summary>One line: <c>{"name","figures":{…},"goal","met"}</c>. Figures are rounded to three decimals after the goal was judged; what never came to be is null.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        name = Name,
        figures = Figures.ToDictionary(figure => figure.Key, figure => double.IsFinite(figure.Value) ? Math.Round(figure.Value, 3) : (double?)null),
        goal = Goal,
        met = IsMet(Figures),
    });
}

/// <summary>Why nothing could be measured: a missing file or a program that fails. Told to the person, without a stack.</summary>
public sealed class BenchmarkException(string message) : Exception(message);
