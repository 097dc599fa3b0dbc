using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Desk;

/// <summary>The policy as it is now: settings, with the holidays a coordinator may have corrected.</summary>
public sealed class DeskPolicies(IOptionsMonitor<DeskOptions> options, LiveDirectory directory) : IDeskPolicies
{
    /// <summary>Made once and kept while nothing has changed: it remembers the days it was asked for.</summary>
    private Hours? _hours;

    public DeskOptions Options => options.CurrentValue;

    public DeskPolicy Current()
    {
        DeskOptions now = options.CurrentValue;
        return new DeskPolicy
        {
            Time = TimeOf(now),
            Targets = new Dictionary<ConsultationUrgency, TimeTarget>
            {
                [ConsultationUrgency.Today] = Target(now.Targets.Today),
                [ConsultationUrgency.Soon] = Target(now.Targets.Soon),
                [ConsultationUrgency.Normal] = Target(now.Targets.Normal),
            },
            WarnAtPercent = now.WarnAtPercent,
            EveryoneAfterMinutes = now.EveryoneAfterMinutes,
            RemindAskedAfter = Target(now.RemindAskedAfter),
            TellUnansweredAfter = Target(now.TellUnansweredAfter),
            RemindOpenAfter = Target(now.RemindOpenAfter),
            StaffOfDesks = now.Desks.Where(desk => desk.Staff.Count > 0).ToDictionary(desk => desk.Id, desk => (IReadOnlyList<string>)[.. desk.Staff], StringComparer.Ordinal),
        };
    }

    private WorkingTime TimeOf(DeskOptions now)
    {
        HolidayCalendar holidays = directory.Current().Holidays;
        Hours? kept = _hours;
        if (kept is null || kept.Weekly != now.Hours || kept.Holidays != holidays || kept.IsClosedOnHolidays != now.ClosedOnHolidays || kept.YearEnd != now.YearEnd)
        {
            _ = WeeklyHours.TryParse(now.Hours, out WeeklyHours weekly, out _); // Checked at the start.
            WorkingTime time = new(weekly, holidays, now.ClosedOnHolidays, YearEndClosure.TryParse(now.YearEnd, out YearEndClosure closure) ? closure : null);
            _hours = kept = new Hours(now.Hours, holidays, now.ClosedOnHolidays, now.YearEnd, time);
        }

        return kept.Time;
    }

    private sealed record Hours(string Weekly, HolidayCalendar Holidays, bool IsClosedOnHolidays, string YearEnd, WorkingTime Time);

    /// <summary>Checked at the start.</summary>
    private static TimeTarget Target(string text) => TimeTarget.TryParse(text, out TimeTarget target) ? target : new TimeTarget(0, 5);
}
