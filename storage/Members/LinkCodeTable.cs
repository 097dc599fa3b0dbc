using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Members;

internal sealed class LinkCodeTable : IEntityTypeConfiguration<LinkCode>
{
    public void Configure(EntityTypeBuilder<LinkCode> table)
    {
        table.ToTable("link_code");
        table.HasKey(code => code.Id);
        table.Property(code => code.CodeHash).HasMaxLength(64);
        table.Property(code => code.UsedAt).IsConcurrencyToken(); // Typed twice at once: one wins.
        table.HasIndex(code => code.CodeHash).IsUnique().HasDatabaseName("ux_link_code_hash");

        // A new code puts the person's older ones out of use.
        table.HasIndex(code => code.MemberId).HasDatabaseName("ix_link_code_member");
    }
}
