using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Where each conversation is reached, learnt from every activity. In memory too, so that an emergency is answered while the database is away.</summary>
public sealed class TeamsConversations(IDbContextFactory<ZaitakuDb> databases, GroupCommit commits, TimeProvider clock, ILogger<TeamsConversations> logger) : IDisposable
{
    /// <summary>A hub's people and groups many times over; past it memory starts afresh and the database tells again.</summary>
    private const int InMemoryMax = 20_000;

    /// <summary>Conversations with one person that are looked at: one, and those begun anew.</summary>
    private const int PersonalMax = 20;

    /// <summary>A row is written again for a later time only when it is so much later.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>Teams tells of one installation twice within moments.</summary>
    private static readonly TimeSpan SameInstallation = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BusyWaitMax = TimeSpan.FromMilliseconds(400);

    /// <summary>While another program writes for seconds, not every activity waits for it.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, TeamsReference> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly Lock _gate = new();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <summary>Learns from an activity before it is kept. Never fails, and waits a moment at most: an emergency comes after it.</summary>
    /// <returns>The activity, bland when it tells of an installation that was told of a moment ago.</returns>
    public async Task<TeamsActivity> SawAsync(TeamsActivity activity)
    {
        if (activity.ConversationId.Length == 0)
        {
            return activity;
        }

        await KnownAsync(activity.ConversationId, CancellationToken.None);
        (TeamsReference after, bool isToldAgain) = Learn(activity, clock.GetUtcNow());
        if (!after.IsStored)
        {
            await StoreAsync(after.ConversationId, CancellationToken.None);
        }

        return isToldAgain && activity.Event is { } heard ? activity with { Event = heard with { Kind = EventKind.Other } } : activity;
    }

    /// <summary>The conversation an address names, with or without a thread; null when we never heard from it.</summary>
    public async Task<TeamsReference?> FindAsync(string address, CancellationToken cancellationToken) =>
        await KnownAsync(TeamsActivities.WithoutThread(address), cancellationToken);

    /// <summary>The latest conversation with one person alone, one where we may speak if there is any.</summary>
    public async Task<TeamsReference?> FindPersonAsync(string userId, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        List<TeamsConversation> rows = await db.TeamsConversations.AsNoTracking().Where(row => row.UserId == userId && row.Scope == TeamsScope.Personal)
            .OrderByDescending(row => row.LastActivityAt).Take(PersonalMax).ToListAsync(cancellationToken);
        return (rows.Find(row => row.Standing == TeamsStanding.Installed) ?? rows.FirstOrDefault()) is { } row ? TeamsReference.Of(row) : null;
    }

    /// <summary>Any conversation of ours: it tells the tenant and the connector of a person who never wrote to us alone.</summary>
    public async Task<TeamsReference?> LatestAsync(CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        TeamsConversation? row = await db.TeamsConversations.AsNoTracking().OrderByDescending(row => row.LastActivityAt).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : TeamsReference.Of(row);
    }

    /// <summary>What the connector told us of the place: removed, blocked, or a conversation that was made just now.</summary>
    public async Task KeepAsync(TeamsReference reference, CancellationToken cancellationToken)
    {
        Remember(reference with { IsStored = false });
        await StoreAsync(reference.ConversationId, cancellationToken);
    }

    public void Dispose() => _oneAtATime.Dispose();

    private (TeamsReference After, bool IsToldAgain) Learn(TeamsActivity activity, DateTimeOffset now)
    {
        lock (_gate)
        {
            TeamsReference? before = _known.GetValueOrDefault(activity.ConversationId);
            TeamsReference after = (before ?? TeamsReference.New(activity)).After(activity);
            if (before is { IsStored: true } && activity.Move == TeamsMove.None && after == before && now - before.LastActivityAt < Precision)
            {
                return (before, false);
            }

            bool isToldAgain = activity.Move == TeamsMove.Added && before is { Standing: TeamsStanding.Installed, AddedAt: { } added } && now - added < SameInstallation;
            DateTimeOffset? addedAt = activity.Move == TeamsMove.Added && !isToldAgain ? now : after.AddedAt;
            after = after with { LastActivityAt = now, AddedAt = addedAt, IsStored = false };
            Remember(after);
            return (after, isToldAgain);
        }
    }

    private async Task<TeamsReference?> KnownAsync(string conversationId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(conversationId, out TeamsReference? known))
        {
            return known;
        }

        try
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            TeamsConversation? row = await db.TeamsConversations.AsNoTracking().SingleOrDefaultAsync(row => row.ConversationId == conversationId, cancellationToken);
            return row is null ? null : _known.GetOrAdd(conversationId, TeamsReference.Of(row));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.ReferenceUnavailable(problem.GetType().Name);
            return null;
        }
    }

    private void Remember(TeamsReference reference)
    {
        if (_known.Count >= InMemoryMax)
        {
            _known.Clear();
        }

        _known[reference.ConversationId] = reference;
    }

    /// <summary>Writes down what memory knows. Where the database cannot be written it stays there, and is written with a later activity.</summary>
    private async Task StoreAsync(string conversationId, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < _pausedUntil || !await _oneAtATime.WaitAsync(BusyWaitMax, cancellationToken))
        {
            return;
        }

        try
        {
            if (_known.TryGetValue(conversationId, out TeamsReference? latest))
            {
                await WriteAsync(latest, cancellationToken);
                _known.TryUpdate(conversationId, latest with { IsStored = true }, latest);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _pausedUntil = clock.GetUtcNow() + BusyPause;
            logger.ReferenceUnavailable(problem.GetType().Name);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>What is not on disk in time is written when the database is free; it does no harm then, and a later activity's comes after it.</summary>
    private Task WriteAsync(TeamsReference reference, CancellationToken cancellationToken) =>
        commits.RunAsync(connection => TeamsConversationWrites.Keep(connection, reference.ToRow()), CancellationToken.None).WaitAsync(BusyWaitMax, cancellationToken);
}
