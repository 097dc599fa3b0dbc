using System.Globalization;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>How messages to the person of a consultation are known in the outbox, to whoever writes, looks after or erases them.</summary>
public static class PersonMessages
{
    /// <summary>What they are about begins so. Erasing words of a consultation looks for it.</summary>
    public const string AboutPrefix = "consultation:";

    /// <summary>What a coordinator said, or a notice of it.</summary>
    public const string Kind = "consultation";

    /// <summary>That a question is still open.</summary>
    public const string ReminderKind = "consultation.reminder";

    public static string AboutOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{AboutPrefix}{number}");

    /// <returns>The number of the consultation; null where it is about something else.</returns>
    public static int? NumberIn(string? about) =>
        about?.StartsWith(AboutPrefix, StringComparison.Ordinal) == true && int.TryParse(about[AboutPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
