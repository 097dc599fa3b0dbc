using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Dialogue;

internal sealed class DialogueTable : IEntityTypeConfiguration<DialogueState>
{
    public void Configure(EntityTypeBuilder<DialogueState> table)
    {
        table.ToTable("dialogue_state");
        table.HasKey(dialogue => dialogue.Conversation);
        table.Property(dialogue => dialogue.Conversation).HasMaxLength(250);
    }
}
