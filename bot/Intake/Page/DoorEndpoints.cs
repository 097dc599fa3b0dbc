using Microsoft.AspNetCore.Antiforgery;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>What pages behind a link do alike before their door. A GET changes nothing: link previews ask for them too.</summary>
internal static class DoorEndpoints
{
    /// <summary>A form without files: the words several times over, as percent signs or with borders.</summary>
    public const long SmallBytesMax = 512 * 1024;

    /// <param name="show">The page of an opened link; null where what it was for is gone.</param>
    public static async Task<IResult> ShowAsync<TLink>(
        HttpContext context, string token, BrowserDoor<TLink> door, IAntiforgery forgery, HubContact contact, Func<TLink, Task<IResult?>> show, CancellationToken cancellationToken)
        where TLink : class, IBrowserLink
    {
        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site" && LinkToken.IsWellFormed(token))
        {
            return IntakeFrame.Page(context, door.Words.Title, DoorPages.Step(door.Words, token), contact); // Without a look at the link: it says nothing of it.
        }

        switch (await door.FindAsync(context, token, cancellationToken))
        {
            case LinkVisit<TLink>.Unopened unopened:
                door.Greet(context, token, unopened.Link);
                return IntakeFrame.Page(context, door.Words.Title, DoorPages.Unopened(door.Words, token, TokenOf(context, forgery), unopened.Link.ExpiresAt), contact);
            case LinkVisit<TLink>.Mine mine:
                return await show(mine.Link) ?? Refused(context, door, contact);
            case LinkVisit<TLink>.TooMany:
                return TooMany(context, contact);
            default:
                return Refused(context, door, contact);
        }
    }

    /// <summary>The button was pressed: the link is this browser's from now on.</summary>
    public static async Task<IResult> OpenAsync<TLink>(HttpContext context, string token, BrowserDoor<TLink> door, IAntiforgery forgery, HubContact contact, ILogger logger, CancellationToken cancellationToken)
        where TLink : class, IBrowserLink
    {
        PageForm.Limit(context, SmallBytesMax);
        LinkVisit<TLink> visit = await door.FindAsync(context, token, cancellationToken);
        if (visit is not (LinkVisit<TLink>.Unopened or LinkVisit<TLink>.Mine))
        {
            return Shut(context, door, visit, contact);
        }

        if (BrowserSecret.Of(context) is null)
        {
            return IntakeFrame.Page(context, "開けませんでした", DoorPages.NeedsCookie, contact, StatusCodes.Status400BadRequest);
        }

        if (!await forgery.IsRequestValidAsync(context))
        {
            logger.FormRefused();
            return FormTooOld(context, door, token, contact, "");
        }

        bool isLost = visit is LinkVisit<TLink>.Unopened unopened && !await door.TryBindAsync(context, unopened.Link, cancellationToken);
        return isLost ? Refused(context, door, contact) : SeeOther(context, $"{door.Words.Root}/{token}", "");
    }

    /// <summary>Reads before it checks, so that what cannot be read is told from what is forged.</summary>
    /// <returns>Null for what cannot be read: too much, or broken off.</returns>
    public static async Task<(string Words, bool IsOurs)?> ReadAsync(HttpContext context, IAntiforgery forgery, CancellationToken cancellationToken)
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

    /// <param name="words">What was typed, handed back: whoever was writing when the door closed loses nothing.</param>
    public static IResult Shut<TLink>(HttpContext context, BrowserDoor<TLink> door, LinkVisit<TLink> visit, HubContact contact, string words = "")
        where TLink : class, IBrowserLink => visit is LinkVisit<TLink>.TooMany ? TooMany(context, contact, words) : Refused(context, door, contact, words);

    /// <inheritdoc cref="Shut"/>
    public static IResult Refused<TLink>(HttpContext context, BrowserDoor<TLink> door, HubContact contact, string words = "")
        where TLink : class, IBrowserLink => IntakeFrame.Page(context, "このリンクは使えません", DoorPages.Closed(door.Words, words), contact, StatusCodes.Status404NotFound);

    public static IResult FormTooOld<TLink>(HttpContext context, BrowserDoor<TLink> door, string token, HubContact contact, string words)
        where TLink : class, IBrowserLink => IntakeFrame.Page(context, "もう一度お願いします", DoorPages.FormTooOld(door.Words, token, words), contact, StatusCodes.Status400BadRequest);

    public static IResult TooMany(HttpContext context, HubContact contact, string words = "") =>
        IntakeFrame.Page(context, "少しお待ちください", DoorPages.TooMany(words), contact, StatusCodes.Status429TooManyRequests);

    /// <summary>After a form the browser asks anew, so that a reload sends nothing twice.</summary>
    public static IResult SeeOther(HttpContext context, string page, string done)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = done.Length > 0 ? $"{page}?done={done}" : page;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    public static Html TokenOf(HttpContext context, IAntiforgery forgery)
    {
        AntiforgeryTokenSet tokens = forgery.GetAndStoreTokens(context);
        return Html.Of($"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""");
    }
}
