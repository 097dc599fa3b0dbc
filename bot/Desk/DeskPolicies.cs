using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Desk;

/// <summary>The policy as it is now: settings, with the holidays a coordinator may have corrected.</summary>
public sealed class DeskPolicies(IOptionsMonitor<DeskOptions> options, LiveDirectory directory) : IDeskPolicies
{
    public DeskOptions Options => options.CurrentValue;

    public DeskPolicy Current()
    {
        DeskOptions now = options.CurrentValue;
        _ = WeeklyHours.TryParse(now.Hours, out WeeklyHours hours, out _); // Checked at the start.
        return new DeskPolicy
        {
            Time = new WorkingTime(hours, directory.Current().Holidays, now.ClosedOnHolidays, YearEndClosure.TryParse(now.YearEnd, out YearEndClosure closure) ? closure : null),
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

    /// <summary>Checked at the start.</summary>
    private static TimeTarget Target(string text) => TimeTarget.TryParse(text, out TimeTarget target) ? target : new TimeTarget(0, 5);
}
