using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>How a message names the thing it tells of: a prefix of its kind and the thing's number (<c>meeting:12</c>).</summary>
public static class OutboxAbouts
{
    public static string Of(string prefix, long id) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{id}");

    /// <summary>An id that follows from what it tells and whom: of two processes that write the same message, one saves.</summary>
    public static Guid MessageIdOf(string about, Guid member) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{about}:{member:N}")).AsSpan(0, 16), bigEndian: true);

    /// <summary>The same for things whose numbers are short.</summary>
    /// <inheritdoc cref="IdIn"/>
    public static int? NumberIn(string? about, string prefix) => IdIn(about, prefix) is { } id and <= int.MaxValue ? (int)id : null;

    /// <returns>Null where the message is about something else.</returns>
    public static long? IdIn(string? about, string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return about?.StartsWith(prefix, StringComparison.Ordinal) == true && long.TryParse(about.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
    }
}
