using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Bot.Staff;

namespace Zaitaku.Bot.Meetings.Surveys;

/// <summary>Wrong addresses of surveys.</summary>
public sealed class SurveyLimit(TimeProvider clock) : LinkLimit(clock);

/// <summary>/s/{token}: a survey, answered once by whoever has its address. A GET changes nothing: link previews ask for it too.</summary>
internal static class SurveyEndpoints
{
    public static void MapSurveys(this WebApplication app)
    {
        RouteGroupBuilder page = app.MapGroup(SurveyTurn.Root);
        page.MapGet("{token}", ShowAsync);
        page.MapPost("{token}", TakeAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string token, SurveyActions actions, SurveyLimit limit, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        (SurveyView? view, bool isOver) = await FindAsync(context, token, actions, limit, cancellationToken);
        return view is null ? Shut(context, isOver, contact) : IntakeFrame.Page(context, SurveyPage.Title, SurveyPage.Of(view, null, "", DoorEndpoints.TokenOf(context, forgery)), contact);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, string token, SurveyActions actions, SurveyLimit limit, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        (SurveyView? view, bool isOver) = await FindAsync(context, token, actions, limit, cancellationToken);
        if (view is null)
        {
            return Shut(context, isOver, contact);
        }

        PageForm.Limit(context, DoorEndpoints.SmallBytesMax);
        bool isReadable = context.Request.ContentLength is not > DoorEndpoints.SmallBytesMax && context.Request.HasFormContentType;
        if (!isReadable || await DoorEndpoints.ReadAsync(context, forgery, cancellationToken) is not { IsOurs: true })
        {
            return IntakeFrame.Page(context, SurveyPage.Title, SurveyPage.TooOld, contact, StatusCodes.Status400BadRequest);
        }

        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string? problem;
        try
        {
            problem = await actions.TakeAsync(token, questions => SurveySheet.Read(form, questions), cancellationToken);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            problem = SurveyPage.NotKept;
        }

        return problem switch
        {
            null => Shut(context, isOver: false, contact),
            "" => IntakeFrame.Page(context, SurveyPage.Title, SurveyPage.Thanks, contact),
            _ => IntakeFrame.Page(context, SurveyPage.Title, SurveyPage.Of(view with { IsAnswered = problem == SurveyActions.Twice }, SurveySheet.Read(form, view.Questions), problem, DoorEndpoints.TokenOf(context, forgery)), contact,
                problem == SurveyPage.NotKept ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity),
        };
    }

    private static async Task<(SurveyView? View, bool IsOver)> FindAsync(HttpContext context, string token, SurveyActions actions, SurveyLimit limit, CancellationToken cancellationToken)
    {
        IPAddress? caller = CallerAddress.Of(context);
        if (limit.IsOver(caller))
        {
            return (null, true);
        }

        SurveyView? view = await actions.ViewAsync(token, cancellationToken);
        if (view is null)
        {
            limit.CountMiss(caller);
        }

        return (view, false);
    }

    private static IResult Shut(HttpContext context, bool isOver, HubContact contact) => isOver
        ? IntakeFrame.Page(context, "少しお待ちください", SurveyPage.TooMany, contact, StatusCodes.Status429TooManyRequests)
        : IntakeFrame.Page(context, "このページは開けません", SurveyPage.NotFound, contact, StatusCodes.Status404NotFound);
}
