using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Outbox;

/// <summary>What a channel said of the month's plan; the last of each day is kept, for the forecast.</summary>
public sealed class QuotaReading
{
    public int Id { get; init; }

    public required string Channel { get; init; }

    /// <summary>Day in Tokyo.</summary>
    public DateOnly Day { get; init; }

    public DateTimeOffset ReadAt { get; set; }

    /// <summary>Messages of this month's plan; null where there is no limit.</summary>
    public long? Limit { get; set; }

    /// <summary>Messages counted so far this month.</summary>
    public long Used { get; set; }
}

internal sealed class QuotaReadingTable : IEntityTypeConfiguration<QuotaReading>
{
    public void Configure(EntityTypeBuilder<QuotaReading> table)
    {
        table.ToTable("quota_reading");
        table.HasKey(reading => reading.Id);
        table.Property(reading => reading.Channel).HasMaxLength(16);
        table.HasIndex(reading => new { reading.Channel, reading.Day }).IsUnique().HasDatabaseName("ux_quota_reading_day");
    }
}
