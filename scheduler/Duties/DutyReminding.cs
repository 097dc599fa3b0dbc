using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Writes the reminders of near duties into the outbox, where they wait for their hour. What they say is drawn when they go out (<see cref="DutyTruth"/>).</summary>
public sealed class DutyReminding(IDbContextFactory<ZaitakuDb> databases, IOptionsMonitor<OutboxOptions> options, ILogger<DutyReminding> logger)
{
    /// <summary>Rotas with duties whose reminders are not planned.</summary>
    public async Task<IReadOnlyList<int>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset until = now + HeldDutyRules.PlanAhead;
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.HeldDuties.Where(duty => duty.PlannedAt == null && duty.EndedAt == null && duty.EndsAt > now && duty.StartsAt <= until).Select(duty => duty.RotaId).Distinct().OrderBy(id => id).Take(RotaReads.RotasMax).ToListAsync(cancellationToken);
    }

    /// <exception cref="DbUpdateConcurrencyException">One of them went out, or was changed, meanwhile: nothing is saved.</exception>
    public async Task PlanAsync(ZaitakuDb db, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DateTimeOffset until = now + HeldDutyRules.PlanAhead;
        DutyRota rota = await db.DutyRotas.SingleAsync(one => one.Id == id, cancellationToken);
        List<HeldDuty> duties = await db.HeldDuties.Where(duty => duty.RotaId == id && duty.PlannedAt == null && duty.EndedAt == null && duty.EndsAt > now && duty.StartsAt <= until).OrderBy(duty => duty.StartsAt).Take(DutyPass.BatchMax).ToListAsync(cancellationToken);
        List<int> ids = [.. duties.Select(duty => duty.HolderId).Distinct()];
        Dictionary<int, DutyHolder> holders = await db.DutyHolders.Where(holder => ids.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
        ILookup<string?, OutboxMessage> written = (await DutyMessages.AboutAsync(db, duties.Select(duty => DutyMessages.AboutOf(duty.Id)), cancellationToken)).ToLookup(message => message.About);
        foreach (HeldDuty duty in duties)
        {
            Plan(db, rota, duty, holders[duty.HolderId], [.. written[DutyMessages.AboutOf(duty.Id)]], now);
            duty.PlannedAt = now;
            duty.Revision++; // Of two processes that plan them, one saves.
        }

        await db.SaveChangesAsync(cancellationToken);
        logger.RemindersPlanned(id, duties.Count);
    }

    private void Plan(ZaitakuDb db, DutyRota rota, HeldDuty duty, DutyHolder holder, OutboxMessage[] known, DateTimeOffset now)
    {
        string about = DutyMessages.AboutOf(duty.Id);
        List<PlannedMessage> wanted = [];
        foreach (Reminder one in holder is { MemberId: not null, ClosedAt: null } && rota is { TellsHolders: true, ClosedAt: null } ? HeldDutyRules.RemindersOf(duty, rota, DutyTimes.Of(rota, holder), DutyTelling.QuietOf(options.CurrentValue), now) : [])
        {
            string kind = DutyMessages.KindOf(one.Kind);
            if (!Array.Exists(known, message => message.Kind == kind && message.MemberId == holder.MemberId && !message.IsUntried && OutboxPlans.WasSaid(message)))
            {
                wanted.Add(new PlannedMessage(holder.MemberId!.Value, kind, Urgency.Notice, Plain(rota, duty), one.Due, one.UselessAfter) { Bundle = DutyMessages.Together });
            }
        }

        string[] kinds = [.. Enum.GetValues<ReminderKind>().Select(DutyMessages.KindOf)];
        Dictionary<string, OutboxMessage> untried = known.Where(message => message.IsUntried && kinds.Contains(message.Kind) && message.MemberId == holder.MemberId).GroupBy(message => message.Kind).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        foreach (PlannedMessage one in wanted)
        {
            Write(db, about, one, untried.GetValueOrDefault(one.Kind), now);
        }

        foreach (OutboxMessage message in known.Where(message => message.IsUntried && kinds.Contains(message.Kind) && !wanted.Exists(one => one.Kind == message.Kind && one.MemberId == message.MemberId)))
        {
            message.Cancel("no longer planned", now);
        }
    }

    private static void Write(ZaitakuDb db, string about, PlannedMessage one, OutboxMessage? untried, DateTimeOffset now)
    {
        if (untried is null)
        {
            db.Outbox.Add(OutboxPlans.MessageOf(about, one, now));
        }
        else if (untried.DueAt != one.Due || untried.UselessAfter != one.UselessAfter)
        {
            untried.Replan(one.Body, one.Due, one.UselessAfter);
        }
    }

    /// <summary>Said should it ever go out without being drawn.</summary>
    private static string Plain(DutyRota rota, HeldDuty duty)
    {
        DateOnly day = OfficeTime.DayOf(duty.StartsAt);
        return OutboxBody.Text($"当番のお知らせです。\n{rota.Name}\n{day.Month}月{day.Day}日({OfficeTime.LetterOf(day)}) {DutyWords.Hours(duty.StartsAt, duty.EndsAt)}");
    }
}
