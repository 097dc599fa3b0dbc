using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>A series with its dates.</summary>
/// <param name="Series">Tracked.</param>
/// <param name="Dates">In order, called off or not; never empty.</param>
public sealed record WholeSeries(MeetingSeries Series, IReadOnlyList<Meeting> Dates)
{
    /// <summary>What further dates are like: the last one that was held, or is, on the day its rule names.</summary>
    public Meeting Like => Dates.LastOrDefault(one => !one.IsCancelled && one.PlannedOn == OfficeTime.DayOf(one.StartsAt)) ?? Dates.LastOrDefault(one => !one.IsCancelled) ?? Dates[^1];

    /// <summary>The first day further dates may be on: behind all that was planned, and not past.</summary>
    public DateOnly FurtherFrom(DateTimeOffset now)
    {
        DateOnly today = OfficeTime.DayOf(now), last = Dates.Max(one => one.PlannedOn ?? OfficeTime.DayOf(one.StartsAt));
        return ((DateOnly[])[today, last.AddDays(1), Series.RuleText.Length > 0 && Series.Until is { } until ? until.AddDays(1) : today]).Max();
    }

    /// <summary>Dates still to come that are held.</summary>
    public IEnumerable<Meeting> Later(DateTimeOffset now) => Dates.Where(one => one.StartsAt > now && !one.IsCancelled);
}

/// <summary>A series whose dates come to an end, and nobody has said how it goes on.</summary>
public sealed record EndingSeries(Meeting Last, string RuleText, DateOnly Until);

/// <summary>Lets a series of meetings go on, and ends it. Each action keeps all it does, or nothing.</summary>
public sealed class SeriesDesk(ZaitakuDb db, CalendarDesk desk)
{
    /// <summary>Rows of lists one press writes: those entered by hand are entered for every new date.</summary>
    private const int InvitedMax = 20_000;

    /// <summary>Series named as coming to an end, and how many days before and after their last day.</summary>
    private const int EndingMax = 30, EndingDays = 92;

    /// <returns>Null for no meeting, and for one of no series.</returns>
    public async Task<WholeSeries?> FindAsync(int meeting, CancellationToken cancellationToken)
    {
        int? id = await db.Meetings.Where(one => one.Id == meeting).Select(one => one.SeriesId).SingleOrDefaultAsync(cancellationToken);
        return id is not null && await db.MeetingSeries.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is { } series
            ? new WholeSeries(series, [.. (await db.Meetings.AsNoTracking().Where(one => one.SeriesId == id).OrderByDescending(one => one.StartsAt).Take(SeriesRules.DatesMax).ToListAsync(cancellationToken)).AsEnumerable().Reverse()]) : null;
    }

    /// <summary>The dates with which it would go on; null and why not where it cannot.</summary>
    public async Task<(CalendarPlan? Plan, string Problem)> PlanAsync(WholeSeries whole, SeriesForm typed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(typed);
        if (whole.Series.ClosedAt is not null || typed.Problem().Length > 0)
        {
            return (null, whole.Series.ClosedAt is not null ? SeriesWords.Closed : typed.Problem());
        }

        MeetingForm form = typed.Like(whole.Like, whole.Series);
        MeetingDates dates = MeetingDates.Further(whole.Series, form, whole.FurtherFrom(now), MeetingFormRules.Number(typed.Count), desk.DayOff);
        (CalendarPlan? plan, string problem) = await desk.PlanAsync(form, dates, DateOf(whole.Like), 0, now, cancellationToken);
        return plan is not null && await InvitedAsync(whole.Like, cancellationToken) is { Count: var people } && people * plan.Dates.Held.Count > InvitedMax ? (null, SeriesWords.TooManyInvited) : (plan, problem);
    }

