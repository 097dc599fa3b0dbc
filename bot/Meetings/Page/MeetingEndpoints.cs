using System.Data.Common;
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

    private static Task<IResult> ShowAsync(HttpContext context, string token, MeetingActions actions, MeetingLinkLimit limit, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return OpenAsync(context, token, actions, limit, contact, view => Task.FromResult(Shown(context, view, forgery, contact)), cancellationToken);
    }

    private static Task<IResult> AnswerAsync(HttpContext context, string token, MeetingActions actions, MeetingLinkLimit limit, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return OpenAsync(context, token, actions, limit, contact,
            view => LinkPage.TakeAsync(context, forgery, MeetingPage.Words, contact, sent => TakeAsync(context, actions, view, MeetingForm.Read(sent), forgery, contact, cancellationToken), cancellationToken), cancellationToken);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, MeetingActions actions, MeetingView view, MeetingForm form, IAntiforgery forgery, HubContact contact, CancellationToken cancellationToken)
    {
        MeetingFormResult? result;
        try
        {
            result = await actions.TakeAsync(view.Token, form, cancellationToken);
        }
        catch (Exception problem) when (IsOfDatabase(problem))
        {
            return Shown(context, view with { Problems = [MeetingPage.NotKept], Form = form }, forgery, contact, StatusCodes.Status503ServiceUnavailable);
        }

        return result is null ? LinkPage.NotFound(context, MeetingPage.Words, contact) : await TakenAsync(context, actions, view, form, result, forgery, contact, cancellationToken);
    }

    /// <summary>What was kept stays kept, whatever happens to the address to pass on and to the page.</summary>
    private static async Task<IResult> TakenAsync(HttpContext context, MeetingActions actions, MeetingView view, MeetingForm form, MeetingFormResult result, IAntiforgery forgery, HubContact contact, CancellationToken cancellationToken)
    {
        Uri? address = null;
        try
        {
            address = result.PassOn is { } named ? await actions.LinkAsync(named, cancellationToken) : null;
        }
        catch (Exception problem) when (IsOfDatabase(problem))
        {
            // Said below: there is none.
        }

        bool isLost = result.PassOn is not null && address is null, isOnlyLink = form.Do.StartsWith($"{MeetingForm.Link}:", StringComparison.Ordinal);
        result = !isLost ? result : isOnlyLink ? new MeetingFormResult("", [MeetingPage.NotKept]) : result with { Done = result.Done + MeetingPage.LinkLater };
        int status = result.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        try
        {
            MeetingView now = await actions.ViewAsync(view.Token, cancellationToken) ?? view;
            return Shown(context, now with { Done = result.Done, Problems = result.Problems, Form = result.Problems.Count > 0 ? form : new MeetingForm(), ToPassOn = address is null ? null : (result.PassOn!.Name, address) }, forgery, contact, status);
        }
        catch (Exception problem) when (IsOfDatabase(problem))
        {
            return result.Problems.Count > 0 ? Shown(context, view with { Problems = result.Problems, Form = form }, forgery, contact, status) : IntakeFrame.Page(context, MeetingPage.Title, MeetingPage.Kept(result.Done), contact);
        }
    }

    private static bool IsOfDatabase(Exception problem) => problem is DbException or DbUpdateException;

    /// <summary>The meeting for a calendar program, as a file of its own. The online link stays on the page.</summary>
    private static Task<IResult> CalendarAsync(HttpContext context, string token, MeetingActions actions, MeetingLinkLimit limit, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return OpenAsync(context, token, actions, limit, contact, view => Task.FromResult(view.MayRead ? FileOf(context, view.Meeting, contact) : LinkPage.NotFound(context, MeetingPage.Words, contact)), cancellationToken);
    }

    private static IResult FileOf(HttpContext context, Meeting meeting, HubContact contact)
    {
        CalendarEvent one = new()
        {
            Uid = MeetingFeeds.UidOf(meeting), Sequence = meeting.Revision, StartsAt = meeting.StartsAt, EndsAt = meeting.EndOrGuess, Summary = meeting.Title,
            Location = meeting.Way == MeetingWay.Online ? "オンライン" : string.Join(' ', ((string[])[meeting.Place, meeting.Address]).Where(part => part.Length > 0)), ChangedAt = meeting.ChangedAt, IsCancelled = meeting.IsCancelled,
            Description = "日時や場所が変わったときは、チャットでお知らせします。このカレンダーには届きません。",
        };
        return MeetingFile.Of(context, CalendarText.Of(new CalendarFeed(meeting.Title, contact.Name, [one])));
    }

    /// <summary>A paper, for whoever the page shows it to.</summary>
    private static Task<IResult> PaperAsync(HttpContext context, string token, Guid file, MeetingActions actions, MeetingPapers papers, MeetingLinkLimit limit, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return OpenAsync(context, token, actions, limit, contact,
            async view => view.Papers.Any(paper => paper.Id == file) ? await papers.OpenAsync(context, view.Meeting.Id, file, cancellationToken) : LinkPage.NotFound(context, MeetingPage.Words, contact), cancellationToken);
    }

    private static Task<IResult> OpenAsync(HttpContext context, string token, MeetingActions actions, MeetingLinkLimit limit, HubContact contact, Func<MeetingView, Task<IResult>> show, CancellationToken cancellationToken) =>
        LinkPage.OpenAsync(context, limit, MeetingPage.Words, contact, () => actions.ViewAsync(token, cancellationToken), show);

    private static IResult Shown(HttpContext context, MeetingView view, IAntiforgery forgery, HubContact contact, int status = StatusCodes.Status200OK) =>
        IntakeFrame.Page(context, MeetingPage.Title, MeetingPage.Of(view with { FormToken = DoorEndpoints.TokenOf(context, forgery) }), contact, status);
}
