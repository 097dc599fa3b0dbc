using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.WebConsole;

/// <summary>A consultation in a list: facts only, none of its words.</summary>
public sealed record QueueRow
{
    public required int Number { get; init; }

    public required ConsultationState State { get; init; }

    public required ConsultationUrgency Urgency { get; init; }

    public required ConsultationContent? Content { get; init; }

    public required ConsultationOrigin? Origin { get; init; }

    public required ConsultationRoute Route { get; init; }

    public required string Area { get; init; }

    public required string DeskId { get; init; }

    public required Guid? StaffId { get; init; }

    public required Guid? MemberId { get; init; }

    public required DateTimeOffset? ReceivedAt { get; init; }

    public required DateTimeOffset? TargetAt { get; init; }

    public required DateTimeOffset? PlannedAt { get; init; }

    public required DateTimeOffset? ClosedAt { get; init; }

    public required int EscalationStep { get; init; }

    /// <summary>Others of the same person. By phone too they are told on its page only: here that would ask for thousands of spellings.</summary>
    public int Earlier { get; init; }
}

/// <summary>A column of the board.</summary>
/// <param name="Total">All of this state and filter; the rows are the most urgent of them.</param>
public sealed record QueueColumn(ConsultationState State, int Total, IReadOnlyList<QueueRow> Rows);

/// <summary>The queue at one instant.</summary>
public sealed record QueueView
{
    public required QueueFilter Filter { get; init; }

    public required int Total { get; init; }

    /// <summary>Of the list; empty for the board.</summary>
    public IReadOnlyList<QueueRow> Rows { get; init; } = [];

    public IReadOnlyList<QueueColumn> Columns { get; init; } = [];

    /// <summary>All of each state, whatever the filter.</summary>
    public required IReadOnlyDictionary<ConsultationState, int> Counts { get; init; }

    public required IReadOnlyList<StaffAccount> Staff { get; init; }

    public required IReadOnlyList<string> Areas { get; init; }

    public int LastPage => Math.Clamp((Total + QueueReads.RowsMax - 1) / QueueReads.RowsMax, 1, QueueFilter.PageMax);

    public string NameOf(Guid? staff) => staff is { } id ? Staff.FirstOrDefault(account => account.Id == id)?.DisplayName ?? "使われていないアカウント" : "";
}

/// <summary>Reads the queue, most urgent first. Every query is served by an index of the state or the number, so that thousands of closed ones cost nothing.</summary>
public sealed class QueueReads(ZaitakuDb db)
{
    /// <summary>Rows of one page of the list.</summary>
    public const int RowsMax = 50;

    /// <summary>Cards of one column of the board.</summary>
    public const int CardsMax = 25;

    private const int AreasMax = 100;

    public async Task<QueueView> ReadAsync(QueueFilter filter, Guid reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        QueueView view = new()
        {
            Filter = filter,
            Total = 0,
            Counts = await db.Consultations.GroupBy(one => one.State).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
            Staff = await db.StaffAccounts.AsNoTracking().OrderBy(account => account.DisplayName).ToListAsync(cancellationToken),
            Areas = await db.Consultations.Where(one => Consultation.OpenStates.Contains(one.State) && one.Area != "").Select(one => one.Area).Distinct().OrderBy(area => area).Take(AreasMax)
                .ToListAsync(cancellationToken),
        };
        return filter.IsBoard ? view with { Columns = await ColumnsAsync(filter, reader, cancellationToken) } : await ListAsync(view, reader, cancellationToken);
    }

    /// <returns>Why somebody could not take it, as it stands now; empty where they have it themselves.</returns>
    public async Task<string> MissedAsync(int number, Guid reader, CancellationToken cancellationToken)
    {
        if (await db.Consultations.AsNoTracking().SingleOrDefaultAsync(found => found.Number == number, cancellationToken) is not { State: not ConsultationState.Draft } one)
        {
            return "その受付番号の相談はありません。";
        }

        DeskAnswer? refused = await ConsultationDesk.RefusalAsync(db, DeskOperation.Claim, one, reader, cancellationToken);
        return refused is null && one.StaffId == reader ? "" : $"{ConsultationNumbers.Shown(number)}: {DeskAnswers.InWords(refused ?? new DeskAnswer.Conflict())}";
    }

