using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Which news of duties was heard, or may have been.</summary>
/// <param name="Unheard">Not tried yet, given up, or taken back by every way: it is news still.</param>
/// <param name="To">Whom it was for.</param>
public sealed record ToldRecord(IReadOnlySet<Guid> Unheard, IReadOnlyDictionary<Guid, Guid?> To)
{
    /// <summary>What is no longer kept was heard long ago.</summary>
    public bool IsHeard(Guid? news) => news is { } id && !Unheard.Contains(id);

    public bool IsEndTold(HeldDuty duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return IsHeard(duty.EndToldBy);
    }

    /// <summary>By the account that the holder is known by today.</summary>
    public bool IsHeardBy(Guid? news, Guid member) => IsHeard(news) && To.GetValueOrDefault(news!.Value, member) == member;
}

/// <summary>Tells holders what they do not know yet: news is what holds now without what they heard, so that nothing is said twice, contradicted, or lost.</summary>
public sealed class DutyTelling(IDutyCards cards)
{
    public static QuietSpan QuietOf(OutboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new QuietSpan((options.QuietFrom.Hour * 60) + options.QuietFrom.Minute, (options.QuietTo.Hour * 60) + options.QuietTo.Minute);
    }

    public static async Task<ToldRecord> RecordAsync(ZaitakuDb db, IReadOnlyCollection<HeldDuty> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rows);
        string[] abouts = [.. rows.SelectMany(row => new[] { row.ToldBy, row.EndToldBy }.OfType<Guid>().Select(news => DutyMessages.NewsOf(row.HolderId, news))).Distinct(StringComparer.Ordinal)];
        HashSet<Guid> heard = [], kept = [];
        Dictionary<Guid, Guid?> to = [];
        foreach (string[] some in abouts.Chunk(DutyMessages.GroupMax))
        {
            foreach (var message in await db.Outbox.Where(message => some.Contains(message.About)).Select(message => new { message.About, message.MemberId, message.State, message.Key }).ToListAsync(cancellationToken))
            {
                Guid news = DutyMessages.NewsIn(message.About)!.Value.News;
                (to[news], _) = (message.MemberId, kept.Add(news));
                if (message.State is not (OutboxState.GivenUp or OutboxState.Cancelled) && (message.State != OutboxState.Waiting || message.Key is not null))
                {
                    heard.Add(news);
                }
            }
        }

