namespace Zaitaku.Bot.Channels;

/// <summary>A token that is bought when needed, kept in memory and shared by all callers. It is never logged.</summary>
internal sealed class BoughtToken(TimeProvider clock) : IDisposable
{
    /// <summary>After a failure nobody asks again for so long, or every waiting message would queue for its own time-out.</summary>
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile Bought? _bought;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    /// <summary>The token, or null when there is none that may still be used.</summary>
    public string? Good => _bought is { } bought && clock.GetUtcNow() < bought.UseUntil ? bought.Token : null;

    /// <summary>Buys another, one caller at a time; whoever waited takes what the first one bought.</summary>
    /// <param name="buyAsync">One purchase; null when none is issued, and the reason is then in the log.</param>
    public async Task<string?> RenewAsync(Func<CancellationToken, Task<Bought?>> buyAsync, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Good ?? await BuyAsync(buyAsync, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Drops a token that was refused, unless it was replaced meanwhile.</summary>
    public void Forget(string token)
    {
        if (_bought is { } bought && bought.Token == token)
        {
            Interlocked.CompareExchange(ref _bought, null, bought);
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<string?> BuyAsync(Func<CancellationToken, Task<Bought?>> buyAsync, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - _failedAt < FailurePause)
        {
            return null;
        }

        if (await buyAsync(cancellationToken) is { } bought)
        {
            _bought = bought;
            return bought.Token;
        }

        _failedAt = clock.GetUtcNow();
        return null;
    }

    internal sealed record Bought(string Token, DateTimeOffset UseUntil);
}
