using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.DirectorySearch;

internal sealed class PlaceTable : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> table)
    {
        table.ToTable("place");
        table.HasKey(place => place.Id);
        table.Property(place => place.Name).HasMaxLength(200);
        table.Property(place => place.NameKey).HasMaxLength(200);
        table.Property(place => place.KanaKey).HasMaxLength(200);
        table.Property(place => place.Services).HasMaxLength(400);
        table.Property(place => place.Prefecture).HasMaxLength(8);
        table.Property(place => place.Municipality).HasMaxLength(40);
        table.Property(place => place.Town).HasMaxLength(80);
        table.Property(place => place.Precision).HasConversion<string>().HasMaxLength(8);
        table.Property(place => place.Flags).HasMaxLength(100);
        table.Property(place => place.Hours).HasMaxLength(800);

        // A named place, or a landmark, is looked up by its folded name.
        table.HasIndex(place => place.NameKey).HasDatabaseName("ix_place_name_key");
        table.HasIndex(place => place.KanaKey).HasDatabaseName("ix_place_kana_key");
    }
}
