using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>By which channel, and whether that has room and wishes to be asked now.</summary>
public sealed partial class OutboxPlanning
{
    /// <summary>Looks up where a person is reached. What was tried keeps its address: another one would be another message.</summary>
    private bool HasAddress(OutboxMessage message, DueMessages due, DateTimeOffset now)
    {
        if (message.Address.Length > 0 && !MayMove(message, due, now))
        {
            return HasRoom(message, now);
        }

        message.Channel = message.Address = "";
        IReadOnlyList<ChannelLink> links = message.MemberId is { } member ? due.LinksOf(member) : [];
        if ((Free(message, links, now) ?? RouteRules.Choose(message, links, channel => MayUse(channel, message, now))) is { } link)
        {
            message.Channel = link.Channel;
            message.Address = RouteRules.AddressOf(link);
            return true;
        }

        bool isOnlyPlan = RouteRules.Choose(message, links, _senders.ContainsKey) is not null;
        logger.NoChannel(message.Id, isOnlyPlan);
        if (isOnlyPlan && message.Urgency > Urgency.Page && now + NoChannelWait < message.UselessAfter)
        {
            message.PutOff(now + NoChannelWait, OutboxRules.NoRoom);
        }
        else
        {
            message.GiveUp(isOnlyPlan ? OutboxRules.NoRoom : "no channel reaches the person", now);
        }

        return false;
    }

    /// <summary>A channel was found for the person, surely nothing was sent there under this id, and by now its plan has no room, it asked for a pause or the account is gone: another one may do.</summary>
    private bool MayMove(OutboxMessage message, DueMessages due, DateTimeOffset now) =>
        message is { MemberId: { } member, Key: null } && !message.GoesByReply(now) && _senders.ContainsKey(message.Channel)
        && (!MayBuy(message.Channel, message, now)
            || IsPausedForLong(message, message.Channel, message.Address, now)
            || !due.LinksOf(member).Any(link => link.Channel == message.Channel && link.BlockedAt is null && RouteRules.AddressOf(link) == message.Address));

    /// <summary>An answer is bought only when its reply token is gone.</summary>
    private bool HasRoom(OutboxMessage message, DateTimeOffset now)
    {
        if (!_senders.ContainsKey(message.Channel))
        {
            message.PutOff(now + NoChannelWait, NoChannel);
            return false;
        }

        if (message.GoesByReply(now) || message.Key is not null || MayBuy(message.Channel, message, now))
        {
            return true;
        }

        message.PutOff(now + NoChannelWait, OutboxRules.NoRoom);
        return false;
    }

    private bool MayBuy(string channel, OutboxMessage message, DateTimeOffset now) => budgets.Allows(channel, message.Urgency, 1, now);

    private bool MayUse(string channel, OutboxMessage message, DateTimeOffset now) => _senders.ContainsKey(channel) && MayBuy(channel, message, now);

    /// <summary>A short pause is waited for, and so is any by what is not urgent.</summary>
    private bool IsPausedForLong(OutboxMessage message, string channel, string address, DateTimeOffset now) =>
        message.Urgency <= Urgency.Page && paces.PausedUntil(channel, address, now) >= OutboxRules.LongFrom(message);

    /// <summary>Null where no channel is left, or each asked for a longer pause than a page can wait.</summary>
    private ChannelLink? Free(OutboxMessage message, IEnumerable<ChannelLink> links, DateTimeOffset now) =>
        RouteRules.Choose(message, links.Where(link => !IsPausedForLong(message, link.Channel, RouteRules.AddressOf(link), now)), channel => MayUse(channel, message, now));

    /// <summary>A page that a channel surely did not take for a minute and a half goes by another one, where the person has one that is free.</summary>
    internal void GoElsewhere(OutboxMessage message, DueMessages due, DateTimeOffset now)
    {
        if (message is { FirstTriedAt: not null, IsInDoubt: false, MemberId: { } member } && OutboxRules.IsLong(message, now)
            && Free(message, due.LinksOf(member).Where(link => link.Channel != message.Channel), now) is not null)
        {
            message.GiveUp(NoAnswer, now);
        }
    }

    private bool IsUnpaused(OutboxMessage message, DueMessages due, DateTimeOffset now)
    {
        string address = message.IsInBatch ? "" : message.Address; // A batch waits as a whole or not at all.
        if (paces.PausedUntil(message.Channel, address, now) is not { } until)
        {
            return true;
        }

        if (message is { MemberId: not null, Key: null })
        {
            message.Channel = message.Address = ""; // Looked up again: another channel may be free by then.
        }

        message.PutOff(OutboxRules.LookAgainAt(message, until, now), OutboxRules.Paused);
        GoElsewhere(message, due, now);
        return false;
    }
}
