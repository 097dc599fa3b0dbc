using Microsoft.Extensions.Options;
using Zaitaku.Bot.Members;

namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>Runs the pass when a role changed, and now and then for what nobody signalled: first words of a new person, menus changed by <c>line-menus</c>.</summary>
public sealed class RichMenuPump(RichMenuPass pass, RoleSignal signal, IOptions<LineOptions> options, TimeProvider clock, ILogger<RichMenuPump> logger) : BackgroundService
{
    /// <summary>A look costs one small call to LINE.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        int failures = 0;
        while (options.Value.IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                RichMenuPassed passed = await pass.RunAsync(stoppingToken);
                if (passed.Problem is { } problem)
                {
                    logger.MenusWait(problem.Summary);
                    await WaitAsync(problem.RetryAfter, ++failures, stoppingToken);
                    continue;
                }

                failures = 0;
                if (!passed.HasMore)
                {
                    await signal.WaitAsync(LookEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                logger.MenusFailed(problem);
                await WaitAsync(null, ++failures, stoppingToken);
            }
        }
    }

    private async Task WaitAsync(TimeSpan? wish, int failures, CancellationToken stoppingToken)
    {
        TimeSpan ours = RichMenuRules.WaitAfter(failures, Random.Shared.NextDouble());
        try
        {
            await Task.Delay(wish > ours ? wish.Value : ours, clock, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The program stops; the loop sees it.
        }
    }
}
