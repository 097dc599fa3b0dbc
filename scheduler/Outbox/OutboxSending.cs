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
    IDbContextFactory<ZaitakuDb> databases, GroupCommit commits, OutboxPlanning planning, OutboxFreezing freezing, ChannelBudgets budgets, ChannelPaces paces, ChannelTroubles troubles, OutboxSignal signal, TimeProvider clock, ILogger<OutboxSending> logger)
{
    /// <summary>Where even the outcome cannot be written it is tried again for as long as the program runs, and so often when it stops; then the row stays "sending" and the next start sorts it out.</summary>
    private const int WriteTriesMax = 60;

    private static readonly TimeSpan WriteAgainAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WriteAgainAfterMax = TimeSpan.FromSeconds(5);

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

    /// <exception cref="AggregateException">As above. What follows such a try is frozen already and would be left so: it is sent all the same, and answers wait.</exception>
    private async ValueTask SendInOrderAsync(IReadOnlyList<SendAttempt> toOneAddress, OutboxBatch batch, CancellationToken cancellationToken)
    {
        DateTimeOffset? held = null;
        List<Exception> problems = [];
        foreach (SendAttempt attempt in toOneAddress)
        {
            try
            {
                held = await SendOneAsync(attempt, held, batch, cancellationToken) ?? held;
            }
#pragma warning disable CA1031 // Told at the end.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                problems.Add(problem);
                held ??= clock.GetUtcNow();
            }
        }

        if (problems.Count > 0)
        {
            throw new AggregateException(problems);
        }
    }

    /// <returns>Until when the answers behind it wait; null where they need not.</returns>
    private async Task<DateTimeOffset?> SendOneAsync(SendAttempt attempt, DateTimeOffset? held, OutboxBatch batch, CancellationToken cancellationToken)
    {
        (SendOutcome? outcome, bool isTried) = held is { } until && attempt.Urgency == Urgency.Reply
            ? Untried(attempt, OutboxPlanning.Behind, until - clock.GetUtcNow())
            : await TryAsync(attempt, cancellationToken);
        if (outcome is null)
        {
            return null; // It waits as it did; a later pass takes it up.
        }

        await SettleAsync(attempt, outcome, batch, cancellationToken);
        if (isTried && troubles.IsBack(attempt.Send.Channel, outcome))
        {
            await BringForwardAsync(attempt.Send.Channel);
        }

        return outcome is SendOutcome.ReplyTokenGone ? clock.GetUtcNow() // It goes again at once, by push; what follows it comes after.
            : attempt.Messages[0].State == OutboxState.Waiting ? attempt.Messages[0].NotBefore : null;
    }

    /// <summary>Surely not sent. Null where nothing was written of it either.</summary>
    private static (SendOutcome? Outcome, bool IsTried) Untried(SendAttempt attempt, string reason, TimeSpan? after = null) => (attempt.IsRepeatable ? new SendOutcome.TryAgain(reason, after) : null, false);

    private async Task<(SendOutcome? Outcome, bool IsTried)> TryAsync(SendAttempt attempt, CancellationToken cancellationToken)
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
            return (null, false);
        }

        KillPoints.Reach("before-send");
        try
        {
            SendOutcome outcome = await attempt.Sender.SendAsync(attempt.Send, CancellationToken.None);
            KillPoints.Reach("after-send");
            return (outcome, true);
        }
