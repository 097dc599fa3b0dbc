using Quartz;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Follows the rotas every few seconds: whoever's duty changed hears of it within ten.</summary>
[DisallowConcurrentExecution]
public sealed class DutyJob(DutyPass pass) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await pass.RunAsync(cancellationToken);
}
