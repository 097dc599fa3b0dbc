using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Inbox;

internal sealed class InboxMessageTable : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> table)
    {
        table.ToTable("inbox_message");
        table.HasKey(message => message.Id);
        table.Property(message => message.Channel).HasMaxLength(16);
        table.Property(message => message.ChannelEventId).HasMaxLength(200);
        table.Property(message => message.ChannelMessageId).HasMaxLength(200);
        table.Property(message => message.Conversation).HasMaxLength(250);
        table.Property(message => message.State).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken(); // Pressed or handled twice at once: one wins.
        table.Property(message => message.LastProblem).HasMaxLength(200);

        // The door against a second delivery. Without it a redelivered "yes" would answer twice.
        table.HasIndex(message => new { message.Channel, message.ChannelEventId }).IsUnique().HasDatabaseName("ux_inbox_message_event");

        // The pump asks for what waits, oldest first.
        table.HasIndex(message => new { message.State, message.Id }).HasDatabaseName("ix_inbox_message_waiting");

        // An unsend names the message.
        table.HasIndex(message => message.ChannelMessageId).HasDatabaseName("ix_inbox_message_channel_message");
    }
}
