using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Members;

/// <summary>A person agreed to a version of the consent text. Answers never wait for it; storing a consultation does.</summary>
public sealed class Consent
{
    public int Id { get; init; }

    public Guid MemberId { get; set; }

    /// <summary>Version of the text that was shown.</summary>
    public int Version { get; init; }

    public DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class ConsentTable : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> table)
    {
        table.ToTable("consent");
        table.HasKey(consent => consent.Id);
        table.HasIndex(consent => consent.MemberId).HasDatabaseName("ix_consent_member");
    }
}
