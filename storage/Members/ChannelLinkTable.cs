using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Members;

internal sealed class ChannelLinkTable : IEntityTypeConfiguration<ChannelLink>
{
    public void Configure(EntityTypeBuilder<ChannelLink> table)
    {
        table.ToTable("channel_link");
        table.HasKey(link => link.Id);
        table.Property(link => link.Channel).HasMaxLength(16);
        table.Property(link => link.ChannelUserId).HasMaxLength(200);
        table.Property(link => link.Address).HasMaxLength(250);
        table.Property(link => link.MenuShown).HasMaxLength(100);

        // One account on a channel is one person.
        table.HasIndex(link => new { link.Channel, link.ChannelUserId }).IsUnique().HasDatabaseName("ux_channel_link_user");
    }
}
