using System.Globalization;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>How reminders of what meetings left to do are known in the outbox.</summary>
public static class IssueMessages
{
    /// <summary>About one of them begins so.</summary>
    public const string Prefix = "issue:";

    public const string BeforeKind = "issue.before";

    public const string DueKind = "issue.due";

    /// <summary>A number of weeks follows.</summary>
    public const string LateKind = "issue.late";

    public static string AboutOf(int issue) => OutboxAbouts.Of(Prefix, issue);

    /// <returns>Null where the message is about something else.</returns>
    public static int? IssueIn(string? about) => OutboxAbouts.NumberIn(about, Prefix);

    public static string KindOf(IssueReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        return reminder.Step switch { < 0 => BeforeKind, 0 => DueKind, int weeks => string.Create(CultureInfo.InvariantCulture, $"{LateKind}{weeks}") };
    }
}

/// <summary>Draws what is said of them. Implemented above, where cards are.</summary>
public interface IIssueCards
{
    /// <returns>Channel-neutral contents as JSON, for the outbox.</returns>
    string Reminder(MeetingIssue issue, Meeting meeting, DateTimeOffset now);
}
