using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>Enters and changes meetings for a coordinator. Each action keeps all it does, or nothing.</summary>
public sealed class CalendarDesk(ZaitakuDb db, LiveDirectory directory)
{
    /// <summary>How far ahead free evenings are looked for.</summary>
    public const int EveningsWeeks = 8;

    /// <summary>Later dates of a series that one edit reaches.</summary>
    private const int LaterMax = SeriesRules.DatesMax;

    private const int WeekDays = 7;

    public HolidayCalendar Holidays => directory.Current().Holidays;

    public string? DayOff(DateOnly day) => CalendarLines.DayOff(Holidays, day);

    public static string SubjectOf(int meeting) => string.Create(CultureInfo.InvariantCulture, $"meetings:{meeting}");

    /// <summary>What a form would keep; null and why not where it cannot be.</summary>
    public async Task<(CalendarPlan? Plan, string Problem)> PlanAsync(MeetingForm form, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        return await PlanAsync(form, MeetingDates.Read(form, DayOff), null, id, now, cancellationToken);
    }

    /// <summary>What would be kept of these dates; null and why not where it cannot be.</summary>
    /// <param name="like">The date the form was written for, where it is none of these: then they are shown in any case. Null: the first of these.</param>
    public async Task<(CalendarPlan? Plan, string Problem)> PlanAsync(MeetingForm form, MeetingDates dates, MeetingDate? like, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(dates);
        IReadOnlyList<MeetingDate> held = dates.Held;
        string problem = form.Problem() is { Length: > 0 } typed ? typed : dates.Problem.Length > 0 ? dates.Problem : held.Count == 0 ? "どの日も祝日などに当たり、開く日がありません。" : "";
        DateTimeOffset? known = id == 0 ? null : await db.Meetings.Where(one => one.Id == id).Select(one => one.AnswersUntil).SingleOrDefaultAsync(cancellationToken);
        foreach (MeetingDate date in problem.Length > 0 ? [] : held)
        {
            Meeting probe = CalendarPlan.Probe(form, date, CalendarPlan.AnswersUntil(form, like ?? CalendarPlan.FirstOf(form, dates), date), id);
            problem = MeetingRules.Problem(probe, now) is { Length: > 0 } wrong ? wrong : MeetingRules.DeadlineProblem(probe, known, now);
            if (problem.Length > 0)
            {
                break;
            }
        }

        return problem.Length > 0 ? (null, problem)
            : (CalendarPlan.Of(form, dates, await CalendarReads.AroundAsync(db, OfficeTime.DayOf(held.Min(date => date.StartsAt)), OfficeTime.DayOf(held.Max(date => date.StartsAt)), cancellationToken), id, isLookedAt: like is not null), "");
    }

    /// <summary>Evenings of the next weeks on which nothing is held for those a form is for.</summary>
    public async Task<IReadOnlyList<FreeEvening>> EveningsAsync(MeetingForm form, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        DateOnly from = OfficeTime.DayOf(now).AddDays(1), until = from.AddDays(EveningsWeeks * WeekDays);
        Meeting probe = CalendarPlan.Probe(form, new MeetingDate(null, now, null), null, id);
        return ClashRules.FreeEvenings(probe, await CalendarReads.AroundAsync(db, from, until, cancellationToken), from, until, DayOff);
    }

    /// <summary>Keeps all dates of a plan. One of its own is a meeting; several are a series.</summary>
    /// <param name="plan">As it was looked at.</param>
    /// <returns>The number of the first; null where somebody entered something in those weeks meanwhile (or pressed twice): nothing is kept, and it is to be looked at again.</returns>
    public async Task<int?> AddAsync(MeetingForm form, CalendarPlan plan, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        IReadOnlyList<MeetingDate> held = plan.Dates.Held;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken); // The trail names its number: both are kept, or neither. And others' writes wait.
        if ((await PlanAsync(form, 0, now, cancellationToken)).Plan?.Mark != plan.Mark)
        {
            return null;
        }

        MeetingSeries? series = !plan.Dates.IsSeries ? null : new()
        {
            RuleText = plan.Dates.RuleText, From = plan.Dates.All[0].Planned, Until = plan.Dates.Until, Holidays = plan.Dates.Holidays, StaffId = staff, CreatedAt = now,
        };
        if (series is not null)
        {
            db.MeetingSeries.Add(series);
            await db.SaveChangesAsync(cancellationToken);
        }

        List<Meeting> added = [];
        foreach (MeetingDate date in held)
        {
            Meeting meeting = new() { Title = "", SeriesId = series?.Id, PlannedOn = date.Planned, StaffId = staff, CreatedAt = now };
            form.ApplyTo(meeting);
            (meeting.StartsAt, meeting.EndsAt, meeting.AnswersUntil) = (date.StartsAt, date.EndsAt, CalendarPlan.AnswersUntil(form, CalendarPlan.FirstOf(form, plan.Dates), date));
            meeting.Touch(now);
            added.Add(meeting);
        }

