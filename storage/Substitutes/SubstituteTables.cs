using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Substitutes;

internal sealed class SubstituteRequestTable : IEntityTypeConfiguration<SubstituteRequest>
{
    public void Configure(EntityTypeBuilder<SubstituteRequest> table)
    {
        table.ToTable("substitute_request");
        table.HasKey(one => one.Id);
        table.Property(one => one.State).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.Outcome).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.Papers).HasMaxLength(SubstituteRequest.PapersLengthMax);
        table.Property(one => one.Revision).IsConcurrencyToken();
        table.HasMany(one => one.Given).WithOne().HasForeignKey(given => given.RequestId);
        table.HasIndex(one => new { one.State, one.Cutoff }).HasDatabaseName("ix_substitute_request_state");
        table.HasIndex(one => new { one.RequesterId, one.CreatedAt }).HasDatabaseName("ix_substitute_request_requester");
    }
}

internal sealed class SubstituteGivenTable : IEntityTypeConfiguration<SubstituteGiven>
{
    public void Configure(EntityTypeBuilder<SubstituteGiven> table)
    {
        table.ToTable("substitute_request_given");
        table.HasKey(given => given.Id);
        table.Property(given => given.Answer).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(given => new { given.RequestId, given.HolderId, given.GivenAt }).IsUnique().HasDatabaseName("ux_substitute_request_given"); // Two who look at once give it once.
        table.HasIndex(given => given.HolderId).HasDatabaseName("ix_substitute_request_given_holder");
    }
}
