using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Feeds;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Page;

/// <summary>Wrong addresses of invitations.</summary>
public sealed class MeetingLinkLimit(TimeProvider clock) : LinkLimit(clock);

/// <summary>/m/{token}: the page of one invitee, for whoever has its address. A GET changes nothing: link previews ask for it too.</summary>
internal static class MeetingEndpoints
{
    public static IServiceCollection AddMeetingPages(this IServiceCollection services) => services.AddSingleton<MeetingActions>().AddSingleton<MeetingLinkLimit>();

    public static void MapMeetings(this WebApplication app)
    {
        RouteGroupBuilder page = app.MapGroup(MeetingLinks.Root);
        page.MapGet("{token}", ShowAsync);
        page.MapPost("{token}", AnswerAsync);
        page.MapGet("{token}/meeting.ics", CalendarAsync);
        page.MapGet("{token}/files/{file:guid}", PaperAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string token, MeetingActions actions, MeetingLinkLimit limit, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return await FindAsync(context, token, actions, limit, cancellationToken) switch
        {
            (_, true) => TooMany(context, contact),
            ({ } view, _) => Shown(context, view, forgery, contact),
            _ => NotFound(context, contact),
        };
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, string token, MeetingActions actions, MeetingLinkLimit limit, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        (MeetingView? view, bool isOver) = await FindAsync(context, token, actions, limit, cancellationToken);
        if (view is null)
        {
            return isOver ? TooMany(context, contact) : NotFound(context, contact);
        }

        PageForm.Limit(context, DoorEndpoints.SmallBytesMax);
        bool isReadable = context.Request.ContentLength is not > DoorEndpoints.SmallBytesMax && context.Request.HasFormContentType;
        if (!isReadable || await DoorEndpoints.ReadAsync(context, forgery, cancellationToken) is not { IsOurs: true })
        {
            return IntakeFrame.Page(context, MeetingPage.Title, MeetingPage.TooOld, contact, StatusCodes.Status400BadRequest);
        }

        MeetingForm form = MeetingForm.Read(await context.Request.ReadFormAsync(cancellationToken));
        try
        {
            if (await actions.TakeAsync(token, form, cancellationToken) is not { } result)
            {
                return NotFound(context, contact);
            }

            Uri? address = result.PassOn is { } named ? await actions.LinkAsync(named, cancellationToken) : null;
            MeetingView now = await actions.ViewAsync(token, cancellationToken) ?? view;
            return Shown(context, now with { Done = result.Done, Problems = result.Problems, Form = result.Problems.Count > 0 ? form : new MeetingForm(), ToPassOn = address is null ? null : (result.PassOn!.Name, address) }, forgery, contact, result.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            return Shown(context, view with { Problems = [MeetingPage.NotKept], Form = form }, forgery, contact, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>The meeting for a calendar program, as a file of its own. The online link stays on the page.</summary>
    private static async Task<IResult> CalendarAsync(HttpContext context, string token, MeetingActions actions, MeetingLinkLimit limit, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        (MeetingView? view, bool isOver) = await FindAsync(context, token, actions, limit, cancellationToken);
        if (view is null || !view.MayRead)
        {
            return isOver ? TooMany(context, contact) : NotFound(context, contact);
        }

        Meeting meeting = view.Meeting;
        CalendarEvent one = new()
        {
            Uid = MeetingFeeds.UidOf(meeting), Sequence = meeting.Revision, StartsAt = meeting.StartsAt, EndsAt = meeting.EndOrGuess, Summary = meeting.Title,
            Location = meeting.Way == MeetingWay.Online ? "オンライン" : string.Join(' ', ((string[])[meeting.Place, meeting.Address]).Where(part => part.Length > 0)), ChangedAt = meeting.ChangedAt, IsCancelled = meeting.IsCancelled,
            Description = "日時や場所が変わったときは、チャットでお知らせします。このカレンダーには届きません。",
        };
        return MeetingFile.Of(context, CalendarText.Of(new CalendarFeed(meeting.Title, contact.Name, [one])));
    }

    /// <summary>A paper, for whoever the page shows it to.</summary>
    private static async Task<IResult> PaperAsync(HttpContext context, string token, Guid file, MeetingActions actions, MeetingPapers papers, MeetingLinkLimit limit, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        (MeetingView? view, bool isOver) = await FindAsync(context, token, actions, limit, cancellationToken);
        return view is null || !view.Papers.Any(paper => paper.Id == file) ? isOver ? TooMany(context, contact) : NotFound(context, contact) : await papers.OpenAsync(context, view.Meeting.Id, file, cancellationToken);
    }

    private static async Task<(MeetingView? View, bool IsOver)> FindAsync(HttpContext context, string token, MeetingActions actions, MeetingLinkLimit limit, CancellationToken cancellationToken)
    {
        IPAddress? caller = CallerAddress.Of(context);
        if (limit.IsOver(caller))
        {
            return (null, true);
        }

        MeetingView? view = await actions.ViewAsync(token, cancellationToken);
        if (view is null)
        {
            limit.CountMiss(caller);
        }

        return (view, false);
    }

    private static IResult Shown(HttpContext context, MeetingView view, IAntiforgery forgery, HubContact contact, int status = StatusCodes.Status200OK) =>
        IntakeFrame.Page(context, MeetingPage.Title, MeetingPage.Of(view with { FormToken = DoorEndpoints.TokenOf(context, forgery) }), contact, status);

    private static IResult NotFound(HttpContext context, HubContact contact) => IntakeFrame.Page(context, "このページは開けません", MeetingPage.NotFound, contact, StatusCodes.Status404NotFound);

    private static IResult TooMany(HttpContext context, HubContact contact) => IntakeFrame.Page(context, "少しお待ちください", MeetingPage.TooMany, contact, StatusCodes.Status429TooManyRequests);
}