    private async Task<QueueView> ListAsync(QueueView view, Guid reader, CancellationToken cancellationToken)
    {
        QueueFilter filter = view.Filter;
        IQueryable<Consultation> found = filter.State is { } state ? Of(state, filter, reader) : Narrowed(db.Consultations.Where(one => Consultation.OpenStates.Contains(one.State)), filter, reader);
        int total = filter.State is { } known && !filter.IsNarrowed ? view.Counts.GetValueOrDefault(known) : await found.CountAsync(cancellationToken);
        QueueView counted = view with { Total = total };
        int page = Math.Min(filter.Page, counted.LastPage);
        bool isOver = filter.State is { } over && !Consultation.OpenStates.Contains(over);
        IQueryable<Consultation> ordered = isOver ? found.OrderByDescending(one => one.ReceivedAt) : MostUrgentFirst(found);
        return counted with
        {
            Filter = filter with { Page = page },
            Rows = await WithEarlierAsync(await Rows(ordered.Skip((page - 1) * RowsMax).Take(RowsMax)).ToListAsync(cancellationToken), cancellationToken),
        };
    }

    private async Task<IReadOnlyList<QueueColumn>> ColumnsAsync(QueueFilter filter, Guid reader, CancellationToken cancellationToken)
    {
        List<QueueColumn> columns = [];
        foreach (ConsultationState state in Consultation.OpenStates)
        {
            IQueryable<Consultation> found = Of(state, filter, reader);
            List<QueueRow> rows = await Rows(MostUrgentFirst(found).Take(CardsMax)).ToListAsync(cancellationToken);
            columns.Add(new QueueColumn(state, rows.Count < CardsMax ? rows.Count : await found.CountAsync(cancellationToken), await WithEarlierAsync(rows, cancellationToken)));
        }

        return columns;
    }

    private IQueryable<Consultation> Of(ConsultationState state, QueueFilter filter, Guid reader) =>
        Narrowed(db.Consultations.Where(one => one.State == state), filter, reader);

    private static IQueryable<Consultation> Narrowed(IQueryable<Consultation> all, QueueFilter filter, Guid reader)
    {
        IQueryable<Consultation> found = all.AsNoTracking();
        found = filter.Urgency is { } urgency ? found.Where(one => one.Urgency == urgency) : found;
        found = filter.Content is { } content ? found.Where(one => one.Content == content) : found;
        found = filter.Desk.Length > 0 ? found.Where(one => one.DeskId == filter.Desk) : found;
        found = filter.Area.Length > 0 ? found.Where(one => one.Area == filter.Area) : found;
        return filter.Who switch
        {
            "" => found,
            QueueFilter.Mine => found.Where(one => one.StaffId == reader),
            QueueFilter.Nobody => found.Where(one => one.StaffId == null),
            _ => Guid.TryParse(filter.Who, out Guid staff) ? found.Where(one => one.StaffId == staff) : found,
        };
    }

    /// <summary>Urgency, then target; those without a target (the person has the word) last.</summary>
    private static IQueryable<Consultation> MostUrgentFirst(IQueryable<Consultation> found) =>
        found.OrderBy(one => one.Urgency == ConsultationUrgency.Today ? 0 : one.Urgency == ConsultationUrgency.Soon ? 1 : 2)
            .ThenBy(one => one.TargetAt == null).ThenBy(one => one.TargetAt).ThenBy(one => one.ReceivedAt).ThenBy(one => one.Number);

    private static IQueryable<QueueRow> Rows(IQueryable<Consultation> found) => found.Select(one => new QueueRow
    {
        Number = one.Number, State = one.State, Urgency = one.Urgency, Content = one.Content, Origin = one.Origin, Route = one.Route, Area = one.Area, DeskId = one.DeskId,
        StaffId = one.StaffId, MemberId = one.MemberId, ReceivedAt = one.ReceivedAt, TargetAt = one.TargetAt, PlannedAt = one.PlannedAt, ClosedAt = one.ClosedAt, EscalationStep = one.EscalationStep,
    });

    private async Task<IReadOnlyList<QueueRow>> WithEarlierAsync(List<QueueRow> rows, CancellationToken cancellationToken)
    {
        List<Guid?> people = [.. rows.Where(row => row.MemberId is not null).Select(row => row.MemberId).Distinct()];
        if (people.Count == 0)
        {
            return rows;
        }

        Dictionary<Guid, int> counts = await db.Consultations.Where(one => people.Contains(one.MemberId) && !DeskTriage.Uncounted.Contains(one.State))
            .GroupBy(one => one.MemberId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key!.Value, group => group.Count, cancellationToken);
        return [.. rows.Select(row => row.MemberId is { } member ? row with { Earlier = counts.GetValueOrDefault(member) - (DeskTriage.Uncounted.Contains(row.State) ? 0 : 1) } : row)];
    }
}
