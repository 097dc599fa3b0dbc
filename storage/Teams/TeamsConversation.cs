namespace Zaitaku.Storage.Teams;

/// <summary>What kind of conversation it is. Stored as text.</summary>
public enum TeamsScope { Personal, Group, Channel }

/// <summary>Whether we may speak there. Stored as text.</summary>
public enum TeamsStanding
{
    Installed,

    /// <summary>The app was taken away, or the bot is no longer in the roster: nothing is sent until it is added again or somebody writes.</summary>
    Removed,

    /// <summary>The person blocked the bot: nothing is sent until the person writes.</summary>
    Blocked,
}

/// <summary>How to reach one conversation on Teams: its address alone is not enough, since the connector's address differs by tenant and region and changes.
/// Refreshed by every activity that comes in.</summary>
public sealed class TeamsConversation
{
    /// <summary>Without the thread of a channel (<c>;messageid=…</c>). Personal data: never logged.</summary>
    public required string ConversationId { get; init; }

    public TeamsScope Scope { get; set; }

    /// <summary>Entra tenant of the organisation; empty when Teams did not say.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Where the connector is, exactly as Teams wrote it.</summary>
    public required string ServiceUrl { get; set; }

    /// <summary>The bot's id there (<c>28:…</c>).</summary>
    public string BotId { get; set; } = "";

    /// <summary>The one person of a personal conversation (<c>29:…</c>); empty in groups.</summary>
    public string UserId { get; set; } = "";

    /// <summary>That person's id in the organisation's directory; empty when Teams did not say.</summary>
    public string DirectoryUserId { get; set; } = "";

    /// <summary>To the minute: a row is not written again for every word.</summary>
    public DateTimeOffset LastActivityAt { get; set; }

    public TeamsStanding Standing { get; set; }

    /// <summary>When the bot was last added. Teams says so twice (installationUpdate and conversationUpdate), and one greeting is enough.</summary>
    public DateTimeOffset? AddedAt { get; set; }
}
