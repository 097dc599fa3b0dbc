using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>What coordinators taught and did not undo, as the program reads with it just now. Any number of threads may read it.</summary>
public sealed class TaughtWords(IDbContextFactory<ZaitakuDb> databases) : IDisposable
{
    /// <summary>Lessons that are read, oldest first.</summary>
    public const int LessonsMax = 10_000;

    private readonly SemaphoreSlim _oneReads = new(1, 1);
    private volatile TaughtShelf _shelf = TaughtShelf.Empty;
    private Mark _seen;

    /// <summary>None until the table has been read.</summary>
    public TaughtShelf Current => _shelf;

    /// <summary>Who teaches or undoes holds it, so that of two at once the second sees what the first has taught.</summary>
    public SemaphoreSlim OneTeaches { get; } = new(1, 1);

    /// <summary>Reads the table. To be called once a change is on disk.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _oneReads.WaitAsync(cancellationToken);
        try
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            Mark mark = await MarkAsync(db, cancellationToken); // First: what comes in between is seen at the next look.
            _shelf = new TaughtShelf(await db.Lessons.AsNoTracking().Where(lesson => lesson.UndoneAt == null).OrderBy(lesson => lesson.Id).Take(LessonsMax).ToListAsync(cancellationToken));
            _seen = mark;
        }
        finally
        {
            _oneReads.Release();
        }
    }

    /// <summary>Reads again if this program or another wrote something since. Costs one small query.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        await using (ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await MarkAsync(db, cancellationToken) == _seen)
            {
                return;
            }
        }

        await ReloadAsync(cancellationToken);
    }

    public void Dispose()
    {
        _oneReads.Dispose();
        OneTeaches.Dispose();
    }

    private static async Task<Mark> MarkAsync(ZaitakuDb db, CancellationToken cancellationToken) =>
        new(await db.Lessons.MaxAsync(lesson => (int?)lesson.Id, cancellationToken) ?? 0, await db.Lessons.CountAsync(lesson => lesson.UndoneAt != null, cancellationToken));

    /// <summary>By what it is seen that the table has changed: rows are only added, and undone once.</summary>
    private readonly record struct Mark(int Lesson, int Undone);
}
