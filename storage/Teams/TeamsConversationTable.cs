using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Teams;

internal sealed class TeamsConversationTable : IEntityTypeConfiguration<TeamsConversation>
{
    public void Configure(EntityTypeBuilder<TeamsConversation> table)
    {
        table.ToTable("teams_conversation");
        table.HasKey(conversation => conversation.ConversationId);
        table.Property(conversation => conversation.ConversationId).HasMaxLength(230);
        table.Property(conversation => conversation.Scope).HasConversion<string>().HasMaxLength(16);
        table.Property(conversation => conversation.Standing).HasConversion<string>().HasMaxLength(16);
        table.Property(conversation => conversation.TenantId).HasMaxLength(100);
        table.Property(conversation => conversation.ServiceUrl).HasMaxLength(400);
        table.Property(conversation => conversation.BotId).HasMaxLength(200);
        table.Property(conversation => conversation.UserId).HasMaxLength(200);
        table.Property(conversation => conversation.DirectoryUserId).HasMaxLength(100);

        // A message to a person asks for the conversation with them.
        table.HasIndex(conversation => conversation.UserId).HasDatabaseName("ix_teams_conversation_user");
    }
}
