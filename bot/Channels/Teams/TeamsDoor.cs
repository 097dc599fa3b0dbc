using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Zaitaku.Bot.WebConsole;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Who may hand in an activity: the Bot Connector with a token that fits the activity; in Development, and if so set, a program on this machine without one.</summary>
public sealed class TeamsDoor(TeamsTokenCheck tokens, TeamsServiceHosts hosts, IOptions<TeamsOptions> options, IHostEnvironment environment, TimeProvider clock, ILogger<TeamsDoor> logger)
{
    /// <returns>The activity, or how it is refused. Every doubt about the caller is answered alike: what exactly was wrong stands in the log only.</returns>
    public async Task<(TeamsActivity? Activity, IResult? Refusal)> LetInAsync(HttpContext http, byte[] body)
    {
        TeamsCaller? caller = null;
        bool isAnonymous = IsAnonymousAllowed(http);
        if (!isAnonymous)
        {
            string? header = http.Request.Headers.Authorization is [{ } single] ? single : null;
            (caller, string problem, bool isAway) = options.Value.IsConfigured ? await tokens.CheckAsync(header, http.RequestAborted) : (null, "no app id configured", false);
            if (caller is null)
            {
                return (null, isAway ? TurnAwayForNow() : Refuse(problem));
            }
        }

        if (TeamsActivities.Read(body, clock.GetUtcNow()) is not { } activity)
        {
            logger.ActivityUnreadable(body.Length);
            return (null, Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "アクティビティとして読めません。"));
        }

        if (caller is not null && !caller.SpeaksFor(activity))
        {
            return (null, Refuse("the token is for another service URL or channel"));
        }

        // Only where an answer could follow: an activity without a conversation has none.
        return activity.ConversationId.Length > 0 && !hosts.Allows(activity.ServiceUrl)
            ? (null, Refuse("the service URL's host is not on the list"))
            : (activity, null);
    }

    private bool IsAnonymousAllowed(HttpContext http) =>
        options.Value.AllowAnonymousLoopback && environment.IsDevelopment() && !http.Request.Headers.ContainsKey(HeaderNames.Authorization) && LocalDoor.IsLocal(http);

    /// <summary>A real message must not be refused for ever because an identity server is away: Teams may deliver it again.</summary>
    private IResult TurnAwayForNow()
    {
        logger.CallerNotTold();
        return TeamsWebhook.Busy();
    }

    private IResult Refuse(string problem)
    {
        logger.CallerRefused(problem);
        return Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "認証できませんでした。");
    }
}
