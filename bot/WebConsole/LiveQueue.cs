using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Staff;

namespace Zaitaku.Bot.WebConsole;

/// <summary>GET /console/live: says that something changed, never what. The page then asks for what it shows.</summary>
internal static class LiveQueue
{
    /// <summary>A sign of life; and how long at most an ended session still hears that something changed.</summary>
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(20);

    /// <summary>Changes within this are told once.</summary>
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(3);

    public static IResult Open(HttpContext context, DeskSignal signal, IServiceScopeFactory scopes, TimeProvider clock, IHostApplicationLifetime lifetime) =>
        TypedResults.ServerSentEvents(ReadAsync(ConsoleCookie.Read(context), signal, scopes, clock, lifetime.ApplicationStopping));

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        string? secret, DeskSignal signal, IServiceScopeFactory scopes, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        long seen = signal.Version;
        yield return new SseItem<string>(Text(seen), "ready") { ReconnectionInterval = ReconnectAfter };
        while (!either.IsCancellationRequested)
        {
            long? changed = await ChangedAsync(signal, seen, either.Token);
            if (!either.IsCancellationRequested && !await HoldsAsync(secret, scopes, clock, either.Token))
            {
                yield return new SseItem<string>("{}", "gone");
                yield break;
            }

            seen = changed ?? seen;
            yield return new SseItem<string>(Text(seen), changed is null ? "beat" : "queue");
        }
    }

    /// <returns>Null when nothing happened for the time of a beat, or the wait was called off.</returns>
    private static async Task<long?> ChangedAsync(DeskSignal signal, long seen, CancellationToken cancellationToken)
    {
        using CancellationTokenSource beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        beat.CancelAfter(BeatEvery);
        try
        {
            await signal.WaitAsync(seen, beat.Token);
            await Task.Delay(PauseMin, cancellationToken);
            return signal.Version;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<bool> HoldsAsync(string? secret, IServiceScopeFactory scopes, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<StaffSessions>().FindAsync(secret, clock.GetUtcNow(), isSeen: false, cancellationToken) is not null;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
