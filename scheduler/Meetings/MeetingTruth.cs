using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Looks once more before something is said of a meeting: is it held, then and there, are they expected, do they know it already? All is drawn here, as things stand.</summary>
public sealed class MeetingTruth(IMeetingCards cards) : IMessageTruth
{
    internal const string Changed = "the meeting changed";
    internal const string Following = "the meeting has just changed";
    internal const string Earlier = "waits for an earlier message of the meeting";

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(3);

    /// <summary>A change is followed within seconds. Should it not be, what is drawn holds all the same.</summary>
    private static readonly TimeSpan LagMax = TimeSpan.FromMinutes(2);

    /// <summary>So often it is asked whether an earlier message arrived, which would else be heard last and be wrong,</summary>
    private static readonly TimeSpan EarlierAgainAfter = TimeSpan.FromSeconds(20);

    /// <summary>and so long a page waits for it.</summary>
    private static readonly TimeSpan EarlierMax = TimeSpan.FromMinutes(10);

    public string AboutPrefix => MeetingMessages.Prefix;

    /// <summary>What messages of some meetings are checked against.</summary>
    private sealed record Page(
        IReadOnlyDictionary<int, Meeting> Meetings, ILookup<int, MeetingChange> Changes, IReadOnlyDictionary<(int, Guid), MeetingInvitee> Listed, ILookup<(int, Guid), SaidMessage> Said,
        IReadOnlySet<int> WithPapers, IReadOnlyDictionary<int, int> Taken);

