using System.Collections.Concurrent;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Storage.Reports;

/// <summary>How often each term of a list came up, and how often none was written down.</summary>
public sealed class TermCounts<T>
    where T : struct, Enum
{
    private readonly Dictionary<T, int> _counts = [];

    public int None { get; private set; }

    public int this[T term] => _counts.GetValueOrDefault(term);

    public void Add(T? term)
    {
        if (term is { } named)
        {
            _counts[named] = this[named] + 1;
        }
        else
        {
            None++;
        }
    }
}

/// <summary>What the report counts in one month.</summary>
/// <param name="Unanswered">Of these somebody still waits for the first answer.</param>
/// <param name="Minutes">Working time to the first answer, one for each answered.</param>
public sealed record CountedMonth(int All, int Residents, int Unanswered, IReadOnlyList<int> Minutes)
{
    public TermCounts<ConsultationOrigin> Origins { get; } = new();

    public TermCounts<ConsultationContent> Contents { get; } = new();

    public TermCounts<ConsultationPhase> Phases { get; } = new();

    public TermCounts<ConsultationOutcome> Outcomes { get; } = new();

    public TermCounts<ConsultationRoute> Routes { get; } = new();
}

/// <summary>Tells whether anything in a month has changed: each change of a consultation raises its revision, and no accident makes all three equal again.</summary>
/// <param name="Mixed">Sum of number × (revision + 1).</param>
public sealed record MonthMark(int Count, long Revisions, long Mixed);

/// <summary>Months as they were counted last, so that a report reads only what has changed since. Numbers alone: no words, no person.</summary>
public sealed class CountedMonths
{
    /// <summary>Ten years; beyond it counting begins afresh.</summary>
    private const int MonthsMax = 120;

    private readonly ConcurrentDictionary<DateOnly, (MonthMark Mark, Func<DateTimeOffset, DateTimeOffset, int> Hours, CountedMonth Counted)> _months = new();

    /// <param name="hours">Working minutes between two instants: other hours, other minutes.</param>
    /// <returns>Null where the month must be counted.</returns>
    public CountedMonth? Find(DateOnly month, MonthMark mark, Func<DateTimeOffset, DateTimeOffset, int> hours) =>
        _months.TryGetValue(month, out var kept) && kept.Mark == mark && kept.Hours == hours ? kept.Counted : null;

    public void Keep(DateOnly month, MonthMark mark, Func<DateTimeOffset, DateTimeOffset, int> hours, CountedMonth counted)
    {
        if (_months.Count >= MonthsMax)
        {
            _months.Clear();
        }

        _months[month] = (mark, hours, counted);
    }
}
