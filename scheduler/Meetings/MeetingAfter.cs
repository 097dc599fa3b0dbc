using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>What follows a meeting by itself: the survey that was prepared goes to those who came, when it ends and later to whoever is written down later.</summary>
public sealed class MeetingAfter(IDbContextFactory<ZaitakuDb> databases, ILogger<MeetingAfter> logger)
{
    /// <summary>Surveys that go now, and open ones of which somebody who came was not asked.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<int>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!SurveyRules.IsFriendly(now))
        {
            return [];
        }

        DateTimeOffset from = now - SurveyRules.LateMax - MeetingTimes.LengthMax - TimeSpan.FromDays(1);
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        var unsent = await db.MeetingSurveys.AsNoTracking().Where(survey => survey.SentAt == null && survey.ClosesAt == null && db.MeetingInvitees.Any(one => one.MeetingId == survey.MeetingId && one.AttendedAt != null && one.MemberId != null))
            .Join(db.Meetings.AsNoTracking().Where(meeting => meeting.StartsAt <= now && meeting.StartsAt > from && !meeting.IsDemo), survey => survey.MeetingId, meeting => meeting.Id, (survey, meeting) => new { Survey = survey, Meeting = meeting })
            .OrderBy(one => one.Survey.Id).Take(MeetingPass.BatchMax).ToListAsync(cancellationToken);
        List<int> late = await db.MeetingSurveys.Where(survey => survey.SentAt != null && survey.ClosesAt > now && db.MeetingInvitees.Any(one => one.MeetingId == survey.MeetingId && one.AttendedAt > survey.SentAt && one.MemberId != null
                && !db.Outbox.Any(message => message.About == SurveySending.Prefix + survey.Id.ToString() && message.MemberId == one.MemberId)))
            .OrderBy(survey => survey.Id).Select(survey => survey.Id).Take(MeetingPass.BatchMax).ToListAsync(cancellationToken);
        return [.. unsent.Where(one => SurveyRules.GoesNow(one.Survey, one.Meeting, now)).Select(one => one.Survey.Id), .. late];
    }

    /// <exception cref="DbUpdateException">A coordinator sent or changed it, or another process asked, meanwhile: nothing is saved.</exception>
    public async Task AskAsync(ZaitakuDb db, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.MeetingSurveys.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } survey || await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == survey.MeetingId, cancellationToken) is not { } meeting)
        {
            return;
        }

        int asked = SurveyRules.GoesNow(survey, meeting, now) ? await SurveySending.SendAsync(db, survey, now, cancellationToken)
            : SurveyRules.IsOpen(survey, now) ? await SurveySending.AskAsync(db, survey, now, cancellationToken) : 0;
        await db.SaveChangesAsync(cancellationToken);
        logger.SurveyAsked(id, asked);
    }
}
