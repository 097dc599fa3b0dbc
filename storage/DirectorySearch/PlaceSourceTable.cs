using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.DirectorySearch;

internal sealed class PlaceSourceTable : IEntityTypeConfiguration<PlaceSource>
{
    public void Configure(EntityTypeBuilder<PlaceSource> table)
    {
        table.ToTable("place_source");
        table.HasKey(source => source.Id);
        table.Property(source => source.Key).HasMaxLength(40);
        table.Property(source => source.Name).HasMaxLength(120);
        table.Property(source => source.Licence).HasMaxLength(40);
        table.HasIndex(source => source.Key).IsUnique().HasDatabaseName("ux_place_source_key");
    }
}
