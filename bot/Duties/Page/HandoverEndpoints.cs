using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Bot.Duties.Page;

/// <summary>The handover pages of duties behind links sent by chat.</summary>
internal static class HandoverEndpoints
{
    public static void MapHandover(this WebApplication app)
    {
        RouteGroupBuilder page = app.MapGroup(HandoverLinks.Root);
        page.MapGet("{token}", ShowAsync);
        page.MapPost("{token}/open", OpenAsync);
        page.MapPost("{token}", WriteAsync);
    }

    private static Task<IResult> ShowAsync(HttpContext context, string token, HandoverDoor door, HandoverActions actions, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return DoorEndpoints.ShowAsync(context, token, door, forgery, contact, async link =>
            await actions.ViewAsync(token, link, cancellationToken) is { } view
                ? Shown(context, view with { Done = context.Request.Query["done"] == "kept" ? "保存しました。" : "" }, forgery, contact) : null, cancellationToken);
    }

    private static Task<IResult> OpenAsync(HttpContext context, string token, HandoverDoor door, IAntiforgery forgery, IOptions<HubOptions> hub, ILogger<HandoverDoor> logger, CancellationToken cancellationToken) =>
        DoorEndpoints.OpenAsync(context, token, door, forgery, HubContact.Of(hub.Value), logger, cancellationToken);

    private static async Task<IResult> WriteAsync(HttpContext context, string token, HandoverDoor door, HandoverActions actions, IAntiforgery forgery, IOptions<HubOptions> hub, ILogger<HandoverDoor> logger, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        LinkVisit<DutyLink> visit = await door.FindAsync(context, token, cancellationToken);
        PageForm.Limit(context, DoorEndpoints.SmallBytesMax);
        bool isReadable = context.Request.ContentLength is not > DoorEndpoints.SmallBytesMax && context.Request.HasFormContentType;
        if (!isReadable || await DoorEndpoints.ReadAsync(context, forgery, cancellationToken) is not { } form)
        {
            return visit is LinkVisit<DutyLink>.Mine ? IntakeFrame.Page(context, "文が長すぎます", HandoverPage.TooBig, contact, StatusCodes.Status413PayloadTooLarge) : DoorEndpoints.Shut(context, door, visit, contact);
        }

        if (visit is not LinkVisit<DutyLink>.Mine mine)
        {
            return DoorEndpoints.Shut(context, door, visit, contact, form.IsOurs ? form.Words : "");
        }

        if (!form.IsOurs)
        {
            logger.HandoverFormRefused();
            return DoorEndpoints.FormTooOld(context, door, token, contact, form.Words);
        }

        HandoverForm typed = HandoverForm.Read(await context.Request.ReadFormAsync(cancellationToken));
        HandoverResult? result = await actions.TakeAsync(mine.Link, typed, cancellationToken);
        if (result?.Problems.Count == 0)
        {
            return DoorEndpoints.SeeOther(context, $"{HandoverLinks.Root}/{token}", "kept");
        }

        return result is not null && await actions.ViewAsync(token, mine.Link, cancellationToken) is { } view
            ? Shown(context, view.With(result), forgery, contact, result.IsTaken ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status503ServiceUnavailable)
            : DoorEndpoints.Refused(context, door, contact, typed.Words);
    }

    private static IResult Shown(HttpContext context, HandoverView view, IAntiforgery forgery, HubContact contact, int status = StatusCodes.Status200OK) =>
        IntakeFrame.Page(context, HandoverPage.Title, HandoverPage.Of(view with { FormToken = DoorEndpoints.TokenOf(context, forgery) }), contact, status, withScript: true);
}
