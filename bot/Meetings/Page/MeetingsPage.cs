using Microsoft.Extensions.Options;
using Zaitaku.Bot.Feeds;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings.Page;

/// <summary>/meetings: what residents may attend, month by month; /meetings.ics: the same for calendar programs. Never the link of an online meeting, which is for those who applied.</summary>
public static class MeetingsPage
{
    public const string Path = "/meetings";
    public const string FeedPath = "/meetings.ics";

    private const string Title = "住民の方も参加できる講座・催し";

    public static void MapMeetingsPage(this WebApplication app)
    {
        app.MapGet(Path, ShowAsync);
        app.MapGet(FeedPath, FeedAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, PublicMeetings meetings, IOptions<HubOptions> hub, TimeProvider clock)
    {
        HubContact contact = HubContact.Of(hub.Value);
        (PublicCalendar? calendar, bool isOld) = await meetings.ReadAsync(context.RequestAborted);
        return calendar is null
            ? IntakeFrame.Page(context, Title, Html.Of($"<h1>{Title}</h1><p>いま、予定を読めません。しばらくしてから、もう一度開いてください。</p><p>{IntakeFrame.Contact(contact)}</p>"), contact, StatusCodes.Status503ServiceUnavailable)
            : IntakeFrame.Page(context, Title, Body(calendar, isOld, contact, clock.GetUtcNow()), contact);
    }

    private static async Task<IResult> FeedAsync(HttpContext context, PublicMeetings meetings, IOptions<HubOptions> hub)
    {
        HubContact contact = HubContact.Of(hub.Value);
        (PublicCalendar? calendar, _) = await meetings.ReadAsync(context.RequestAborted);
        if (calendar is null)
        {
            context.Response.Headers.RetryAfter = "60";
            return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        return FeedEndpoint.Answer(context, MeetingFeeds.Text(Title, contact, calendar.Meetings, withLink: false));
    }

    private static Html Body(PublicCalendar calendar, bool isOld, HubContact hub, DateTimeOffset now)
    {
        Meeting[] open = [.. calendar.Meetings.Where(meeting => meeting.EndOrGuess > now)];
        string asOf = $"{DutyWords.Day(OfficeTime.DayOf(calendar.ReadAt), calendar.Holidays)} {OfficeTime.InTokyo(calendar.ReadAt):H:mm}";
        return Html.Of($"""
            <div class="calendar-page">
            <h1>{Title}</h1>
            {(isOld ? Html.Of($"""<p class="notice" role="status"><strong>最新ではないかもしれません。{asOf} 現在の予定です。</strong></p>""") : Html.None)}
            <p>お申し込み・お問い合わせは {IntakeFrame.Contact(hub)} へお願いします。</p>
            {(open.Length == 0 ? Html.Of($"<p>いま載せている予定はありません。</p>") : Html.None)}
            {Html.Join(open.GroupBy(meeting => OfficeTime.DayOf(meeting.StartsAt) is var day ? (day.Year, day.Month) : default).Select(month => Month(month.Key, month, calendar.Holidays)))}
            <p class="small">カレンダーに入れるときのアドレスは <a href="{FeedPath}">{FeedPath}</a> です。</p>
            </div>
            """);
    }

    private static Html Month((int Year, int Month) month, IEnumerable<Meeting> meetings, HolidayCalendar holidays) => Html.Of($"""
        <section><h2>{month.Year}年{month.Month}月</h2>
        {Html.Join(meetings.Select(meeting => One(meeting, holidays)))}
        </section>
        """);

    private static Html One(Meeting meeting, HolidayCalendar holidays) => Html.Of($"""
        <article class="panel">
        <h3>{(meeting.IsCancelled ? Html.Of($"""<strong class="called-off">中止</strong> """) : Html.None)}{meeting.Title}</h3>
        {(meeting.IsCancelled && meeting.CancelReason.Length > 0 ? Html.Of($"<p>{meeting.CancelReason}</p>") : Html.None)}
        <dl class="facts">
        {Fact("日時", CalendarLines.When(meeting, holidays))}
        {Fact("場所", CalendarLines.Where(meeting))}
        {Fact("住所", meeting.Address)}
        {Fact("主催", meeting.Organiser)}
        {Fact("対象", meeting.AudienceWords)}
        {Fact("定員", meeting.Capacity is { } seats ? $"{seats}人" : "")}
        {Fact("参加費", meeting.Fee)}
        {Fact("申込締切", meeting.AnswersUntil is { } until && !meeting.IsCancelled ? CalendarLines.Until(until, holidays) : "")}
        {Fact("内容", meeting.Description)}
        </dl>
        </article>
        """);

    private static Html Fact(string name, string value) => value.Length == 0 ? Html.None : Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
