using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>What a pass will do with what is due.</summary>
/// <param name="Unsent">Put off, cancelled, without a channel, or with one found whose lane sends it.</param>
internal sealed record SendPlan(List<SendAttempt> Attempts, List<OutboxMessage> Unsent);

/// <summary>Decides for each message that is due: still useful, still true, at this hour, to which address, alone or with others. Sends nothing.</summary>
public sealed class OutboxPlanning(
    IDbContextFactory<ZaitakuDb> databases, IEnumerable<IChannelSender> senders, IEnumerable<IMessageTruth> truths, ChannelBudgets budgets, ChannelPaces paces,
    IOptions<OutboxOptions> options, ILogger<OutboxPlanning> logger)
{
    internal const string TooLate = "too late to be useful";

    internal const string Behind = "waits for an earlier answer";

    /// <summary>Whether it is still true could not be told.</summary>
    internal const string Unasked = "our mistake: it could not be checked";

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(5);

    internal const string NoChannel = "the channel is not configured";

    /// <summary>Why a page left a channel.</summary>
    private const string NoAnswer = "the channel does not answer";

    /// <summary>Until a channel is configured, or its plan has room again, it is looked at this often.</summary>
    internal static readonly TimeSpan NoChannelWait = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, IChannelSender> _senders = ByChannel(senders);
    private readonly IMessageTruth[] _truths = [.. truths];

    /// <param name="hold">Takes what is to be bought of the month's plan.</param>
    internal async Task<SendPlan> PlanAsync(DueMessages due, OutboxLane lane, BudgetHold hold, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OutboxMessage> ready = [], unsent = [];
        Dictionary<Guid, DateTimeOffset> awake = due.Messages.Where(message => message.IsInBatch).GroupBy(message => message.Key!.Value).ToDictionary(batch => batch.Key, batch => batch.Max(message => AwakeAt(message, due, now)));
        foreach (OutboxMessage message in due.Messages)
        {
            bool isReady = await IsReadyAsync(message, message.IsInBatch ? awake[message.Key!.Value] : AwakeAt(message, due, now), due, now, cancellationToken) && lane.Sends(message.Channel);
            (isReady ? ready : unsent).Add(message);
            if (isReady && !ByReply(message, now))
            {
                hold.Add(message.Channel, 1);
            }
        }

        List<Bundled> bundled = [];
        IReadOnlyList<OutboxMessage> carriers = BundleRules.Bundle(ready, bundled, now);
        bundled.ForEach(one => hold.Release(one.Message.Channel, 1));
        return new SendPlan(AttemptsOf(carriers, bundled.ToLookup(one => one.Carrier), now), unsent);
    }

    /// <summary>The sender of a channel; null where it is not part of this program.</summary>
    internal IChannelSender? SenderOf(string channel) => _senders.GetValueOrDefault(channel);

    private static Dictionary<string, IChannelSender> ByChannel(IEnumerable<IChannelSender> senders)
    {
        Dictionary<string, IChannelSender> byChannel = [];
        foreach (IChannelSender sender in senders)
        {
            if (!byChannel.TryAdd(sender.Channel, sender))
            {
                throw new InvalidOperationException($"Channel '{sender.Channel}' has two senders: {byChannel[sender.Channel].GetType().Name} and {sender.GetType().Name}.");
            }
        }

        return byChannel;
    }

    /// <summary>True when it goes out now; else it was cancelled or put off, and its state says which.</summary>
    /// <param name="awakeAt">When the quiet hours end; a batch waits for the last of its people.</param>
    private async Task<bool> IsReadyAsync(OutboxMessage message, DateTimeOffset awakeAt, DueMessages due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (OutboxRules.IsUseless(message, now))
        {
            message.Cancel(TooLate, now);
            return false;
        }

        if (message.Urgency == Urgency.Reply && due.Held.TryGetValue((message.Channel, message.Address), out DateTimeOffset held))
        {
            message.PutOff(held, Behind);
            return false;
        }

        return IsAwake(message, awakeAt, now) && (message.Attempts > 0 || await IsTrueAsync(message, now, cancellationToken))
            && HasAddress(message, due, now) && IsUnpaused(message, due, now);
    }

    private DateTimeOffset AwakeAt(OutboxMessage message, DueMessages due, DateTimeOffset now) =>
        message.MemberId is { } member ? QuietRules.Earliest(message, [.. due.Quiet[member]], options.Value.QuietFrom, options.Value.QuietTo, now, isAtWork: TruthOf(message)?.IsAtWork(now) == true) : now;

    private static bool IsAwake(OutboxMessage message, DateTimeOffset earliest, DateTimeOffset now)
    {
        if (earliest <= now)
        {
            return true;
        }

        if (earliest >= message.UselessAfter)
        {
            message.Cancel("the quiet hours last longer than its use", now);
        }
        else
        {
            message.PutOff(earliest, OutboxRules.QuietHours);
        }

        return false;
    }

    private IMessageTruth? TruthOf(OutboxMessage message) =>
        message.About is { } about ? Array.Find(_truths, truth => about.StartsWith(truth.AboutPrefix, StringComparison.Ordinal)) : null;

    private async Task<bool> IsTrueAsync(OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (TruthOf(message) is not { } truth)
        {
            return true;
        }

        switch (await AnswerOfAsync(truth, message, now, cancellationToken))
        {
            case TruthAnswer.Otherwise otherwise:
                message.Body = otherwise.Body;
                return true;
            case TruthAnswer.NotYet later:
                message.PutOff(later.Until, later.Reason);
                return false;
            case TruthAnswer.NoLonger no:
                message.Cancel(no.Reason, now);
                return false;
            default:
                return true;
        }
    }

    /// <summary>One that breaks leaves the others of its lane theirs: what is urgent is said as it stands, the rest is asked again.</summary>
    private async Task<TruthAnswer> AnswerOfAsync(IMessageTruth truth, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            return await truth.CheckAsync(db, message, now, cancellationToken);
        }
#pragma warning disable CA1031 // A mistake of ours in one kind of message.
        catch (Exception problem) when (problem is not (OperationCanceledException or DbException))
#pragma warning restore CA1031
        {
            logger.TruthThrew(message.Id, message.Kind, problem);
            return message.Urgency <= Urgency.Page ? new TruthAnswer.StillTrue() : new TruthAnswer.NotYet(now + AskAgainAfter, Unasked);
        }
    }

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
        message is { MemberId: { } member, Key: null } && !ByReply(message, now) && _senders.ContainsKey(message.Channel)
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

        if (ByReply(message, now) || message.Key is not null || MayBuy(message.Channel, message, now))
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

    private static bool ByReply(OutboxMessage message, DateTimeOffset now) => message.ReplyToken is not null && message.ReplyTokenExpiresAt > now;

    /// <summary>Freezes what goes out: equal notices to many as multicast, the rest one by one.</summary>
    private List<SendAttempt> AttemptsOf(IReadOnlyList<OutboxMessage> ready, ILookup<OutboxMessage, Bundled> carried, DateTimeOffset now)
    {
        List<SendAttempt> attempts = [];
        foreach (IReadOnlyList<OutboxMessage> together in MulticastRules.Groups(ready, channel => _senders[channel].Limits.MulticastMax))
        {
            OutboxMessage first = together[0];
            bool byReply = ByReply(first, now);
            Guid key = first.Key ?? (together.Count > 1 ? Guid.CreateVersion7(now) : first.Id);
            foreach (OutboxMessage message in together)
            {
                message.Freeze(key, byReply, now);
            }

            attempts.Add(new SendAttempt(together, new OutboxSend
            {
                Key = key,
                Channel = first.Channel,
                Addresses = [.. together.Select(message => message.Address)],
                Body = first.Body,
                Urgency = first.Urgency,
                ReplyToken = byReply ? first.ReplyToken : null,
                ReplacesSentId = first.ReplacesSentId,
                IsResend = first.ResendOf is not null,
            }, _senders[first.Channel], [.. together.SelectMany(message => carried[message])]));
        }

        return attempts;
    }
}
