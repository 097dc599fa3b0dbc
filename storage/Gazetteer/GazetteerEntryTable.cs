using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Gazetteer;

internal sealed class GazetteerEntryTable : IEntityTypeConfiguration<GazetteerEntry>
{
    public void Configure(EntityTypeBuilder<GazetteerEntry> table)
    {
        table.ToTable("gazetteer_entry");
        table.HasKey(entry => entry.Id);
        table.Property(entry => entry.Kind).HasConversion<string>().HasMaxLength(16);
        table.Property(entry => entry.Name).HasMaxLength(120);
        table.Property(entry => entry.NameKey).HasMaxLength(120);
        table.Property(entry => entry.KanaKey).HasMaxLength(120);
        table.Property(entry => entry.Prefecture).HasMaxLength(8);
        table.Property(entry => entry.Municipality).HasMaxLength(40);
        table.Property(entry => entry.Source).HasMaxLength(40);

        // Every place name in a question is looked up by its folded form, by kana where that is how it was typed.
        table.HasIndex(entry => entry.NameKey).HasDatabaseName("ix_gazetteer_entry_name_key");
        table.HasIndex(entry => entry.KanaKey).HasDatabaseName("ix_gazetteer_entry_kana_key");

        // An import replaces what its kind of file brought before.
        table.HasIndex(entry => entry.Source).HasDatabaseName("ix_gazetteer_entry_source");
    }
}
