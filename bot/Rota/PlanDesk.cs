using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>Runs the planner beside the requests, one plan at a time: it keeps a processor busy, and the chat must answer meanwhile.</summary>
public sealed class PlanDesk : IDisposable
{
    /// <summary>Until another coordinator's plan is ready.</summary>
    private static readonly TimeSpan TurnMax = TimeSpan.FromSeconds(10);

    /// <summary>For one plan; a year of 60 holders takes some seconds.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <returns>Null when it is not ready in time, or others' plans are not.</returns>
    public async Task<PlanOutcome?> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        if (!await _one.WaitAsync(TurnMax, cancellationToken))
        {
            return null;
        }

        Task<PlanOutcome> running = Task.Run(() =>
        {
            try
            {
                return PlannerRules.Plan(request);
            }
            finally
            {
                _one.Release(); // Also when nobody waits for it any more.
            }
        }, CancellationToken.None);
        try
        {
            return await running.WaitAsync(TimeMax, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose() => _one.Dispose();
}
