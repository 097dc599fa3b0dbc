using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>A date with all that speaks against it.</summary>
public sealed record PlannedRow(PlannedDate Date, IReadOnlyList<Clash> Clashes);

/// <summary>What a form would keep, as it is shown before anything is kept. No clock, no database.</summary>
/// <param name="Mark">Of these dates and clashes: whoever sends it has seen them. Empty where there is nothing to be seen first.</param>
public sealed record CalendarPlan(MeetingDates Dates, IReadOnlyList<PlannedRow> Rows, string Mark)
{
    private const int MarkLength = 16;

    public IReadOnlyList<Clash> Clashes => [.. Rows.SelectMany(row => row.Clashes)];

    /// <param name="others">Of all weeks concerned.</param>
    /// <param name="id">The meeting that is changed; 0 for a new one.</param>
    /// <param name="isLookedAt">Shown first even where it is one date that clashes with nothing.</param>
    public static CalendarPlan Of(MeetingForm form, MeetingDates dates, IReadOnlyCollection<Meeting> others, int id = 0, bool isLookedAt = false)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(dates);
        ArgumentNullException.ThrowIfNull(others);
        ILookup<DateOnly, Meeting> weeks = others.ToLookup(other => OfficeTime.MondayOf(OfficeTime.DayOf(other.StartsAt)));
        PlannedRow[] rows = [.. dates.All.Select(date => new PlannedRow(date, date.Held is { } held ? ClashRules.Of(Probe(form, held, null, id), weeks[OfficeTime.MondayOf(OfficeTime.DayOf(held.StartsAt))]) : []))];
        return new CalendarPlan(dates, rows, isLookedAt || rows.Length > 1 || rows.Any(row => row.Clashes.Count > 0) ? MarkOf(rows) : "");
    }

    /// <summary>The meeting a form would make of a date; never kept.</summary>
    public static Meeting Probe(MeetingForm form, MeetingDate date, DateTimeOffset? answersUntil, int id = 0)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(date);
        Meeting probe = new() { Id = id, Title = "" };
        form.ApplyTo(probe);
        (probe.StartsAt, probe.EndsAt, probe.AnswersUntil) = (date.StartsAt, date.EndsAt, answersUntil);
        return probe;
    }

    /// <summary>The date an end of answers was typed for: that of the day beside it, else the first; also where that is left out as a day off.</summary>
    public static MeetingDate FirstOf(MeetingForm form, MeetingDates dates)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(dates);
        PlannedDate first = dates.All.FirstOrDefault(date => MeetingDates.TryDay(form.Day, out DateOnly day) && date.Planned == day) ?? dates.All[0];
        return first.Held ?? new MeetingDate(first.Planned, OfficeTime.At(first.Planned, OfficeTime.MinuteOf(dates.Held[0].StartsAt)), null);
    }

    /// <summary>The end of answers for another date: as long before it as before the first.</summary>
    public static DateTimeOffset? AnswersUntil(MeetingForm form, MeetingDate first, MeetingDate date)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(date);
        return form.AnswersUntil() is { } until ? date.StartsAt - (first.StartsAt - until) : null;
    }

    private static string MarkOf(IEnumerable<PlannedRow> rows)
    {
        StringBuilder text = new();
        foreach (PlannedRow row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Date.Planned:yyyyMMdd} {row.Date.Held?.StartsAt.UtcTicks} {row.Date.Held?.EndsAt?.UtcTicks}:");
            text.AppendJoin(',', row.Clashes.SelectMany(clash => clash.With.Select(meeting => string.Create(CultureInfo.InvariantCulture, $"{(int)clash.Kind}-{meeting.Id}")))).Append('\n');
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..MarkLength];
    }
}
