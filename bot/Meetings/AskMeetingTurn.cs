using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>「次の研修いつ？」「来月の会議」「木曜の夜なにかある？」「私の予定」: professionals see what is for them and what is public, residents what is public.</summary>
public sealed class AskMeetingTurn(ZaitakuDb db, OwnMeetings meetings, LiveDirectory directory, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>How far "the next ones" are looked for.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(400);

    /// <summary>What began so long ago may still be going on.</summary>
    private static readonly TimeSpan Begun = MeetingTimes.LengthMax;

    /// <summary>Meetings of the time asked about that are looked through.</summary>
    private const int LookedMax = 600;

    /// <summary>The last ones, of which some are for the asker.</summary>
    private const int LastMax = 100;

    public IReadOnlyList<string> Intents => [Understanding.Intents.AskEvent];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        HubContact contact = HubContact.Of(hub.Value);
        HolidayCalendar holidays = directory.Current().Holidays;
        MeetingAsker asker = new(!turn.Role.IsProfessional() || turn.IsGroup, turn.Now, holidays, contact);
        if (MeetingWish.Of(turn.Text) == MeetingWished.OwnPlans)
        {
            return TurnOutcome.Say([turn.IsGroup ? AskMeetingReplies.OwnNotInGroups : await OwnAsync(turn, asker with { IsGuest = false }, cancellationToken)]);
        }

        MeetingSaid said = MeetingSaid.Of(turn.Text, turn.Now, holidays);
        IReadOnlyList<SeenMeeting> seen = await SeenAsync(turn, said, cancellationToken);
        (IReadOnlyList<SeenMeeting> meant, bool isNamed, _) = said.Narrow(seen, one => one.Meeting);
        if (meant.Count == 0 && said.Kinds.Count > 1)
        {
            meant = [.. said.Kinds.SelectMany(word => (said with { Kinds = [word] }).Narrow(seen, one => one.Meeting).Meant).Distinct().OrderBy(one => one.Meeting.StartsAt)]; // 「多職種研修」 where none is both.
        }

        return TurnOutcome.Say([meant.Count > 0 ? AskMeetingReplies.Found([.. meant.Take(CardReply.CardsMax)], Math.Max(0, meant.Count - CardReply.CardsMax), asker) : await NoneAsync(turn, seen.Count > 0 || isNamed, asker, cancellationToken)]);
    }

    /// <summary>What residents may come to next; null for nothing entered.</summary>
    internal async Task<ReplyContent?> PublicAsync(Turn turn, CancellationToken cancellationToken)
    {
        DateTimeOffset now = turn.Now;
        List<Meeting> open = await MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.IsForResidents && meeting.CancelledAt == null && meeting.StartsAt > now).OrderBy(meeting => meeting.StartsAt).Take(CardReply.CardsMax).ToListAsync(cancellationToken);
        return open.Count == 0 ? null : AskMeetingReplies.Found([.. open.Select(meeting => new SeenMeeting(meeting, null, MayApply: false, null))], 0, new MeetingAsker(IsGuest: true, now, directory.Current().Holidays, HubContact.Of(hub.Value)));
    }

    private async Task<ReplyContent> OwnAsync(Turn turn, MeetingAsker asker, CancellationToken cancellationToken)
    {
        MeetingSaid said = MeetingSaid.Of(turn.Text, turn.Now, asker.Holidays);
        OwnMeeting[] own = [.. (await meetings.ToComeAsync(turn.MemberId, turn.Now, cancellationToken)).Where(one => one.HeardAt is not null || one.Who.Answer != MeetingAnswer.None || MeetingReminderRules.IsAsked(one.Who))];
        OwnMeeting[] meant = said.Times.Count > 0 ? [.. own.Where(one => said.IsAt(one.Meeting))] : own;
        return meant.Length == 0 ? AskMeetingReplies.OwnNone(turn.Role.IsProfessional(), asker.Hub)
            : AskMeetingReplies.Own([.. meant.Take(CardReply.CardsMax).Select(one => new SeenMeeting(one.Meeting, one.Who, MayApply: false, null))], Math.Max(0, meant.Length - CardReply.CardsMax), turn.Role.IsProfessional(), asker);
    }

    /// <summary>Meetings of the time they named, or the next ones, that they may see; in order.</summary>
    private async Task<IReadOnlyList<SeenMeeting>> SeenAsync(Turn turn, MeetingSaid said, CancellationToken cancellationToken)
    {
        DateTimeOffset now = turn.Now, from = now - Begun, until = now + Ahead;
        if (said.Times.Count > 0)
        {
            (from, until) = (OfficeTime.At(said.Times.Min(time => time.From), 0), OfficeTime.At(said.Times.Max(time => time.Until), 0));
        }

        List<Meeting> near = await MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.StartsAt >= from && meeting.StartsAt < until).OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id).Take(LookedMax).ToListAsync(cancellationToken);
        return await AsSeenAsync(turn, [.. near.Where(meeting => said.Times.Count > 0 || (meeting.EndOrGuess > now && !meeting.IsCancelled))], cancellationToken);
    }

    private async Task<IReadOnlyList<SeenMeeting>> AsSeenAsync(Turn turn, IReadOnlyList<Meeting> all, CancellationToken cancellationToken)
    {
        Member? member = turn.IsGroup ? null : await db.Members.AsNoTracking().SingleOrDefaultAsync(one => one.Id == turn.MemberId, cancellationToken);
        int[] ids = [.. all.Select(meeting => meeting.Id)];
        Dictionary<int, MeetingInvitee> own = member is null || ids.Length == 0 ? [] : await db.MeetingInvitees.AsNoTracking().Where(one => one.MemberId == turn.MemberId && ids.Contains(one.MeetingId)).ToDictionaryAsync(one => one.MeetingId, cancellationToken);
        Meeting[] visible = [.. all.Where(meeting => meeting.IsForResidents || own.GetValueOrDefault(meeting.Id) is { IsOpen: true } || (member is not null && AudienceRules.IsOpenTo(meeting, member, null)))];
        IReadOnlyDictionary<int, int?> seats = await meetings.SeatsAsync(visible, cancellationToken);
        return [.. visible.Select(meeting => new SeenMeeting(meeting, own.GetValueOrDefault(meeting.Id) is { IsOpen: true } who ? who : null, member is not null && !own.ContainsKey(meeting.Id) && OwnMeetings.MayApply(meeting, member, turn.Now), seats[meeting.Id]))]; // Whom a coordinator took off a list applies by phone.
    }

    private async Task<ReplyContent> NoneAsync(Turn turn, bool hasOthers, MeetingAsker asker, CancellationToken cancellationToken)
    {
        DateTimeOffset now = turn.Now;
        List<Meeting> last = await MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.StartsAt > now && meeting.CancelledAt == null).OrderByDescending(meeting => meeting.StartsAt).Take(LastMax).ToListAsync(cancellationToken);
        IReadOnlyList<SeenMeeting> seen = await AsSeenAsync(turn, last, cancellationToken);
        return AskMeetingReplies.None(seen.Count == 0 ? null : seen.Max(one => OfficeTime.DayOf(one.Meeting.StartsAt)), hasOthers && seen.Count > 0, asker);
    }
}
