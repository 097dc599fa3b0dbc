using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Meetings;

internal sealed class MeetingTable : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> table)
    {
        table.ToTable("meeting");
        table.HasKey(meeting => meeting.Id);
        table.Property(meeting => meeting.Title).HasMaxLength(Meeting.TitleLengthMax);
        table.Property(meeting => meeting.Organiser).HasMaxLength(Meeting.NameLengthMax);
        table.Property(meeting => meeting.Kind).HasConversion(kind => MeetingTerms.Kinds.Id(kind), id => MeetingTerms.Kinds.Read(id)).HasMaxLength(24);
        table.Property(meeting => meeting.Way).HasConversion(way => MeetingTerms.Ways.Id(way), id => MeetingTerms.Ways.Read(id)).HasMaxLength(16);
        table.Property(meeting => meeting.Inviting).HasConversion(one => MeetingTerms.Invitings.Id(one), id => MeetingTerms.Invitings.Read(id)).HasMaxLength(16);
        table.Property(meeting => meeting.Style).HasMaxLength(Meeting.NameLengthMax);
        table.Property(meeting => meeting.Place).HasMaxLength(Meeting.PlaceLengthMax);
        table.Property(meeting => meeting.Address).HasMaxLength(Meeting.WordsLengthMax);
        table.Property(meeting => meeting.OnlineUrl).HasMaxLength(Meeting.UrlLengthMax);
        table.Property(meeting => meeting.AudienceWords).HasMaxLength(Meeting.WordsLengthMax);
        table.Property(meeting => meeting.AudienceRoles).HasMaxLength(Meeting.WordsLengthMax);
        table.Property(meeting => meeting.AudienceProfessions).HasMaxLength(Meeting.WordsLengthMax);
        table.Property(meeting => meeting.AudienceAreas).HasMaxLength(Meeting.WordsLengthMax);
        table.Property(meeting => meeting.Fee).HasMaxLength(Meeting.NameLengthMax);
        table.Property(meeting => meeting.Description).HasMaxLength(Meeting.DescriptionLengthMax);
        table.Property(meeting => meeting.CheckInCode).HasMaxLength(Meeting.CheckInCodeLength);
        table.Property(meeting => meeting.CancelReason).HasMaxLength(Meeting.WordsLengthMax);
        table.Property(meeting => meeting.Agenda).HasMaxLength(Meeting.AgendaLengthMax);
        table.Property(meeting => meeting.Minutes).HasMaxLength(Meeting.MinutesLengthMax);
        table.Property(meeting => meeting.ImportKey).HasMaxLength(Meeting.WordsLengthMax);
        table.Property(meeting => meeting.Revision).IsConcurrencyToken();
        table.Property(meeting => meeting.FollowedRevision).IsConcurrencyToken();
        table.Property(meeting => meeting.SeatsRevision).IsConcurrencyToken(); // Two answers for the last seat: one waits.
        table.HasIndex(meeting => meeting.StartsAt).HasDatabaseName("ix_meeting_start");
        table.HasIndex(meeting => new { meeting.SeriesId, meeting.PlannedOn }).IsUnique().HasDatabaseName("ux_meeting_series"); // A date of a rule is made once. Null days are all apart.
    }
}

internal sealed class MeetingSeriesTable : IEntityTypeConfiguration<MeetingSeries>
{
    public void Configure(EntityTypeBuilder<MeetingSeries> table)
    {
        table.ToTable("meeting_series");
        table.HasKey(series => series.Id);
        table.Property(series => series.RuleText).HasMaxLength(SeriesText.LengthMax);
        table.Property(series => series.Holidays).HasConversion(way => MeetingTerms.Holidays.Id(way), id => MeetingTerms.Holidays.Read(id)).HasMaxLength(24);
        table.Property(series => series.Revision).IsConcurrencyToken();
    }
}

internal sealed class MeetingChangeTable : IEntityTypeConfiguration<MeetingChange>
{
    public void Configure(EntityTypeBuilder<MeetingChange> table)
    {
        table.ToTable("meeting_change");
        table.HasKey(change => change.Id);
        table.Property(change => change.Place).HasMaxLength(Meeting.PlaceLengthMax);
        table.Property(change => change.OnlineUrl).HasMaxLength(Meeting.UrlLengthMax);
        table.Property(change => change.Way).HasConversion(way => MeetingTerms.Ways.Id(way!.Value), id => MeetingTerms.Ways.Read(id)).HasMaxLength(16);
        table.Property(change => change.Address).HasMaxLength(Meeting.WordsLengthMax);
        table.HasIndex(change => new { change.MeetingId, change.Until }).HasDatabaseName("ix_meeting_change_meeting");
    }
}

