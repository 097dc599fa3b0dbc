namespace Zaitaku.Bot.Staff;

/// <summary>A password takes a tenth of a second of a processor to check, by intention. So only a few are checked at once, and a flood does not stop the chats.</summary>
public sealed class SignInPace : IDisposable
{
    private const int AtOnceMax = 2;
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _places = new(AtOnceMax);

    /// <returns>Null when nobody's turn came in time.</returns>
    public async Task<Turn?> WaitAsync(CancellationToken cancellationToken) =>
        await _places.WaitAsync(WaitMax, cancellationToken) ? new Turn(_places) : null;

    public void Dispose() => _places.Dispose();

    public sealed class Turn(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
