using Zaitaku.Bot.HandRaising;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.Substitutes;

/// <summary>Does one thing with one request and saves it, from outside a chat turn.</summary>
public sealed class SubstituteActions(SaveTries tries, TimeProvider clock)
{
    /// <param name="act">Runs once a try, on a context of its own; says why not, or nothing.</param>
    /// <returns>Null for an id nobody has; else why not, in words, empty when it is done.</returns>
    public Task<string?> RunAsync(Guid id, Func<SubstituteDesk, SubstituteRequest, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken) =>
        tries.RunAsync<string?>(
            async (services, db) => await SubstituteReads.OneAsync(db, id, cancellationToken) is { } one ? await act(services.GetRequiredService<SubstituteDesk>(), one, clock.GetUtcNow()) : null,
            problem => problem is "", HandActions.SomebodyElse, cancellationToken);

    /// <summary>One on a doctor's behalf, or the one that stands for this duty.</summary>
    /// <returns>Null where others were faster each time.</returns>
    public Task<Guid?> BeginAsync(DutyStretch duty, int requester, Guid staff, CancellationToken cancellationToken) =>
        tries.RunAsync<Guid?>(async (services, _) => (await services.GetRequiredService<SubstituteDesk>().StandingOrNewAsync(duty, requester, staff, clock.GetUtcNow(), cancellationToken)).Id, _ => true, null, cancellationToken);
}
