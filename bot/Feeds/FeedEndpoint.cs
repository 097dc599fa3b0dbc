using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Staff;

namespace Zaitaku.Bot.Feeds;

/// <summary>Wrong addresses of calendars.</summary>
public sealed class FeedLimit(TimeProvider clock) : LinkLimit(clock);

/// <summary>GET /feeds/{token}.ics: a calendar for whoever knows its address.</summary>
public static class FeedEndpoint
{
    public const string Route = "/feeds/{token}.ics";

    public static IServiceCollection AddFeeds(this IServiceCollection services) => services.AddScoped<RotaFeeds>().AddScoped<MeetingFeeds>().AddSingleton<FeedLimit>();

    public static void MapFeeds(this WebApplication app) => app.MapGet(Route, ReadAsync);

    /// <summary>A path by which a calendar program subscribes.</summary>
    public static string PathOf(string token) => $"/feeds/{token}.ics";

    private static async Task<IResult> ReadAsync(HttpContext context, string token, RotaFeeds feeds, MeetingFeeds meetings, FeedLimit limit, IOptions<HubOptions> hub, TimeProvider clock)
    {
        IPAddress? caller = CallerAddress.Of(context);
        if (limit.IsOver(caller))
        {
            context.Response.Headers.RetryAfter = ((int)LinkLimit.Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests);
        }

        string? text;
        try
        {
            text = await feeds.ReadAsync(token, HubContact.Of(hub.Value), clock.GetUtcNow(), context.RequestAborted)
                ?? await meetings.ReadAsync(token, HubContact.Of(hub.Value), clock.GetUtcNow(), context.RequestAborted);
        }
        catch (Exception problem) when (problem is DbException || problem.InnerException is DbException)
        {
            context.Response.Headers.RetryAfter = "60"; // A calendar program keeps what it has and comes again.
            return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (text is null)
        {
            limit.CountMiss(caller);
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
        }

        return Answer(context, text);
    }

    /// <summary>A feed with its headers; unchanged, it is not sent again.</summary>
    internal static IResult Answer(HttpContext context, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(bytes, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes))[..32]}\""));
    }
}
