using System.Buffers;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>POST /api/messages: token, activity, keep it once, 200. Only a pressed button of a card is answered here, since its answer is the response.</summary>
public static class TeamsWebhook
{
    public const string Path = "/api/messages";

    /// <summary>A message has at most about 100 KB.</summary>
    public const int BodyBytesMax = 256 * 1024;

    public static IEndpointConventionBuilder MapTeamsWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, HandleAsync).DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(HttpContext http, IOptions<TeamsOptions> options, TeamsDoor door, TeamsInvokes invokes, TeamsKeeping keeping)
    {
        if (!options.Value.IsOpen)
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Teams は設定されていません。");
        }

        if (await ReadBodyAsync(http.Request) is not { } body)
        {
            return Results.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, title: "本文が大きすぎます。");
        }

        (TeamsActivity? activity, IResult? refusal) = await door.LetInAsync(http, body);
        if (activity is null)
        {
            return refusal!;
        }

        return activity.IsInvoke ? await invokes.AnswerAsync(http, activity)
            : await keeping.KeepAsync(activity) is null ? Busy() : Results.Ok();
    }

    internal static IResult Busy() => Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "いまは受け取れません。");

    /// <returns>The bytes as they came, or null when there are more than <see cref="BodyBytesMax"/>.</returns>
    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > BodyBytesMax)
        {
            return null;
        }

        using MemoryStream body = new();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                if (body.Length + read > BodyBytesMax)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }
}
