using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Meetings;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>Removes what is kept past its time, kind by kind; one that cannot be removed keeps no other. Safe to run late or twice.</summary>
[DisallowConcurrentExecution]
public sealed class HousekeepingJob(
    ZaitakuDb db, IOptions<HousekeepingOptions> options, IOptions<StorageOptions> storage, TimeProvider clock, ILogger<HousekeepingJob> logger) : IJob
{
    private const int BatchMax = 500;
    private const int BatchesMax = 2_000;

    /// <summary>A message without a word.</summary>
    private const string Silent = "[]";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await PartAsync("messages", () => MessagesAsync(now, cancellationToken));
        await PartAsync("notes", () => NotesAsync(now, cancellationToken));
        await PartAsync("links", () => LinksAsync(now, cancellationToken));
        await PartAsync("meetings", () => MeetingsAsync(now, cancellationToken));
        await PartAsync("consultations", () => ConsultationErasure.RunAsync(
            db, storage.Value, now.AddYears(-options.Value.ConsultationYears), now.AddDays(-options.Value.DraftDays), now, cancellationToken));
        await PartAsync("hands", () => HandErasure.RunAsync(db, storage.Value, now.AddDays(-options.Value.CaseDays), now.AddDays(-options.Value.DraftDays), now, cancellationToken));
        await PartAsync("substitutes", () => SubstituteReads.EraseAsync(db, storage.Value, now.AddDays(-options.Value.CaseDays), cancellationToken));
        await PartAsync("audit", () => TrailAsync(now.AddYears(-options.Value.AuditYears), cancellationToken));
        await PartAsync("handovers", () => HandoversAsync(now, cancellationToken));
        await PartAsync("drafts", () => DraftsAsync(now, cancellationToken));
        await PartAsync("gaps", () => GapsAsync(now, cancellationToken));
        await PartAsync("uploads", () => UploadSweep.RunAsync(db, storage.Value, now, cancellationToken));
        await PartAsync("journal", () => Task.FromResult(!JournalErasure.IsPending(storage.Value) || JournalErasure.TryRun(storage.Value))); // Else ErasureJob's next look does it.
        await PartAsync("folders", () => Task.FromResult(LeftBehind.Sweep(storage.Value, now, now.AddDays(-options.Value.MessageDays))));
    }

    private async Task PartAsync(string name, Func<Task> run)
    {
        try
        {
            await run();
        }
#pragma warning disable CA1031 // Whatever it was, the other kinds' time is over too.
        catch (Exception problem) when (problem is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.HousekeepingPartFailed(name, new WordlessException(problem));
            db.ChangeTracker.Clear();
        }
    }

    private async Task MessagesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset oldMessage = now.AddDays(-options.Value.MessageDays);
        DateTimeOffset oldParked = now.AddDays(-options.Value.ParkedDays);

        // The event's id is a door against a late redelivery; LINE delivers again within minutes, so 30 days are far past it.
        await RemoveAsync(db.Inbox.Where(message => message.State == InboxState.Handled && message.ReceivedAt < oldMessage).OrderBy(message => message.Id), cancellationToken);
        await RemoveAsync(db.Inbox.Where(message => message.State == InboxState.Parked && message.ReceivedAt < oldParked).OrderBy(message => message.Id), cancellationToken);
        await RemoveAsync(db.Outbox.Where(message => message.State != OutboxState.Waiting && (message.State != OutboxState.Unknown || message.SeenAt != null) && (message.DoneAt ?? message.CreatedAt) < oldMessage
            && !(message.About != null && message.About.StartsWith(MeetingMessages.Prefix) && db.Meetings.Any(meeting => meeting.StartsAt > now && message.About == MeetingMessages.Prefix + meeting.Id.ToString()))).OrderBy(message => message.CreatedAt), cancellationToken);

        // A doubt stands in the console until somebody has seen it; its words do not.
        await EachAsync(
            db.Outbox.Where(message => message.State == OutboxState.Unknown && message.SeenAt == null && (message.DoneAt ?? message.CreatedAt) < oldMessage && message.Body != Silent).OrderBy(message => message.CreatedAt),
            message => message.Body = Silent, cancellationToken);
    }

    private async Task NotesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset oldQuestion = now.AddDays(-options.Value.UnansweredDays);
        DateTimeOffset oldNote = now.AddDays(-options.Value.NoteDays);
        await RemoveAsync(db.KeptNotes.Where(note => note.Kind == NoteKind.Unanswered && note.SaidAt < oldQuestion).OrderBy(note => note.Id), cancellationToken);
        await RemoveAsync(db.KeptNotes.Where(note => note.Kind != NoteKind.Unanswered && note.SaidAt < oldNote).OrderBy(note => note.Id), cancellationToken);
        await RemoveAsync(db.PhoneTasks.Where(task => task.DoneAt != null && task.DoneAt < oldNote).OrderBy(task => task.Id), cancellationToken);
    }

    private async Task LinksAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset oldLink = now.AddDays(-options.Value.LinkDays);
        DateTimeOffset oldSession = now.AddDays(-options.Value.SessionDays);

        // A code that ran out unused answers like one that never was; the phone number kept with it goes.
        await RemoveAsync(db.InvitationCodes.Where(code => code.UsedAt == null && code.ExpiresAt <= now).OrderBy(code => code.Id), cancellationToken);
        await RemoveAsync(db.LinkCodes.Where(code => code.ExpiresAt < oldLink).OrderBy(code => code.Id), cancellationToken);
        await RemoveAsync(db.OneTimeLinks.Where(link => link.ExpiresAt < oldLink).OrderBy(link => link.CreatedAt), cancellationToken);
        await RemoveAsync(db.DutyLinks.Where(link => link.ExpiresAt < oldLink).OrderBy(link => link.CreatedAt), cancellationToken);
        await RemoveAsync(db.StaffSetupLinks.Where(link => link.ExpiresAt < oldLink).OrderBy(link => link.CreatedAt), cancellationToken);
        await RemoveAsync(db.StaffSessions.Where(session => session.ExpiresAt < oldSession || session.RevokedAt < oldSession).OrderBy(session => session.CreatedAt), cancellationToken);
    }

    /// <summary>Addresses of people on lists end 30 days after the meeting, also where it was put off. Who answered a survey is kept while it is open, or they could answer twice, and its page counts them a while longer.</summary>
    private async Task MeetingsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset old = now.AddDays(-SurveyRules.TicketDays), over = now - MeetingTimes.LinkAfter, overAsGuessed = over - MeetingTimes.LengthGuess;
        await RemoveAsync(db.MeetingLinks.Where(link => link.ExpiresAt <= now && !db.MeetingInvitees.Any(one => one.Id == link.InviteeId
            && db.Meetings.Any(meeting => meeting.Id == one.MeetingId && (meeting.EndsAt != null ? meeting.EndsAt > over : meeting.StartsAt > overAsGuessed)))).OrderBy(link => link.CreatedAt), cancellationToken);
        await RemoveAsync(db.SurveyTickets.Where(ticket => db.MeetingSurveys.Any(survey => survey.Id == ticket.SurveyId && survey.SentAt != null && survey.ClosesAt < old)).OrderBy(ticket => ticket.Id), cancellationToken);
    }

    /// <summary>The record book takes no row out of the trail (<see cref="ZaitakuDb.SaveChanges(bool)"/>), so what is past its time goes by a statement.</summary>
    private async Task TrailAsync(DateTimeOffset old, CancellationToken cancellationToken)
    {
        for (int batch = 0; batch < BatchesMax; batch++)
        {
            List<long> rows = await db.AuditTrail.Where(entry => entry.At < old).OrderBy(entry => entry.Id).Select(entry => entry.Id).Take(BatchMax).ToListAsync(cancellationToken);
            if (rows.Count > 0)
            {
                JournalErasure.Expect(storage.Value);
                await db.Database.ExecuteSqlInterpolatedAsync($"""DELETE FROM "audit_entry" WHERE "At" < {old.UtcTicks} AND "Id" <= {rows[^1]}""", cancellationToken);
            }

            if (rows.Count < BatchMax)
            {
                return;
            }
        }
    }

    /// <summary>Words of a handover speak of patients. Whose writer was erased goes as soon as nobody is shown it any more; that there was one stays.</summary>
    private Task HandoversAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset old = now.AddDays(-options.Value.HandoverDays);
        return EachAsync(
            db.HandoverNotes.Where(note => note.Text != "" && (note.ShownUntil < old || (note.ShownUntil <= now && note.MemberId == null && note.StaffId == null))).OrderBy(note => note.ShownUntil),
            note =>
            {
                note.Text = "";
                note.Revision++;
            }, cancellationToken);
    }

    /// <summary>A table of duties nobody published is asked for again; what it proposed holds names.</summary>
    private async Task DraftsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset old = now - RotaDraft.Life, oldest = now - RotaProposal.Life;
        await EachAsync(db.RotaProposals.Where(proposal => proposal.EndedAt == null && proposal.ChangedAt < oldest).OrderBy(proposal => proposal.ChangedAt), proposal => proposal.End(now), cancellationToken);
        await EachAsync(db.RotaDrafts.Where(draft => draft.EndedAt == null && draft.CreatedAt < old).OrderBy(draft => draft.CreatedAt), draft => draft.End(published: false, now), cancellationToken);
    }

    /// <summary>A gap that was mended or is past; a year of them tells how a rota was kept.</summary>
    private Task GapsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset old = now - DutyGap.KeptFor;
        return RemoveAsync(db.DutyGaps.Where(gap => gap.GoneAt < old).OrderBy(gap => gap.Id), cancellationToken);
    }

    private Task RemoveAsync<T>(IQueryable<T> old, CancellationToken cancellationToken)
        where T : class => EachAsync(old, row => db.Remove(row), cancellationToken);

    private async Task EachAsync<T>(IQueryable<T> old, Action<T> change, CancellationToken cancellationToken)
        where T : class
    {
        for (int batch = 0; batch < BatchesMax; batch++)
        {
            List<T> rows = await old.Take(BatchMax).ToListAsync(cancellationToken);
            if (rows.Count > 0)
            {
                JournalErasure.Expect(storage.Value); // First: whatever stops us, what went out of the tables goes out of the journal too.
                rows.ForEach(change);
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }

            if (rows.Count < BatchMax)
            {
                return;
            }
        }
    }
}
