using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Demo;

/// <summary>A year of the demo city's meetings behind today and one ahead, so that the calendar, the lists and the yearly figures show something. Nobody is ever told of them. Gone with the demo's places.</summary>
public static class DemoMeetings
{
    private const int YearsBack = 1, YearsAhead = 1;

    public static async Task AddAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Meetings.AnyAsync(cancellationToken))
        {
            return;
        }

        DateOnly today = OfficeTime.DayOf(now), from = today.AddYears(-YearsBack), until = today.AddYears(YearsAhead);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        List<Meeting> all = [];
        foreach (DemoProgramme programme in DemoProgramme.All)
        {
            SeriesRule rule = programme.RuleFrom(from);
            MeetingSeries series = new() { RuleText = SeriesText.Of(rule), From = from, Until = until, Holidays = rule.Holidays, CreatedAt = now };
            db.MeetingSeries.Add(series);
            await db.SaveChangesAsync(cancellationToken);
            SeriesDate[] dates = [.. SeriesRules.Dates(rule, from, until.AddDays(1), day => CalendarLines.DayOff(HolidayCalendar.ByRule, day)).Where(date => date.Held is not null)];
            all.AddRange(dates.Select((date, at) => programme.MeetingOf(series.Id, date, at, rule, now)));
        }

        db.Meetings.AddRange(all);
        await db.SaveChangesAsync(cancellationToken);
        DemoAttendance.Add(db, all, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes them out in the caller's save, with all that hangs on them: also what somebody who tried the demo answered.</summary>
    public static async Task RemoveAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<Meeting> meetings = await db.Meetings.Where(one => one.IsDemo).ToListAsync(cancellationToken);
        List<int> ids = [.. meetings.Select(one => one.Id)], series = [.. meetings.Select(one => one.SeriesId).OfType<int>().Distinct()];
        List<MeetingInvitee> listed = await db.MeetingInvitees.Where(one => ids.Contains(one.MeetingId)).ToListAsync(cancellationToken);
        db.MeetingLinks.RemoveRange(await db.MeetingLinks.Where(link => db.MeetingInvitees.Any(one => one.Id == link.InviteeId && ids.Contains(one.MeetingId))).ToListAsync(cancellationToken));
        db.MeetingInvitees.RemoveRange(listed);
        db.MeetingHeadcounts.RemoveRange(await db.MeetingHeadcounts.Where(one => ids.Contains(one.MeetingId)).ToListAsync(cancellationToken));
        db.MeetingIssues.RemoveRange(await db.MeetingIssues.Where(one => ids.Contains(one.MeetingId)).ToListAsync(cancellationToken));
        db.MeetingChanges.RemoveRange(await db.MeetingChanges.Where(one => ids.Contains(one.MeetingId)).ToListAsync(cancellationToken));
        db.MeetingSeries.RemoveRange(await db.MeetingSeries.Where(one => series.Contains(one.Id)).ToListAsync(cancellationToken));
        db.Meetings.RemoveRange(meetings);
    }
}