    /// <summary>Keeps the dates of a plan: as the last one was but for the day, the hours and what was of that day alone. Those entered by hand are entered again.</summary>
    /// <returns>The number of the first new one.</returns>
    public async Task<int> ExtendAsync(WholeSeries whole, SeriesForm typed, CalendarPlan plan, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(plan);
        (MeetingSeries series, Meeting like) = (whole.Series, whole.Like);
        MeetingForm form = typed.Like(like, series);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken); // Lists and trail name their numbers: all is kept, or nothing.
        Meeting[] added = [.. plan.Dates.Held.Select(date =>
        {
            Meeting next = new() { Title = "", SeriesId = series.Id, PlannedOn = date.Planned, StaffId = staff, CreatedAt = now, IsDemo = like.IsDemo };
            form.ApplyTo(next);
            (next.StartsAt, next.EndsAt, next.AnswersUntil, next.Agenda) = (date.StartsAt, date.EndsAt, CalendarPlan.AnswersUntil(form, DateOf(like), date), "");
            next.Touch(now);
            return next;
        })];
        db.Meetings.AddRange(added);
        (series.RuleText, series.Until) = (plan.Dates.RuleText, plan.Dates.Until);
        series.Revision++;
        await db.SaveChangesAsync(cancellationToken);
        List<MeetingInvitee> listed = await InvitedAsync(like, cancellationToken);
        foreach (Meeting next in added)
        {
            CalendarDesk.InviteAgain(db, listed, next, now);
        }

        db.AuditTrail.Add(AuditEntry.By(staff, "meetings.series", CalendarDesk.SubjectOf(added[0].Id), now, added.Length.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added[0].Id;
    }

    /// <summary>No more dates are made of it. Those to come that are named are called off, the others are held.</summary>
    /// <param name="off">Numbers of dates; what is of another series, past or called off already stays as it is.</param>
    /// <param name="reason">Told to those who are invited; may be empty.</param>
    public async Task CloseAsync(WholeSeries whole, IReadOnlyCollection<int> off, string reason, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(off);
        int[] chosen = [.. whole.Later(now).Select(one => one.Id).Where(off.Contains)];
        foreach (Meeting meeting in await db.Meetings.Where(one => chosen.Contains(one.Id)).OrderBy(one => one.StartsAt).ToListAsync(cancellationToken))
        {
            MeetingEditing.Cancel(db, meeting, reason, now);
            db.AuditTrail.Add(AuditEntry.By(staff, "meetings.cancel", CalendarDesk.SubjectOf(meeting.Id), now));
        }

        whole.Series.ClosedAt ??= now;
        whole.Series.Revision++;
        db.AuditTrail.Add(AuditEntry.By(staff, "meetings.series_close", CalendarDesk.SubjectOf(whole.Dates[^1].Id), now, chosen.Length.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>It may go on after all. What was called off stays so.</summary>
    public async Task ReopenAsync(WholeSeries whole, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(whole);
        whole.Series.ClosedAt = null;
        whole.Series.Revision++;
        db.AuditTrail.Add(AuditEntry.By(staff, "meetings.series_open", CalendarDesk.SubjectOf(whole.Dates[^1].Id), now));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Series whose last day is near or has just gone by, first those that end first: what a coordinator plans in March.</summary>
    public async Task<IReadOnlyList<EndingSeries>> EndingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = OfficeTime.DayOf(now), from = today.AddDays(-EndingDays), until = today.AddDays(EndingDays);
        List<MeetingSeries> ending = await db.MeetingSeries.AsNoTracking().Where(one => one.ClosedAt == null && one.Until != null && one.Until >= from && one.Until <= until).OrderBy(one => one.Until).ThenBy(one => one.Id).Take(EndingMax).ToListAsync(cancellationToken);
        int[] ids = [.. ending.Select(one => one.Id)];
        ILookup<int, Meeting> dates = (await db.Meetings.AsNoTracking().Where(one => one.SeriesId != null && ids.Contains(one.SeriesId.Value) && one.CancelledAt == null && !one.IsDemo).OrderBy(one => one.StartsAt).Take(EndingMax * SeriesRules.DatesMax).ToListAsync(cancellationToken)).ToLookup(one => one.SeriesId!.Value);
        return [.. ending.Where(one => dates[one.Id].Any()).Select(one => new EndingSeries(dates[one.Id].Last(), one.RuleText, one.Until!.Value))];
    }

    private static MeetingDate DateOf(Meeting like) => new(null, like.StartsAt, like.EndsAt);

    /// <summary>Those a coordinator entered; nobody where the audience is invited by itself.</summary>
    private async Task<List<MeetingInvitee>> InvitedAsync(Meeting like, CancellationToken cancellationToken) =>
        like.Inviting == MeetingInviting.ByHand ? (await MeetingAnswering.ListAsync(db, like.Id, cancellationToken)).FindAll(CalendarDesk.IsInvitedAgain) : [];
}
