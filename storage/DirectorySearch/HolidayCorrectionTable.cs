using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.DirectorySearch;

internal sealed class HolidayCorrectionTable : IEntityTypeConfiguration<HolidayCorrection>
{
    public void Configure(EntityTypeBuilder<HolidayCorrection> table)
    {
        table.ToTable("holiday_correction");
        table.HasKey(correction => correction.Day);
        table.Property(correction => correction.Name).HasMaxLength(40);
    }
}
