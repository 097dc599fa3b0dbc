using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

/// <summary>A second channel without retry keys, as Teams is: answers what it is told to.</summary>
internal sealed class ScriptedSender : IChannelSender
{
    public Queue<SendOutcome> Answers { get; } = new();

    public List<OutboxSend> Sent { get; } = [];

    /// <summary>Runs while a call is under way.</summary>
    public Func<Task> OnSend { get; set; } = () => Task.CompletedTask;

    public string Channel => "other";

    public SendLimits Limits { get; } = new(HasRetryKey: false, MulticastMax: 1, PerSecond: 1_000, AtOnceMax: 4);

    public async Task<SendOutcome> SendAsync(OutboxSend send, CancellationToken cancellationToken)
    {
        SendOutcome answer;
        lock (Sent)
        {
            answer = Answers.TryDequeue(out SendOutcome? told) ? told : new SendOutcome.Accepted("r", "m");
            Sent.Add(send);
        }

        await OnSend();
        return answer;
    }
}
