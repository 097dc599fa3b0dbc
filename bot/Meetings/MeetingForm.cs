using System.Globalization;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>A meeting as a coordinator writes it. Days are yyyy-MM-dd and times HH:mm on a clock in Tokyo; boxes that are ticked say "true".</summary>
public sealed class MeetingForm
{
    private const string Ticked = "true";
    private const string DeadlineTimeUsual = "17:00";

    public string? Title { get; set; }

    public string? Organiser { get; set; }

    public string? Kind { get; set; }

    public string? Way { get; set; }

    public string? Style { get; set; }

    /// <summary>Its day; of a series, the first day the words hold for.</summary>
    public string? Day { get; set; }

    public string? Start { get; set; }

    /// <summary>Empty where nobody said.</summary>
    public string? End { get; set; }

    public string? Place { get; set; }

    public string? Address { get; set; }

    public string? OnlineUrl { get; set; }

    public string? AudienceWords { get; set; }

    /// <summary>Ids of roles.</summary>
    public string[]? Roles { get; set; }

    public string[]? Professions { get; set; }

    public string? Areas { get; set; }

    public string? IsForResidents { get; set; }

    public string? HasAdministrators { get; set; }

    public string? Capacity { get; set; }

    public string? Fee { get; set; }

    public string? Description { get; set; }

    public string? Agenda { get; set; }

    public string? Inviting { get; set; }

    /// <summary>The last day answers are taken; empty: until it begins. Of a series, as many days before each date as before the first.</summary>
    public string? AnswersDay { get; set; }

    public string? AnswersTime { get; set; }

    public string? OfferHours { get; set; }

    public string? InviteDays { get; set; }

    public string? NudgeDays { get; set; }

    /// <summary>Empty for no reminder on the day before.</summary>
    public string? DayBefore { get; set; }

    public string? SoonMinutes { get; set; }

    /// <summary>How it repeats, as people say it; empty for once.</summary>
    public string? Repeat { get; set; }

    public string? Holidays { get; set; }

    /// <summary>The last day of the series; empty: the end of the fiscal year.</summary>
    public string? Until { get; set; }

    /// <summary>Further dates agreed on by hand, one a line.</summary>
    public string? MoreDates { get; set; }

    /// <summary>The meeting's revision when the page was opened.</summary>
    public int Seen { get; set; }

    /// <summary>Of the dates and clashes that were shown before; empty where none were.</summary>
    public string? Mark { get; set; }

    /// <summary>"later": this date and all later ones of its series.</summary>
    public string? Scope { get; set; }

    public bool IsForLater => Scope == "later";

    public bool Has(Role role) => Roles?.Contains(role.Id()) == true;

    public bool HasProfession(string profession) => Professions?.Contains(profession) == true;

    public static bool Says(string? box) => box == Ticked;

    /// <summary>With what most hubs do.</summary>
    public static MeetingForm New(string hub, DateOnly? day) => new()
    {
        Organiser = hub, Kind = MeetingTerms.Kinds.Id(MeetingKind.Professionals), Way = MeetingTerms.Ways.Id(MeetingWay.InPerson), Day = day is { } known ? Text(known) : "", Start = "19:00", End = "20:30",
        Inviting = MeetingTerms.Invitings.Id(MeetingInviting.Audience), Holidays = MeetingTerms.Holidays.Id(HolidayWay.Skip), AnswersTime = DeadlineTimeUsual, OfferHours = Text(MeetingTimes.OfferHoursDefault),
        InviteDays = Text(MeetingTimes.InviteDaysDefault), NudgeDays = Text(MeetingTimes.NudgeDaysDefault), DayBefore = Clock(MeetingTimes.DayBeforeMinuteDefault), SoonMinutes = Text(MeetingTimes.SoonMinutesDefault),
    };

    public static MeetingForm Of(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return new MeetingForm
        {
            Title = meeting.Title, Organiser = meeting.Organiser, Kind = MeetingTerms.Kinds.Id(meeting.Kind), Way = MeetingTerms.Ways.Id(meeting.Way), Style = meeting.Style, Day = TokyoInput.Day(meeting.StartsAt),
            Start = TokyoInput.Time(meeting.StartsAt), End = meeting.EndsAt is { } end ? TokyoInput.Time(end) : "", Place = meeting.Place, Address = meeting.Address, OnlineUrl = meeting.OnlineUrl, AudienceWords = meeting.AudienceWords,
            Roles = AudienceRules.Words(meeting.AudienceRoles), Professions = AudienceRules.Words(meeting.AudienceProfessions), Areas = meeting.AudienceAreas, IsForResidents = meeting.IsForResidents ? Ticked : "",
            HasAdministrators = meeting.HasAdministrators ? Ticked : "", Capacity = meeting.Capacity is { } seats ? Text(seats) : "", Fee = meeting.Fee, Description = meeting.Description, Agenda = meeting.Agenda,
            Inviting = MeetingTerms.Invitings.Id(meeting.Inviting), AnswersDay = meeting.AnswersUntil is { } until ? TokyoInput.Day(until) : "", AnswersTime = meeting.AnswersUntil is { } at ? TokyoInput.Time(at) : DeadlineTimeUsual,
            OfferHours = Text(meeting.OfferHours), InviteDays = Text(meeting.InviteDays), NudgeDays = Text(meeting.NudgeDays), DayBefore = meeting.DayBeforeMinute < 0 ? "" : Clock(meeting.DayBeforeMinute),
            SoonMinutes = Text(meeting.SoonMinutes), Seen = meeting.Revision,
        };
    }

