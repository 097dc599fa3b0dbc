using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>Which meetings a list, an export or a printed page shows.</summary>
/// <param name="Kind">Id; empty for all.</param>
/// <param name="Organiser">As written; empty for all.</param>
/// <param name="For">Id of a role or a profession it must be for; empty for all.</param>
/// <param name="Year">The fiscal year; null: what is to come.</param>
/// <param name="Month">yyyy-MM; empty for all of the span.</param>
public sealed record CalendarFilter(string Kind, string Organiser, string For, int? Year, string Month)
{
    private const int YearMin = 2000, YearMax = 2100;

    public static CalendarFilter Of(string? kind, string? organiser, string? audience, string? year, string? month) => new(
        MeetingTerms.Kinds.TryParse(kind, out _) ? kind! : "",
        FormText.Line(organiser) is { Length: <= Meeting.NameLengthMax } name ? name : "",
        audience is not null && (Roles.TryParse(audience, out _) || MeetingTerms.Professions.Contains(audience)) ? audience : "",
        int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= YearMin and <= YearMax ? number : null,
        DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly first) && first.Year is >= YearMin and <= YearMax ? month! : "");

    /// <summary>For an address: kind=…&amp;year=…; empty where nothing is chosen.</summary>
    public string Query => string.Join('&', new (string Name, string Value)[] { ("kind", Kind), ("organiser", Organiser), ("for", For), ("year", Year?.ToString(CultureInfo.InvariantCulture) ?? ""), ("month", Month) }
        .Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));

    /// <summary>How the span is called: 令和… is not used, since most lists say 2026年度.</summary>
    public string SpanName => Month.Length > 0 ? $"{Month[..4]}年{int.Parse(Month.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture)}月" : Year is { } year ? new FiscalYear(year).Name : "これから";

    public async Task<List<Meeting>> ReadAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        (DateTimeOffset from, DateTimeOffset until) = Span(now);
        IQueryable<Meeting> wanted = MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.StartsAt >= from && meeting.StartsAt < until);
        if (MeetingTerms.Kinds.TryParse(Kind, out MeetingKind kind))
        {
            wanted = wanted.Where(meeting => meeting.Kind == kind);
        }

        if (Organiser.Length > 0)
        {
            wanted = wanted.Where(meeting => meeting.Organiser == Organiser);
        }

        List<Meeting> found = await wanted.OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id).Take(CalendarReads.ShownMax).ToListAsync(cancellationToken);
        return For.Length == 0 ? found : [.. found.Where(IsFor)];
    }

    private bool IsFor(Meeting meeting) =>
        (meeting.AudienceRoles.Length + meeting.AudienceProfessions.Length == 0 && !IsForResident)
        || AudienceRules.Words(meeting.AudienceRoles).Contains(For) || AudienceRules.Words(meeting.AudienceProfessions).Contains(For) || (meeting.IsForResidents && IsForResident);

    /// <summary>As a role or among the professions.</summary>
    private bool IsForResident => For == Role.Resident.Id() || For == MeetingTerms.Resident;

    private (DateTimeOffset From, DateTimeOffset Until) Span(DateTimeOffset now)
    {
        if (Month.Length > 0)
        {
            DateOnly first = DateOnly.ParseExact($"{Month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return (OfficeTime.At(first, 0), OfficeTime.At(first.AddMonths(1), 0));
        }

        return Year is { } year ? (new FiscalYear(year).From, new FiscalYear(year).Until) : (OfficeTime.At(OfficeTime.DayOf(now), 0), now + MeetingTimes.AheadMax);
    }
}
