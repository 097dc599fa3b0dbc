using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>Does one thing with the list of one meeting and saves it.</summary>
public sealed class ListActions(SaveTries tries, TimeProvider clock)
{
    public const string SomebodyElse = "ほかの人が同時に変えました。いまの内容を見て、もう一度お願いします。";

    /// <param name="act">Runs once a try, on a context of its own; says why not, or nothing.</param>
    /// <returns>Null for a number nobody has; else why not, in words, empty when it is done.</returns>
    public Task<string?> RunAsync(int id, Func<ListDesk, Meeting, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken) =>
        tries.RunAsync<string?>(
            async (services, db) => await db.Meetings.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is { } meeting ? await act(services.GetRequiredService<ListDesk>(), meeting, clock.GetUtcNow()) : null,
            problem => problem is "", SomebodyElse, cancellationToken);
}
