using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Members;

/// <summary>When a person does not want a kind of notice. Without a row the hub's hours hold.</summary>
public sealed class QuietHours
{
    public int Id { get; init; }

    public Guid MemberId { get; init; }

    /// <summary>What the notices are about (<see cref="Outbox.NoticeTopics"/>), or empty for all that has no row of its own.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Minutes after midnight, Tokyo: 1260 is 21:00.</summary>
    public int FromMinute { get; set; }

    /// <summary>Minutes after midnight, Tokyo; before <see cref="FromMinute"/> when they span it, equal to it for no quiet hours at all.</summary>
    public int ToMinute { get; set; }
}

internal sealed class QuietHoursTable : IEntityTypeConfiguration<QuietHours>
{
    public void Configure(EntityTypeBuilder<QuietHours> table)
    {
        table.ToTable("quiet_hours");
        table.HasKey(hours => hours.Id);
        table.Property(hours => hours.Kind).HasMaxLength(40);
        table.HasIndex(hours => new { hours.MemberId, hours.Kind }).IsUnique().HasDatabaseName("ux_quiet_hours_member_kind");
    }
}
