using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Covers;

internal sealed class CoverRequestTable : IEntityTypeConfiguration<CoverRequest>
{
    public void Configure(EntityTypeBuilder<CoverRequest> table)
    {
        table.ToTable("cover_request");
        table.HasKey(request => request.Id);
        table.Property(request => request.Kind).HasConversion<string>().HasMaxLength(16);
        table.Property(request => request.State).HasConversion<string>().HasMaxLength(16);
        table.Property(request => request.Revision).IsConcurrencyToken();
        table.HasMany(request => request.Asks).WithOne().HasForeignKey(ask => ask.RequestId);
        table.HasIndex(request => new { request.State, request.NextChaseAt }).HasDatabaseName("ix_cover_request_due");
        table.HasIndex(request => new { request.RotaId, request.CreatedAt }).HasDatabaseName("ix_cover_request_rota");
        table.HasIndex(request => new { request.HolderId, request.State }).HasDatabaseName("ix_cover_request_holder");
    }
}

internal sealed class CoverAskTable : IEntityTypeConfiguration<CoverAsk>
{
    public void Configure(EntityTypeBuilder<CoverAsk> table)
    {
        table.ToTable("cover_ask");
        table.HasKey(ask => ask.Id);
        table.Property(ask => ask.Answer).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(ask => new { ask.RequestId, ask.HolderId }).IsUnique().HasDatabaseName("ux_cover_ask_holder"); // Asked once.
        table.HasIndex(ask => new { ask.HolderId, ask.AskedAt }).HasDatabaseName("ix_cover_ask_holder");
    }
}

internal sealed class CoverTakingTable : IEntityTypeConfiguration<CoverTaking>
{
    public void Configure(EntityTypeBuilder<CoverTaking> table)
    {
        table.ToTable("cover_taking");
        table.HasKey(taking => new { taking.RequestId, taking.Round }); // A hundred press at once: one row.
    }
}