        kept.ExceptWith(heard);
        return new ToldRecord(kept, to);
    }

    /// <summary>News that waits to be sent, the latest first. Tracked.</summary>
    public static Task<List<OutboxMessage>> WaitingAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Outbox.Where(message => message.State == OutboxState.Waiting && message.Key == null && message.Kind == DutyMessages.NewsKind).OrderByDescending(message => message.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Writes or changes the one message of each holder of a rota that tells their news. The caller saves. Where nothing changed, who cannot be reached is not told once more.</summary>
    /// <param name="rows">Of the rota, as they will be after the save.</param>
    /// <param name="open">News that waits.</param>
    public async Task TellAsync(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<HeldDuty> rows, ToldRecord told, IReadOnlyCollection<OutboxMessage> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(open);
        List<int> ids = [.. rows.Select(row => row.HolderId).Distinct()];
        bool isChanged = rota.Revision != rota.FollowedRevision;
        List<DutyHolder> holders = await db.DutyHolders.Where(holder => ids.Contains(holder.Id) && holder.MemberId != null && (isChanged || db.ChannelLinks.Any(link => link.MemberId == holder.MemberId && link.BlockedAt == null))).ToListAsync(cancellationToken);
        ILookup<(int, Guid?), OutboxMessage> waiting = open.Where(message => DutyMessages.NewsIn(message.About) is not null).ToLookup(message => (DutyMessages.NewsIn(message.About)!.Value.Holder, message.MemberId));
        ILookup<int, HeldDuty> byHolder = rows.ToLookup(row => row.HolderId);
        foreach (DutyHolder holder in holders)
        {
            OutboxMessage? untried = waiting[(holder.Id, holder.MemberId)].FirstOrDefault();
            Guid news = untried is null ? Guid.CreateVersion7(now) : DutyMessages.NewsIn(untried.About)!.Value.News;
            if (Mark(byHolder[holder.Id], rota.TellsHolders, told, holder.MemberId!.Value, news) || untried is not null)
            {
                await WriteAsync(db, holder, untried, news, [.. byHolder[holder.Id]], now, cancellationToken);
            }
        }
    }

    /// <summary>Says in the rows with which news they are told.</summary>
    /// <returns>True where something is told that was not before.</returns>
    private static bool Mark(IEnumerable<HeldDuty> rows, bool tells, ToldRecord told, Guid member, Guid news)
    {
        bool isNews = false;
        foreach (HeldDuty row in rows)
        {
            bool knowsOfIt = told.IsHeardBy(row.ToldBy, member), knowsOfEnd = told.IsHeardBy(row.EndToldBy, member);
            Guid? by = knowsOfIt ? row.ToldBy : row.IsOpen && tells ? news : null, endBy = knowsOfEnd ? row.EndToldBy : !row.IsOpen && knowsOfIt && tells ? news : null;
            isNews |= by == news || endBy == news;
            if (row.ToldBy != by || row.EndToldBy != endBy)
            {
                (row.ToldBy, row.EndToldBy) = (by, endBy);
                row.Revision++;
            }
        }

        return isNews;
    }

    private async Task WriteAsync(ZaitakuDb db, DutyHolder holder, OutboxMessage? waiting, Guid id, HeldDuty[] own, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DutyNews? news = await NewsAsync(db, id, own, now, cancellationToken);
        if (news is null)
        {
            waiting?.Cancel("no longer planned", now);
            return;
        }

        HeldDuty[] all = [.. news.New.Concat(news.Gone).Select(one => one.Duty)];
        Urgency urgency = Array.Exists(all, duty => duty.StartsAt < now + DutyMessages.Soon) ? Urgency.Page : Urgency.Notice;
        DateTimeOffset useless = all.Max(duty => duty.EndsAt);
        string body = cards.News(news, now);
        if (waiting is not null && waiting.Urgency == urgency)
        {
            waiting.Replan(body, now, useless);
            return;
        }

        waiting?.Cancel("no longer planned", now); // As a notice it would sleep until the morning.
        OutboxPlans.Add(db, DutyMessages.NewsOf(holder.Id, id), new PlannedMessage(holder.MemberId!.Value, DutyMessages.NewsKind, urgency, body, now, useless), now);
    }

    /// <summary>What is to be told, as things stand; null when nothing of it is left.</summary>
    /// <param name="own">Rows of one rota that are being changed and not saved yet; those of others are read.</param>
    public static async Task<DutyNews?> NewsAsync(ZaitakuDb db, Guid news, IReadOnlyCollection<HeldDuty> own, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(own);
        List<HeldDuty> stored = await db.HeldDuties.Where(duty => (duty.ToldBy == news || duty.EndToldBy == news) && duty.EndsAt > now).ToListAsync(cancellationToken);
        HeldDuty[] all = [.. own.Concat(stored).Distinct().Where(duty => duty.EndsAt > now).OrderBy(duty => duty.StartsAt).ThenBy(duty => duty.Id)];
        HeldDuty[] fresh = [.. all.Where(duty => duty.ToldBy == news && duty.IsOpen)], gone = [.. all.Where(duty => duty.EndToldBy == news && !duty.IsOpen)];
        if (fresh.Length + gone.Length == 0)
        {
            return null;
        }

        int[] rotas = [.. fresh.Concat(gone).Select(duty => duty.RotaId).Distinct()];
        Dictionary<int, DutyRota> byId = await db.DutyRotas.Include(rota => rota.Seats).Where(rota => rotas.Contains(rota.Id)).ToDictionaryAsync(rota => rota.Id, cancellationToken);
        return new DutyNews(news, [.. fresh.Select(Told)], [.. gone.Select(Told)]);

        ToldDuty Told(HeldDuty duty) => ToldDuty.Of(duty, byId[duty.RotaId]);
    }
}