    /// <summary>Why what is typed cannot be taken, in words; empty when it can. When it is held is looked at by <see cref="MeetingDates"/>.</summary>
    public string Problem() =>
        MeetingFormRules.TooLong(this) is { Length: > 0 } tooLong ? tooLong
        : !MeetingTerms.Kinds.TryParse(Kind, out _) ? "種類を選んでください。"
        : !MeetingTerms.Ways.TryParse(Way, out _) ? "開き方を選んでください。"
        : !MeetingTerms.Invitings.TryParse(Inviting, out _) ? "案内のしかたを選んでください。"
        : (Roles ?? []).Any(role => !Storage.Members.Roles.TryParse(role, out _)) || (Professions ?? []).Any(one => !MeetingTerms.Professions.Contains(one)) ? "対象を選び直してください。"
        : !MeetingFormRules.IsNumber(Capacity, isNeeded: false) ? "定員は、数字で書いてください。"
        : !MeetingFormRules.IsNumber(InviteDays) || !MeetingFormRules.IsNumber(NudgeDays) || !MeetingFormRules.IsNumber(SoonMinutes) || !MeetingFormRules.IsNumber(OfferHours) ? "お知らせの日数と時間は、数字で書いてください。"
        : !string.IsNullOrWhiteSpace(DayBefore) && MeetingFormRules.Minute(DayBefore) is null ? "前日の時刻をお確かめください。"
        : !string.IsNullOrWhiteSpace(AnswersDay) && !TokyoInput.TryRead(AnswersDay, AnswersTime, out _) ? "返事の締切の日付と時刻を書いてください。" : "";

    /// <summary>When answers end, as typed for the first date.</summary>
    public DateTimeOffset? AnswersUntil() => TokyoInput.TryRead(AnswersDay, AnswersTime, out DateTimeOffset until) ? until : null;

    /// <summary>Takes what <see cref="Problem"/> found nothing against; when it is held is set by the caller.</summary>
    public void ApplyTo(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        _ = MeetingTerms.Kinds.TryParse(Kind, out MeetingKind kind);
        _ = MeetingTerms.Ways.TryParse(Way, out MeetingWay way);
        _ = MeetingTerms.Invitings.TryParse(Inviting, out MeetingInviting inviting);
        (meeting.Title, meeting.Organiser, meeting.Kind, meeting.Way, meeting.Style) = (FormText.Line(Title), FormText.Line(Organiser), kind, way, FormText.Line(Style));
        (meeting.Place, meeting.Address, meeting.OnlineUrl) = (FormText.Line(Place), FormText.Line(Address), FormText.Line(OnlineUrl));
        (meeting.AudienceWords, meeting.AudienceAreas) = (FormText.Line(AudienceWords), RotaForm.AreasOf(Areas));
        meeting.AudienceRoles = string.Join(' ', (Roles ?? []).Distinct(StringComparer.Ordinal));
        meeting.AudienceProfessions = string.Join(' ', (Professions ?? []).Distinct(StringComparer.Ordinal));
        (meeting.IsForResidents, meeting.HasAdministrators) = (Says(IsForResidents), Says(HasAdministrators));
        (meeting.Capacity, meeting.Fee) = (MeetingFormRules.Number(Capacity), FormText.Line(Fee));
        (meeting.Description, meeting.Agenda, meeting.Inviting) = (FormText.Lines(Description), FormText.Lines(Agenda), inviting);
        (meeting.OfferHours, meeting.InviteDays, meeting.NudgeDays) = (MeetingFormRules.Number(OfferHours) ?? 0, MeetingFormRules.Number(InviteDays) ?? 0, MeetingFormRules.Number(NudgeDays) ?? 0);
        (meeting.DayBeforeMinute, meeting.SoonMinutes) = (MeetingFormRules.Minute(DayBefore) ?? -1, MeetingFormRules.Number(SoonMinutes) ?? 0);
    }

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
