using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>What one person is invited to and asked about at one hour is one message: three meetings in a week, or all that were entered today. Each stays a message of its own until then, so that only what still holds stands in it.</summary>
public sealed class MeetingDigest(IMeetingCards cards) : IBundleList
{
    public bool Lists(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Bundle == MeetingMessages.Together && MeetingMessages.ReminderIn(message.Kind) is MeetingReminderKind.Invite or MeetingReminderKind.Nudge;
    }

    public string Draw(IReadOnlyList<string> bodies) => cards.Together(bodies);
}
