using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Duties;

/// <summary>What follows where nobody confirms a duty: asked again by another way, then the next in line and the coordinators, then every coordinator. Each step is one save with what it says, and is taken once.</summary>
public sealed class DutySteps(IDbContextFactory<ZaitakuDb> databases, DutyBook book, IDutyCards cards, IOptionsMonitor<OutboxOptions> options, ILogger<DutySteps> logger)
{
    /// <summary>Why somebody must call.</summary>
    public const string NotConfirmed = "nobody confirmed the duty";

    public async Task<IReadOnlyList<(long Duty, int Rota)>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await db.HeldDuties.Where(duty => duty.NextStepAt != null && duty.NextStepAt <= now).OrderBy(duty => duty.StartsAt).Select(duty => new { duty.Id, duty.RotaId }).Take(DutyPass.BatchMax).ToListAsync(cancellationToken);
        return [.. due.Select(one => (one.Id, one.RotaId))];
    }

    /// <exception cref="DbUpdateException">Somebody confirmed, or another process took the step, at the same moment: nothing is saved.</exception>
    public async Task TakeAsync(ZaitakuDb db, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        HeldDuty duty = await db.HeldDuties.Include(one => one.Steps).SingleAsync(one => one.Id == id, cancellationToken);
        DutyRota rota = await db.DutyRotas.AsNoTracking().SingleAsync(one => one.Id == duty.RotaId, cancellationToken);
        if (rota.Revision != rota.FollowedRevision && rota.ClosedAt is null)
        {
            return; // It may be somebody else's by now: followed first, seconds from here.
        }

        if (duty.NextStepAt is not { } at || at > now)
        {
            return;
        }

        duty.Revision++;
        if (!duty.IsOpen || duty.ConfirmedAt is not null || duty.EndsAt <= now || HeldDutyRules.StepOf(duty, rota, duty.Steps.Count, DutyTelling.QuietOf(options.CurrentValue), now) is not { } step)
        {
            duty.NextStepAt = null;
        }
        else
        {
            duty.NextStepAt = step.Next;
            duty.Steps.Add(new DutyStep { DutyId = duty.Id, Kind = step.Kind, At = now });
            await SayAsync(db, duty, step.Kind, now, cancellationToken);
            logger.StepTaken(duty.Id, step.Kind);
        }

        KillPoints.Reach("before-step-save");
        await db.SaveChangesAsync(cancellationToken);
        KillPoints.Reach("after-step-save");
    }

    private async Task SayAsync(ZaitakuDb db, HeldDuty duty, DutyStepKind kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DutyBook.Page page = await book.ReadAsync(db, now, cancellationToken);
        DutyHolder holder = await db.DutyHolders.AsNoTracking().SingleAsync(one => one.Id == duty.HolderId, cancellationToken);
        if (page.View(duty.RotaId) is not { } view)
        {
            return; // The rota was closed meanwhile.
        }

        DutyAlarm alarm = DutyAlarms.Of(page, view, duty, holder, kind, now);
        string about = DutyMessages.AboutOf(duty.Id);
        bool isSoon = duty.StartsAt < now + DutyMessages.Soon;
        if (kind == DutyStepKind.SecondTry)
        {
            if (holder.MemberId is { } member)
            {
                string used = await LastWayAsync(db, member, duty, cancellationToken);
                OutboxPlans.Add(db, about, new PlannedMessage(member, DutyMessages.AgainKind, Urgency.Page, cards.Again(alarm, now), now, duty.EndsAt) { Avoids = used }, now);
            }

            return;
        }

        Urgency urgency = isSoon || kind == DutyStepKind.Everyone ? Urgency.Page : Urgency.Notice;
        foreach (Guid coordinator in (await Coordinators.ToldAsync(db, cancellationToken)).Where(one => one != holder.MemberId))
        {
            OutboxPlans.Add(db, about, new PlannedMessage(coordinator, DutyMessages.UnconfirmedKind, urgency, cards.ToCoordinators(alarm, now), now, duty.EndsAt), now);
        }

        if (kind == DutyStepKind.NextInLine)
        {
            if (page.NextInLine(duty, holder) is { Member: { } next })
            {
                OutboxPlans.Add(db, about, new PlannedMessage(next, DutyMessages.NextKind, urgency, cards.ToNext(alarm, now), now, duty.EndsAt), now);
            }

            await AskForCallAsync(db, duty, holder, alarm.HolderPhone, now, cancellationToken);
        }
    }

    /// <summary>One call per duty, known by the message that went unanswered.</summary>
    private static async Task AskForCallAsync(ZaitakuDb db, HeldDuty duty, DutyHolder holder, string phone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string about = DutyMessages.AboutOf(duty.Id);
        Guid? asked = await db.Outbox.Where(message => message.About == about && message.Kind == DutyMessages.AgainKind).OrderBy(message => message.CreatedAt).Select(message => (Guid?)message.Id).FirstOrDefaultAsync(cancellationToken);
        if (asked is { } message && holder.MemberId is { } member && !await db.PhoneTasks.AnyAsync(task => task.MessageId == message, cancellationToken))
        {
            db.PhoneTasks.Add(new PhoneTask { MessageId = message, MemberId = member, Phone = phone.Length <= PhoneTask.PhoneLengthMax ? phone : holder.Phone, Reason = NotConfirmed, CreatedAt = now });
        }
    }

    /// <returns>The channel that told them last: asked again, they are asked by another one where they have it.</returns>
    private static async Task<string> LastWayAsync(ZaitakuDb db, Guid member, HeldDuty duty, CancellationToken cancellationToken)
    {
        string about = DutyMessages.AboutOf(duty.Id), news = duty.ToldBy is { } told ? DutyMessages.NewsOf(duty.HolderId, told) : about;
        return await db.Outbox.Where(message => message.MemberId == member && (message.About == about || message.About == news) && message.State == OutboxState.Sent && message.Channel != "").OrderByDescending(message => message.DoneAt).Select(message => message.Channel).FirstOrDefaultAsync(cancellationToken) ?? "";
    }
}
