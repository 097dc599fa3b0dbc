using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Substitutes;

/// <summary>The rules of a network, as its hub wrote them.</summary>
/// <param name="CutoffMinute">From midnight in Tokyo.</param>
/// <param name="CutoffDays">Days before the day of duty.</param>
/// <param name="Papers">That must be ready; empty for none.</param>
public sealed record SubstitutePolicy(int CutoffMinute, int CutoffDays, IReadOnlyList<string> Papers, bool NeedsConsent, bool NeedsNurse);

/// <summary>Somebody on duty for a part of an absence; null for nobody.</summary>
public sealed record SubstitutePart(int? HolderId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>When and with what somebody may ask for a substitute. No clock, no database.</summary>
public static class SubstituteRules
{
    public const string Consent = "ご家族の同意";
    public const string Nurse = "24時間対応の訪問看護への連絡";

    /// <summary>How long before the cutoff what is missing is asked for.</summary>
    public static readonly TimeSpan ReminderBefore = TimeSpan.FromHours(1);

    /// <summary>Longest that words of a request are waited for after its duty.</summary>
    public static readonly TimeSpan OutcomeWithin = TimeSpan.FromDays(14);

    /// <summary>How near a duty must be for a change of it to ring at any hour.</summary>
    public static readonly TimeSpan RingsWithin = TimeSpan.FromHours(12);

    /// <summary>The day a duty is called by: the first that it holds whole (土曜12:00〜日曜24:00 is the Sunday's), else the one on which it begins.</summary>
    public static DateOnly DayOf(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        DateOnly first = OfficeTime.DayOf(startsAt), whole = OfficeTime.MinuteOf(startsAt) == 0 ? first : first.AddDays(1);
        return OfficeTime.At(whole.AddDays(1), 0) <= endsAt ? whole : first;
    }

    /// <summary>The first instant at which it is too late.</summary>
    public static DateTimeOffset CutoffOf(SubstitutePolicy policy, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return OfficeTime.At(DayOf(startsAt, endsAt).AddDays(-policy.CutoffDays), policy.CutoffMinute);
    }

    /// <summary>12:00 itself is still in time: the rule says 「12:00まで」, and clocks show it for a minute.</summary>
    public static bool IsInTime(DateTimeOffset cutoff, DateTimeOffset now) => now < cutoff.AddMinutes(1);

    /// <summary>What keeps it from being given to the doctor on duty, in words, in the order of the rules.</summary>
    public static IReadOnlyList<string> Missing(SubstitutePolicy policy, SubstituteRequest one)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(one);
        string[] ready = ReadyPapers(one);
        return
        [
            .. policy.Papers.Where(paper => !ready.Contains(paper)), .. policy.NeedsConsent && one.ConsentAt is null ? [Consent] : Array.Empty<string>(), .. policy.NeedsNurse && one.NurseToldAt is null ? [Nurse] : Array.Empty<string>(),
        ];
    }

    public static string[] ReadyPapers(SubstituteRequest one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Papers.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Ticks or unticks a paper of the rules; another is passed over.</summary>
    public static void SetPaper(SubstitutePolicy policy, SubstituteRequest one, string paper, bool isReady)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(one);
        HashSet<string> ready = [.. ReadyPapers(one)];
        _ = isReady ? ready.Add(paper) : ready.Remove(paper);
        one.Papers = string.Join('\n', policy.Papers.Where(ready.Contains));
    }

    /// <summary>Who is on, part by part, while somebody is away. A part of nobody is one too.</summary>
    /// <param name="view">With all shifts that touch the span.</param>
    public static IReadOnlyList<SubstitutePart> Parts(RotaView view, int seat, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(view);
        List<SubstitutePart> parts = [];
        foreach (DutySpan span in view.Timelines(from, until).Where(one => one.Seat.Id == seat).SelectMany(one => one.Spans))
        {
            int? holder = span.Shift?.HolderId;
            if (parts.Count > 0 && parts[^1].HolderId == holder)
            {
                parts[^1] = parts[^1] with { EndsAt = span.EndsAt };
            }
            else
            {
                parts.Add(new SubstitutePart(holder, span.StartsAt, span.EndsAt));
            }
        }

        return parts;
    }

    /// <summary>The parts of the absence that nobody was asked for, because nobody is on then.</summary>
    public static IReadOnlyList<PlanSpan> Uncovered(SubstituteRequest one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return PlanSpanRules.Without(new PlanSpan(one.AbsentFrom, one.AbsentUntil), one.Given.Where(row => row.EndedAt is null).Select(row => new PlanSpan(row.StartsAt, row.EndsAt)));
    }

    /// <summary>Of several rows of these holders, the one that counts: one that stands before one that ended.</summary>
    public static SubstituteGiven? TheirsOf(SubstituteRequest one, IReadOnlyCollection<int> holders)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Given.Where(row => holders.Contains(row.HolderId)).OrderBy(row => row.EndedAt is null).ThenBy(row => row.Id).LastOrDefault();
    }

    /// <summary>Duties that may be asked of: those of another, whose day is among the days named; of none named, those to come.</summary>
    public static IReadOnlyList<DutyStretch> Choices(IEnumerable<DutyStretch> duties, int requester, IReadOnlyCollection<(DateOnly From, DateOnly Until)> days, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(duties);
        ArgumentNullException.ThrowIfNull(days);
        DutyStretch[] open = [.. duties.Where(duty => duty.EndsAt > now && duty.HolderId != requester).OrderBy(duty => duty.StartsAt).ThenBy(duty => duty.RotaId)];
        DutyStretch[] named = [.. open.Where(duty => days.Any(day => day.From <= DayOf(duty.StartsAt, duty.EndsAt) && DayOf(duty.StartsAt, duty.EndsAt) < day.Until))];
        return days.Count == 0 ? open : named.Length > 0 ? named : [.. open.Where(duty => days.Any(day => duty.Overlaps(OfficeTime.At(day.From, 0), OfficeTime.At(day.Until, 0))))];
    }

    /// <summary>All who are on have taken it. It may still be nobody's for a part: <see cref="Uncovered"/>.</summary>
    public static bool IsTaken(SubstituteRequest one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Given.Exists(row => row.EndedAt is null) && one.Given.TrueForAll(row => row.EndedAt is not null || row.Answer == SubstituteAnswer.Accepted);
    }

    /// <summary>Where all who are on have taken it, for the whole absence, it is taken; where one wants to talk, it is being talked about.</summary>
    public static SubstituteState StateOf(SubstituteRequest one) =>
        IsTaken(one) && Uncovered(one).Count == 0 ? SubstituteState.Accepted
        : one.Given.Exists(row => row.EndedAt is null && row.Answer == SubstituteAnswer.Consult) ? SubstituteState.Consulting : SubstituteState.Sent;
}
