using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Draws what is said of surveys. Implemented above, where cards are.</summary>
public interface ISurveyCards
{
    /// <returns>Channel-neutral contents as JSON, for the outbox.</returns>
    string Ask(MeetingSurvey survey, Meeting meeting, DateTimeOffset now);
}

/// <summary>Asks those who came to answer a survey.</summary>
public static class SurveySending
{
    /// <summary>About one survey begins so.</summary>
    public const string Prefix = "survey:";

    public const string AskKind = "survey.ask";

    public static string AboutOf(int survey) => OutboxAbouts.Of(Prefix, survey);

    /// <returns>Null where the message is about something else.</returns>
    public static int? SurveyIn(string? about) => OutboxAbouts.NumberIn(about, Prefix);

    /// <summary>Opens it, and writes a message to each member who came. The caller saves.</summary>
    /// <returns>How many are asked by chat.</returns>
    public static async Task<int> SendAsync(ZaitakuDb db, MeetingSurvey survey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(survey);
        (survey.SentAt, survey.ClosesAt) = (now, now.AddDays(SurveyRules.OpenDays));
        survey.Revision++;
        return await AskAsync(db, survey, now, cancellationToken);
    }

    /// <summary>Asks those who came and were not asked: also who was written down after it was sent. The caller saves.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public static async Task<int> AskAsync(ZaitakuDb db, MeetingSurvey survey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(survey);
        string about = AboutOf(survey.Id);
        List<Guid> came = await db.MeetingInvitees.Where(one => one.MeetingId == survey.MeetingId && one.AttendedAt != null && one.MemberId != null && !db.Outbox.Any(message => message.About == about && message.MemberId == one.MemberId))
            .OrderBy(one => one.Id).Select(one => one.MemberId!.Value).Take(MeetingAnswering.ListMax).ToListAsync(cancellationToken);
        string plain = OutboxBody.Text("参加された会議・研修のアンケートにご協力ください。");
        came.ForEach(member => OutboxPlans.Add(db, about, new PlannedMessage(member, AskKind, Urgency.Digest, plain, now, survey.ClosesAt!.Value) { Bundle = MeetingMessages.Together, Id = OutboxAbouts.MessageIdOf(about, member) }, now));
        return came.Count;
    }
}

/// <summary>Looks once more before somebody is asked: is it open, and did they not answer yet?</summary>
public sealed class SurveyTruth(ISurveyCards cards) : IMessageTruth
{
    /// <summary>For the record of the outbox.</summary>
    public const string Over = "the survey is answered or over";

    public string AboutPrefix => SurveySending.Prefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (SurveySending.SurveyIn(message.About) is not { } id || await db.MeetingSurveys.AsNoTracking().SingleOrDefaultAsync(survey => survey.Id == id, cancellationToken) is not { } survey || !SurveyRules.IsOpen(survey, now)
            || await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == survey.MeetingId, cancellationToken) is not { } meeting
            || await db.MeetingInvitees.AsNoTracking().SingleOrDefaultAsync(one => one.MeetingId == survey.MeetingId && one.MemberId == message.MemberId && one.AttendedAt != null, cancellationToken) is not { } who)
        {
            return new TruthAnswer.NoLonger(Over);
        }

        return await db.SurveyTickets.AnyAsync(ticket => ticket.SurveyId == id && ticket.InviteeId == who.Id && ticket.IsUsed, cancellationToken) ? new TruthAnswer.NoLonger(Over) : new TruthAnswer.Otherwise(cards.Ask(survey, meeting, now));
    }
}
