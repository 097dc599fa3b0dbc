using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Rota;

internal sealed class DutyRotaTable : IEntityTypeConfiguration<DutyRota>
{
    public void Configure(EntityTypeBuilder<DutyRota> table)
    {
        table.ToTable("duty_rota");
        table.HasKey(rota => rota.Id);
        table.Property(rota => rota.Name).HasMaxLength(DutyRota.NameLengthMax);
        table.Property(rota => rota.Purpose).HasConversion(purpose => purpose.Id(), id => ReadPurpose(id)).HasMaxLength(16);
        table.Property(rota => rota.Area).HasMaxLength(DutyRota.AreaLengthMax);
        table.Property(rota => rota.ResidentView).HasConversion<string>().HasMaxLength(16);
        table.Property(rota => rota.ResidentPhone).HasMaxLength(40);
        table.Property(rota => rota.YearEnd).HasMaxLength(DutyRota.YearEndLengthMax);
        table.Property(rota => rota.Revision).IsConcurrencyToken();
        table.Property(rota => rota.FollowedRevision).IsConcurrencyToken(); // Of two processes that follow one change, one saves.
        table.HasMany(rota => rota.Seats).WithOne().HasForeignKey(seat => seat.RotaId);
    }

    /// <summary>A purpose this version does not know is found by the rota's name alone.</summary>
    private static RotaPurpose ReadPurpose(string id) => RotaPurposes.TryParse(id, out RotaPurpose purpose) ? purpose : RotaPurpose.Other;
}

internal sealed class DutySeatTable : IEntityTypeConfiguration<DutySeat>
{
    public void Configure(EntityTypeBuilder<DutySeat> table)
    {
        table.ToTable("duty_seat");
        table.HasKey(seat => seat.Id);
        table.Property(seat => seat.Group).HasColumnName("SeatGroup").HasMaxLength(DutySeat.GroupLengthMax); // GROUP is a word of SQL.
        table.HasIndex(seat => new { seat.RotaId, seat.Position }).IsUnique().HasDatabaseName("ux_duty_seat_position");
    }
}

internal sealed class DutyHolderTable : IEntityTypeConfiguration<DutyHolder>
{
    public void Configure(EntityTypeBuilder<DutyHolder> table)
    {
        table.ToTable("duty_holder");
        table.HasKey(holder => holder.Id);
        table.Property(holder => holder.Name).HasMaxLength(DutyHolder.NameLengthMax);
        table.Property(holder => holder.NameKey).HasMaxLength(DutyHolder.NameLengthMax);
        table.Property(holder => holder.Institution).HasMaxLength(DutyHolder.NameLengthMax);
        table.Property(holder => holder.Phone).HasMaxLength(40);
        table.Property(holder => holder.Areas).HasMaxLength(DutyRota.AreaLengthMax);
        table.Property(holder => holder.Procedures).HasMaxLength(DutyHolder.ProceduresLengthMax);

        table.Property(holder => holder.Revision).IsConcurrencyToken();

        // A table names its holders, and two tables taken in at once must not make two of one; a person asks for their own duties.
        table.HasIndex(holder => holder.NameKey).IsUnique().HasDatabaseName("ux_duty_holder_name");
        table.HasIndex(holder => holder.MemberId).HasDatabaseName("ix_duty_holder_member");
    }
}

internal sealed class DutyShiftTable : IEntityTypeConfiguration<DutyShift>
{
    public void Configure(EntityTypeBuilder<DutyShift> table)
    {
        table.ToTable("duty_shift");
        table.HasKey(shift => shift.Id);
        table.Property(shift => shift.Layer).HasConversion<string>().HasMaxLength(16);
        table.Property(shift => shift.Phone).HasMaxLength(DutyShift.PhoneLengthMax);
        table.Property(shift => shift.Note).HasMaxLength(DutyShift.NoteLengthMax);
        table.Property(shift => shift.KnownUntil).IsConcurrencyToken(); // Two withdraw at once: one does.
        table.HasOne(shift => shift.Seat).WithMany().HasForeignKey(shift => shift.SeatId);
        table.HasOne(shift => shift.Holder).WithMany().HasForeignKey(shift => shift.HolderId);

        // Who is on is read by the start, which lies no further back than the longest shift; a holder's own duties by the holder.
        table.HasIndex(shift => shift.StartsAt).HasDatabaseName("ix_duty_shift_start");
        table.HasIndex(shift => new { shift.SeatId, shift.StartsAt }).HasDatabaseName("ix_duty_shift_seat");
        table.HasIndex(shift => new { shift.HolderId, shift.StartsAt }).HasDatabaseName("ix_duty_shift_holder");
    }
}

internal sealed class RotaDraftTable : IEntityTypeConfiguration<RotaDraft>
{
    public void Configure(EntityTypeBuilder<RotaDraft> table)
    {
        table.ToTable("rota_draft");
        table.HasKey(draft => draft.Id);
        table.Property(draft => draft.FileName).HasMaxLength(120);
        table.Property(draft => draft.Layer).HasConversion<string>().HasMaxLength(16);
        table.Property(draft => draft.EndedAt).IsConcurrencyToken();
        table.HasIndex(draft => new { draft.RotaId, draft.CreatedAt }).HasDatabaseName("ix_rota_draft_rota");
    }
}

internal sealed class RotaProposalTable : IEntityTypeConfiguration<RotaProposal>
{
    public void Configure(EntityTypeBuilder<RotaProposal> table)
    {
        table.ToTable("rota_proposal");
        table.HasKey(proposal => proposal.Id);
        table.Property(proposal => proposal.Result).HasConversion<string>().HasMaxLength(16);
        table.Property(proposal => proposal.Revision).IsConcurrencyToken();
        table.HasIndex(proposal => new { proposal.RotaId, proposal.EndedAt }).HasDatabaseName("ix_rota_proposal_rota");
    }
}
