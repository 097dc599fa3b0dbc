using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>What an answer of the connector means for a message. Source: learn.microsoft.com/microsoftteams, "Status codes from bot conversational APIs".</summary>
internal static class TeamsOutcomes
{
    /// <summary>A secret that ran out or a registration that went away: somebody has to mend it, and every message would fail alike.</summary>
    private static readonly TimeSpan UnauthorisedWait = TimeSpan.FromMinutes(1);

    /// <param name="isRepeatable">True for a call that does no harm twice (an update): what is doubtful is tried again.</param>
    public static SendOutcome Of(TeamsAnswer answer, bool isRepeatable) => answer switch
    {
        { IsSuccess: true } => new SendOutcome.Accepted("", answer.Id),
        { Fault: CallFault.NotSent } => new SendOutcome.TryAgain(answer.Summary),
        { Fault: CallFault.Doubtful } => Doubtful(answer, isRepeatable),
        { Status: 401 } => new SendOutcome.TryAgain(answer.Summary, UnauthorisedWait, WaitScope.Channel),
        { Status: 403 } => new SendOutcome.Refused(answer.Summary, IsRecipientGone: !IsOfTheOrganisation(answer)),
        { Status: 404 } => new SendOutcome.Refused(answer.Summary, IsRecipientGone: true),
        { Status: 412 } => new SendOutcome.TryAgain(answer.Summary, answer.RetryAfter, WaitScope.Recipient),
        { Status: 429 } => new SendOutcome.TryAgain(answer.Summary, answer.RetryAfter, WaitScope.Recipient),
        { Status: 503 } => new SendOutcome.TryAgain(answer.Summary, answer.RetryAfter), // Turned away before any work. After 502 and 504 nobody knows what was done behind the gateway.
        { Status: 408 or >= 500 } => Doubtful(answer, isRepeatable),
        _ => new SendOutcome.Refused(answer.Summary),
    };

    /// <summary>What we learn of our place in the conversation; null when nothing.</summary>
    public static TeamsStanding? StandingAfter(TeamsAnswer answer) => answer switch
    {
        { Status: 403, Code: "ConversationBlockedByUser" or "MessageWritesBlocked" } => TeamsStanding.Blocked,
        { Status: 403, Code: "BotNotInConversationRoster" or "ForbiddenOperationException" } => TeamsStanding.Removed,
        _ => null,
    };

    /// <summary>True when somebody has to look at the registration or the organisation's settings.</summary>
    public static bool IsForAdministrator(TeamsAnswer answer) =>
        answer is { Status: 401 } or { Status: 403, Code: "ForbiddenOperationException" } || IsOfTheOrganisation(answer);

    /// <summary>Refused to all alike by a setting: it says nothing of the person, who is reached again once it is mended.</summary>
    private static bool IsOfTheOrganisation(TeamsAnswer answer) => answer is { Status: 403, Code: "BotDisabledByAdmin" or "NotEnoughPermissions" or "InvalidBotApiHost" };

    private static SendOutcome Doubtful(TeamsAnswer answer, bool isRepeatable) =>
        isRepeatable ? new SendOutcome.TryAgain(answer.Summary, answer.RetryAfter) : new SendOutcome.Unknown(answer.Summary);
}
