namespace Zaitaku.Storm;

/// <summary>Ends a trouble, once.</summary>
internal sealed class Undo(Action undo) : IDisposable
{
    private Action? _undo = undo;

    public void Dispose() => Interlocked.Exchange(ref _undo, null)?.Invoke();
}
