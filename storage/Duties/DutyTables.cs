using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Duties;

internal sealed class HeldDutyTable : IEntityTypeConfiguration<HeldDuty>
{
    public void Configure(EntityTypeBuilder<HeldDuty> table)
    {
        table.ToTable("held_duty");
        table.HasKey(duty => duty.Id);
        table.Property(duty => duty.ConfirmedVia).HasConversion<string>().HasMaxLength(16);
        table.Property(duty => duty.Revision).IsConcurrencyToken();
        table.HasMany(duty => duty.Steps).WithOne().HasForeignKey(step => step.DutyId);
        table.HasIndex(duty => new { duty.RotaId, duty.EndsAt }).HasDatabaseName("ix_held_duty_rota");
        table.HasIndex(duty => new { duty.HolderId, duty.EndsAt }).HasDatabaseName("ix_held_duty_holder");
        table.HasIndex(duty => duty.NextStepAt).HasDatabaseName("ix_held_duty_step");
    }
}

internal sealed class DutyStepTable : IEntityTypeConfiguration<DutyStep>
{
    public void Configure(EntityTypeBuilder<DutyStep> table)
    {
        table.ToTable("duty_step");
        table.HasKey(step => step.Id);
        table.Property(step => step.Kind).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(step => new { step.DutyId, step.Kind }).IsUnique().HasDatabaseName("ux_duty_step"); // Taken once, whatever died between.
    }
}

internal sealed class HandoverNoteTable : IEntityTypeConfiguration<HandoverNote>
{
    public void Configure(EntityTypeBuilder<HandoverNote> table)
    {
        table.ToTable("handover_note");
        table.HasKey(note => note.Id);
        table.Property(note => note.Text).HasMaxLength(HandoverNote.TextLengthMax);
        table.Property(note => note.Revision).IsConcurrencyToken();
        table.HasIndex(note => new { note.RotaId, note.ShownUntil }).HasDatabaseName("ix_handover_note_rota");
        table.HasIndex(note => note.DutyId).IsUnique().HasDatabaseName("ux_handover_note_duty"); // One a duty; it is written on, not beside.
    }
}

internal sealed class DutyLinkTable : IEntityTypeConfiguration<DutyLink>
{
    public void Configure(EntityTypeBuilder<DutyLink> table)
    {
        table.ToTable("duty_link");
        table.HasKey(link => link.Id);
        table.Property(link => link.TokenHash).HasMaxLength(64);
        table.Property(link => link.BrowserHash).HasMaxLength(64).IsConcurrencyToken(); // Two browsers press at once: one wins.
        table.HasIndex(link => link.TokenHash).IsUnique().HasDatabaseName("ux_duty_link_token");
        table.HasIndex(link => link.DutyId).HasDatabaseName("ix_duty_link_duty");
    }
}

internal sealed class DutyGapTable : IEntityTypeConfiguration<DutyGap>
{
    public void Configure(EntityTypeBuilder<DutyGap> table)
    {
        table.ToTable("duty_gap");
        table.HasKey(gap => gap.Id);
        table.Property(gap => gap.Cause).HasConversion<string>().HasMaxLength(16);
        table.Property(gap => gap.GoneAt).IsConcurrencyToken();
        table.Property(gap => gap.OpenKey).HasMaxLength(120);
        table.HasIndex(gap => new { gap.GoneAt, gap.StartsAt }).HasDatabaseName("ix_duty_gap_open");
        table.HasIndex(gap => gap.ToldIn).HasDatabaseName("ix_duty_gap_told");
        table.HasIndex(gap => gap.OpenKey).IsUnique().HasDatabaseName("ux_duty_gap_open"); // Two looks at once: one row, and one message.
    }
}

internal sealed class DutyAwayTable : IEntityTypeConfiguration<DutyAway>
{
    public void Configure(EntityTypeBuilder<DutyAway> table)
    {
        table.ToTable("duty_away");
        table.HasKey(away => away.Id);
        table.HasIndex(away => new { away.HolderId, away.EndsAt }).HasDatabaseName("ix_duty_away_holder");
    }
}

internal sealed class DutyPairTable : IEntityTypeConfiguration<DutyPair>
{
    public void Configure(EntityTypeBuilder<DutyPair> table)
    {
        table.ToTable("duty_pair");
        table.HasKey(pair => pair.Id);
        table.HasIndex(pair => new { pair.OneId, pair.OtherId }).IsUnique().HasDatabaseName("ux_duty_pair");
    }
}

internal sealed class RotaMemberTable : IEntityTypeConfiguration<RotaMember>
{
    public void Configure(EntityTypeBuilder<RotaMember> table)
    {
        table.ToTable("rota_member");
        table.HasKey(member => member.Id);
        table.Property(member => member.Seats).HasMaxLength(RotaMember.SeatsLengthMax);
        table.Property(member => member.Revision).IsConcurrencyToken();
        table.HasIndex(member => new { member.RotaId, member.HolderId }).IsUnique().HasDatabaseName("ux_rota_member");
    }
}

internal sealed class MemberTermTable : IEntityTypeConfiguration<MemberTerm>
{
    public void Configure(EntityTypeBuilder<MemberTerm> table)
    {
        table.ToTable("member_term");
        table.HasKey(term => term.Id);
        table.HasIndex(term => new { term.RotaId, term.HolderId }).HasDatabaseName("ix_member_term_holder");
    }
}

internal sealed class RotaPatternTable : IEntityTypeConfiguration<RotaPattern>
{
    public void Configure(EntityTypeBuilder<RotaPattern> table)
    {
        table.ToTable("rota_pattern");
        table.HasKey(pattern => pattern.Id);
        table.Property(pattern => pattern.Revision).IsConcurrencyToken();
        table.HasIndex(pattern => pattern.RotaId).HasDatabaseName("ix_rota_pattern_rota");
    }
}
