using Quartz;

namespace Zaitaku.Scheduler.Unanswered;

/// <summary>Looks whether the weekly digest of unanswered questions is due.</summary>
[DisallowConcurrentExecution]
public sealed class UnansweredJob(UnansweredPass pass) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await pass.RunAsync(cancellationToken);
}
