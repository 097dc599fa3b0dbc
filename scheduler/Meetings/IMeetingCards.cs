using Zaitaku.Storage.Meetings;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>A meeting as it is told to one person on its list.</summary>
/// <param name="HasPapers">Papers are there to be read before it. Invitations and reminders speak of them, nothing else does.</param>
/// <param name="Seats">Seats nobody holds; null where there is no limit.</param>
public sealed record ToldMeeting(Meeting Meeting, MeetingInvitee Who, bool HasPapers, int? Seats);

/// <summary>Draws what is said about meetings. Implemented above, where cards are. Each draws what holds when it is called.</summary>
public interface IMeetingCards
{
    /// <summary>Invitation, nudge and the two reminders.</summary>
    /// <returns>Channel-neutral contents as JSON, for the outbox.</returns>
    string Reminder(MeetingReminderKind kind, ToldMeeting told, DateTimeOffset now);

    /// <summary>Moved, held elsewhere, called off, or held after all.</summary>
    /// <param name="heard">What they had heard.</param>
    /// <inheritdoc cref="Reminder"/>
    string Changed(ToldMeeting told, MeetingFacts heard, DateTimeOffset now);

    /// <summary>A seat is kept for them until <see cref="MeetingInvitee.OfferUntil"/>.</summary>
    /// <inheritdoc cref="Reminder"/>
    string Offer(ToldMeeting told, DateTimeOffset now);

    /// <summary>Nobody heard from them in time: the seat went on.</summary>
    /// <inheritdoc cref="Reminder"/>
    string Lapsed(ToldMeeting told, DateTimeOffset now);

    /// <summary>Somebody they named, or who came instead of them, does not come.</summary>
    /// <inheritdoc cref="Reminder"/>
    string NotComing(ToldMeeting told, DateTimeOffset now);

    /// <summary>They are not expected any more.</summary>
    /// <inheritdoc cref="Reminder"/>
    string Removed(ToldMeeting told, DateTimeOffset now);

    /// <summary>Several invitations and nudges of one person at once, drawn by <see cref="Reminder"/>, as one.</summary>
    /// <inheritdoc cref="Reminder"/>
    string Together(IReadOnlyList<string> reminders);
}
