using System.Data.Common;

namespace Zaitaku.Storage.Teams;

/// <summary>Keeps what an activity told of its conversation: one row a conversation, the last word wins. SQL that SQLite and PostgreSQL understand.</summary>
public static class TeamsConversationWrites
{
    private static readonly PreparedSql Upsert = new(
        """
        INSERT INTO "teams_conversation" ("ConversationId", "Scope", "TenantId", "ServiceUrl", "BotId", "UserId", "DirectoryUserId", "LastActivityAt", "Standing", "AddedAt")
        VALUES (@conversationId, @scope, @tenantId, @serviceUrl, @botId, @userId, @directoryUserId, @lastActivityAt, @standing, @addedAt)
        ON CONFLICT ("ConversationId") DO UPDATE SET "Scope" = excluded."Scope", "TenantId" = excluded."TenantId", "ServiceUrl" = excluded."ServiceUrl",
            "BotId" = excluded."BotId", "UserId" = excluded."UserId", "DirectoryUserId" = excluded."DirectoryUserId",
            "LastActivityAt" = excluded."LastActivityAt", "Standing" = excluded."Standing", "AddedAt" = excluded."AddedAt"
        """,
        "@conversationId", "@scope", "@tenantId", "@serviceUrl", "@botId", "@userId", "@directoryUserId", "@lastActivityAt", "@standing", "@addedAt");

    public static void Keep(DbConnection connection, TeamsConversation row)
    {
        ArgumentNullException.ThrowIfNull(row);
        using DbCommand upsert = Upsert.On(connection);
        PreparedSql.Execute(
            upsert, row.ConversationId, row.Scope.ToString(), row.TenantId, row.ServiceUrl, row.BotId, row.UserId, row.DirectoryUserId,
            row.LastActivityAt.UtcTicks, row.Standing.ToString(), row.AddedAt?.UtcTicks);
    }
}
