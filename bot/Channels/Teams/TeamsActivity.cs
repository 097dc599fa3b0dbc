using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>What an activity does to the bot's place in the conversation.</summary>
public enum TeamsMove { None, Added, Removed }

/// <summary>One activity, read: what it says (an event neutral of the channel, if it says anything) and how its conversation is reached.</summary>
public sealed record TeamsActivity
{
    /// <summary>message, invoke, conversationUpdate …; never empty.</summary>
    public required string Type { get; init; }

    /// <summary>An invoke's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The platform's own word for the channel (<c>msteams</c>).</summary>
    public string PlatformChannel { get; init; } = "";

    public string ServiceUrl { get; init; } = "";

    /// <summary>Without the thread; empty when the activity names none.</summary>
    public string ConversationId { get; init; } = "";

    public TeamsScope Scope { get; init; }

    public string TenantId { get; init; } = "";

    public string BotId { get; init; } = "";

    /// <summary>The person of a personal conversation; empty in groups.</summary>
    public string UserId { get; init; } = "";

    public string DirectoryUserId { get; init; } = "";

    public TeamsMove Move { get; init; }

    /// <summary>Null when there is nothing to keep: typing, receipts, an invoke we do not route.</summary>
    public ChannelEvent? Event { get; init; }

    public bool IsInvoke => Type == "invoke";

    public bool IsCardAction => IsInvoke && Name == "adaptiveCard/action";
}
