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

        if (await RequestBody.ReadAsync(http.Request, BodyBytesMax, http.RequestAborted) is not { } body)
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
}
