using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>A stored conversation as a value.</summary>
public sealed record TeamsReference
{
    public required string ConversationId { get; init; }

    public required TeamsScope Scope { get; init; }

    public required string ServiceUrl { get; init; }

    public string TenantId { get; init; } = "";

    public string BotId { get; init; } = "";

    public string UserId { get; init; } = "";

    public string DirectoryUserId { get; init; } = "";

    public TeamsStanding Standing { get; init; }

    public DateTimeOffset LastActivityAt { get; init; }

    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>True when the database knows all of this.</summary>
    public bool IsStored { get; init; }

    public static TeamsReference New(TeamsActivity activity) =>
        new() { ConversationId = activity.ConversationId, Scope = activity.Scope, ServiceUrl = activity.ServiceUrl };

    public static TeamsReference Of(TeamsConversation row) => new()
    {
        ConversationId = row.ConversationId,
        Scope = row.Scope,
        ServiceUrl = row.ServiceUrl,
        TenantId = row.TenantId,
        BotId = row.BotId,
        UserId = row.UserId,
        DirectoryUserId = row.DirectoryUserId,
        Standing = row.Standing,
        LastActivityAt = row.LastActivityAt,
        AddedAt = row.AddedAt,
        IsStored = true,
    };

    /// <summary>What is true after an activity. Fields Teams left out this time keep what they were; whoever writes can be written to.</summary>
    public TeamsReference After(TeamsActivity activity) => this with
    {
        Scope = activity.Scope,
        ServiceUrl = activity.ServiceUrl.Length > 0 ? activity.ServiceUrl : ServiceUrl,
        TenantId = activity.TenantId.Length > 0 ? activity.TenantId : TenantId,
        BotId = activity.BotId.Length > 0 ? activity.BotId : BotId,
        UserId = activity.UserId.Length > 0 ? activity.UserId : UserId,
        DirectoryUserId = activity.DirectoryUserId.Length > 0 ? activity.DirectoryUserId : DirectoryUserId,
        Standing = activity.Move == TeamsMove.Removed ? TeamsStanding.Removed
            : activity.Move == TeamsMove.Added || activity.Type is "message" or "invoke" ? TeamsStanding.Installed
            : Standing,
    };

    public TeamsConversation ToRow() => new()
    {
        ConversationId = ConversationId,
        Scope = Scope,
        ServiceUrl = ServiceUrl,
        TenantId = TenantId,
        BotId = BotId,
        UserId = UserId,
        DirectoryUserId = DirectoryUserId,
        Standing = Standing,
        LastActivityAt = LastActivityAt,
        AddedAt = AddedAt,
    };
}
