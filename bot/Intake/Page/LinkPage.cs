using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Zaitaku.Bot.Staff;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>What a page behind a secret address says where it shows nothing.</summary>
/// <param name="NotFound">Of an address that never was, is void or ran out: all look alike.</param>
/// <param name="TooOld">Of a form that is not ours, or cannot be read.</param>
internal sealed record LinkWords(string Title, string NotFound, Html TooOld);

/// <summary>Pages that whoever has their secret address may open, without more: wrong addresses are counted, and all look alike.</summary>
internal static class LinkPage
{
    private const string Shut = "このページは開けません";

    /// <param name="find">What is behind the address; null for nothing.</param>
    public static async Task<IResult> OpenAsync<TView>(HttpContext context, LinkLimit limit, LinkWords words, HubContact contact, Func<Task<TView?>> find, Func<TView, Task<IResult>> show)
        where TView : class
    {
        IPAddress? caller = CallerAddress.Of(context);
        if (limit.IsOver(caller))
        {
            return DoorEndpoints.TooMany(context, contact);
        }

        if (await find() is { } view)
        {
            return await show(view);
        }

        limit.CountMiss(caller);
        return NotFound(context, words, contact);
    }

    public static IResult NotFound(HttpContext context, LinkWords words, HubContact contact) =>
        IntakeFrame.Page(context, Shut, Html.Of($"<h1>{Shut}</h1><p>{words.NotFound}</p>"), contact, StatusCodes.Status404NotFound);

    /// <summary>A form without files.</summary>
    /// <param name="take">What is done with a form of ours.</param>
    public static async Task<IResult> TakeAsync(HttpContext context, IAntiforgery forgery, LinkWords words, HubContact contact, Func<IFormCollection, Task<IResult>> take, CancellationToken cancellationToken)
    {
        PageForm.Limit(context, DoorEndpoints.SmallBytesMax);
        bool isReadable = context.Request.ContentLength is not > DoorEndpoints.SmallBytesMax && context.Request.HasFormContentType;
        return isReadable && await DoorEndpoints.ReadAsync(context, forgery, cancellationToken) is { IsOurs: true }
            ? await take(await context.Request.ReadFormAsync(cancellationToken))
            : IntakeFrame.Page(context, words.Title, words.TooOld, contact, StatusCodes.Status400BadRequest);
    }
}
