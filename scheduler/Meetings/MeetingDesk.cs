using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Tells coordinators what no chat can do for a meeting: whom to phone, and what is still to be written down. Each is told once, but for seats, which are told as they come.</summary>
public sealed class MeetingDesk(IDbContextFactory<ZaitakuDb> databases, ILogger<MeetingDesk> logger)
{
    /// <summary>What is due and was not told. Seats are told where they are offered.</summary>
    public async Task<IReadOnlyList<DeskMatter>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        DateTimeOffset from = now - MeetingDeskRules.Life - MeetingTimes.LengthMax - TimeSpan.FromDays(2), until = now.AddDays(MeetingTimes.InviteDaysMax + 1);
        List<Meeting> near = await db.Meetings.AsNoTracking().Where(meeting => meeting.StartsAt > from && meeting.StartsAt <= until && meeting.CancelledAt == null && meeting.Inviting != MeetingInviting.Nobody && !meeting.IsDemo)
            .OrderBy(meeting => meeting.StartsAt).Select(meeting => new Meeting { Id = meeting.Id, Title = "", StartsAt = meeting.StartsAt, EndsAt = meeting.EndsAt, InviteDays = meeting.InviteDays }).Take(MeetingPass.BatchMax).ToListAsync(cancellationToken); // Without the long words: it is asked every few seconds.
        List<DeskMatter> found = [.. near.Where(meeting => MeetingDeskRules.IsDue(MeetingDeskRules.UnwrittenAt(meeting), now)).Select(meeting => new DeskMatter(DeskTask.Unwritten, meeting.Id))];
        Meeting[] invited = [.. near.Where(meeting => meeting.StartsAt > now && MeetingDeskRules.InvitedAt(meeting) <= now)];
        int[] ids = [.. invited.Select(meeting => meeting.Id)];
        Dictionary<int, DateTimeOffset> first = await MeetingDeskReads.Unreached(db).Where(one => ids.Contains(one.MeetingId)).GroupBy(one => one.MeetingId).Select(list => new { list.Key, First = list.Min(one => one.AddedAt) }).ToDictionaryAsync(list => list.Key, list => list.First, cancellationToken);
        found.AddRange(invited.Where(meeting => first.TryGetValue(meeting.Id, out DateTimeOffset added) && MeetingDeskRules.IsDue(MeetingDeskRules.UnreachedAt(meeting, added), now)).Select(meeting => new DeskMatter(DeskTask.Unreached, meeting.Id)));
        string[] abouts = [.. found.Select(one => one.About)];
        HashSet<string?> told = [.. abouts.Length == 0 ? [] : await db.Outbox.Where(message => abouts.Contains(message.About)).Select(message => message.About).Distinct().ToListAsync(cancellationToken)];
        List<DeskMatter> left = found.FindAll(one => !told.Contains(one.About));
        HashSet<int> written = [.. left.Exists(one => one.Task == DeskTask.Unwritten) ? await MeetingDeskReads.WrittenAsync(db, [.. left.Select(one => one.Meeting)], cancellationToken) : []];
        return left.FindAll(one => one.Task != DeskTask.Unwritten || !written.Contains(one.Meeting));
    }

    /// <exception cref="DbUpdateException">Another process told it meanwhile: nothing is saved.</exception>
    public async Task TellAsync(ZaitakuDb db, DeskMatter matter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(matter);
        Meeting meeting = await db.Meetings.AsNoTracking().SingleAsync(one => one.Id == matter.Meeting, cancellationToken);
        foreach (Guid member in await Coordinators.ToldAsync(db, cancellationToken))
        {
            Add(db, matter, member, OutboxAbouts.MessageIdOf(matter.About, member), meeting, now + MeetingDeskRules.Life, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        logger.DeskTold(meeting.Id);
    }

    /// <summary>Some were just offered a seat: whoever of them is in no chat must be phoned. The caller saves it with the offers.</summary>
    /// <param name="until">By when they must answer.</param>
    public static async Task AddCallsAsync(ZaitakuDb db, Meeting meeting, IReadOnlyCollection<MeetingInvitee> offered, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(offered);
        Guid[] members = [.. offered.Select(one => one.MemberId).OfType<Guid>()];
        List<Guid> reached = await db.ChannelLinks.Where(link => members.Contains(link.MemberId) && link.BlockedAt == null).Select(link => link.MemberId).Distinct().ToListAsync(cancellationToken);
        DeskMatter calls = new(DeskTask.Calls, meeting.Id);
        if (offered.All(one => one.MemberId is { } member && reached.Contains(member)))
        {
            return;
        }

        List<Guid?> waiting = await db.Outbox.Where(message => message.About == calls.About && message.State == OutboxState.Waiting && message.Attempts == 0 && message.UselessAfter >= until).Select(message => message.MemberId).ToListAsync(cancellationToken);
        foreach (Guid member in (await Coordinators.ToldAsync(db, cancellationToken)).Where(member => !waiting.Contains(member))) // One that waits counts all when it goes out.
        {
            Add(db, calls, member, id: null, meeting, until, now);
        }
    }

    private static void Add(ZaitakuDb db, DeskMatter matter, Guid member, Guid? id, Meeting meeting, DateTimeOffset uselessAfter, DateTimeOffset now) =>
        OutboxPlans.Add(db, matter.About, new PlannedMessage(member, matter.Kind, Urgency.Notice, MeetingWords.Plain(meeting), now, uselessAfter) { Bundle = MeetingMessages.Together, Id = id }, now);
}

/// <summary>Looks once more before coordinators are told: is there still somebody to call, is nothing written down still? All is counted here.</summary>
public sealed class MeetingDeskTruth(IMeetingDeskCards cards) : IMessageTruth
{
    /// <summary>For the record of the outbox.</summary>
    public const string Done = "there is nothing left to do for the meeting";

    public string AboutPrefix => DeskMatter.Prefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        return DeskMatter.In(message.About) is { } matter && await MeetingDeskReads.StateAsync(db, matter, now, cancellationToken) is { } state ? new TruthAnswer.Otherwise(cards.Told(state, now)) : new TruthAnswer.NoLonger(Done);
    }
}