internal sealed class MeetingInviteeTable : IEntityTypeConfiguration<MeetingInvitee>
{
    public void Configure(EntityTypeBuilder<MeetingInvitee> table)
    {
        table.ToTable("meeting_invitee");
        table.HasKey(one => one.Id);
        table.Property(one => one.Kind).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.Name).HasMaxLength(Meeting.NameLengthMax);
        table.Property(one => one.Profession).HasMaxLength(Meeting.NameLengthMax);
        table.Property(one => one.Organisation).HasMaxLength(Meeting.NameLengthMax);
        table.Property(one => one.Answer).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.AnsweredVia).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.AttendedVia).HasConversion<string>().HasMaxLength(16);
        table.Property(one => one.Revision).IsConcurrencyToken();
        table.HasIndex(one => new { one.MeetingId, one.MemberId }).IsUnique().HasDatabaseName("ux_meeting_invitee_member"); // Invited once. Null members are all apart.
        table.HasIndex(one => one.MemberId).HasDatabaseName("ix_meeting_invitee_member");
        table.HasIndex(one => one.PlannedAt).HasDatabaseName("ix_meeting_invitee_planned");
        table.HasIndex(one => one.OfferUntil).HasDatabaseName("ix_meeting_invitee_offer");
    }
}

internal sealed class MeetingHeadcountTable : IEntityTypeConfiguration<MeetingHeadcount>
{
    public void Configure(EntityTypeBuilder<MeetingHeadcount> table)
    {
        table.ToTable("meeting_headcount");
        table.HasKey(one => one.Id);
        table.Property(one => one.Profession).HasMaxLength(Meeting.NameLengthMax);
        table.Property(one => one.Organisation).HasMaxLength(Meeting.NameLengthMax);
        table.HasIndex(one => new { one.MeetingId, one.Profession, one.Organisation }).IsUnique().HasDatabaseName("ux_meeting_headcount");
    }
}

internal sealed class AssociationTable : IEntityTypeConfiguration<Association>
{
    public void Configure(EntityTypeBuilder<Association> table)
    {
        table.ToTable("association");
        table.HasKey(one => one.Id);
        table.Property(one => one.Name).HasMaxLength(Meeting.NameLengthMax);
        table.Property(one => one.ContactName).HasMaxLength(Meeting.NameLengthMax);
        table.Property(one => one.Phone).HasMaxLength(40);
        table.Property(one => one.Profession).HasMaxLength(Meeting.NameLengthMax);
        table.Property(one => one.Revision).IsConcurrencyToken();
    }
}

internal sealed class MeetingLinkTable : IEntityTypeConfiguration<MeetingLink>
{
    public void Configure(EntityTypeBuilder<MeetingLink> table)
    {
        table.ToTable("meeting_link");
        table.HasKey(link => link.Id);
        table.Property(link => link.TokenHash).HasMaxLength(64);
        table.HasIndex(link => link.TokenHash).IsUnique().HasDatabaseName("ux_meeting_link_token");
        table.HasIndex(link => link.InviteeId).HasDatabaseName("ix_meeting_link_invitee");
    }
}

internal sealed class MeetingFeedTable : IEntityTypeConfiguration<MeetingFeed>
{
    public void Configure(EntityTypeBuilder<MeetingFeed> table)
    {
        table.ToTable("meeting_feed");
        table.HasKey(feed => feed.Id);
        table.Property(feed => feed.RoleId).HasMaxLength(16);
        table.Property(feed => feed.TokenHash).HasMaxLength(64);
        table.Property(feed => feed.Label).HasMaxLength(80);
        table.HasIndex(feed => feed.TokenHash).IsUnique().HasDatabaseName("ux_meeting_feed_token");
    }
}

internal sealed class MeetingPaperTable : IEntityTypeConfiguration<MeetingPaper>
{
    public void Configure(EntityTypeBuilder<MeetingPaper> table)
    {
        table.ToTable("meeting_paper");
        table.HasKey(paper => paper.Id);
        table.Property(paper => paper.Id).ValueGeneratedNever();
        table.Property(paper => paper.Name).HasMaxLength(MeetingPaper.NameLengthMax);
        table.Property(paper => paper.ContentType).HasMaxLength(60);
        table.HasIndex(paper => paper.MeetingId).HasDatabaseName("ix_meeting_paper_meeting");
    }
}
