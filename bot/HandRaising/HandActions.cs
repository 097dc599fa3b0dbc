using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Bot.HandRaising;

/// <summary>Does one thing with one case and saves it, from outside a chat turn.</summary>
public sealed class HandActions(SaveTries tries, TimeProvider clock)
{
    public const string SomebodyElse = "ほかの人が同時に変えました。いまの内容を見て、もう一度お願いします。";

    /// <param name="act">Runs once a try, on a context of its own; says why not, or nothing.</param>
    /// <returns>Null for a number nobody has; else why not, in words, empty when it is done.</returns>
    public Task<string?> RunAsync(int id, Func<HandDesk, HandCase, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken) =>
        tries.RunAsync<string?>(
            async (services, db) => await HandReads.OneAsync(db, id, cancellationToken) is { ErasedAt: null } one ? await act(services.GetRequiredService<HandDesk>(), one, clock.GetUtcNow()) : null,
            problem => problem is "", SomebodyElse, cancellationToken);
}
