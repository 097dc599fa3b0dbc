using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Meetings;

/// <summary>Answers for the seats of one meeting go through one by one within this process. Not what keeps a seat from being given twice (the save does), but what keeps five hundred who answer at once from overtaking each other until they are given up.</summary>
public sealed class SeatGates : IDisposable
{
    /// <summary>Meetings of one number modulo it share a gate.</summary>
    private const int Count = 64;

    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1, 1))];

    internal SemaphoreSlim Of(int meeting) => _gates[(uint)meeting % Count];

    public void Dispose() => Array.ForEach(_gates, gate => gate.Dispose());
}

/// <summary>One turn's, or one form's, way through: entered before the meeting is read, left when its scope ends, after the save.</summary>
public sealed class SeatGate(SeatGates gates) : IDisposable
{
    private SemaphoreSlim? _held;

    /// <summary>Waits for its turn where the meeting's seats are counted; the list must be read after it.</summary>
    public async Task EnterAsync(ZaitakuDb db, int meeting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (_held is null && await db.Meetings.AnyAsync(one => one.Id == meeting && one.Capacity != null, cancellationToken))
        {
            SemaphoreSlim gate = gates.Of(meeting);
            await gate.WaitAsync(cancellationToken);
            _held = gate;
        }
    }

    public void Dispose()
    {
        _held?.Release();
        _held = null;
    }
}
