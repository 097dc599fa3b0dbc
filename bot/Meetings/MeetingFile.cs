using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>One meeting as a file for a calendar program. What is put into a calendar so does not follow later changes.</summary>
internal static class MeetingFile
{
    private const string Name = "meeting.ics", ContentType = "text/calendar; charset=utf-8";

    /// <summary>For those who work in the console: with the online link, as their calendars have it.</summary>
    public static async Task<IResult> OpenAsync(HttpContext context, int id, ZaitakuDb db, IOptions<HubOptions> hub, CancellationToken cancellationToken) =>
        await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is { } meeting ? Of(context, MeetingFeeds.Text(meeting.Title, HubContact.Of(hub.Value), [meeting], withLink: true)) : TypedResults.NotFound();

    /// <param name="calendar">As the writer of feeds wrote it.</param>
    public static IResult Of(HttpContext context, string calendar)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(Encoding.UTF8.GetBytes(calendar), ContentType, Name);
    }
}
