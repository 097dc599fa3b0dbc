using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>The pages of consultations behind one-time links.</summary>
internal static class PageEndpoints
{
    public static Task<IResult> ShowAsync(HttpContext context, string token, LinkDoor door, PageActions actions, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        return DoorEndpoints.ShowAsync(context, token, door, forgery, contact, async link =>
            await actions.ViewAsync(token, link, DoneWords(context.Request.Query["done"]), cancellationToken) is { } view
                ? Shown(context, view with { FormToken = DoorEndpoints.TokenOf(context, forgery) }, contact) : null, cancellationToken);
    }

    public static Task<IResult> OpenAsync(HttpContext context, string token, LinkDoor door, IAntiforgery forgery, IOptions<HubOptions> hub, ILogger<LinkDoor> logger, CancellationToken cancellationToken) =>
        DoorEndpoints.OpenAsync(context, token, door, forgery, HubContact.Of(hub.Value), logger, cancellationToken);

    public static async Task<IResult> WriteAsync(
        HttpContext context, string token, LinkDoor door, PageActions actions, PageGate gate, IAntiforgery forgery, IOptions<HubOptions> hub, ILogger<LinkDoor> logger, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        LinkVisit<OneTimeLink> visit = await door.FindAsync(context, token, cancellationToken);
        bool isMine = visit is LinkVisit<OneTimeLink>.Mine;
        long bytesMax = isMine ? PageForm.BodyBytesMax : DoorEndpoints.SmallBytesMax;
        PageForm.Limit(context, bytesMax);
        if (context.Request.ContentLength > bytesMax || !context.Request.HasFormContentType)
        {
            return isMine ? TooBig(context, contact) : DoorEndpoints.Shut(context, door, visit, contact);
        }

        if (!await gate.EnterAsync(cancellationToken))
        {
            return IntakeFrame.Page(context, "少しお待ちください", DoorPages.TooMany(""), contact, StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            if (await DoorEndpoints.ReadAsync(context, forgery, cancellationToken) is not { } form)
            {
                return isMine ? TooBig(context, contact) : DoorEndpoints.Shut(context, door, visit, contact);
            }

            if (visit is not LinkVisit<OneTimeLink>.Mine mine)
            {
                return DoorEndpoints.Shut(context, door, visit, contact, form.IsOurs ? form.Words : "");
            }

            if (form.IsOurs)
            {
                return await TakeAsync(context, token, door, mine.Link, actions, forgery, contact, cancellationToken);
            }

            logger.FormRefused();
            return DoorEndpoints.FormTooOld(context, door, token, contact, form.Words);
        }
        finally
        {
            gate.Leave();
        }
    }

    private static async Task<IResult> TakeAsync(HttpContext context, string token, LinkDoor door, OneTimeLink link, PageActions actions, IAntiforgery forgery, HubContact contact, CancellationToken cancellationToken)
    {
        PageResult result = await actions.TakeAsync(link, await context.Request.ReadFormAsync(cancellationToken), cancellationToken);
        if (result.IsQuiet)
        {
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(new { saved = result.Problems.Count == 0, danger = result.IsDanger, problem = string.Join(" ", result.Problems) });
        }

        if (result.Problems.Count == 0)
        {
            return DoorEndpoints.SeeOther(context, $"{door.Words.Root}/{token}", result.Done);
        }

        int status = result.IsTaken ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status503ServiceUnavailable;
        return await actions.ViewAsync(token, link, "", cancellationToken) is { } view
            ? Shown(context, view.With(result) with { FormToken = DoorEndpoints.TokenOf(context, forgery) }, contact, status)
            : DoorEndpoints.Refused(context, door, contact);
    }

    private static IResult Shown(HttpContext context, PageView view, HubContact contact, int status = StatusCodes.Status200OK) => view.One.State == ConsultationState.Draft
        ? IntakeFrame.Page(context, "ご相談を書く", WritePage.Of(view, contact), contact, status, withScript: true)
        : IntakeFrame.Page(context, $"ご相談 {ConsultationNumbers.Shown(view.One.Number)}", ReadPage.Of(view, contact), contact, status, withScript: true);

    private static IResult TooBig(HttpContext context, HubContact contact) =>
        IntakeFrame.Page(context, "ファイルが大きすぎます", DoorPages.TooBig, contact, StatusCodes.Status413PayloadTooLarge);

    private static string DoneWords(string? done) => done switch
    {
        "save" => "下書きを保存しました。まだ送られていません。",
        "send" => "受け付けました。",
        "reply" => "送りました。担当者に届いています。",
        "correct" => "書き直しを送りました。",
        "drop" => "ファイルを取り消しました。",
        _ => "",
    };
}
