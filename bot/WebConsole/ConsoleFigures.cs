using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Imports;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole;

/// <param name="LastRun">The last import whose format bears the source's key; null for a source that is not imported from a file.</param>
public sealed record SourceFigure(string Name, string Licence, int Records, ImportRun? LastRun);

public sealed record ServiceFigure(ServiceKind Kind, int Places);

/// <summary>The numbers on the console's first page.</summary>
public sealed record Figures
{
    public required int Places { get; init; }

    public required bool IsDemo { get; init; }

    public required IReadOnlyList<ServiceFigure> Services { get; init; }

    public required IReadOnlyList<SourceFigure> Sources { get; init; }

    public required IReadOnlyList<ImportRun> Runs { get; init; }

    public required IReadOnlyDictionary<InboxState, int> Inbox { get; init; }

    public required IReadOnlyDictionary<OutboxState, int> Outbox { get; init; }

    public required int UnseenNotes { get; init; }

    /// <summary>Questions without an answer that nobody has dealt with.</summary>
    public required int OpenQuestions { get; init; }

    /// <summary>Messages of unknown fate that no coordinator has taken note of.</summary>
    public required int UnseenUnknown { get; init; }

    /// <summary>People to ring up.</summary>
    public required int OpenCalls { get; init; }

    /// <summary>Gaps in the rotas that coordinators are told of.</summary>
    public required int OpenGaps { get; init; }

    /// <summary>Entries of the knowledge base whose review is near or past.</summary>
    public required int KnowledgeDue { get; init; }
}

/// <summary>Counts what the console shows.</summary>
public sealed class ConsoleFigures(ZaitakuDb db, KnowledgeLibrary knowledge)
{
    /// <summary>Imports listed, newest first.</summary>
    private const int RunsMax = 20;

    /// <param name="now">Gaps that are past are not counted.</param>
    public async Task<Figures> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<(ServiceSet Services, int Places)> sets = await ServiceSetsAsync(cancellationToken);
        return new Figures
        {
            Places = sets.Sum(set => set.Places),
            IsDemo = await db.Places.AnyAsync(place => place.IsDemo, cancellationToken),
            Services = [.. ServiceKinds.All
                .Select(kind => new ServiceFigure(kind, sets.Where(set => set.Services.Contains(kind)).Sum(set => set.Places)))
                .Where(figure => figure.Places > 0)],
            Sources = await SourcesAsync(cancellationToken),
            Runs = await db.ImportRuns.AsNoTracking().OrderByDescending(run => run.Id).Take(RunsMax).ToListAsync(cancellationToken),
            Inbox = await db.Inbox.GroupBy(message => message.State).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
            Outbox = await db.Outbox.GroupBy(message => message.State).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
            UnseenNotes = await db.KeptNotes.CountAsync(note => note.SeenAt == null, cancellationToken),
            OpenQuestions = await QuestionReads.Open(db).CountAsync(cancellationToken),
            UnseenUnknown = await db.Outbox.CountAsync(message => message.State == OutboxState.Unknown && message.SeenAt == null, cancellationToken),
            OpenGaps = await db.DutyGaps.CountAsync(gap => gap.GoneAt == null && gap.EndsAt > now && gap.Cause != GapCause.NoChannel, cancellationToken),
            KnowledgeDue = knowledge.Current.Entries.Count(entry => KnowledgeList.IsDue(entry, OfficeTime.DayOf(now))),
            OpenCalls = await db.PhoneTasks.CountAsync(task => task.DoneAt == null, cancellationToken),
        };
    }

    /// <summary>Places by what they offer together: a few thousand groups even for a whole country.</summary>
    private async Task<IReadOnlyList<(ServiceSet Services, int Places)>> ServiceSetsAsync(CancellationToken cancellationToken)
    {
        var groups = await db.Places.Where(place => place.ClosedAt == null).GroupBy(place => place.Services)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return [.. groups.Select(group => (ServiceSet.Parse(group.Key), group.Count))];
    }

    private async Task<IReadOnlyList<SourceFigure>> SourcesAsync(CancellationToken cancellationToken)
    {
        List<PlaceSource> sources = await db.PlaceSources.AsNoTracking().OrderByDescending(source => source.Trust).ThenBy(source => source.Key).ToListAsync(cancellationToken);
        Dictionary<int, int> records = await db.PlaceRecords.GroupBy(record => record.SourceId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        List<int> lastIds = await db.ImportRuns.GroupBy(run => run.Format).Select(group => group.Max(run => run.Id)).ToListAsync(cancellationToken);
        List<ImportRun> last = await db.ImportRuns.AsNoTracking().Where(run => lastIds.Contains(run.Id)).ToListAsync(cancellationToken);
        return [.. sources.Select(source => new SourceFigure(
            source.Name, source.Licence, records.GetValueOrDefault(source.Id), last.Find(run => run.Format == source.Key)))];
    }
}
