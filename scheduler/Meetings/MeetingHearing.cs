using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>What somebody has heard of meetings from us: an answer without a name is to what was heard.</summary>
public static class MeetingHearing
{
    /// <summary>Messages of one person about meetings that are looked through.</summary>
    private const int MessagesMax = 500;

    /// <summary>When the last message about each of these meetings reached one member; who is not in it has heard of none.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> LastAsync(ZaitakuDb db, Guid member, IReadOnlyCollection<int> meetings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meetings);
        string[] abouts = [.. meetings.Select(MeetingMessages.AboutOf)];
        List<OutboxMessage> said = abouts.Length == 0 ? [] : await db.Outbox.AsNoTracking().Where(message => abouts.Contains(message.About!) && message.MemberId == member)
            .OrderByDescending(message => message.NotBefore).Take(MessagesMax).ToListAsync(cancellationToken);
        return said.Where(IsHeard).GroupBy(message => MeetingMessages.MeetingIn(message.About)!.Value).ToDictionary(group => group.Key, group => group.Max(AtOf));
    }

    /// <summary>What the last message that reached somebody was about; null where there is none.</summary>
    public static async Task<string?> LastAboutAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<OutboxMessage> said = await db.Outbox.AsNoTracking().Where(message => message.MemberId == member && message.State != OutboxState.Waiting).OrderByDescending(message => message.DoneAt).Take(MessagesMax).ToListAsync(cancellationToken);
        return said.Where(IsHeard).MaxBy(AtOf)?.About;
    }

    private static DateTimeOffset AtOf(OutboxMessage message) => message.DoneAt ?? message.FirstTriedAt ?? message.NotBefore;

    private static bool IsHeard(OutboxMessage message) => message.State is OutboxState.Sent or OutboxState.Unknown or OutboxState.Sending || (message.State == OutboxState.Waiting && message.Key is not null)
        || (message.State == OutboxState.Cancelled && message.LastAnswer.StartsWith(BundleRules.Carried, StringComparison.Ordinal));
}
