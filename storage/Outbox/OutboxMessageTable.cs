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

        // The pass asks for what waits and is due.
        table.HasIndex(message => new { message.State, message.NotBefore }).HasDatabaseName("ix_outbox_message_due");
    }
}
