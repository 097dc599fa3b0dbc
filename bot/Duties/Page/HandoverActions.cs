using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Duties.Page;

/// <summary>Reads what the page of a duty shows, and keeps what its holder wrote there; again from the beginning when it was changed meanwhile.</summary>
public sealed class HandoverActions(
    IDbContextFactory<ZaitakuDb> databases, GroupCommit commits, HandoverNotices notices, LiveDirectory directory, OutboxSignal signal, IOptions<HousekeepingOptions> kept, TimeProvider clock, ILogger<HandoverActions> logger)
{
    private const int TriesMax = 5;

    private const string Twice = "ほかの画面でも書かれていて、まだ保存していません。保存されている文を見て、要るところを写してから、もう一度「保存する」を押してください。";

    private const string Busy = "ちょうど当番表が変わったため、受け取れませんでした。もう一度押してください。";

    private const string NotKept = "いま保存できませんでした。書いた文はこの画面に残してあります。コピーして取っておき、少し待ってからもう一度押してください。お急ぎのときはお電話ください。";

    private const string TooEarly = "ご自分の申し送りは、当番が始まってから書けます。";

    /// <returns>Null where the duty is not theirs any more, or its page is shut.</returns>
    public async Task<HandoverView?> ViewAsync(string token, DutyLink link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        DateTimeOffset now = clock.GetUtcNow();
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, link, now, cancellationToken) is not { } duty)
        {
            return null;
        }

        DutyRota rota = await RotaAsync(db, duty, cancellationToken);
        (HandoverNote? own, int? counted) = await HandoverReads.OwnAsync(db, duty, cancellationToken);
        HeldDuty? next = HandoverRules.NextOf(duty, await AfterAsync(db, duty, cancellationToken), now);
        bool mayRead = HandoverRules.MayRead(duty, now);
        string calls = counted?.ToString(CultureInfo.InvariantCulture) ?? "";
        return new HandoverView
        {
            Token = token, Told = ToldDuty.Of(duty, rota), Holidays = directory.Current().Holidays, ExpiresAt = link.ExpiresAt, MayRead = mayRead, MayWrite = HandoverRules.MayWrite(duty, now), KeptDays = kept.Value.HandoverDays,
            Left = mayRead ? [.. (await HandoverReads.ShownAsync(db, duty.RotaId, now, directory.Current().Holidays, cancellationToken)).Where(one => one.Note.Id != own?.Id).Select(one => one.Words)] : [],
            Next = next is null ? "" : DutyWords.Name(await db.DutyHolders.AsNoTracking().SingleAsync(holder => holder.Id == next.HolderId, cancellationToken)),
            Words = own?.Text ?? "", Seen = own?.Revision ?? 0, Calls = calls, CallsSeen = calls,
        };
    }

    /// <inheritdoc cref="ViewAsync"/>
    public async Task<HandoverResult?> TakeAsync(DutyLink link, HandoverForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(form);
        for (int tries = 0; tries < TriesMax; tries++)
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            try
            {
                if (await FindAsync(db, link, clock.GetUtcNow(), cancellationToken) is not { } duty)
                {
                    return null;
                }

                (HandoverResult result, bool isTold) = await ApplyAsync(db, duty, link, form, cancellationToken);
                await commits.SaveAsync(db, cancellationToken);
                Note(result, duty.Id, isTold);
                return result;
            }
            catch (DbUpdateException problem) when (problem is DbUpdateConcurrencyException || db.ChangeTracker.Entries<HandoverNote>().Any(note => note.State == EntityState.Added))
            {
                // Another page, or the clock, was faster: looked at anew.
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DbException or DbUpdateException)
            {
                logger.HandoverNotKept(link.DutyId, problem.GetType().Name);
                return new HandoverResult(form, [NotKept]) { IsTaken = false };
            }
        }

        return new HandoverResult(form, [Busy]);
    }

    private void Note(HandoverResult result, long duty, bool isTold)
    {
        if (result.Problems.Count == 0)
        {
            logger.HandoverWritten(duty);
        }
        else if (result.IsTwice)
        {
            logger.HandoverTwice(duty);
        }

        if (isTold)
        {
            signal.Wake();
        }
    }

    private async Task<(HandoverResult Result, bool IsTold)> ApplyAsync(ZaitakuDb db, HeldDuty duty, DutyLink link, HandoverForm form, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string[] problems = HandoverRules.MayWrite(duty, now) ? [.. form.Problems()] : [TooEarly];
        (HandoverNote? note, int? counted) = await HandoverReads.OwnAsync(db, duty, cancellationToken);
        bool isSame = form.Words == (note?.Text ?? "");
        if (problems.Length > 0 || (!isSame && form.Seen != (note?.Revision ?? 0)))
        {
            return (new HandoverResult(form, problems.Length > 0 ? problems : [Twice]) { IsTwice = problems.Length == 0 }, false);
        }

        int? calls = form.ChangesCalls ? form.Count : counted;
        if (calls != duty.CallsReceived)
        {
            duty.CallsReceived = calls;
            duty.Revision++;
        }

        return (new HandoverResult(form, []), !isSame && await WriteAsync(db, duty, note, link, form.Words, now, cancellationToken));
    }

    /// <returns>True where somebody is told of it at once.</returns>
    private async Task<bool> WriteAsync(ZaitakuDb db, HeldDuty duty, HandoverNote? note, DutyLink link, string words, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (note is null)
        {
            note = new HandoverNote { Id = Guid.CreateVersion7(now), RotaId = duty.RotaId, Text = "" };
            db.HandoverNotes.Add(note);
        }

        List<HeldDuty> after = await AfterAsync(db, duty, cancellationToken);
        (note.DutyId, note.Text, note.MemberId, note.WrittenAt, note.ShownUntil) = (duty.Id, words, link.MemberId, now, HandoverRules.ShownUntil(duty, HandoverRules.NextOf(duty, after, DateTimeOffset.MinValue)));
        note.Revision++;
        db.AuditTrail.Add(AuditEntry.ByPerson(link.MemberId, "handover.write", DutyMessages.AboutOf(duty.Id), now));
        return words.Length > 0 && HandoverRules.NextOf(duty, after, now) is { } next && await notices.PlanAsync(db, await RotaAsync(db, duty, cancellationToken), next, now, cancellationToken);
    }

    /// <summary>The duty of a link as it is now, while it is for whoever asked for it.</summary>
    private static async Task<HeldDuty?> FindAsync(ZaitakuDb db, DutyLink link, DateTimeOffset now, CancellationToken cancellationToken)
    {
        HeldDuty? told = await db.HeldDuties.SingleOrDefaultAsync(duty => duty.Id == link.DutyId && db.DutyHolders.Any(holder => holder.Id == duty.HolderId && holder.MemberId == link.MemberId)
            && db.Members.Any(member => member.Id == link.MemberId && member.ErasedAt == null), cancellationToken);
        return told is not null && await HandoverReads.AsItIsAsync(db, told, cancellationToken) is var found && HandoverRules.IsOpen(found, now) ? found : null;
    }

    private static Task<DutyRota> RotaAsync(ZaitakuDb db, HeldDuty duty, CancellationToken cancellationToken) => db.DutyRotas.AsNoTracking().Include(rota => rota.Seats).SingleAsync(rota => rota.Id == duty.RotaId, cancellationToken);

    private static Task<List<HeldDuty>> AfterAsync(ZaitakuDb db, HeldDuty duty, CancellationToken cancellationToken)
    {
        DateTimeOffset end = HandoverRules.EndOf(duty), last = end + RotaRules.NextWithin;
        return db.HeldDuties.AsNoTracking().Where(one => one.RotaId == duty.RotaId && one.SeatId == duty.SeatId && one.EndedAt == null && one.EndsAt > end && one.StartsAt >= end && one.StartsAt <= last).OrderBy(one => one.StartsAt).Take(HandoverReads.DutiesMax).ToListAsync(cancellationToken);
    }
}
