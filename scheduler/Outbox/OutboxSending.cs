using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Makes the calls of a pass, one address in order, addresses side by side, and writes down what came of each before the next to that address.</summary>
public sealed class OutboxSending(
    IDbContextFactory<ZaitakuDb> databases, GroupCommit commits, OutboxPlanning planning, OutboxFreezing freezing, ChannelBudgets budgets, ChannelPaces paces, OutboxSignal signal, TimeProvider clock, ILogger<OutboxSending> logger)
{
    /// <summary>Where even the outcome cannot be written, it is tried so often; then the row stays "sending" and the next start sorts it out.</summary>
    private const int WriteTriesMax = 60;

    private static readonly TimeSpan WriteAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <exception cref="AggregateException">Tries that could not be written down were not made; all others were.</exception>
    internal async Task SendAllAsync(OutboxBatch batch, CancellationToken cancellationToken)
    {
        ConcurrentQueue<Exception> problems = [];
        IEnumerable<Task> channels = batch.Attempts.GroupBy(attempt => attempt.Sender).Select(channel =>
        {
            ParallelOptions sideBySide = new() { MaxDegreeOfParallelism = channel.Key.Limits.AtOnceMax, CancellationToken = CancellationToken.None };
            return Parallel.ForEachAsync(channel.GroupBy(attempt => attempt.IsMulticast ? attempt.Send.Key.ToString() : attempt.Send.Addresses[0]), sideBySide, async (address, _) =>
            {
                try
                {
                    await SendInOrderAsync([.. address], batch, cancellationToken);
                }
#pragma warning disable CA1031 // One address in trouble leaves the others theirs.
                catch (Exception problem)
#pragma warning restore CA1031
                {
                    problems.Enqueue(problem);
                }
            });
        });
        await Task.WhenAll(channels);
        if (!problems.IsEmpty)
        {
            throw new AggregateException(problems);
        }
    }

    private async ValueTask SendInOrderAsync(IReadOnlyList<SendAttempt> toOneAddress, OutboxBatch batch, CancellationToken cancellationToken)
    {
        DateTimeOffset? held = null;
        foreach (SendAttempt attempt in toOneAddress)
        {
            SendOutcome? outcome = held is { } until && attempt.Urgency == Urgency.Reply
                ? Untried(attempt, OutboxPlanning.Behind, until - clock.GetUtcNow())
                : await TryAsync(attempt, cancellationToken);
            if (outcome is null)
            {
                continue; // It waits as it did; a later pass takes it up.
            }

            await SettleAsync(attempt, outcome, batch);
            if (attempt.Messages[0].State == OutboxState.Waiting && outcome is not SendOutcome.ReplyTokenGone)
            {
                held = attempt.Messages[0].NotBefore;
            }
            else if (outcome is SendOutcome.ReplyTokenGone)
            {
                held = clock.GetUtcNow(); // It goes again at once, by push; what follows it comes after.
            }
        }
    }

    /// <summary>Surely not sent. Null where nothing was written of it either.</summary>
    private static SendOutcome.TryAgain? Untried(SendAttempt attempt, string reason, TimeSpan? after = null) => attempt.IsRepeatable ? new SendOutcome.TryAgain(reason, after) : null;

    private async Task<SendOutcome?> TryAsync(SendAttempt attempt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || OutboxRules.IsUseless(attempt.Messages[0], clock.GetUtcNow()))
        {
            return Untried(attempt, "not tried: the program stops, or it came too late");
        }

        try
        {
            await paces.WaitAsync(attempt.Send.Channel, attempt.IsMulticast, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Untried(attempt, "not tried: the program stops");
        }

        if (!attempt.IsRepeatable && (await freezing.FreezeAsync([attempt], CancellationToken.None)).Count == 0)
        {
            return null;
        }

        KillPoints.Reach("before-send");
        try
        {
            SendOutcome outcome = await attempt.Sender.SendAsync(attempt.Send, CancellationToken.None);
            KillPoints.Reach("after-send");
            return outcome;
        }
#pragma warning disable CA1031 // A mistake of ours must not stop the others' messages; what it means for this one is doubtful.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            logger.SendThrew(attempt.Messages[0].Id, attempt.Send.Channel, problem);
            return new SendOutcome.Unknown($"our mistake: {problem.GetType().Name}");
        }
    }

    private async Task SettleAsync(SendAttempt attempt, SendOutcome outcome, OutboxBatch batch)
    {
        DateTimeOffset now = clock.GetUtcNow();
        TryMade made = attempt.Made(Random.Shared.NextDouble());
        OutboxStep step = OutboxRules.After(attempt.Messages[0], outcome, made, now);
        foreach (OutboxMessage message in attempt.Messages)
        {
            message.Apply(step, now);
            logger.Settled(message);
        }

        Tell(attempt, outcome, batch.Hold, now);
        bool recipientGone = outcome is SendOutcome.Refused { IsRecipientGone: true };
        await KeepAsync(attempt.Messages, OutboxState.Sending, recipientGone, batch.Due, now, attempt.IsMulticast ? attempt.Send.Key : null);
        KillPoints.Reach("after-outcome");
    }

    /// <summary>Passes on what the outcome means for others: pauses, and what was bought of the month's plan.</summary>
    private void Tell(SendAttempt attempt, SendOutcome outcome, BudgetHold hold, DateTimeOffset now)
    {
        if (attempt.Send.ReplyToken is null)
        {
            hold.Release(attempt.Send.Channel, attempt.Messages.Count);
        }

        if (outcome is SendOutcome.TryAgain { Scope: not WaitScope.Message } again)
        {
            DateTimeOffset until = now + (again.RetryAfter ?? TimeSpan.FromSeconds(1));
            paces.Pause(attempt.Send.Channel, again.Scope == WaitScope.Channel ? "" : attempt.Send.Addresses[0], until);
        }
        else if (outcome is SendOutcome.Accepted && attempt.Send.ReplyToken is null)
        {
            budgets.Bought(attempt.Send.Channel, attempt.Messages.Count);
        }
    }

    /// <summary>Writes the messages as they are now, with what follows from their end, in one unit.</summary>
    /// <param name="together">The key of the one call they were tried in.</param>
    internal async Task KeepAsync(IReadOnlyList<OutboxMessage> messages, OutboxState was, bool recipientGone, DueMessages due, DateTimeOffset now, Guid? together = null)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                await KeepOnceAsync(messages, was, recipientGone, due, now, together);
                return;
            }
            catch (Exception problem) when (tries < WriteTriesMax && problem is not InvalidOperationException)
            {
                logger.OutcomeNotKept(messages[0].Id, messages.Count, tries + 1, problem);
                await Task.Delay(WriteAgainAfter);
            }
        }
    }

    private async Task KeepOnceAsync(IReadOnlyList<OutboxMessage> messages, OutboxState was, bool recipientGone, DueMessages due, DateTimeOffset now, Guid? together)
    {
        void Write(DbConnection connection)
        {
            if (together is { } batch)
            {
                OutboxWrites.WriteBatch(connection, batch, messages[0]);
            }
            else
            {
                OutboxWrites.Write(connection, messages, was);
            }
        }

        List<OutboxMessage> troubled = [.. messages.Where(message => message.State is OutboxState.GivenUp or OutboxState.Unknown or OutboxState.Cancelled)];
        if (troubled.Count == 0)
        {
            await commits.RunAsync(Write, CancellationToken.None);
            return;
        }

        await using ZaitakuDb db = await databases.CreateDbContextAsync();
        foreach (OutboxMessage message in troubled)
        {
            Member? person = message.MemberId is { } id ? due.People.GetValueOrDefault(id) : null;
            if (recipientGone && person?.Links.Find(link => link.Channel == message.Channel && RouteRules.AddressOf(link) == message.Address) is { } gone)
            {
                (await db.ChannelLinks.SingleAsync(link => link.Id == gone.Id)).BlockedAt = now;
            }

            OutboxAftermath.Add(db, message, person, channel => planning.SenderOf(channel) is not null, recipientGone, now);
        }

        await PhoneTaskNotice.AddAsync(db, now, CancellationToken.None);
        bool follows = db.ChangeTracker.HasChanges();
        await commits.SaveAsync(db, CancellationToken.None, Write);
        if (follows)
        {
            signal.Wake();
        }
    }
}