    /// <summary>Minutes and papers say what they said.</summary>
    public bool Redraws(string kind) => kind != MeetingMessages.RecordKind;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await CheckManyAsync(db, [message], now, cancellationToken))[message.Id];

    /// <summary>Five hundred are invited at one hour.</summary>
    public async Task<IReadOnlyDictionary<Guid, TruthAnswer>> CheckManyAsync(ZaitakuDb db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(messages);
        Page page = await ReadAsync(db, messages, now, cancellationToken);
        Dictionary<Guid, TruthAnswer> answers = messages.ToDictionary(message => message.Id, message => AnswerOf(page, message, now));
        HashSet<(string?, Guid?)> corrected = [.. messages.Where(message => message.Kind == MeetingMessages.ChangedKind && answers[message.Id] is not TruthAnswer.NoLonger).Select(message => (message.About, message.MemberId))];
        foreach (OutboxMessage message in messages.Where(message => message.Kind != MeetingMessages.ChangedKind && corrected.Contains((message.About, message.MemberId)) && answers[message.Id] is TruthAnswer.Otherwise))
        {
            answers[message.Id] = new TruthAnswer.NotYet(now + LookAgainAfter, Earlier); // First what became otherwise, then what is to be done about it.
        }

        return answers;
    }

    private static async Task<Page> ReadAsync(ZaitakuDb db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Dictionary<int, Meeting> meetings = [];
        List<MeetingChange> changes = [];
        Dictionary<(int, Guid), MeetingInvitee> listed = [];
        HashSet<int> papers = [];
        Dictionary<int, int> taken = [];
        int[] all = [.. messages.Select(message => MeetingMessages.MeetingIn(message.About)).OfType<int>().Distinct()];
        Guid[] people = [.. messages.Select(message => message.MemberId).OfType<Guid>().Distinct()];
        foreach (int[] ids in all.Chunk(MeetingSaid.GroupMax))
        {
            (await db.Meetings.AsNoTracking().Where(meeting => ids.Contains(meeting.Id)).ToListAsync(cancellationToken)).ForEach(meeting => meetings[meeting.Id] = meeting);
            changes.AddRange(await db.MeetingChanges.AsNoTracking().Where(change => ids.Contains(change.MeetingId)).ToListAsync(cancellationToken));
            papers.UnionWith(await db.MeetingPapers.Where(paper => ids.Contains(paper.MeetingId) && paper.ErasedAt == null && !paper.IsRecord).Select(paper => paper.MeetingId).Distinct().ToListAsync(cancellationToken));
            foreach (Guid[] some in people.Chunk(MeetingSaid.GroupMax))
            {
                (await db.MeetingInvitees.AsNoTracking().Where(one => ids.Contains(one.MeetingId) && one.MemberId != null && some.Contains(one.MemberId.Value)).ToListAsync(cancellationToken)).ForEach(one => listed[(one.MeetingId, one.MemberId!.Value)] = one);
            }
        }

        foreach (int id in meetings.Values.Where(meeting => meeting.Capacity is not null).Select(meeting => meeting.Id))
        {
            taken[id] = await db.MeetingInvitees.CountAsync(one => one.MeetingId == id && one.RemovedAt == null && one.Kind != InviteeKind.Contact && (one.Answer == MeetingAnswer.Yes || one.Answer == MeetingAnswer.Offered), cancellationToken);
        }

        return new Page(meetings, changes.ToLookup(change => change.MeetingId), listed, await MeetingSaid.ReadAsync(db, all, people.Length == 1 ? people[0] : null, now, cancellationToken), papers, taken);
    }

    private TruthAnswer AnswerOf(Page page, OutboxMessage message, DateTimeOffset now)
    {
        if (!MeetingMessages.StatesFacts(message.Kind) && message.Kind is not (MeetingMessages.LapsedKind or MeetingMessages.RemovedKind))
        {
            return new TruthAnswer.StillTrue(); // Minutes and questions after it say what they said.
        }

        if (MeetingMessages.MeetingIn(message.About) is not { } id || !page.Meetings.TryGetValue(id, out Meeting? meeting) || message.MemberId is not { } member || !page.Listed.TryGetValue((id, member), out MeetingInvitee? who))
        {
            return new TruthAnswer.NoLonger(Changed);
        }

        if (meeting.Revision != meeting.FollowedRevision && now < meeting.ChangedAt + LagMax)
        {
            return new TruthAnswer.NotYet(now + LookAgainAfter, Following);
        }

        MeetingChange[] changes = [.. page.Changes[id]];
        SaidMessage[] said = [.. page.Said[(id, member)]];
        if (Array.Exists(said, one => one.IsOnItsWay && MeetingHeard.WrongIn(meeting, changes, one) is not null) && (message.Urgency > Urgency.Page || now < message.DueAt + EarlierMax))
        {
            return new TruthAnswer.NotYet(now + EarlierAgainAfter, Earlier);
        }

        ToldMeeting told = new(meeting, who, page.WithPapers.Contains(id), meeting.Capacity is { } seats ? seats - page.Taken.GetValueOrDefault(id) : null);
        return BodyOf(told, changes, said, message, now) is { } body ? new TruthAnswer.Otherwise(body, meeting.Revision) : new TruthAnswer.NoLonger(Changed);
    }

    /// <returns>Null where there is nothing to say any more.</returns>
    private string? BodyOf(ToldMeeting told, MeetingChange[] changes, SaidMessage[] said, OutboxMessage message, DateTimeOffset now)
    {
        (Meeting meeting, MeetingInvitee who) = (told.Meeting, told.Who);
        bool isExpected = who.IsOpen && !meeting.IsCancelled && meeting.StartsAt > now;
        return message.Kind switch
        {
            MeetingMessages.ChangedKind => MeetingHeard.WrongOf(meeting, changes, who, said, now) is { } heard ? cards.Changed(told, heard, now) : null,
            MeetingMessages.OfferKind => isExpected && who.Answer == MeetingAnswer.Offered && who.OfferUntil > now ? cards.Offer(told, now) : null,
            MeetingMessages.NotComingKind => isExpected && (who.Kind == InviteeKind.Contact || who.Answer == MeetingAnswer.None) ? cards.NotComing(told, now) : null,
            MeetingMessages.LapsedKind => isExpected && who.Answer == MeetingAnswer.Lapsed ? cards.Lapsed(told, now) : null,
            MeetingMessages.RemovedKind => MeetingHeard.IsToldRemoved(meeting, who, said, now) ? cards.Removed(told, now) : null,
            _ => MeetingMessages.ReminderIn(message.Kind) is { } kind && MeetingReminderRules.IsStillSaid(kind, meeting, who, now) ? cards.Reminder(kind, told, now) : null,
        };
    }
}
