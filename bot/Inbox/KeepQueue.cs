using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Bot.Inbox;

/// <summary>Requests that wait for the same flush go into the database as one unit, in order of arrival. Each request's events are kept together or not at all.</summary>
public sealed class KeepQueue(GroupCommit commits, BurstWatch burst)
{
    /// <summary>Requests of one unit: about 20 ms of inserts.</summary>
    private const int UnitMax = 1_000;

    /// <summary>Requests that may wait. One more is told 503: the platform has hung up by the time its turn would come.</summary>
    private const int WaitingMax = 20_000;

    private readonly Lock _gate = new();
    private readonly Queue<Wish> _waiting = [];
    private bool _isUnderWay;

    /// <returns>How many of the events were new, once they are on disk.</returns>
    public Task<int> KeepAsync(IReadOnlyList<InboxMessage> events)
    {
        Wish wish = new(events);
        burst.Saw();
        lock (_gate)
        {
            if (_waiting.Count >= WaitingMax)
            {
                throw new InvalidOperationException($"{WaitingMax} requests wait for the database.");
            }

            _waiting.Enqueue(wish);
            if (_isUnderWay)
            {
                return wish.Kept.Task;
            }

            _isUnderWay = true;
        }

        _ = WriteAsync();
        return wish.Kept.Task;
    }

    /// <summary>One unit. It takes who waits only when its turn has come, so that those who came meanwhile travel along.</summary>
    private async Task WriteAsync()
    {
        List<Wish> taken = [];
        try
        {
            await commits.RunAsync(connection =>
            {
                Take(taken);
                foreach (Wish wish in taken)
                {
                    wish.New = InboxWrites.Keep(connection, wish.Events);
                }
            }, CancellationToken.None);
        }
#pragma warning disable CA1031 // Each request hears what stopped it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            if (taken.Count == 0)
            {
                Take(taken); // The unit never ran: whoever waited for it would wait as long again.
            }

            await FailAsync(taken, problem);
            return;
        }

        foreach (Wish wish in taken)
        {
            wish.Kept.TrySetResult(wish.New);
        }
    }

    private void Take(List<Wish> taken)
    {
        lock (_gate)
        {
            while (taken.Count < UnitMax && _waiting.TryDequeue(out Wish? wish))
            {
                taken.Add(wish);
            }

            _isUnderWay = _waiting.Count > 0;
            if (_isUnderWay)
            {
                _ = Task.Run(WriteAsync);
            }
        }
    }

    /// <summary>A database that is held, full or broken is everybody's. Else one request's oddity must not cost the others theirs: each goes alone.</summary>
    private async Task FailAsync(List<Wish> taken, Exception problem)
    {
        bool isOnes = taken.Count > 1 && problem is not System.Data.Common.DbException;
        foreach (Wish wish in taken)
        {
            try
            {
                if (!isOnes)
                {
                    wish.Kept.TrySetException(problem);
                    continue;
                }

                await commits.RunAsync(connection => wish.New = InboxWrites.Keep(connection, wish.Events), CancellationToken.None);
                wish.Kept.TrySetResult(wish.New);
            }
#pragma warning disable CA1031 // As above.
            catch (Exception own)
#pragma warning restore CA1031
            {
                wish.Kept.TrySetException(own);
            }
        }
    }

    private sealed class Wish(IReadOnlyList<InboxMessage> events)
    {
        public IReadOnlyList<InboxMessage> Events { get; } = events;

        public int New { get; set; }

        public TaskCompletionSource<int> Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