        db.Meetings.AddRange(added);
        await db.SaveChangesAsync(cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(staff, series is null ? "meetings.add" : "meetings.series", SubjectOf(added[0].Id), now, series is null ? "" : added.Count.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added[0].Id;
    }

    /// <summary>Changes one meeting as a form says and, where it says so, all later ones of its series where they still were as this one was. The caller saves.</summary>
    /// <param name="meeting">Tracked.</param>
    /// <returns>How many were changed.</returns>
    public async Task<int> ChangeAsync(Meeting meeting, MeetingForm form, MeetingDate date, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(form);
        Meeting was = CalendarPlan.Probe(MeetingForm.Of(meeting), new MeetingDate(null, meeting.StartsAt, meeting.EndsAt), meeting.AnswersUntil);
        Meeting wanted = CalendarPlan.Probe(form, date, form.AnswersUntil());
        Meeting[] later = form.IsForLater && meeting.SeriesId is { } series
            ? await db.Meetings.Where(one => one.SeriesId == series && one.StartsAt > was.StartsAt && one.Id != meeting.Id && one.CancelledAt == null).OrderBy(one => one.StartsAt).Take(LaterMax).ToArrayAsync(cancellationToken) : [];
        Meeting asked = MeetingAudience.Of(meeting);
        MeetingEditing.Apply(db, meeting, now, one =>
        {
            form.ApplyTo(one);
            (one.StartsAt, one.EndsAt, one.AnswersUntil) = (date.StartsAt, date.EndsAt, form.AnswersUntil());
        });
        await MeetingAudience.NarrowAsync(db, meeting, asked, now, cancellationToken);
        foreach (Meeting one in later.Where(one => one.StartsAt > now && LaterRules.Differs(one, was, wanted)))
        {
            asked = MeetingAudience.Of(one);
            MeetingEditing.Apply(db, one, now, changed => LaterRules.Take(changed, was, wanted));
            await MeetingAudience.NarrowAsync(db, one, asked, now, cancellationToken);
        }

        db.AuditTrail.Add(AuditEntry.By(staff, "meetings.change", SubjectOf(meeting.Id), now, later.Length > 0 ? (later.Length + 1).ToString(CultureInfo.InvariantCulture) : ""));
        return later.Length + 1;
    }

    /// <summary>Why a further date of the same cannot be entered; empty where it can.</summary>
    public static string NextProblem(Meeting meeting, MeetingDate date, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(date);
        return date.StartsAt <= now ? "次回は、これからの日時にしてください。"
            : MeetingRules.DeadlineProblem(CalendarPlan.Probe(MeetingForm.Of(meeting), date, UntilOf(meeting, date)), null, now).Length > 0 ? "この会議と同じだけ前を返事の締切にすると、次回の締切がもう過ぎてしまいます。もっと先の日にするか、先にこの会議の締切を直してください。" : "";
    }

    /// <summary>A further date of the same: everything is as it was but the day and the hours; those entered by hand are entered again.</summary>
    /// <param name="meeting">Tracked.</param>
    /// <returns>The new one's number.</returns>
    public async Task<int> AddNextAsync(Meeting meeting, MeetingDate date, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(date);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (meeting.SeriesId is null)
        {
            MeetingSeries series = new() { From = OfficeTime.DayOf(meeting.StartsAt), Holidays = HolidayWay.Hold, StaffId = staff, CreatedAt = now };
            db.MeetingSeries.Add(series);
            await db.SaveChangesAsync(cancellationToken);
            MeetingEditing.Apply(db, meeting, now, one => one.SeriesId = series.Id);
        }

        Meeting next = new() { Title = "", SeriesId = meeting.SeriesId, StaffId = staff, CreatedAt = now, IsDemo = meeting.IsDemo };
        MeetingForm.Of(meeting).ApplyTo(next);
        (next.StartsAt, next.EndsAt) = (date.StartsAt, date.EndsAt);
        next.AnswersUntil = UntilOf(meeting, date);
        next.Agenda = ""; // Of that day alone.
        next.Touch(now);
        db.Meetings.Add(next);
        await db.SaveChangesAsync(cancellationToken);
        if (meeting.Inviting == MeetingInviting.ByHand)
        {
            InviteAgain(db, await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken), next, now);
        }

        db.AuditTrail.Add(AuditEntry.By(staff, "meetings.add", SubjectOf(next.Id), now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next.Id;
    }

    /// <summary>Those a coordinator entered; who came by themselves, instead of somebody or for an association says so anew.</summary>
    /// <param name="next">Saved: it has its number.</param>
    internal static void InviteAgain(ZaitakuDb db, IEnumerable<MeetingInvitee> listed, Meeting next, DateTimeOffset now) => db.MeetingInvitees.AddRange(listed.Where(IsInvitedAgain).Select(one => new MeetingInvitee
    {
        MeetingId = next.Id, MemberId = one.MemberId, AssociationId = one.AssociationId, Kind = one.Kind, Name = one.Name, Profession = one.Profession, Organisation = one.Organisation, AddedAt = now,
    }));

    internal static bool IsInvitedAgain(MeetingInvitee one) => one.IsOpen && one.Kind is InviteeKind.Person or InviteeKind.Contact;

    /// <summary>The end of answers of a further date: as long before it as before this one.</summary>
    private static DateTimeOffset? UntilOf(Meeting meeting, MeetingDate date) => meeting.AnswersUntil is { } until ? date.StartsAt - (meeting.StartsAt - until) : null;
}
