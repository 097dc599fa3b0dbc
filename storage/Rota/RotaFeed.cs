using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Rota;

/// <summary>A secret address at which a calendar program reads duties: of one rota, or of one holder in all of them. Only the address's hash is kept.</summary>
public sealed class RotaFeed
{
    /// <summary>Addresses of one rota or holder that are open at a time.</summary>
    public const int OpenMax = 20;

    public int Id { get; init; }

    /// <summary>The rota whose duties it shows; null for a holder's.</summary>
    public int? RotaId { get; init; }

    /// <summary>The holder whose duties it shows; null for a rota's.</summary>
    public int? HolderId { get; init; }

    /// <summary>SHA-256 of the secret part of the address, hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Whose it is, in the coordinator's words, so that the right one is taken back.</summary>
    public string Label { get; init; } = "";

    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when it was taken back: from then on nobody reads by it.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class RotaFeedTable : IEntityTypeConfiguration<RotaFeed>
{
    public void Configure(EntityTypeBuilder<RotaFeed> table)
    {
        table.ToTable("rota_feed");
        table.HasKey(feed => feed.Id);
        table.Property(feed => feed.TokenHash).HasMaxLength(64);
        table.Property(feed => feed.Label).HasMaxLength(80);

        // The address is the door.
        table.HasIndex(feed => feed.TokenHash).IsUnique().HasDatabaseName("ux_rota_feed_token");
    }
}
