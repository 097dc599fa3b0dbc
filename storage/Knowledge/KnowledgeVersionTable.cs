using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Knowledge;

internal sealed class KnowledgeVersionTable : IEntityTypeConfiguration<KnowledgeVersion>
{
    public void Configure(EntityTypeBuilder<KnowledgeVersion> table)
    {
        table.ToTable("knowledge_version");
        table.HasKey(version => version.Id);
        table.Property(version => version.Key).HasMaxLength(80);
        table.Property(version => version.Question).HasMaxLength(300);
        table.Property(version => version.Variants).HasMaxLength(4_000);
        table.Property(version => version.Topics).HasMaxLength(1_000);
        table.Property(version => version.ForResidents).HasMaxLength(2_000);
        table.Property(version => version.ForProfessionals).HasMaxLength(2_000);
        table.Property(version => version.Sources).HasMaxLength(8_000);
        table.Property(version => version.Owner).HasMaxLength(200);
        table.Property(version => version.ReviewedOn).HasMaxLength(10);
        table.Property(version => version.ReviewOn).HasMaxLength(10);

        // Of two who save at once the second looks again.
        table.HasIndex(version => new { version.Key, version.Number }).IsUnique().HasDatabaseName("ix_knowledge_version_key");
    }
}
