using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Meetings;

/// <summary>出席, 欠席, 代理 and 申し込む, pressed or typed. Of two who want the last seat the save decides: the other's turn runs again and waits.</summary>
public sealed class AnswerMeetingTurn(ZaitakuDb db, OwnMeetings meetings, MeetingLinks links, AskMeetingTurn calendar, LiveDirectory directory, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>First argument of a press that stands for typed words, of a nod, and of words that may be of a duty as well.</summary>
    internal const string Typed = "typed", Nod = "ok", Perhaps = "perhaps";

    private HolidayCalendar Holidays => directory.Current().Holidays;

    private HubContact Hub => HubContact.Of(hub.Value);

    public IReadOnlyList<string> Intents => [Understanding.Intents.RsvpYes, Understanding.Intents.RsvpNo];

    public IReadOnlyList<string> Verbs => [MeetingLines.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn.IsGroup ? TurnOutcome.Say([MeetingReplies.NotInGroups]) : turn.Press?.Arguments switch
        {
            null => await TypedAsync(turn, turn.Understood.Intent == Understanding.Intents.RsvpNo ? MeetingLines.No : MeetingLines.Yes, cancellationToken),
            [Typed, MeetingLines.Deputy or MeetingLines.Apply] arguments => await TypedAsync(turn, arguments[1], cancellationToken),
            { Count: 2 or 3 } arguments when int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out int id) => TurnOutcome.Say(await PressedAsync(turn, arguments[0], id, cancellationToken)),
            _ => TurnOutcome.Say(await NotFoundAsync(turn, cancellationToken)),
        };
    }

    private async Task<IReadOnlyList<ReplyContent>> PressedAsync(Turn turn, string what, int id, CancellationToken cancellationToken)
    {
        string seen = turn.Press?.Arguments is [_, _, var mark] ? mark : "";
        if (await meetings.FindAsync(turn.MemberId, id, cancellationToken) is { } found)
        {
            return what is MeetingLines.Yes or MeetingLines.No or MeetingLines.Apply && MeetingMark.IsOther(found.Meeting, seen) && MeetingLines.MayAnswer(found.Meeting, found.Who, turn.Now)
                ? [await MovedAsync(OwnMeetings.Told(found.Meeting, found.Who), seen, turn.Now, cancellationToken)] : await AnswerAsync(found.Meeting, found.Who, what, turn.Now, cancellationToken);
        }

        return what == MeetingLines.Apply && await ApplyAsync(turn, id, seen, cancellationToken) is { } applied ? [applied] : await NotFoundAsync(turn, cancellationToken);
    }

    /// <summary>By a card of before it was moved: nothing is written down.</summary>
    private async Task<ReplyContent> MovedAsync(ToldMeeting told, string seen, DateTimeOffset now, CancellationToken cancellationToken) =>
        MeetingCards.AskedAgain(told, await MeetingMark.SeenAsync(db, told.Meeting.Id, seen, cancellationToken), Holidays, Hub, now);

    private async Task<IReadOnlyList<ReplyContent>> AnswerAsync(Meeting meeting, MeetingInvitee who, string what, DateTimeOffset now, CancellationToken cancellationToken) => what switch
    {
        MeetingLines.Yes or MeetingLines.Apply when who.Kind == InviteeKind.Contact => [await DeputyAsync(meeting, who, now, cancellationToken)],
        MeetingLines.Yes or MeetingLines.Apply => [await SayAsync(meeting, who, isYes: true, now, cancellationToken)],
        MeetingLines.No => [await SayAsync(meeting, who, isYes: false, now, cancellationToken)],
        MeetingLines.Deputy => [await DeputyAsync(meeting, who, now, cancellationToken)],
        Perhaps => [MeetingReplies.OrOfADuty(OwnMeetings.Told(meeting, who), Holidays, now)],
        Nod => [who.Answer is MeetingAnswer.None or MeetingAnswer.Offered && MeetingLines.MayAnswer(meeting, who, now) ? MeetingReplies.YesOrNo(OwnMeetings.Told(meeting, who), Holidays, now) : MeetingReplies.Noted(OwnMeetings.Told(meeting, who), Holidays, now)],
        _ => [MeetingReplies.NotFound(Hub)],
    };

    private async Task<ReplyContent> SayAsync(Meeting meeting, MeetingInvitee who, bool isYes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        OwnAnswer own = await OwnAnswers.AnswerAsync(db, meeting, who, isYes, AnswerVia.Chat, now, cancellationToken);
        return Of(own, OwnMeetings.Told(meeting, who), now);
    }

    private ReplyContent Of(OwnAnswer own, ToldMeeting told, DateTimeOffset now) => own.Answered switch
    {
        AnsweredMeeting.Written written => MeetingReplies.Answered(told, written.WasSame && !own.IsDeputyGone, own.IsDeputyGone, Holidays, now),
        AnsweredMeeting.Waits waits => MeetingReplies.Waits(told, waits.Before, Holidays, now),
        AnsweredMeeting.TooLate { Cause: TooLateCause.NotListed } => MeetingReplies.NotFound(Hub),
        AnsweredMeeting.TooLate late => MeetingReplies.TooLate(told, late.Cause, Holidays, Hub, now),
        _ => MeetingReplies.NotFound(Hub),
    };

    /// <summary>Names are written on the page; until then nothing changes.</summary>
    private async Task<ReplyContent> DeputyAsync(Meeting meeting, MeetingInvitee who, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!MeetingLines.MayAnswer(meeting, who, now) && !(who.HoldsSeat && MeetingLines.MayGiveUp(meeting, who, now)))
        {
            return MeetingReplies.TooLate(OwnMeetings.Told(meeting, who), meeting.IsCancelled ? TooLateCause.Cancelled : meeting.StartsAt <= now ? TooLateCause.Over : TooLateCause.Deadline, Holidays, Hub, now);
        }

        return await links.CreateAsync(db, meeting, who, now, cancellationToken) is { } page ? MeetingReplies.WhoComes(OwnMeetings.Told(meeting, who), page, Holidays, now) : MeetingReplies.NoAddress(Hub);
    }

    /// <summary>Somebody nobody invited, and whom it is for.</summary>
    /// <returns>Null where it is not for them, or takes no answers: the same as for what never was.</returns>
    private async Task<ReplyContent?> ApplyAsync(Turn turn, int id, string seen, CancellationToken cancellationToken)
    {
        if (await db.Meetings.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting || await db.Members.FindAsync([turn.MemberId], cancellationToken) is not { } member || !OwnMeetings.MayApply(meeting, member, turn.Now))
        {
            return null;
        }

        MeetingInvitee? before = await db.MeetingInvitees.SingleOrDefaultAsync(one => one.MeetingId == id && one.MemberId == turn.MemberId, cancellationToken);
        if (before is not null)
        {
            return null; // Taken off the list by a coordinator: that is for the phone.
        }

        MeetingInvitee who = new()
        {
            MeetingId = id, MemberId = member.Id, Kind = InviteeKind.Applicant, Profession = MeetingTerms.ProfessionOf(member.Profession, member.Role), Organisation = member.Organisation, AddedAt = turn.Now,
        };
        if (MeetingMark.IsOther(meeting, seen))
        {
            return await MovedAsync(OwnMeetings.Told(meeting, who), seen, turn.Now, cancellationToken);
        }

        AnsweredMeeting answered = await MeetingAnswering.AnswerAsync(db, meeting, who, WantedAnswer.Yes, AnswerVia.Chat, null, turn.Now, cancellationToken);
        if (answered is not AnsweredMeeting.TooLate)
        {
            db.MeetingInvitees.Add(who);
        }

        return Of(new OwnAnswer(answered, false), OwnMeetings.Told(meeting, who), turn.Now);
    }

    private async Task<TurnOutcome> TypedAsync(Turn turn, string what, CancellationToken cancellationToken)
    {
        IReadOnlyList<OwnMeeting> own = await meetings.ToComeAsync(turn.MemberId, turn.Now, cancellationToken);
        MeetingSaid said = MeetingSaid.Of(turn.Text, turn.Now, Holidays);
        WantedAnswer wanted = what switch { MeetingLines.No => WantedAnswer.No, MeetingLines.Deputy => WantedAnswer.SendsDeputy, _ => WantedAnswer.Yes };
        AnswerPick pick = AnswerPick.Of(own, said, wanted, turn.Now);
        bool isPlain = what is MeetingLines.Deputy or MeetingLines.Apply || (AnswerWords.ArePlain(turn.Text, pick.IsNamed && said.Kinds.Count + said.Organisers.Count > 0) && (pick.IsNamed || !IsInMidst(turn)));
        if (!isPlain)
        {
            return Doubtful(turn, what, pick);
        }

        bool wantsMore = what == MeetingLines.Apply ? pick.Sure is null || !pick.IsNamed : what == MeetingLines.Yes && (pick.IsMissed || (!pick.IsNamed && pick.Among.Count == 0));
        ReplyContent? choice = wantsMore ? await ToApplyAsync(turn, said, cancellationToken) : null;
        bool isSure = pick.Sure is not null && (what != MeetingLines.Apply || pick.IsNamed);
        if (isSure)
        {
            IReadOnlyList<ReplyContent> answer = await PressedAsync(turn, what, pick.Sure!.Meeting.Id, cancellationToken); // Read anew: it is written to.
            return TurnOutcome.Say(what == MeetingLines.Yes && MeetingWish.OfSeveral(turn.Text) ? [MeetingReplies.OnlyOne, .. answer] : answer);
        }

        if (choice is not null && (pick.IsMissed || pick.Among.Count == 0))
        {
            return TurnOutcome.Say([choice]);
        }

        if (pick.Among.Count > 0)
        {
            ReplyContent which = MeetingReplies.Which(ToldOf(pick.Among), pick.IsMissed, Holidays, turn.Now);
            return new TurnOutcome(choice is null ? [which] : [which with { QuickReplies = [] }, choice], turn.Dialogue with { AsksMeeting = MeetingAsked.Of(what == MeetingLines.Apply ? MeetingLines.Yes : what, pick.Among) });
        }

        OwnMeeting[] left = [.. own.Where(one => !one.Meeting.IsCancelled && (one.HeardAt is not null || one.Who.Answer != MeetingAnswer.None))];
        return TurnOutcome.Say(left.Length > 0 ? [MeetingReplies.SaidSoFar(ToldOf(left), Holidays, turn.Now)]
            : what == MeetingLines.Apply ? [MeetingReplies.NothingToApply(Hub)] : await NothingAsync(turn, cancellationToken));
    }

    /// <summary>A question of ours about something else is open.</summary>
    private static bool IsInMidst(Turn turn) => turn.Dialogue is not { Intake: null, ReplyTo: null, AsksWorkplace: false };

    /// <summary>It sounds like an answer and may be another matter, or another person's: nothing is written down but the words, for the coordinators.</summary>
    private TurnOutcome Doubtful(Turn turn, string what, AnswerPick pick)
    {
        db.KeptNotes.Add(Notes.Of(turn, NoteKind.Unanswered, PrivacyRules.Redacted(turn.Text)));
        QuickReply consult = turn.Dialogue.Intake is null ? IntakeReplies.Start : IntakeReplies.GoOn;
        return pick.Among.Count == 0 ? new TurnOutcome([MeetingReplies.NoAnswer(Hub, consult)], turn.Dialogue)
            : new TurnOutcome([MeetingReplies.PerhapsOf(ToldOf(pick.Among), consult, Holidays, turn.Now)], turn.Dialogue with { AsksMeeting = MeetingAsked.Of(what, pick.Among) });
    }

    /// <returns>Null where there is nothing they may come to beside their invitations.</returns>
    private async Task<ReplyContent?> ToApplyAsync(Turn turn, MeetingSaid said, CancellationToken cancellationToken)
    {
        (IReadOnlyList<Meeting> meant, _, _) = said.Narrow(await meetings.ToApplyAsync(turn.MemberId, turn.Now, cancellationToken), one => one);
        return meant.Count == 0 ? null : MeetingReplies.MayApply(meant, await meetings.SeatsAsync(meant, cancellationToken), Holidays, turn.Now);
    }

    private async Task<IReadOnlyList<ReplyContent>> NothingAsync(Turn turn, CancellationToken cancellationToken) =>
        turn.Role.IsProfessional() || await calendar.PublicAsync(turn, cancellationToken) is not { } open ? [MeetingReplies.NothingOpen(Hub)] : [MeetingReplies.NothingOpen(Hub) with { QuickReplies = [] }, open];

    private async Task<IReadOnlyList<ReplyContent>> NotFoundAsync(Turn turn, CancellationToken cancellationToken) =>
        turn.Role.IsProfessional() || await calendar.PublicAsync(turn, cancellationToken) is not { } open ? [MeetingReplies.NotFound(Hub)] : [MeetingReplies.NotFound(Hub) with { QuickReplies = [] }, open];

    private static IReadOnlyList<ToldMeeting> ToldOf(IEnumerable<OwnMeeting> own) => [.. own.Select(one => OwnMeetings.Told(one.Meeting, one.Who))];
}
