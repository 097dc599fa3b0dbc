using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Unanswered;

internal sealed class LessonTable : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> table)
    {
        table.ToTable("lesson");
        table.HasKey(lesson => lesson.Id);
        table.Property(lesson => lesson.Kind).HasConversion<string>().HasMaxLength(16);
        table.Property(lesson => lesson.Words).HasMaxLength(500);
        table.Property(lesson => lesson.Means).HasMaxLength(300);
        table.Property(lesson => lesson.UndoneAt).IsConcurrencyToken();
    }
}
