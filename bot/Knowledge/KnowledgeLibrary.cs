using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Knowledge;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Knowledge;

/// <summary>The knowledge base people are answered from just now: the entries of the program, the hub's own in their place or beside them, and what coordinators taught. Any number of threads may read it.</summary>
public sealed class KnowledgeLibrary(IDbContextFactory<ZaitakuDb> databases, ILogger<KnowledgeLibrary> logger) : IDisposable
{
    /// <summary>The hub's own entries that are read; the first by their keys.</summary>
    public const int EntriesMax = 2_000;

    /// <summary>Taught wordings that are read, oldest first.</summary>
    public const int LessonsMax = 10_000;

    private readonly SemaphoreSlim _oneReads = new(1, 1);
    private volatile KnowledgeShelf? _shelf;
    private Mark _seen;

    /// <summary>Those of the program alone until the tables have been read, or where the hub has written none.</summary>
    public KnowledgeShelf Current => _shelf ?? KnowledgeShelf.Own;

    /// <summary>Reads both tables and answers with what they hold from now on. To be called once a change is on disk.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _oneReads.WaitAsync(cancellationToken);
        try
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            Mark mark = await MarkAsync(db, cancellationToken); // First: what comes in between is seen at the next look.
            _shelf = await ShelfAsync(db, asOf: null, cancellationToken);
            _seen = mark;
        }
        finally
        {
            _oneReads.Release();
        }
    }

    /// <summary>Reads again if another program, or this one, wrote something since. Costs one small query.</summary>
    /// <returns>Whether there was something new.</returns>
    public async Task<bool> FollowAsync(CancellationToken cancellationToken)
    {
        await using (ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await MarkAsync(db, cancellationToken) == _seen)
            {
                return false;
            }
        }

        await ReloadAsync(cancellationToken);
        return true;
    }

    public void Dispose() => _oneReads.Dispose();

    /// <summary>The shelf as it is but for one entry, which is as it was when a version of it held.</summary>
    /// <param name="number">0 for before the hub wrote anything of it.</param>
    public async Task<KnowledgeShelf> AsOfAsync(string key, int number, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await ShelfAsync(db, (key, number), cancellationToken) ?? KnowledgeShelf.Own;
    }

    /// <returns>Null where nothing is written.</returns>
    private async Task<KnowledgeShelf?> ShelfAsync(ZaitakuDb db, (string Key, int Number)? asOf, CancellationToken cancellationToken)
    {
        (string key, int number) = asOf ?? ("", 0);
        List<KnowledgeVersion> rows = await db.KnowledgeVersions.AsNoTracking()
            .Where(row => row.Key == key ? row.Number == number : !db.KnowledgeVersions.Any(later => later.Key == row.Key && later.Number > row.Number)).OrderBy(row => row.Key).Take(EntriesMax).ToListAsync(cancellationToken);
        List<Lesson> taught = await db.Lessons.AsNoTracking().Where(lesson => lesson.Kind == LessonKind.Answer && lesson.UndoneAt == null).OrderBy(lesson => lesson.Id).Take(LessonsMax).ToListAsync(cancellationToken);
        List<(KnowledgeEntry Entry, bool IsWithdrawn)> newest = [];
        foreach (KnowledgeVersion row in rows)
        {
            if (KnowledgeRowRules.Read(row) is { } entry)
            {
                newest.Add((entry, row.IsWithdrawn));
            }
            else
            {
                logger.EntryUnreadable(row.Id);
            }
        }

        return newest.Count + taught.Count == 0 ? null
            : new KnowledgeShelf(KnowledgeRowRules.Overlay(KnowledgeShelf.Own.Entries, newest, taught)) { Withdrawn = [.. newest.Where(one => one.IsWithdrawn).Select(one => one.Entry)] };
    }

    private static async Task<Mark> MarkAsync(ZaitakuDb db, CancellationToken cancellationToken) => new(
        await db.KnowledgeVersions.MaxAsync(row => (int?)row.Id, cancellationToken) ?? 0,
        await db.Lessons.MaxAsync(lesson => (int?)lesson.Id, cancellationToken) ?? 0,
        await db.Lessons.CountAsync(lesson => lesson.UndoneAt != null, cancellationToken));

    /// <summary>By what it is seen that a table has changed: rows are only added, and lessons undone once.</summary>
    private readonly record struct Mark(int Version, int Lesson, int Undone);
}
