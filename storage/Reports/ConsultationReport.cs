using Zaitaku.Storage.Consultations;

namespace Zaitaku.Storage.Reports;

/// <summary>What the report looks at in one consultation: no words, no person.</summary>
public sealed record CountedConsultation
{
    public required DateTimeOffset ReceivedAt { get; init; }

    public ConsultationOrigin? Origin { get; init; }

    public ConsultationContent? Content { get; init; }

    public ConsultationPhase? Phase { get; init; }

    public ConsultationOutcome? Outcome { get; init; }

    public ConsultationRoute Route { get; init; }

    public DateTimeOffset? FirstAnswerAt { get; init; }
}

/// <summary>One row of the yearly table.</summary>
/// <param name="Id">The domain's id of what is counted; empty for a consultation of which it was not written down.</param>
/// <param name="Months">April through March; null where nobody knows the month's number any more, or it has not come yet.</param>
/// <param name="Total">Known even where months are not; null where not even that was counted.</param>
public sealed record ReportLine(string Id, string Name, IReadOnlyList<int?> Months, int? Total);

/// <summary>How long people waited for the first answer, in the hub's working time.</summary>
/// <param name="Unanswered">Received and not answered yet; nobody waits for one that was withdrawn, or that the program itself handed to another center.</param>
/// <param name="MedianMinutes">Half were answered within it; null where nothing was answered.</param>
/// <param name="NinetyPercentMinutes">Nine of ten were answered within it.</param>
public sealed record AnswerTimes(int Answered, int Unanswered, int? MedianMinutes, int? NinetyPercentMinutes);

/// <summary>The hub's yearly report in the shape its 事業報告書 has: months across, the total, the residents among them, then the breakdowns.</summary>
public sealed record ConsultationReport
{
    public required FiscalYear Year { get; init; }

    public required ReportLine All { get; init; }

    /// <summary>うち地域住民.</summary>
    public required ReportLine Residents { get; init; }

    public required IReadOnlyList<ReportLine> Origins { get; init; }

    public required IReadOnlyList<ReportLine> Contents { get; init; }

    public IReadOnlyList<ReportLine> Phases { get; init; } = [];

    public IReadOnlyList<ReportLine> Outcomes { get; init; } = [];

    public IReadOnlyList<ReportLine> Routes { get; init; } = [];

    /// <summary>Of the whole year; null for a year that was counted by hand.</summary>
    public AnswerTimes? Answers { get; init; }

    /// <summary>April through March, null for a month to come; empty for a year that was counted by hand.</summary>
    public IReadOnlyList<AnswerTimes?> AnswersByMonth { get; init; } = [];

    /// <summary>True for a year before this program: a month without a number is lost, not still to come.</summary>
    public bool IsCountedByHand { get; init; }

    /// <summary>Consultations of this year that were counted by hand, before the program began in it; they are in the totals.</summary>
    public int AddedByHand { get; init; }
}
