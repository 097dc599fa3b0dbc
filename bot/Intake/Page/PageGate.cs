namespace Zaitaku.Bot.Intake.Page;

/// <summary>How many forms with files are held in memory at once: 50 MB each.</summary>
public sealed class PageGate : IDisposable
{
    public const int AtOnceMax = 4;

    private readonly SemaphoreSlim _places = new(AtOnceMax);

    /// <summary>How long somebody waits for a place before they are asked to try again.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(20);

    public Task<bool> EnterAsync(CancellationToken cancellationToken) => _places.WaitAsync(WaitMax, cancellationToken);

    public void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();
}
