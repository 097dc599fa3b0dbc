using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Consultations;

internal sealed class ConsultationTable : IEntityTypeConfiguration<Consultation>
{
    public void Configure(EntityTypeBuilder<Consultation> table)
    {
        table.ToTable("consultation");
        table.HasKey(one => one.Id);
        table.Property(one => one.State).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.Route).HasConversion(route => ConsultationTerms.Routes.Id(route), id => ConsultationTerms.Routes.Read(id)).HasMaxLength(16);
        table.Property(one => one.Origin).HasConversion(origin => ConsultationTerms.Origins.Id(origin!.Value), id => ConsultationTerms.Origins.Read(id)).HasMaxLength(32);
        table.Property(one => one.Content).HasConversion(content => ConsultationTerms.Contents.Id(content!.Value), id => ConsultationTerms.Contents.Read(id)).HasMaxLength(32);
        table.Property(one => one.Phase).HasConversion(phase => ConsultationTerms.Phases.Id(phase!.Value), id => ConsultationTerms.Phases.Read(id)).HasMaxLength(32);
        table.Property(one => one.Urgency).HasConversion(urgency => ConsultationTerms.Urgencies.Id(urgency), id => ConsultationTerms.Urgencies.Read(id)).HasMaxLength(16);
        table.Property(one => one.Outcome).HasConversion(outcome => ConsultationTerms.Outcomes.Id(outcome!.Value), id => ConsultationTerms.Outcomes.Read(id)).HasMaxLength(32);
        table.Property(one => one.Area).HasMaxLength(60);
        table.Property(one => one.DeskId).HasMaxLength(40);
        table.Property(one => one.Channel).HasMaxLength(16);
        table.Property(one => one.AskerName).HasMaxLength(120);
        table.Property(one => one.CallPhone).HasMaxLength(40);
        table.Property(one => one.CallTimes).HasMaxLength(120);
        table.Property(one => one.OutcomeNote).HasMaxLength(500);
        table.Property(one => one.Revision).IsConcurrencyToken();
        table.Ignore(one => one.IsOpen);
        table.HasMany(one => one.Entries).WithOne().HasForeignKey(entry => entry.ConsultationId);
        table.HasMany(one => one.Files).WithOne().HasForeignKey(file => file.ConsultationId);
        table.HasIndex(one => one.Number).IsUnique().HasDatabaseName("ux_consultation_number");

        // The queue shows the open ones, the report counts by day of receipt, a person has several, and targets are watched.
        table.HasIndex(one => new { one.State, one.ReceivedAt }).HasDatabaseName("ix_consultation_state");
        table.HasIndex(one => one.ReceivedAt).HasDatabaseName("ix_consultation_received");
        table.HasIndex(one => one.MemberId).HasDatabaseName("ix_consultation_member");
        table.HasIndex(one => one.TargetAt).HasDatabaseName("ix_consultation_target");

        // Who calls again is known by the number they called from.
        table.HasIndex(one => one.CallPhone).HasDatabaseName("ix_consultation_call_phone");
    }
}

internal sealed class ConsultationEntryTable : IEntityTypeConfiguration<ConsultationEntry>
{
    public void Configure(EntityTypeBuilder<ConsultationEntry> table)
    {
        table.ToTable("consultation_entry");
        table.HasKey(entry => entry.Id);
        table.Property(entry => entry.Id).ValueGeneratedNever(); // Added through its consultation, it must not be taken for one that is there.
        table.Property(entry => entry.Kind).HasConversion<string>().HasMaxLength(16);
        table.Property(entry => entry.Text).HasMaxLength(ConsultationEntry.TextUnitsMax);
        table.Property(entry => entry.ChannelMessageId).HasMaxLength(200);
        table.HasIndex(entry => new { entry.ConsultationId, entry.At }).HasDatabaseName("ix_consultation_entry");
        table.HasIndex(entry => entry.ChannelMessageId).HasDatabaseName("ix_consultation_entry_channel_message");
    }
}

internal sealed class ConsultationFileTable : IEntityTypeConfiguration<ConsultationFile>
{
    public void Configure(EntityTypeBuilder<ConsultationFile> table)
    {
        table.ToTable("consultation_file");
        table.HasKey(file => file.Id);
        table.Property(file => file.Id).ValueGeneratedNever();
        table.Property(file => file.Name).HasMaxLength(120);
        table.Property(file => file.ContentType).HasMaxLength(60);
        table.HasIndex(file => file.ConsultationId).HasDatabaseName("ix_consultation_file");
    }
}

internal sealed class OneTimeLinkTable : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> table)
    {
        table.ToTable("one_time_link");
        table.HasKey(link => link.Id);
        table.Property(link => link.Purpose).HasConversion<string>().HasMaxLength(16);
        table.Property(link => link.TokenHash).HasMaxLength(64);
        table.Property(link => link.BrowserHash).HasMaxLength(64).IsConcurrencyToken(); // Two browsers press at once: one wins.
        table.HasIndex(link => link.TokenHash).IsUnique().HasDatabaseName("ux_one_time_link_token");
        table.HasIndex(link => link.ConsultationId).HasDatabaseName("ix_one_time_link_consultation");
    }
}
