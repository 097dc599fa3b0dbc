using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>How messages about meetings are known in the outbox. One member is on the list of a meeting once, so meeting, member and kind name a message.</summary>
public static class MeetingMessages
{
    /// <summary>About one meeting begins so.</summary>
    public const string Prefix = "meeting:";

    /// <summary>When, where or whether was changed after they had heard of it.</summary>
    public const string ChangedKind = "meeting.changed";

    /// <summary>A seat is kept for them.</summary>
    public const string OfferKind = "meeting.offer";

    /// <summary>The time to take it is over.</summary>
    public const string LapsedKind = "meeting.lapsed";

    /// <summary>Somebody they named does not come.</summary>
    public const string NotComingKind = "meeting.notcoming";

    /// <summary>They were taken off the list, though they had heard of it.</summary>
    public const string RemovedKind = "meeting.removed";

    /// <summary>Minutes and papers, after it.</summary>
    public const string RecordKind = "meeting.record";

    /// <summary>Due together, meetings of one person travel as one message.</summary>
    public const string Together = "meetings";

    public static string AboutOf(int meeting) => OutboxAbouts.Of(Prefix, meeting);

    /// <returns>The number of the meeting; null where the message is about something else.</returns>
    public static int? MeetingIn(string? about) => OutboxAbouts.NumberIn(about, Prefix);

    /// <summary>Whoever hears one of this kind knows when and where it is, and whether at all.</summary>
    public static bool StatesFacts(string kind) => kind is ChangedKind or OfferKind or NotComingKind || ReminderIn(kind) is not null;

    public static string KindOf(MeetingReminderKind kind) => $"meeting.{kind.ToString().ToLowerInvariant()}";

    /// <returns>Null for a kind that is no reminder.</returns>
    public static MeetingReminderKind? ReminderIn(string kind) =>
        Array.Find(Enum.GetValues<MeetingReminderKind>(), one => KindOf(one) == kind) is var found && KindOf(found) == kind ? found : null;
}
