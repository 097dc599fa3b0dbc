using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>The pages behind one-time links. A GET changes nothing: link previews ask for them too.</summary>
internal static class PageEndpoints
{
    /// <summary>A form without files: the words several times over, as percent signs or with borders.</summary>
    private const long SmallBytesMax = 512 * 1024;

    public static async Task<IResult> ShowAsync(
        HttpContext context, string token, LinkDoor door, PageActions actions, IAntiforgery forgery, IOptions<HubOptions> hub, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site" && LinkToken.IsWellFormed(token))
        {
            return IntakeFrame.Page(context, "ご相談のページ", DoorPages.Step(token), contact); // Without a look at the link: it says nothing of it.
        }

        switch (await door.FindAsync(context, token, cancellationToken))
        {
            case LinkVisit.Unopened unopened:
                door.Greet(context, token, unopened.Link);
                return IntakeFrame.Page(context, "ご相談のページ", DoorPages.Unopened(token, TokenOf(context, forgery), unopened.Link.ExpiresAt), contact);
            case LinkVisit.Mine mine:
                return await actions.ViewAsync(token, mine.Link, DoneWords(context.Request.Query["done"]), cancellationToken) is { } view
                    ? Shown(context, view with { FormToken = TokenOf(context, forgery) }, contact)
                    : Refused(context, contact);
            case LinkVisit.TooMany:
                return TooMany(context, contact);
            default:
                return Refused(context, contact);
        }
    }

    public static async Task<IResult> OpenAsync(HttpContext context, string token, LinkDoor door, IAntiforgery forgery, IOptions<HubOptions> hub, ILogger<LinkDoor> logger, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        PageForm.Limit(context, SmallBytesMax);
        LinkVisit visit = await door.FindAsync(context, token, cancellationToken);
        if (visit is not (LinkVisit.Unopened or LinkVisit.Mine))
        {
            return visit is LinkVisit.TooMany ? TooMany(context, contact) : Refused(context, contact);
        }

        if (LinkDoor.SecretOf(context) is null)
        {
            return IntakeFrame.Page(context, "開けませんでした", DoorPages.NeedsCookie, contact, StatusCodes.Status400BadRequest);
        }

        if (!await forgery.IsRequestValidAsync(context))
        {
            logger.FormRefused();
            return IntakeFrame.Page(context, "もう一度お願いします", DoorPages.FormTooOld(token, ""), contact, StatusCodes.Status400BadRequest);
        }

        bool isLost = visit is LinkVisit.Unopened unopened && !await door.TryBindAsync(context, unopened.Link, cancellationToken);
        return isLost ? Refused(context, contact) : SeeOther(context, token, "");
    }

    public static async Task<IResult> WriteAsync(
        HttpContext context, string token, LinkDoor door, PageActions actions, PageGate gate, IAntiforgery forgery, IOptions<HubOptions> hub, ILogger<LinkDoor> logger, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        LinkVisit visit = await door.FindAsync(context, token, cancellationToken);
        bool isMine = visit is LinkVisit.Mine;
        long bytesMax = isMine ? PageForm.BodyBytesMax : SmallBytesMax;
        PageForm.Limit(context, bytesMax);
        if (context.Request.ContentLength > bytesMax || !context.Request.HasFormContentType)
        {
            return isMine ? TooBig(context, contact) : Shut(context, visit, contact);
        }

        if (!await gate.EnterAsync(cancellationToken))
        {
            return IntakeFrame.Page(context, "少しお待ちください", DoorPages.TooMany(""), contact, StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            if (await ReadAsync(context, forgery, cancellationToken) is not { } form)
            {
                return isMine ? TooBig(context, contact) : Shut(context, visit, contact);
            }

            if (visit is not LinkVisit.Mine mine)
            {
                return Shut(context, visit, contact, form.IsOurs ? form.Words : "");
            }

            if (form.IsOurs)
            {
                return await TakeAsync(context, token, mine, actions, forgery, contact, cancellationToken);
            }

            logger.FormRefused();
            return IntakeFrame.Page(context, "もう一度お願いします", DoorPages.FormTooOld(token, form.Words), contact, StatusCodes.Status400BadRequest);
        }
        finally
        {
            gate.Leave();
        }
    }

    /// <summary>Reads before it checks, so that what cannot be read is told from what is forged.</summary>
    /// <returns>Null for what cannot be read: too much, or broken off.</returns>
    private static async Task<(string Words, bool IsOurs)?> ReadAsync(HttpContext context, IAntiforgery forgery, CancellationToken cancellationToken)
    {
        try
        {
            string words = (await context.Request.ReadFormAsync(cancellationToken))["words"].ToString();
            return (words, await forgery.IsRequestValidAsync(context));
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }
    }

    private static async Task<IResult> TakeAsync(HttpContext context, string token, LinkVisit.Mine mine, PageActions actions, IAntiforgery forgery, HubContact contact, CancellationToken cancellationToken)
    {
        PageResult result = await actions.TakeAsync(mine.Link, await context.Request.ReadFormAsync(cancellationToken), cancellationToken);
        if (result.IsQuiet)
        {
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(new { saved = result.Problems.Count == 0, danger = result.IsDanger, problem = string.Join(" ", result.Problems) });
        }

        if (result.Problems.Count == 0)
        {
            return SeeOther(context, token, result.Done);
        }

        int status = result.IsTaken ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status503ServiceUnavailable;
        return await actions.ViewAsync(token, mine.Link, "", cancellationToken) is { } view
            ? Shown(context, view.With(result) with { FormToken = TokenOf(context, forgery) }, contact, status)
            : Refused(context, contact);
    }

    private static IResult Shown(HttpContext context, PageView view, HubContact contact, int status = StatusCodes.Status200OK) => view.One.State == Storage.Consultations.ConsultationState.Draft
        ? IntakeFrame.Page(context, "ご相談を書く", WritePage.Of(view, contact), contact, status, withScript: true)
        : IntakeFrame.Page(context, $"ご相談 {Storage.Consultations.ConsultationNumbers.Shown(view.One.Number)}", ReadPage.Of(view, contact), contact, status, withScript: true);

    /// <param name="words">What was typed, handed back: whoever was writing when the door closed loses nothing.</param>
    private static IResult Shut(HttpContext context, LinkVisit visit, HubContact contact, string words = "") =>
        visit is LinkVisit.TooMany ? TooMany(context, contact, words) : Refused(context, contact, words);

    private static IResult Refused(HttpContext context, HubContact contact, string words = "") =>
        IntakeFrame.Page(context, "このリンクは使えません", DoorPages.Closed(words), contact, StatusCodes.Status404NotFound);

    private static IResult TooBig(HttpContext context, HubContact contact) =>
        IntakeFrame.Page(context, "ファイルが大きすぎます", DoorPages.TooBig, contact, StatusCodes.Status413PayloadTooLarge);

    private static IResult TooMany(HttpContext context, HubContact contact, string words = "") =>
        IntakeFrame.Page(context, "少しお待ちください", DoorPages.TooMany(words), contact, StatusCodes.Status429TooManyRequests);

    /// <summary>After a form the browser asks anew, so that a reload sends nothing twice.</summary>
    private static Microsoft.AspNetCore.Http.HttpResults.StatusCodeHttpResult SeeOther(HttpContext context, string token, string done)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = done.Length > 0 ? $"/c/{token}?done={done}" : $"/c/{token}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static Html TokenOf(HttpContext context, IAntiforgery forgery)
    {
        AntiforgeryTokenSet tokens = forgery.GetAndStoreTokens(context);
        return Html.Of($"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""");
    }

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
