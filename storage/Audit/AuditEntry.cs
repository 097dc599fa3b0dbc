using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Audit;

/// <summary>Who saw or changed what, and when. Only ever added to; ids and kinds, never words of a consultation.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The account; null when a person did it in chat, or the program by itself.</summary>
    public Guid? StaffId { get; init; }

    public Guid? MemberId { get; init; }

    /// <summary>What was done, as <c>consultation.read</c>, <c>member.erase</c>, <c>sign_in.failed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what, as <c>consultation:412907</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Short facts (old and new state, a count); no words of people, no names, no phone numbers.</summary>
    public string Detail { get; init; } = "";

    public static AuditEntry By(Guid staff, string action, string subject, DateTimeOffset now, string detail = "") =>
        new() { At = now, StaffId = staff, Action = action, Subject = subject, Detail = detail };

    /// <summary>What a person did about their own, in chat or on a page of theirs.</summary>
    public static AuditEntry ByPerson(Guid? member, string action, string subject, DateTimeOffset now, string detail = "") =>
        new() { At = now, MemberId = member, Action = action, Subject = subject, Detail = detail };
}

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("audit_entry");
        table.HasKey(entry => entry.Id);
        table.Property(entry => entry.Action).HasMaxLength(40);
        table.Property(entry => entry.Subject).HasMaxLength(80);
        table.Property(entry => entry.Detail).HasMaxLength(200);
        table.HasIndex(entry => entry.At).HasDatabaseName("ix_audit_entry_at");
        table.HasIndex(entry => new { entry.StaffId, entry.At }).HasDatabaseName("ix_audit_entry_staff");
        table.HasIndex(entry => entry.Subject).HasDatabaseName("ix_audit_entry_subject");
    }
}
