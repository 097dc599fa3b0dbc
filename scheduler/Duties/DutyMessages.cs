using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Duties;

/// <summary>How messages about duties are known in the outbox.</summary>
public static class DutyMessages
{
    /// <summary>Values of one statement, which takes some hundred.</summary>
    internal const int GroupMax = 200;

    /// <summary>About one duty begins so: reminders and steps.</summary>
    public const string DutyPrefix = "duty:";

    /// <summary>About all that a holder did not hear yet begins so.</summary>
    public const string NewsPrefix = "dutynews:";

    public const string NewsKind = "duty.news";

    /// <summary>To the holder, who did not confirm.</summary>
    public const string AgainKind = "duty.again";

    /// <summary>To whoever is next in line.</summary>
    public const string NextKind = "duty.next";

    /// <summary>To the coordinators.</summary>
    public const string UnconfirmedKind = "duty.unconfirmed";

    /// <summary>To whoever comes next: words of the one before are there to read.</summary>
    public const string NoteKind = "duty.note";

    /// <summary>Two duties of one person on one evening are one message.</summary>
    public const string Together = "duty.reminders";

    /// <summary>What changes within this time must ring, whatever the hour: somebody may stand up for nothing, or sleep on.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(12);

    public static string AboutOf(long duty) => OutboxAbouts.Of(DutyPrefix, duty);

    /// <summary>One about for all tries and copies of a message, so that what it tells is known as told by any of them.</summary>
    public static string NewsOf(int holder, Guid news) => string.Create(CultureInfo.InvariantCulture, $"{NewsPrefix}{holder}:{news:N}");

    /// <returns>Null where the message is about something else.</returns>
    public static (int Holder, Guid News)? NewsIn(string? about) =>
        about?.StartsWith(NewsPrefix, StringComparison.Ordinal) == true && about[NewsPrefix.Length..].Split(':') is [var holder, var news]
            && int.TryParse(holder, NumberStyles.None, CultureInfo.InvariantCulture, out int of) && Guid.TryParseExact(news, "N", out Guid id) ? (of, id) : null;

    public static string KindOf(ReminderKind kind) => $"duty.{kind.ToString().ToLowerInvariant()}";

    /// <returns>Null for a kind that is no reminder.</returns>
    public static ReminderKind? ReminderIn(string kind) => Array.Find(Enum.GetValues<ReminderKind>(), one => KindOf(one) == kind) is var found && KindOf(found) == kind ? found : null;

    /// <returns>The id of the duty; null where the message is about something else.</returns>
    public static long? DutyIn(string? about) => OutboxAbouts.IdIn(about, DutyPrefix);

    /// <summary>Messages about some things, in groups, since a statement takes some hundred values. Tracked.</summary>
    internal static async Task<List<OutboxMessage>> AboutAsync(ZaitakuDb db, IEnumerable<string> abouts, CancellationToken cancellationToken)
    {
        List<OutboxMessage> found = [];
        foreach (string[] some in abouts.Chunk(GroupMax))
        {
            found.AddRange(await db.Outbox.Where(message => some.Contains(message.About)).ToListAsync(cancellationToken));
        }

        return found;
    }
}
