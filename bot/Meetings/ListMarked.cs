namespace Zaitaku.Bot.Meetings;

/// <summary>What came of marking some of a list.</summary>
/// <param name="Problem">Why nothing was written, in words; empty where something was.</param>
public sealed record ListMarked(string Problem)
{
    /// <summary>For how many it was written down.</summary>
    public int Written { get; init; }

    /// <summary>Rows that said they come and wait for a seat: whoever is on the phone must hear it.</summary>
    public IReadOnlyList<long> Waiting { get; init; } = [];

    /// <summary>Rows for which it was not.</summary>
    public IReadOnlyList<long> Refused { get; init; } = [];

    /// <summary>Why, in words; empty where none was.</summary>
    public string WhyRefused { get; init; } = "";
}
