using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Outbox;

/// <summary>When a notice may ring somebody's phone. Pages, emergencies and answers know no quiet hours.</summary>
public static class QuietRules
{
    /// <param name="own">The person's own rows; the one of its topic (<see cref="NoticeTopics"/>) wins, then the one for every kind.</param>
    /// <param name="isAtWork">It tells people of their work while they work: the hub's own quiet hours are not meant for that. A person's hours are.</param>
    /// <param name="hubFrom">Where the person said nothing: when the hub's quiet hours begin.</param>
    /// <returns>Now, or the end of the quiet hours.</returns>
    public static DateTimeOffset Earliest(OutboxMessage message, IReadOnlyCollection<QuietHours> own, TimeOnly hubFrom, TimeOnly hubTo, DateTimeOffset now, bool isAtWork = false)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Urgency is not (Urgency.Notice or Urgency.Digest) || message.MemberId is null)
        {
            return now;
        }

        QuietHours? stated = own.FirstOrDefault(hours => hours.Kind == NoticeTopics.OfKind(message.Kind)) ?? own.FirstOrDefault(hours => hours.Kind.Length == 0);
        if (stated is null && isAtWork)
        {
            return now;
        }

        return stated is null ? Earliest(hubFrom, hubTo, now) : Earliest(stated.FromMinute, stated.ToMinute, now);
    }

    /// <summary>By the hub's hours alone, for what must not wait for room in the plan and yet wakes nobody.</summary>
    public static DateTimeOffset Earliest(TimeOnly hubFrom, TimeOnly hubTo, DateTimeOffset now) => Earliest((hubFrom.Hour * 60) + hubFrom.Minute, (hubTo.Hour * 60) + hubTo.Minute, now);

    private static DateTimeOffset Earliest(int from, int to, DateTimeOffset now)
    {
        int minute = OfficeTime.MinuteOf(now);
        bool isQuiet = from != to && (from < to ? minute >= from && minute < to : minute >= from || minute < to);
        DateOnly today = OfficeTime.DayOf(now);
        return !isQuiet ? now : OfficeTime.At(minute < to ? today : today.AddDays(1), to);
    }
}
