using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>What must follow when a message did not arrive, or nobody knows: said again, by another channel, or a call for a person to make.</summary>
public static class OutboxAftermath
{
    /// <summary>Adds what follows to the context, to be saved with the end of the message itself.</summary>
    /// <param name="person">Who it was for; null for an answer to a conversation.</param>
    /// <param name="mayUse">Channels of this program.</param>
    /// <param name="recipientGone">The channel said that this account cannot be reached any more.</param>
    public static void Add(ZaitakuDb db, OutboxMessage message, Member? person, Func<string, bool> mayUse, bool recipientGone, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (OutboxRules.IsSaidAgain(message, now))
        {
            db.Outbox.Add(Again(message, isResend: true, message.TriedChannels, now));
            return;
        }

        if (person is null || message.State != OutboxState.GivenUp)
        {
            return;
        }

        string tried = string.Join(',', message.TriedChannels.Split(',', StringSplitOptions.RemoveEmptyEntries).Append(message.Channel).Where(channel => channel.Length > 0));
        bool isGone(ChannelLink link) => recipientGone && link.Channel == message.Channel && RouteRules.AddressOf(link) == message.Address;
        OutboxMessage next = Again(message, message.ResendOf is not null, tried, now);
        bool hasAnother = !OutboxRules.IsUseless(message, now) && RouteRules.Choose(next, person.Links.Where(link => !isGone(link)), mayUse) is not null;
        if (hasAnother && message.Address.Length > 0)
        {
            db.Outbox.Add(next);
        }
        else if (message.Urgency <= Urgency.Page)
        {
            db.PhoneTasks.Add(new PhoneTask { MessageId = message.Id, MemberId = person.Id, Phone = person.Phone, Reason = message.LastAnswer, CreatedAt = now });
        }
    }

    private static OutboxMessage Again(OutboxMessage message, bool isResend, string tried, DateTimeOffset now)
    {
        OutboxMessage again = new()
        {
            Id = Guid.CreateVersion7(now),
            MemberId = message.MemberId,
            Channel = tried == message.TriedChannels ? message.Channel : "",
            Address = tried == message.TriedChannels ? message.Address : "",
            Kind = message.Kind,
            Urgency = message.Urgency,
            Body = message.Body,
            About = message.About,
            CreatedAt = now,
            UselessAfter = message.UselessAfter,
            Sequence = message.Sequence,
            ResendOf = isResend ? message.Id : null,
            Generation = message.Generation + 1,
            TriedChannels = tried,
        };
        again.PlanFor(now);
        return again;
    }
}
