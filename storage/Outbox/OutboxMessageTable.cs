using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Outbox;

internal sealed class OutboxMessageTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> table)
    {
        table.ToTable("outbox_message");
        table.HasKey(message => message.Id);
        table.Property(message => message.Id).ValueGeneratedNever();
        table.Property(message => message.Channel).HasMaxLength(16);
        table.Property(message => message.Address).HasMaxLength(250);
        table.Property(message => message.Urgency).HasConversion<string>().HasMaxLength(16);
        table.Property(message => message.State).HasConversion<string>().HasMaxLength(16);
        table.Property(message => message.ReplyToken).HasMaxLength(200);
        table.Property(message => message.LastAnswer).HasMaxLength(200);
        table.Property(message => message.Kind).HasMaxLength(40);
        table.Property(message => message.About).HasMaxLength(100);
        table.Property(message => message.Bundle).HasMaxLength(100);
        table.Property(message => message.SentId).HasMaxLength(200);
        table.Property(message => message.ReplacesSentId).HasMaxLength(200);
        table.Property(message => message.TriedChannels).HasMaxLength(60);
        table.Ignore(message => message.IsUntried);
        table.Ignore(message => message.IsRedrawn);
        table.Ignore(message => message.IsInBatch);

        // A plan made anew and a try under way meet here: one of them wins.
        table.Property(message => message.State).IsConcurrencyToken();
        table.Property(message => message.Revision).IsConcurrencyToken();

        // The pass asks for what waits and is due, urgent first.
        table.HasIndex(message => new { message.State, message.Urgency, message.NotBefore }).HasDatabaseName("ix_outbox_message_due");

        // Each channel has lanes of its own; what was sent is not in it.
        table.HasIndex(message => new { message.Channel, message.Urgency, message.NotBefore }).HasDatabaseName("ix_outbox_message_lane").HasFilter("\"State\" = 'Waiting'");

        // A multicast is repeated as a whole.
        table.HasIndex(message => message.Key).HasDatabaseName("ix_outbox_message_key");

        // Planning a thing anew asks for its messages.
        table.HasIndex(message => message.About).HasDatabaseName("ix_outbox_message_about");
    }
}
