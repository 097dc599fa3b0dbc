using Microsoft.Extensions.Options;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Finds the conversation a message goes to, and begins one with a person who has none yet.</summary>
public sealed class TeamsPeople(TeamsConversations conversations, TeamsApi api, IOptions<TeamsOptions> options, TimeProvider clock)
{
    /// <summary>How Teams writes people; conversations begin otherwise.</summary>
    private const string PersonPrefix = "29:";

    /// <param name="address">A conversation, a channel's thread, or a person.</param>
    /// <returns>Where to send, or what the connector said when a conversation could not be begun.</returns>
    public async Task<(TeamsReference? Where, TeamsAnswer? Failure)> FindAsync(string address, CancellationToken cancellationToken)
    {
        if (!address.StartsWith(PersonPrefix, StringComparison.Ordinal))
        {
            TeamsReference? found = await conversations.FindAsync(address, cancellationToken);
            return (found is null ? await GuessAsync(address, cancellationToken) : await PresentAsync(found, cancellationToken), null);
        }

        return await conversations.FindPersonAsync(address, cancellationToken) is { } known ? (known, null) : await BeginAsync(address, null, cancellationToken);
    }

    /// <summary>Begins the conversation with a person. It comes to the same one if there is one.</summary>
    /// <param name="before">The conversation that is no longer found, for its tenant and connector.</param>
    public async Task<(TeamsReference? Where, TeamsAnswer? Failure)> BeginAsync(string userId, TeamsReference? before, CancellationToken cancellationToken)
    {
        TeamsReference? near = before ?? await conversations.LatestAsync(cancellationToken);
        string serviceUrl = near?.ServiceUrl ?? TeamsServiceHosts.Default;
        string tenantId = near is { TenantId.Length: > 0 } ? near.TenantId : options.Value.TenantId;
        string botId = near is { BotId.Length: > 0 } ? near.BotId : $"28:{options.Value.AppId}";
        TeamsAnswer answer = await api.CreateAsync(serviceUrl, tenantId, botId, userId, cancellationToken);
        if (!answer.IsSuccess || answer.Id.Length == 0)
        {
            return (null, answer.IsSuccess ? TeamsAnswer.Failed(CallFault.Doubtful, "a conversation without an id") : answer);
        }

        TeamsReference begun = new()
        {
            ConversationId = answer.Id, Scope = TeamsScope.Personal, ServiceUrl = serviceUrl, TenantId = tenantId, BotId = botId, UserId = userId,
            DirectoryUserId = before?.DirectoryUserId ?? "", LastActivityAt = clock.GetUtcNow(),
        };
        await conversations.KeepAsync(begun, cancellationToken);
        if (before is not null && before.ConversationId != begun.ConversationId)
        {
            await conversations.KeepAsync(before with { Standing = TeamsStanding.Removed }, cancellationToken);
        }

        return (begun, null);
    }

    /// <summary>A conversation with a person may have been begun anew since its address was written down.</summary>
    private async Task<TeamsReference> PresentAsync(TeamsReference found, CancellationToken cancellationToken) =>
        found is { Standing: TeamsStanding.Removed, Scope: TeamsScope.Personal, UserId.Length: > 0 }
            && await conversations.FindPersonAsync(found.UserId, cancellationToken) is { Standing: TeamsStanding.Installed } present
            ? present
            : found;

    /// <summary>A conversation we have no record of: most likely with the same connector as all others.</summary>
    private async Task<TeamsReference> GuessAsync(string address, CancellationToken cancellationToken) => new()
    {
        ConversationId = TeamsActivities.WithoutThread(address),
        Scope = TeamsScope.Group,
        ServiceUrl = (await conversations.LatestAsync(cancellationToken))?.ServiceUrl ?? TeamsServiceHosts.Default,
    };
}
