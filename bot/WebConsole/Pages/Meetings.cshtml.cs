using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Feeds;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The calendar: meetings and trainings of the hub and of others, month by month; its addresses for calendar programs.</summary>
public sealed class MeetingsModel(ZaitakuDb db, MeetingFeeds feeds, SeriesDesk series, LiveDirectory directory, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    /// <summary>Organisers a filter offers.</summary>
    private const int OrganisersMax = 100;

    /// <summary>Fiscal years a filter offers, back from the present one.</summary>
    private const int YearsBack = 5;

    public CalendarFilter Filter { get; private set; } = CalendarFilter.Of(null, null, null, null, null);

    public IReadOnlyList<IGrouping<(int Year, int Month), Meeting>> Months { get; private set; } = [];

    /// <summary>There are more than are listed.</summary>
    public bool Stopped { get; private set; }

    public IReadOnlyList<EndingSeries> Ending { get; private set; } = [];

    public IReadOnlyDictionary<int, MeetingCounts> Counts { get; private set; } = new Dictionary<int, MeetingCounts>();

    public IReadOnlyList<string> Organisers { get; private set; } = [];

    public IReadOnlyList<FiscalYear> Years { get; private set; } = [];

    public MeetingFeedList Feeds { get; private set; } = MeetingFeedList.None;

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(string? kind, string? organiser, [FromQuery(Name = "for")] string? audience, string? year, string? month, string? done, CancellationToken cancellationToken)
    {
        Done = done switch { "revoked" => FeedList.Revoked, "imported" => "取り込みました。", _ => "" };
        Filter = CalendarFilter.Of(kind, organiser, audience, year, month);
        await ShowAsync("", cancellationToken);
    }

    /// <param name="role">Id of a role; empty for all meetings.</param>
    public async Task<IActionResult> OnPostFeedAsync(string? role, string? label, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(role) && !Storage.Members.Roles.TryParse(role, out _))
        {
            Problem = "どの会議のアドレスかを選んでください。";
            await ShowAsync("", cancellationToken);
            return Page();
        }

        string? token = await feeds.CreateAsync(role ?? "", null, FeedList.LabelOf(label), Staff.Id, clock.GetUtcNow(), cancellationToken);
        Problem = token is null ? FeedList.TooMany : "";
        await ShowAsync(token is null ? "" : SetUpAddress.Of(HttpContext, hub.Value, FeedEndpoint.PathOf(token)), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(int feed, CancellationToken cancellationToken)
    {
        if (await db.MeetingFeeds.SingleOrDefaultAsync(one => one.Id == feed, cancellationToken) is not { } found)
        {
            return Missing();
        }

        await feeds.RevokeAsync(found, Staff.Id, clock.GetUtcNow(), cancellationToken);
        return LocalRedirect("/console/meetings?done=revoked");
    }

    public MeetingCounts CountsOf(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return Counts.GetValueOrDefault(meeting.Id, MeetingCounts.None);
    }

    private async Task ShowAsync(string newAddress, CancellationToken cancellationToken)
    {
        Now = clock.GetUtcNow();
        Holidays = directory.Current().Holidays;
        List<Meeting> found = await Filter.ReadAsync(db, Now, cancellationToken);
        Stopped = found.Count >= CalendarReads.ShownMax;
        Ending = await series.EndingAsync(Now, cancellationToken);
        Months = [.. found.GroupBy(meeting => OfficeTime.DayOf(meeting.StartsAt) is var day ? (day.Year, day.Month) : default)];
        Counts = await CalendarReads.CountsAsync(db, [.. found.Select(meeting => meeting.Id)], cancellationToken);
        Organisers = await MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.Organiser != "").Select(meeting => meeting.Organiser).Distinct().OrderBy(name => name).Take(OrganisersMax).ToListAsync(cancellationToken);
        FiscalYear present = FiscalYear.Of(OfficeTime.DayOf(Now));
        Years = [.. Enumerable.Range(present.Year - YearsBack, YearsBack + 2).Reverse().Select(year => new FiscalYear(year))];
        Feeds = await feeds.ListAsync(newAddress, cancellationToken);
    }
}
