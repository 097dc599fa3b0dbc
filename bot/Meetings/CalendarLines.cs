using System.Globalization;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>How the calendar's pages say when a meeting is, for whom, and what speaks against it.</summary>
public static class CalendarLines
{
    public const string SomebodyElse = "ほかの人が同時に変えました。いまの内容を見て、もう一度お願いします。";

    public const string Demo = "これはデモの会議・研修です。ここに書いたものは、デモと一緒に消えます。会議・研修は、新しく入れてください。";

    /// <summary>Meetings named in one clash.</summary>
    private const int NamedMax = 4;

    private const int YearEndFrom = 29, YearStartUntil = 3;

    /// <summary>The name of a day on which hardly anybody meets, or null: holidays, and the turn of the year.</summary>
    public static string? DayOff(HolidayCalendar holidays, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(holidays);
        return holidays.NameOf(day) ?? (day is { Month: 12, Day: >= YearEndFrom } or { Month: 1, Day: <= YearStartUntil } ? "年末年始" : null);
    }

    /// <summary>5月21日(木) 19:00〜20:30.</summary>
    public static string When(Meeting meeting, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return When(meeting.StartsAt, meeting.EndsAt, holidays);
    }

    public static string When(DateTimeOffset startsAt, DateTimeOffset? endsAt, HolidayCalendar holidays) => $"{DutyWords.Day(OfficeTime.DayOf(startsAt), holidays)} {Hours(startsAt, endsAt)}";

    /// <summary>2026年5月21日(木) 19:00〜20:30: where it may be of a wrong year.</summary>
    public static string Dated(DateTimeOffset startsAt, DateTimeOffset? endsAt, HolidayCalendar holidays) => string.Create(CultureInfo.InvariantCulture, $"{OfficeTime.DayOf(startsAt).Year}年{When(startsAt, endsAt, holidays)}");

    /// <summary>19:00〜20:30, or 19:00〜 where nobody said when it ends.</summary>
    public static string Hours(DateTimeOffset startsAt, DateTimeOffset? endsAt) =>
        endsAt is { } end ? DutyWords.Hours(startsAt, end) : $"{HoursText.Clock(OfficeTime.MinuteOf(startsAt))}〜";

    /// <summary>5月14日(木) 17:00まで.</summary>
    public static string Until(DateTimeOffset until, HolidayCalendar holidays) => $"{DutyWords.Day(OfficeTime.DayOf(until), holidays)} {HoursText.Clock(OfficeTime.MinuteOf(until))}まで";

    /// <summary>Whom it is for; never empty.</summary>
    public static string Audience(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        bool isNamed = meeting.AudienceRoles.Length + meeting.AudienceProfessions.Length > 0;
        string words = meeting.AudienceWords.Length == 0 ? People(meeting) : isNamed && meeting.AudienceWords != People(meeting) ? $"{meeting.AudienceWords}（{People(meeting)}）" : meeting.AudienceWords;
        return $"{words}{(meeting.AudienceAreas.Length > 0 ? $"・{meeting.AudienceAreas.Replace(' ', '・')}" : "")}{(meeting.IsForResidents ? "・住民の方も参加できます" : "")}";
    }

    /// <summary>The roles and professions it is for; never empty.</summary>
    public static string People(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        string[] named = [.. AudienceRules.Words(meeting.AudienceRoles).Select(id => Roles.TryParse(id, out Role role) ? role.Name() : id), .. AudienceRules.Words(meeting.AudienceProfessions)];
        return named.Length > 0 ? string.Join("、", named.Distinct()) : "専門職の方みんな";
    }

    /// <summary>Where it is, in words; says so where nobody wrote it.</summary>
    public static string Where(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        string place = meeting.Place.Length > 0 ? meeting.Place : "会場は未定";
        return meeting.Way switch { MeetingWay.Online => "オンライン", MeetingWay.Both => $"{place}とオンライン", _ => place };
    }

    public static string Of(Clash clash, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(clash);
        string with = string.Join("、", clash.With.Take(NamedMax).Select(meeting => $"{When(meeting, holidays)} {meeting.Title}{(meeting.Organiser.Length > 0 ? $"（{meeting.Organiser}）" : "")}"));
        string more = clash.With.Count > NamedMax ? $" ほか{clash.With.Count - NamedMax}件" : "";
        return clash.Kind switch
        {
            ClashKind.SameTime => $"同じ時間に、同じ方々の予定があります: {with}{more}",
            ClashKind.SameDay => $"同じ日に、同じ方々の予定があります: {with}{more}",
            _ => $"その週は、同じ方々の予定がもう{clash.With.Count}件あります: {with}{more}",
        };
    }
}
