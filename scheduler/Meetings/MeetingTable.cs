using Zaitaku.Storage.Meetings;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>A meeting as a list names it. Null where the list has no such column, or says nothing there: what is known stays.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="IsCancelled">The list says that it is called off.</param>
public sealed record MeetingRow(
    int Line, string Title, string Organiser, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, MeetingKind? Kind, MeetingWay? Way, string? Place, string? Address, string? OnlineUrl,
    string? AudienceWords, int? Capacity, string? Fee, DateTimeOffset? AnswersUntil, string? Description, bool IsCancelled);

/// <summary>A row that is not taken. What could be read of it is kept: its meeting is not missing from the list.</summary>
/// <param name="Text">Japanese, without a full stop.</param>
/// <param name="Day">Null where it could not be read.</param>
public sealed record MeetingRowProblem(int Line, string Text, DateOnly? Day = null, string Title = "", string Organiser = "");

/// <summary>A list of meetings as it was read.</summary>
public sealed record MeetingTable(IReadOnlyList<MeetingRow> Rows, IReadOnlyList<MeetingRowProblem> Problems);
