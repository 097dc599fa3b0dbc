using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.DirectorySearch;

internal sealed class PlaceDetailTable : IEntityTypeConfiguration<PlaceDetail>
{
    public void Configure(EntityTypeBuilder<PlaceDetail> table)
    {
        table.ToTable("place_detail");
        table.HasKey(detail => detail.PlaceId);
        table.Property(detail => detail.PlaceId).ValueGeneratedNever();
    }
}
