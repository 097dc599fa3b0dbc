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
public sealed partial class OutboxPlanning(
    IDbContextFactory<ZaitakuDb> databases, IEnumerable<IChannelSender> senders, IEnumerable<IMessageTruth> truths, IEnumerable<IBundleList> lists, ChannelBudgets budgets, ChannelPaces paces,
    IOptions<OutboxOptions> options, ILogger<OutboxPlanning> logger)
{
    internal const string TooLate = "too late to be useful";

    internal const string Behind = "waits for an earlier answer";

    internal const string KeyOver = "the key of its try is a day old";

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
    private readonly IBundleList[] _lists = [.. lists];

    /// <param name="hold">Takes what is to be bought of the month's plan.</param>
    internal async Task<SendPlan> PlanAsync(DueMessages due, OutboxLane lane, BudgetHold hold, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OutboxMessage> ready = [], unsent = [];
        Dictionary<OutboxMessage, DateTimeOffset> awake = due.Messages.ToDictionary(message => message, message => AwakeAt(message, due, now));
        Dictionary<Guid, DateTimeOffset> awakeTogether = due.Messages.Where(message => message.IsInBatch).GroupBy(message => message.Key!.Value).ToDictionary(batch => batch.Key, batch => batch.Max(message => awake[message]));
        Dictionary<Guid, TruthAnswer> answers = await AnswersAsync(due.Messages.Where(message => message.Key is null && awake[message] <= now), now, cancellationToken);
        foreach (OutboxMessage message in due.Messages)
        {
            bool isReady = await IsReadyAsync(message, message.IsInBatch ? awakeTogether[message.Key!.Value] : awake[message], due, answers, now, cancellationToken) && lane.Sends(message.Channel);
            (isReady ? ready : unsent).Add(message);
            if (isReady && !message.GoesByReply(now))
            {
                hold.Add(message.Channel, 1);
            }
        }

        List<Bundled> bundled = [];
        IReadOnlyList<OutboxMessage> carriers = BundleRules.Bundle(ready, _lists, bundled, now);
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
    private async Task<bool> IsReadyAsync(OutboxMessage message, DateTimeOffset awakeAt, DueMessages due, Dictionary<Guid, TruthAnswer> answers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (OutboxRules.IsUseless(message, now))
        {
            message.Cancel(TooLate, now);
            return false;
        }

        if (!message.GoesByReply(now) && SenderOf(message.Channel)?.Limits.HasRetryKey == true && OutboxRules.IsKeyOver(message, now))
        {
            if (message.IsInDoubt)
            {
                message.GiveUp(KeyOver, now);
                return false;
            }

            message.ForgetKey();
            await ReleaseAsync(message, now, cancellationToken);
        }

        if (message.Urgency == Urgency.Reply && due.Held.TryGetValue((message.Channel, message.Address), out DateTimeOffset held))
        {
            message.PutOff(held, Behind);
            return false;
        }

        if (message.Urgency == Urgency.Reply && !message.GoesByReply(now) && due.WithoutRoom.TryGetValue((message.Channel, message.Address), out DateTimeOffset room))
        {
            message.PutOff(room, OutboxRules.NoRoom); // As the one before it: it may still go for nothing no more than that one.
            return false;
        }

        return IsAwake(message, awakeAt, now) && (message.Key is not null || await IsTrueAsync(message, answers, now, cancellationToken))
            && HasAddress(message, due, now) && IsUnpaused(message, due, now);
    }

    private DateTimeOffset AwakeAt(OutboxMessage message, DueMessages due, DateTimeOffset now) =>
        message.MemberId is { } member ? QuietRules.Earliest(message, [.. due.Quiet[member]], options.Value.QuietFrom, options.Value.QuietTo, now, isAtWork: TruthOf(message)?.IsAtWork(now) == true) : now;

    /// <summary>What travelled in a message that is drawn anew goes by itself again.</summary>
    private async Task ReleaseAsync(OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (message.Bundle is not null && Redraws(message))
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            (await OutboxCarrying.InAsync(db, message.Id, cancellationToken)).ForEach(carried => carried.GoesAfterAll(now));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Its words are its own again at its next try.</summary>
    internal bool Redraws(OutboxMessage message) => TruthOf(message)?.Redraws(message.Kind) == true;

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

    /// <summary>What one look tells of many; of the rest, each is asked when its turn comes.</summary>
    private async Task<Dictionary<Guid, TruthAnswer>> AnswersAsync(IEnumerable<OutboxMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Dictionary<Guid, TruthAnswer> found = [];
        foreach (IGrouping<IMessageTruth, OutboxMessage> same in messages.Select(message => (Truth: TruthOf(message), message)).Where(one => one.Truth is not null).GroupBy(one => one.Truth!, one => one.message))
        {
            try
            {
                await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
                foreach ((Guid id, TruthAnswer answer) in await same.Key.CheckManyAsync(db, [.. same], now, cancellationToken))
                {
                    found[id] = answer;
                }
            }
#pragma warning disable CA1031 // A mistake of ours in one of them: each is asked alone, and the others have theirs.
            catch (Exception problem) when (problem is not (OperationCanceledException or DbException))
#pragma warning restore CA1031
            {
                logger.TruthThrew(same.First().Id, same.First().Kind, new WordlessException(problem));
            }
        }

        return found;
    }

    private async Task<bool> IsTrueAsync(OutboxMessage message, Dictionary<Guid, TruthAnswer> answers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (TruthOf(message) is not { } truth)
        {
            return true;
        }

        switch (answers.GetValueOrDefault(message.Id) ?? await AnswerOfAsync(truth, message, now, cancellationToken))
        {
            case TruthAnswer.Otherwise otherwise:
                (message.Body, message.Drawn, message.IsRedrawn) = (otherwise.Body, otherwise.Drawn, true);
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
            logger.TruthThrew(message.Id, message.Kind, new WordlessException(problem));
            return message.Urgency <= Urgency.Page ? new TruthAnswer.StillTrue() : new TruthAnswer.NotYet(now + AskAgainAfter, Unasked);
        }
    }

    /// <summary>Freezes what goes out: equal notices to many as multicast, the rest one by one.</summary>
    private List<SendAttempt> AttemptsOf(IReadOnlyList<OutboxMessage> ready, ILookup<OutboxMessage, Bundled> carried, DateTimeOffset now)
    {
        List<SendAttempt> attempts = [];
        foreach (IReadOnlyList<OutboxMessage> together in MulticastRules.Groups(ready, channel => _senders[channel].Limits.MulticastMax))
        {
            OutboxMessage first = together[0];
            bool byReply = first.GoesByReply(now);
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
