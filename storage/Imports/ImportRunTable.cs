using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Imports;

internal sealed class ImportRunTable : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> table)
    {
        table.ToTable("import_run");
        table.HasKey(run => run.Id);
        table.Property(run => run.FileName).HasMaxLength(200);
        table.Property(run => run.Format).HasMaxLength(40);
    }
}
