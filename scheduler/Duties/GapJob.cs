using Quartz;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Looks for gaps several times a minute; where nothing changed that costs a few counts.</summary>
[DisallowConcurrentExecution]
public sealed class GapJob(GapPass pass) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await pass.RunAsync(cancellationToken);
}
