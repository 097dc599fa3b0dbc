using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Unanswered;

internal sealed class KeptNoteTable : IEntityTypeConfiguration<KeptNote>
{
    public void Configure(EntityTypeBuilder<KeptNote> table)
    {
        table.ToTable("kept_note");
        table.HasKey(note => note.Id);
        table.Property(note => note.Kind).HasConversion<string>().HasMaxLength(16);
        table.Property(note => note.Reason).HasConversion<string>().HasMaxLength(16);
        table.Property(note => note.Text).HasMaxLength(5_000);
        table.Property(note => note.ChannelMessageId).HasMaxLength(200);

        // The console shows one kind at a time, newest first; an unsend names the message.
        table.HasIndex(note => new { note.Kind, note.SaidAt }).HasDatabaseName("ix_kept_note_kind");
        table.HasIndex(note => note.ChannelMessageId).HasDatabaseName("ix_kept_note_channel_message");
        table.HasIndex(note => note.LessonId).HasDatabaseName("ix_kept_note_lesson");
    }
}
