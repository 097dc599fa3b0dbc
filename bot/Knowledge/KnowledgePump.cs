using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Knowledge;

/// <summary>Reads the hub's own entries and what was taught beside the start, and follows what another program writes. With the database away people are answered from what was last read.</summary>
public sealed class KnowledgePump(KnowledgeLibrary library, TaughtWords taught, TimeProvider clock, ILogger<KnowledgePump> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);
    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using PeriodicTimer timer = new(LookEvery, clock);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    /// <summary>One look. A database that is away is told once, not at every look.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await library.FollowAsync(cancellationToken);
            await taught.FollowAsync(cancellationToken);
            _isAway = false;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            if (!_isAway)
            {
                logger.EntriesCannotBeRead(new WordlessException(problem));
            }

            _isAway = true;
        }
    }
}
