using Quartz;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Looks after the meetings every few seconds: whoever heard something that no longer holds is told within them.</summary>
[DisallowConcurrentExecution]
public sealed class MeetingJob(MeetingPass pass) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await pass.RunAsync(cancellationToken);
}
