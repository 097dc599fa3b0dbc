using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Who a message was for, when it ended.</summary>
/// <param name="Owner">Whose it is by now: two accounts may have been joined.</param>
/// <param name="Person">Null for an answer to a conversation.</param>
/// <param name="IsGone">The channel said that this account cannot be reached any more.</param>
/// <param name="IsCalled">Somebody was asked to call already.</param>
internal sealed record Recipient(Guid? Owner, Member? Person, bool IsGone, bool IsCalled);

/// <summary>What must follow when a message did not arrive, or nobody knows: said again, by another channel, or a call for a person to make.</summary>
public static class OutboxAftermath
{
    /// <summary>Whether anything may have to follow.</summary>
    public static bool IsTroubled(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.State is OutboxState.GivenUp or OutboxState.Unknown or OutboxState.Cancelled;
    }

    /// <summary>Adds what follows to the context, to be saved with the message itself. A page that still waits after a minute and a half is tried on, and somebody calls meanwhile: once.</summary>
    /// <param name="mayUse">Channels of this program.</param>
    /// <returns>The message that goes on by another channel; null where none does.</returns>
    internal static OutboxMessage? Add(ZaitakuDb db, OutboxMessage message, Recipient to, Func<string, bool> mayUse, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (OutboxRules.IsSaidAgain(message, now))
        {
            db.Outbox.Add(Again(message, to.Owner, isResend: true, message.TriedChannels, now));
            return null;
        }

        if (to.Person is not { } person)
        {
            return null;
        }

        if (message.State == OutboxState.GivenUp && OtherWay(message, person, mayUse, to.IsGone, now) is { } next)
        {
            db.Outbox.Add(next);
            return next;
        }

        if (!to.IsCalled && message.Urgency <= Urgency.Page && (message.State is OutboxState.GivenUp or OutboxState.Unknown || message is { State: OutboxState.Cancelled, LastAnswer: OutboxPlanning.TooLate } || OutboxRules.IsLong(message, now)))
        {
            db.PhoneTasks.Add(new PhoneTask { MessageId = message.Id, MemberId = person.Id, Phone = person.Phone, Reason = message.LastAnswer, CreatedAt = now });
        }

        return null;
    }

    /// <returns>Null where no other channel reaches the person.</returns>
    private static OutboxMessage? OtherWay(OutboxMessage message, Member person, Func<string, bool> mayUse, bool recipientGone, DateTimeOffset now)
    {
        string tried = string.Join(',', (message.Generation == 0 ? "" : message.TriedChannels).Split(',', StringSplitOptions.RemoveEmptyEntries).Append(message.Channel).Where(channel => channel.Length > 0));
        bool isGone(ChannelLink link) => recipientGone && link.Channel == message.Channel && RouteRules.AddressOf(link) == message.Address;
        OutboxMessage next = Again(message, person.Id, message.ResendOf is not null, tried, now);
        bool hasAnother = !OutboxRules.IsUseless(message, now) && RouteRules.Choose(next, person.Links.Where(link => !isGone(link)), mayUse) is not null;
        return hasAnother && message.Address.Length > 0 ? next : null;
    }

    private static OutboxMessage Again(OutboxMessage message, Guid? owner, bool isResend, string tried, DateTimeOffset now)
    {
        OutboxMessage again = new()
        {
            Id = Guid.CreateVersion7(now),
            MemberId = owner,
            Channel = tried == message.TriedChannels ? message.Channel : "",
            Address = tried == message.TriedChannels ? message.Address : "",
            Kind = message.Kind,
            Urgency = message.Urgency,
            Body = message.Body,
            Drawn = message.Drawn,
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
