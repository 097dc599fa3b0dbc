using System.Data.Common;
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

    private static Task<IResult> ShowAsync(HttpContext context, string token, SurveyActions actions, SurveyLimit limit, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return LinkPage.OpenAsync(context, limit, SurveyPage.Words, contact, () => actions.ViewAsync(token, cancellationToken),
            view => Task.FromResult(IntakeFrame.Page(context, SurveyPage.Title, SurveyPage.Of(view, null, "", DoorEndpoints.TokenOf(context, forgery)), contact)));
    }

    private static Task<IResult> TakeAsync(HttpContext context, string token, SurveyActions actions, SurveyLimit limit, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return LinkPage.OpenAsync(context, limit, SurveyPage.Words, contact, () => actions.ViewAsync(token, cancellationToken),
            view => LinkPage.TakeAsync(context, forgery, SurveyPage.Words, contact, async form => await TakenAsync(actions, view, form, cancellationToken) switch
            {
                null => LinkPage.NotFound(context, SurveyPage.Words, contact),
                "" => IntakeFrame.Page(context, SurveyPage.Title, SurveyPage.Thanks, contact),
                string problem => IntakeFrame.Page(context, SurveyPage.Title, SurveyPage.Of(view with { IsAnswered = problem == SurveyActions.Twice }, SurveySheet.Read(form, view.Questions), problem, DoorEndpoints.TokenOf(context, forgery)), contact,
                    problem == SurveyPage.NotKept ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity),
            }, cancellationToken));
    }

    /// <inheritdoc cref="SurveyActions.TakeAsync"/>
    private static async Task<string?> TakenAsync(SurveyActions actions, SurveyView view, IFormCollection form, CancellationToken cancellationToken)
    {
        try
        {
            return await actions.TakeAsync(view.Token, questions => SurveySheet.Read(form, questions), cancellationToken);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            return SurveyPage.NotKept;
        }
    }
}
