using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Outbox;

/// <summary>A page no channel could take: somebody at the hub must ring the person up.</summary>
public sealed class PhoneTask
{
    public const int PhoneLengthMax = 40;

    public int Id { get; init; }

    /// <summary>The message that could not be delivered.</summary>
    public Guid MessageId { get; init; }

    public Guid MemberId { get; init; }

    /// <summary>Number to call; empty where none is known. Personal data: never logged.</summary>
    public required string Phone { get; init; }

    /// <summary>Why no channel took it; never words of the message.</summary>
    public required string Reason { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when a coordinator has called.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class PhoneTaskTable : IEntityTypeConfiguration<PhoneTask>
{
    public void Configure(EntityTypeBuilder<PhoneTask> table)
    {
        table.ToTable("phone_task");
        table.HasKey(task => task.Id);
        table.Property(task => task.Phone).HasMaxLength(PhoneTask.PhoneLengthMax);
        table.Property(task => task.Reason).HasMaxLength(200);

        // One call per message, however often its end is written.
        table.HasIndex(task => task.MessageId).IsUnique().HasDatabaseName("ux_phone_task_message");
    }
}
