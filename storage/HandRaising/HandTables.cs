using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.HandRaising;

internal sealed class HandCaseTable : IEntityTypeConfiguration<HandCase>
{
    public void Configure(EntityTypeBuilder<HandCase> table)
    {
        table.ToTable("hand_case");
        table.HasKey(one => one.Id);
        table.Property(one => one.State).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.Area).HasMaxLength(HandCase.AreaLengthMax);
        table.Property(one => one.CareLevel).HasConversion(level => HandTerms.CareLevels.Id(level), id => HandTerms.CareLevels.Read(id)).HasMaxLength(16);
        table.Property(one => one.Procedures).HasMaxLength(Rota.DutyHolder.ProceduresLengthMax);
        table.Property(one => one.Rule).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.Remark).HasMaxLength(HandCase.RemarkLengthMax);
        table.Property(one => one.Revision).IsConcurrencyToken();
        table.HasMany(one => one.Asks).WithOne().HasForeignKey(ask => ask.CaseId);
        table.HasMany(one => one.Seats).WithOne().HasForeignKey(seat => seat.CaseId);
        table.HasMany(one => one.Steps).WithOne().HasForeignKey(step => step.CaseId);
        table.HasIndex(one => one.NextChaseAt).HasDatabaseName("ix_hand_case_due");
        table.HasIndex(one => new { one.State, one.CreatedAt }).HasDatabaseName("ix_hand_case_state");
    }
}

internal sealed class HandAskTable : IEntityTypeConfiguration<HandAsk>
{
    public void Configure(EntityTypeBuilder<HandAsk> table)
    {
        table.ToTable("hand_case_ask");
        table.HasKey(ask => ask.Id);
        table.Property(ask => ask.Answer).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(ask => new { ask.CaseId, ask.HolderId }).IsUnique().HasDatabaseName("ux_hand_case_ask"); // Asked once.
        table.HasIndex(ask => ask.HolderId).HasDatabaseName("ix_hand_case_ask_holder");
    }
}

internal sealed class HandSeatTable : IEntityTypeConfiguration<HandSeat>
{
    public void Configure(EntityTypeBuilder<HandSeat> table)
    {
        table.ToTable("hand_case_seat");
        table.Property(seat => seat.Kind).HasConversion<string>().HasMaxLength(16);
        table.HasKey(seat => new { seat.CaseId, seat.Kind }); // A hundred press at once: one row.
        table.HasIndex(seat => new { seat.CaseId, seat.HolderId }).IsUnique().HasDatabaseName("ux_hand_case_seat_holder"); // Main and deputy are two.
    }
}

internal sealed class HandStepTable : IEntityTypeConfiguration<HandStep>
{
    public void Configure(EntityTypeBuilder<HandStep> table)
    {
        table.ToTable("hand_case_step");
        table.HasKey(step => step.Id);
        table.Property(step => step.Kind).HasConversion<string>().HasMaxLength(16);
        table.Property(step => step.Seat).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(step => new { step.CaseId, step.At }).HasDatabaseName("ix_hand_case_step");
    }
}
