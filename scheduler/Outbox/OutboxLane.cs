using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>A line at the counter. Nobody in it is waited for by those in another.</summary>
/// <param name="Channel">Whose rows it takes: empty for what is a person's, whose channel is not looked up yet; null where it is more than one channel.</param>
public sealed record OutboxLane(string Name, IReadOnlyList<Urgency> Urgencies, string? Channel)
{
    /// <summary>The next batch is made ready while one is sent. Not for answers: whether one waits for another is known only when that was tried.</summary>
    public bool ReadsAhead => this == OutboxLanes.Patient;

    /// <summary>False for what this lane only finds a channel for, and leaves to that channel's lane.</summary>
    public bool Sends(string channel) => this == OutboxLanes.Patient || Channel == channel;
}

/// <summary>
/// The lanes of this program. Each channel has one for emergencies and pages and one for answers, so that neither a slow channel nor a flood of answers holds up a page;
/// what is for a person passes a lane that finds the channel first. Notices and digests are patient and go together.
/// </summary>
public sealed class OutboxLanes
{
    private static readonly Urgency[] Ringing = [Urgency.Emergency, Urgency.Page];
    private static readonly Urgency[] Urgent = [.. Ringing, Urgency.Reply];

    public OutboxLanes(IEnumerable<IChannelSender> senders)
    {
        Channels = [.. senders.Select(sender => sender.Channel).Distinct()];
        Watched =
        [
            new OutboxLane("person", Urgent, ""),
            .. Channels.SelectMany(channel => new[]
            {
                new OutboxLane($"{channel} ringing", Ringing, channel), new OutboxLane($"{channel} answers", [Urgency.Reply], channel),
            }),
            Patient,
        ];
        All = [.. Watched, Elsewhere];
    }

    public static OutboxLane Patient { get; } = new("patient", [Urgency.Notice, Urgency.Digest], null);

    /// <summary>Answers to a channel that was taken out of the settings. Looked at now and then: they wait until it is back, or end when they are useless.</summary>
    public static OutboxLane Elsewhere { get; } = new("elsewhere", Urgent, null);

    public IReadOnlyList<string> Channels { get; }

    /// <summary>All but <see cref="Elsewhere"/>, in the order in which one after the other loses nothing: who finds channels before who sends.</summary>
    public IReadOnlyList<OutboxLane> Watched { get; }

    public IReadOnlyList<OutboxLane> All { get; }
}