#pragma warning disable CA1031 // A mistake of ours must not stop the others' messages; what it means for this one is doubtful.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            logger.SendThrew(attempt.Messages[0].Id, attempt.Send.Channel, new WordlessException(problem));
            return (new SendOutcome.Unknown($"our mistake: {problem.GetType().Name}"), true);
        }
    }

    private async Task SettleAsync(SendAttempt attempt, SendOutcome outcome, OutboxBatch batch, CancellationToken stopping)
    {
        DateTimeOffset now = clock.GetUtcNow();
        TryMade made = attempt.Made(Random.Shared.NextDouble());
        OutboxStep step = OutboxRules.After(attempt.Messages[0], outcome, made, now);
        foreach (OutboxMessage message in attempt.Messages)
        {
            message.Apply(step, now);
            planning.GoElsewhere(message, batch.Due, now);
            logger.Settled(message);
        }

        Tell(attempt, outcome, batch.Hold, now);
        bool recipientGone = outcome is SendOutcome.Refused { IsRecipientGone: true };
        await KeepAsync(attempt.Messages, OutboxState.Sending, recipientGone, batch.Due, now, attempt.IsMulticast ? attempt.Send.Key : null, stopping);
        KillPoints.Reach("after-outcome");
    }

    /// <summary>What waits longer and longer for a channel in trouble is due at once when it answers again; who asked for a pause has it all the same.</summary>
    private async Task BringForwardAsync(string channel)
    {
        int count = 0;
        await commits.RunAsync(connection => count = OutboxWrites.BringForward(connection, channel, OutboxPlanning.Behind, clock.GetUtcNow()), CancellationToken.None);
        logger.AnswersAgain(channel, count);
        signal.Wake();
    }

    /// <summary>Passes on what the outcome means for others: pauses, and what was bought of the month's plan.</summary>
    private void Tell(SendAttempt attempt, SendOutcome outcome, BudgetHold hold, DateTimeOffset now)
    {
        if (attempt.Send.ReplyToken is null)
        {
            hold.Release(attempt.Send.Channel, attempt.Messages.Count);
        }

        if (outcome is SendOutcome.QuotaSpent { Left: 0 } && attempt.Send.ReplyToken is null)
        {
            budgets.Spent(attempt.Send.Channel, now);
        }
        else if (outcome is SendOutcome.TryAgain { Scope: not WaitScope.Message } again)
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
    internal async Task KeepAsync(
        IReadOnlyList<OutboxMessage> messages, OutboxState was, bool recipientGone, DueMessages due, DateTimeOffset now, Guid? together, CancellationToken stopping)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                await KeepOnceAsync(messages, was, recipientGone, due, now, together);
                return;
            }
            catch (Exception problem) when (problem is not InvalidOperationException && (tries < WriteTriesMax || !stopping.IsCancellationRequested))
            {
                logger.OutcomeNotKept(messages[0].Id, messages.Count, tries + 1, new WordlessException(problem));
                await Task.Delay(tries * WriteAgainAfter < WriteAgainAfterMax ? WriteAgainAfter : WriteAgainAfterMax, CancellationToken.None);
            }
        }
    }

    private async Task KeepOnceAsync(IReadOnlyList<OutboxMessage> messages, OutboxState was, bool recipientGone, DueMessages due, DateTimeOffset now, Guid? together)
    {
        List<OutboxMessage> troubled = [.. messages.Where(message => OutboxAftermath.IsTroubled(message) || OutboxCarrying.MayGoOn(message) || OutboxRules.IsLong(message, now))];
        if (troubled.Count == 0)
        {
            await commits.RunAsync(connection => Write(connection, messages, was, together), CancellationToken.None);
            return;
        }

        await using ZaitakuDb db = await databases.CreateDbContextAsync();
        Dictionary<Guid, int> revisions = troubled.ToDictionary(message => message.Id, message => message.Revision);
        Dictionary<Guid, Guid?> owners = [];
        foreach (Guid[] some in revisions.Keys.Chunk(IdsMax))
        {
            // Who was erased or joined meanwhile has no row, or another person's; what was planned anew is looked at anew.
            var rows = await db.Outbox.AsNoTracking().Where(row => some.Contains(row.Id) && row.State == was).Select(row => new { row.Id, row.MemberId, row.Revision }).ToListAsync();
            rows.Where(row => row.Revision == revisions[row.Id]).ToList().ForEach(row => owners[row.Id] = row.MemberId);
        }

        foreach (OutboxMessage message in troubled.Where(message => owners.ContainsKey(message.Id)))
        {
            Guid? owner = owners[message.Id];
            Member? person = owner is { } id ? due.People.GetValueOrDefault(id) ?? await PersonAsync(db, id) : null;
            if (recipientGone && person?.Links.Find(link => link.Channel == message.Channel && RouteRules.AddressOf(link) == message.Address) is { } gone
                && await db.ChannelLinks.SingleOrDefaultAsync(link => link.Id == gone.Id) is { } blocked)
            {
                blocked.BlockedAt = now;
            }

            bool isCalled = message.Urgency <= Urgency.Page && await IsCalledAsync(db, message, owner);
            OutboxMessage? next = OutboxAftermath.Add(db, message, new Recipient(owner, person, recipientGone, isCalled), channel => planning.SenderOf(channel) is not null, now);
            if (OutboxCarrying.MayGoOn(message))
            {
                await OutboxCarrying.FollowAsync(db, message, next, planning.Redraws(message), now, CancellationToken.None);
            }
        }

        await PhoneTaskNotice.AddAsync(db, now, CancellationToken.None);
        bool follows = db.ChangeTracker.HasChanges();
        await commits.SaveAsync(db, CancellationToken.None, connection =>
        {
            if (Write(connection, messages, was, together).Any(lost => owners.ContainsKey(lost.Id)))
            {
                throw new DbUpdateConcurrencyException("A row changed between the look and the save: looked at again.");
            }
        });
        if (follows)
        {
            signal.Wake();
        }
    }

    /// <summary>Somebody was asked to call already: for this message, or for one that said the same before it.</summary>
    private static async Task<bool> IsCalledAsync(ZaitakuDb db, OutboxMessage message, Guid? owner) =>
        await db.PhoneTasks.AnyAsync(task => task.MessageId == message.Id)
        || (message.Generation > 0 && await db.PhoneTasks.AnyAsync(task => task.MemberId == owner && db.Outbox.Any(said => said.Id == task.MessageId
            && said.Generation < message.Generation && said.Kind == message.Kind && said.About == message.About && said.Body == message.Body
            && said.Sequence == message.Sequence && said.UselessAfter == message.UselessAfter)));

    private static Task<Member?> PersonAsync(ZaitakuDb db, Guid id) => db.Members.AsNoTracking().Include(member => member.Links).SingleOrDefaultAsync(member => member.Id == id);

    /// <summary>Rows of one look: they stand in its text.</summary>
    private const int IdsMax = 2_000;

    private static IReadOnlyList<OutboxMessage> Write(DbConnection connection, IReadOnlyList<OutboxMessage> messages, OutboxState was, Guid? together)
    {
        if (together is { } batch)
        {
            OutboxWrites.WriteBatch(connection, batch, messages[0]);
            return [];
        }

        return OutboxWrites.Write(connection, messages, was);
    }
}
