using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Counts inbox and outbox for the page.</summary>
public sealed partial class TrafficReads(ZaitakuDb db, LatenessReads lateness, ParkedRows parked)
{
    /// <summary>Rows of a list shown at once; the next follow when these are through.</summary>
    public const int RowsMax = 50;

    /// <summary>Reasons listed, most frequent first.</summary>
    public const int ReasonsMax = 20;

    /// <summary>Reasons read: a channel's answer may end in an id of its own, so that each refusal has another one.</summary>
    public const int AnswersMax = 5_000;

    /// <summary>What those beyond the list have for a reason.</summary>
    public const string OtherReasons = "other reasons";

    /// <summary>How far back ends are counted.</summary>
    public const int EndDays = 7;

    public async Task<Traffic> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken) => new()
    {
        At = now,
        Inbox = await InboxAsync(now, cancellationToken),
        Parked = await parked.ListAsync(cancellationToken),
        Waiting = await WaitingAsync(now, cancellationToken),
        Sending = await db.Outbox.CountAsync(message => message.State == OutboxState.Sending, cancellationToken),
        UnseenUnknown = await Unseen().CountAsync(cancellationToken),
        Unknown = await Unseen().AsNoTracking().OrderByDescending(message => message.DoneAt).Take(RowsMax)
            .Select(message => new UnknownRow(message.Id, message.Kind, message.Urgency, message.Channel, message.DoneAt, message.LastAnswer)).ToListAsync(cancellationToken),
        Ends = await EndsAsync(now, cancellationToken),
        OpenCalls = await db.PhoneTasks.CountAsync(task => task.DoneAt == null, cancellationToken),
        Calls = await CallsAsync(cancellationToken),
        Lateness = await lateness.ReadAsync(now, cancellationToken),
        Quotas = await QuotasAsync(now, cancellationToken),
    };

    private IQueryable<OutboxMessage> Unseen() => db.Outbox.Where(message => message.State == OutboxState.Unknown && message.SeenAt == null);

    private async Task<InboxFigure> InboxAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset midnight = OfficeTime.At(OfficeTime.DayOf(now), 0);
        IQueryable<InboxMessage> waiting = db.Inbox.Where(message => message.State == InboxState.Waiting);
        return new InboxFigure(
            await waiting.CountAsync(cancellationToken),
            await waiting.OrderBy(message => message.Id).Select(message => (DateTimeOffset?)message.ReceivedAt).FirstOrDefaultAsync(cancellationToken),
            await db.Inbox.CountAsync(message => message.State == InboxState.Parked, cancellationToken),
            await db.Inbox.CountAsync(message => message.State == InboxState.Handled && message.HandledAt >= midnight, cancellationToken));
    }

    private async Task<IReadOnlyList<WaitingFigure>> WaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        IQueryable<OutboxMessage> waiting = db.Outbox.Where(message => message.State == OutboxState.Waiting);
        var all = await waiting.GroupBy(message => new { message.Urgency, message.Channel })
            .Select(group => new { group.Key.Urgency, group.Key.Channel, Count = group.Count() }).ToListAsync(cancellationToken);
        var late = await waiting.Where(message => message.DueAt <= now && (message.NotBefore <= now || message.Attempts > 0))
            .GroupBy(message => new { message.Urgency, message.Channel })
            .Select(group => new { group.Key.Urgency, group.Key.Channel, Count = group.Count(), Oldest = group.Min(message => message.DueAt) }).ToListAsync(cancellationToken);
        return
        [
            .. all.OrderBy(group => group.Urgency).ThenBy(group => group.Channel, StringComparer.Ordinal).Select(group =>
            {
                var behind = late.Find(one => one.Urgency == group.Urgency && one.Channel == group.Channel);
                return new WaitingFigure(group.Urgency, group.Channel, group.Count, behind?.Count ?? 0, behind?.Oldest);
            }),
        ];
    }

    private async Task<IReadOnlyList<EndFigure>> EndsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset since = now.AddDays(-EndDays);
        IQueryable<OutboxMessage> ended = db.Outbox
            .Where(message => (message.State == OutboxState.GivenUp || message.State == OutboxState.Cancelled) && message.DoneAt > since);
        var answers = await ended.GroupBy(message => new { message.State, message.LastAnswer })
            .Select(group => new { group.Key.State, group.Key.LastAnswer, Count = group.Count(), Last = group.Max(message => message.DoneAt) })
            .OrderByDescending(group => group.Count).Take(AnswersMax).ToListAsync(cancellationToken);
        var all = await ended.GroupBy(message => message.State)
            .Select(group => new { State = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        EndFigure[] shown =
        [
            .. answers.GroupBy(answer => (answer.State, Reason: RequestId().Replace(answer.LastAnswer, "")))
                .Select(same => new EndFigure(same.Key.State, same.Key.Reason, same.Sum(answer => answer.Count), same.Max(answer => answer.Last)))
                .OrderByDescending(end => end.Count).Take(ReasonsMax),
        ];
        IEnumerable<EndFigure> others = all.OrderBy(state => state.State)
            .Select(state => new EndFigure(state.State, OtherReasons, state.Count - shown.Where(end => end.State == state.State).Sum(end => end.Count), null));
        return [.. shown, .. others.Where(end => end.Count > 0)];
    }

    /// <summary>The channel's id of the request, the last word of what it answered.</summary>
    [GeneratedRegex("(?<=.) [0-9A-Fa-f-]{16,80}$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex RequestId();

    private async Task<IReadOnlyList<CallRow>> CallsAsync(CancellationToken cancellationToken)
    {
        List<PhoneTask> open = await db.PhoneTasks.AsNoTracking().Where(task => task.DoneAt == null)
            .OrderBy(task => task.CreatedAt).Take(RowsMax).ToListAsync(cancellationToken);
        List<Guid> people = [.. open.Select(task => task.MemberId).Distinct()];
        Dictionary<Guid, Role> roles = await db.Members.Where(member => people.Contains(member.Id))
            .ToDictionaryAsync(member => member.Id, member => member.Role, cancellationToken);
        return [.. open.Select(task => new CallRow(
            task.Id, task.Phone, roles.TryGetValue(task.MemberId, out Role role) ? role : null, task.Reason, task.CreatedAt))];
    }

    /// <summary>At most 31 rows a channel; only this month's count, since the plan begins anew with each.</summary>
    private async Task<IReadOnlyList<QuotaFigure>> QuotasAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = OfficeTime.DayOf(now);
        DateOnly[] days = [.. Enumerable.Range(1, today.Day).Select(day => new DateOnly(today.Year, today.Month, day))];
        List<QuotaReading> readings = await db.QuotaReadings.AsNoTracking().Where(reading => days.Contains(reading.Day)).ToListAsync(cancellationToken);
        return
        [
            .. readings.GroupBy(reading => reading.Channel).OrderBy(channel => channel.Key, StringComparer.Ordinal)
                .Select(channel => new QuotaFigure(channel.OrderByDescending(reading => reading.Day).First())),
        ];
    }
}
