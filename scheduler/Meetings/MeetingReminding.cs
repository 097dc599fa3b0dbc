using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Writes invitations and reminders into the outbox, where they wait for their hour. What they say is drawn when they go out (<see cref="MeetingTruth"/>).</summary>
public sealed class MeetingReminding(IDbContextFactory<ZaitakuDb> databases, ILogger<MeetingReminding> logger)
{
    private static readonly string[] Kinds = [.. Enum.GetValues<MeetingReminderKind>().Select(MeetingMessages.KindOf)];

    /// <summary>All that one person's messages are planned from.</summary>
    /// <param name="Move">What was said of an earlier start does not count.</param>
    private sealed record Plan(Meeting Meeting, MeetingChange? Move, ILookup<(int, Guid), SaidMessage> Said, ILookup<Guid, OutboxMessage> Untried, IReadOnlyDictionary<Guid, DateOnly> WeekFirst);

    /// <summary>Meetings with people whose messages are not planned.</summary>
    public async Task<IReadOnlyList<int>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset until = now + MeetingPass.PlanAhead;
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Meetings.Where(meeting => meeting.StartsAt > now && !meeting.IsDemo
                && (meeting.StartsAt <= until || db.Outbox.Any(message => message.About == MeetingMessages.Prefix + meeting.Id.ToString() && message.State == OutboxState.Waiting)) // Moved far away: what was planned is not said on its old days.
                && db.MeetingInvitees.Any(one => one.MeetingId == meeting.Id && one.PlannedAt == null))
            .OrderBy(meeting => meeting.StartsAt).Select(meeting => meeting.Id).Take(MeetingPass.BatchMax).ToListAsync(cancellationToken);
    }

    /// <exception cref="DbUpdateConcurrencyException">One of them went out, or somebody answered, meanwhile: nothing is saved.</exception>
    public async Task PlanAsync(ZaitakuDb db, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        string about = MeetingMessages.AboutOf(id);
        Meeting meeting = await db.Meetings.SingleAsync(one => one.Id == id, cancellationToken);
        List<MeetingInvitee> list = await db.MeetingInvitees.Where(one => one.MeetingId == id && one.PlannedAt == null).OrderBy(one => one.Id).Take(MeetingAnswering.ListMax).ToListAsync(cancellationToken);
        List<MeetingChange> changes = await db.MeetingChanges.AsNoTracking().Where(change => change.MeetingId == id).ToListAsync(cancellationToken);
        List<OutboxMessage> untried = await db.Outbox.Where(message => message.About == about && message.State == OutboxState.Waiting && message.Key == null).OrderBy(message => message.CreatedAt).ToListAsync(cancellationToken);
        Guid? only = list.Count == 1 ? list[0].MemberId : null; // One answered: the others' messages need not be read.
        Plan plan = new(
            meeting, MeetingHistoryRules.MoveOf(meeting, changes), await MeetingSaid.ReadAsync(db, [id], only, now, cancellationToken), untried.Where(message => message.MemberId is not null).ToLookup(message => message.MemberId!.Value),
            list.Exists(MeetingReminderRules.IsAsked) ? await WeekFirstAsync(db, meeting, now, cancellationToken) : new Dictionary<Guid, DateOnly>());
        foreach (MeetingInvitee who in list)
        {
            if (who.MemberId is { } member)
            {
                MeetingTelling.Tell(db, meeting, changes, who, [.. plan.Said[(id, member)]], [.. plan.Untried[member]], now); // Who declined was not told of another room, and now comes after all.
                Write(db, plan, who, member, now);
            }

            who.PlannedAt = now;
            who.Revision++; // Of two processes that plan them, one saves.
        }

        await db.SaveChangesAsync(cancellationToken);
        logger.MeetingPlanned(id, list.Count);
    }

    private static void Write(ZaitakuDb db, Plan plan, MeetingInvitee who, Guid member, DateTimeOffset now)
    {
        Meeting meeting = plan.Meeting;
        IReadOnlyList<SaidMessage> said = MeetingHeard.Since(plan.Said[(meeting.Id, member)]);
        OutboxMessage[] untried = [.. plan.Untried[member].Where(message => Kinds.Contains(message.Kind))];
        HashSet<OutboxMessage> kept = [.. untried.Where(message => message.DueAt <= now && MeetingReminderRules.IsStillSaid(MeetingMessages.ReminderIn(message.Kind)!.Value, meeting, who, now)).DistinctBy(message => message.Kind)]; // Due already, and held up: by quiet hours, or a channel.
        foreach (MeetingReminder one in MeetingReminderRules.Of(meeting, who, plan.WeekFirst.GetValueOrDefault(member, OfficeTime.DayOf(meeting.StartsAt)), now))
        {
            string kind = MeetingMessages.KindOf(one.Kind);
            if (said.Any(message => message.Kind == kind && (one.Kind == MeetingReminderKind.Invite || plan.Move is null || !MeetingHeard.IsBefore(message, plan.Move))))
            {
                continue;
            }

            if (kept.FirstOrDefault(message => message.Kind == kind) is { } late && one.Due <= now)
            {
                if (late.UselessAfter != one.UselessAfter)
                {
                    late.Replan(MeetingWords.Plain(meeting), late.DueAt, one.UselessAfter);
                }

                continue;
            }

            kept.RemoveWhere(message => message.Kind == kind);
            Urgency urgency = one.Kind is MeetingReminderKind.Invite or MeetingReminderKind.Nudge ? Urgency.Digest : Urgency.Notice;
            if (Array.Find(untried, message => message.Kind == kind) is not { } open)
            {
                db.Outbox.Add(OutboxPlans.MessageOf(MeetingMessages.AboutOf(meeting.Id), new PlannedMessage(member, kind, urgency, MeetingWords.Plain(meeting), one.Due, one.UselessAfter) { Bundle = MeetingMessages.Together }, now));
                continue;
            }

            kept.Add(open);
            if (open.DueAt != one.Due || open.UselessAfter != one.UselessAfter)
            {
                open.Replan(MeetingWords.Plain(meeting), one.Due, one.UselessAfter);
            }
        }

        foreach (OutboxMessage message in untried.Where(message => !kept.Contains(message)))
        {
            message.Cancel("no longer planned", now);
        }
    }

    /// <summary>For each member the first day in the meeting's week on which they are asked to come anywhere.</summary>
    private static async Task<IReadOnlyDictionary<Guid, DateOnly>> WeekFirstAsync(ZaitakuDb db, Meeting meeting, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (DateTimeOffset from, DateTimeOffset until) = OfficeTime.WeekOf(meeting.StartsAt);
        Dictionary<Guid, DateTimeOffset> first = await db.MeetingInvitees.Where(one => one.MemberId != null && one.RemovedAt == null && one.Answer == MeetingAnswer.None)
            .Join(db.Meetings.Where(other => other.StartsAt >= from && other.StartsAt < until && other.StartsAt > now && other.CancelledAt == null && other.Inviting != MeetingInviting.Nobody && !other.IsDemo), one => one.MeetingId, other => other.Id, (one, other) => new { one.MemberId, other.StartsAt })
            .GroupBy(one => one.MemberId!.Value).Select(same => new { Member = same.Key, First = same.Min(one => one.StartsAt) }).ToDictionaryAsync(one => one.Member, one => one.First, cancellationToken);
        return first.ToDictionary(one => one.Key, one => OfficeTime.DayOf(one.Value));
    }
}
