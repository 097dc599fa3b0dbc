using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Desk;

/// <summary>Tells whoever watches the queue that something changed, and wakes the outbox. Many changes may become one wake-up.</summary>
public sealed class DeskSignal(OutboxSignal outbox) : IDeskWatch
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = NewNext();
    private long _version;

    /// <summary>Counts changes since the start.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>What was changed is on disk.</summary>
    public void Changed()
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            _version++;
            reached = _next;
            _next = NewNext();
        }

        reached.TrySetResult();
        outbox.Wake();
    }

    /// <summary>Told once the context's save is on disk.</summary>
    public void ChangedAfterSave(ZaitakuDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.WhenKept(Changed);
    }

    /// <summary>Returns the present version as soon as it is past the one seen.</summary>
    public async Task<long> WaitAsync(long seen, CancellationToken cancellationToken)
    {
        Task next;
        lock (_gate)
        {
            if (_version > seen)
            {
                return _version;
            }

            next = _next.Task;
        }

        await next.WaitAsync(cancellationToken);
        return Version;
    }

    private static TaskCompletionSource NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
