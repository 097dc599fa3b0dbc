using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.DirectorySearch;

internal sealed class PlaceRecordTable : IEntityTypeConfiguration<PlaceRecord>
{
    public void Configure(EntityTypeBuilder<PlaceRecord> table)
    {
        table.ToTable("place_record");
        table.HasKey(record => record.Id);
        table.Property(record => record.SourceKey).HasMaxLength(80);

        // The door against importing one row twice.
        table.HasIndex(record => new { record.SourceId, record.SourceKey }).IsUnique().HasDatabaseName("ux_place_record_source_key");

        // All records of a place are read when it is merged again.
        table.HasIndex(record => record.PlaceId).HasDatabaseName("ix_place_record_place");
    }
}
